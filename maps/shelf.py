"""Arrays on disk in folders named after what they hold: written whole or not at all, checked, mapped into memory.

<folder>/<hash>/manifest.json    format, what must be said beside the arrays, size and SHA-256 of every array
                *.npy            the arrays
<folder>/names/<name> -> ../<hash>

The hash is the SHA-256 of the manifest. The same content has the same bytes, wherever and whenever it is written.
"""

import fcntl
import hashlib
import json
import os
import re
import shutil
import time
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from stations.compiling import Array
from stations.durable import sync
from stations.errors import FileError, InputError, NotFound
from stations.language import Text

MANIFEST, NAMES, BEGUN = "manifest.json", "names", ".begun"
MAPPED_FROM_BYTES = 1 << 16
SPARED_S = 3600.0
NAME = re.compile(r"[^\W_][\w.-]{0,63}")
HASH = re.compile(r"[0-9a-f]{64}")


class Kept(NamedTuple):
    """What a folder holds; `facts` are plain data as JSON has them."""

    hash: str
    arrays: Mapping[str, Array]
    facts: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """A place for one kind of things.

    `field` is the parameter that names one, and the `yizhan import` command that brings one in; `what` is the kind in
    words. `format` changes whenever older folders would be misread.
    """

    folder: Path
    field: str
    what: Text
    format: str

    def put(self, arrays: Mapping[str, Array], facts: Mapping[str, Any]) -> str:
        """Store arrays, unless the same are there and whole; return their hash."""
        with self._writing() as begun:
            for key, array in arrays.items():
                np.save(begun / f"{key}.npy", array, allow_pickle=False)
            sums = {path.name: _sum(path) for path in sorted(begun.iterdir())}
            written = json.dumps({"format": self.format, "facts": facts, "files": sums}, sort_keys=True).encode()
            (begun / MANIFEST).write_bytes(written)
            own = hashlib.sha256(written).hexdigest()
            if self._is_whole(own):
                shutil.rmtree(begun)
                return own
            for path in (*begun.iterdir(), begun):
                sync(path)
            shutil.rmtree(self.folder / own, ignore_errors=True)
            begun.rename(self.folder / own)
        return own

    def name(self, name: str, own: str) -> None:
        """Let a name mean what has this hash, from now on and in one step."""
        self.check_name(name)
        names = self.folder / NAMES
        names.mkdir(exist_ok=True)
        link = names / f".{name}.{os.getpid()}"
        link.unlink(missing_ok=True)
        link.symlink_to(Path("..") / own)
        link.replace(names / name)
        sync(names)

    def get(self, name_or_hash: str) -> Kept:
        """Return what has a name or hash, large arrays mapped, nothing writeable, every byte checked.

        Raise `NotFound` where there is no such thing, `FileError` where it is not as it was written.
        """
        own = self._hash(name_or_hash)
        manifest = self._checked(own)
        if manifest is None and self._hash(name_or_hash) != own:
            return self.get(name_or_hash)  # the name was given to another, and this one removed, just now
        if manifest is None:
            raise FileError(
                f"{self.what.zh}“{name_or_hash}”的文件已损坏，或属于其他版本：请重新导入。",
                f"The files of the {self.what.en} “{name_or_hash}” are damaged, or of another version: import again.",
                field=self.field,
            )
        with suppress(OSError):  # where we may only read, we do not prune
            os.utime(self.folder / own)
        arrays = {file.removesuffix(".npy"): _array(self.folder / own / file) for file in manifest["files"]}
        return Kept(own, arrays, manifest["facts"])

    def check_name(self, name: str) -> None:
        """Raise `InputError` for what cannot be a name, so that a name is never a path and never a hash."""
        if not NAME.fullmatch(name) or HASH.fullmatch(name):
            raise InputError(
                f"名称“{name}”不可用：请用字母、汉字、数字、点、横线，最多 64 个字。",
                f"The name “{name}” cannot be used: letters, digits, dots and hyphens, at most 64.",
                field="name",
            )

    def prune(self, in_use: Collection[str], *, older_than_s: float = SPARED_S) -> list[str]:
        """Remove what is idle, by hash; return what was removed.

        Arrays that a process has mapped stay whole for it: files that were removed live on for whoever has them open.
        """
        if not self.folder.is_dir():
            return []
        with self._writing() as begun:
            begun.rmdir()
            gone = self.idle(in_use, older_than_s=older_than_s)
            for own in gone:
                shutil.rmtree(self.folder / own)
        return gone

    def idle(self, in_use: Collection[str], *, older_than_s: float = SPARED_S) -> list[str]:
        """Return what has no name and is not in use, by hash, unless it was written or read lately.

        What has just been written may be about to be named, and what has just been read may be used by a run that
        nobody knows of yet.
        """
        if not self.folder.is_dir():
            return []
        named = {path.readlink().name for path in (self.folder / NAMES).glob("*")}
        kept = [path for path in self.folder.iterdir() if HASH.fullmatch(path.name)]
        spared = {path.name for path in kept if path.stat().st_mtime > time.time() - older_than_s}
        return sorted({path.name for path in kept} - named - spared - set(in_use))

    @contextmanager
    def _writing(self) -> Iterator[Path]:
        """Yield an empty folder to write into, one process at a time; what one before did not finish is removed."""
        self.folder.mkdir(parents=True, exist_ok=True)
        begun, lock = self.folder / BEGUN, os.open(self.folder, os.O_RDONLY)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX)
            shutil.rmtree(begun, ignore_errors=True)
            begun.mkdir()
            yield begun
            os.fsync(lock)
        finally:
            os.close(lock)

    def _hash(self, name_or_hash: str) -> str:
        if HASH.fullmatch(name_or_hash) and (self.folder / name_or_hash).is_dir():
            return name_or_hash
        try:
            self.check_name(name_or_hash)
            return (self.folder / NAMES / name_or_hash).readlink().name
        except (OSError, InputError):
            raise NotFound(
                f"没有名为“{name_or_hash}”的{self.what.zh}：请用 yizhan import {self.field} 导入。",
                f"There are no {self.what.en} called “{name_or_hash}”: import them with yizhan import {self.field}.",
                field=self.field,
            ) from None

    def _is_whole(self, own: str) -> bool:
        return self._checked(own) is not None

    def _checked(self, own: str) -> dict[str, Any] | None:
        """Return the manifest, None unless it has its hash, and every file is as it was written."""
        place = self.folder / own
        try:
            written = (place / MANIFEST).read_bytes()
            if hashlib.sha256(written).hexdigest() != own:
                return None
            manifest: dict[str, Any] = json.loads(written)
            is_whole = all(_sum(place / file) == known for file, known in manifest["files"].items())
        except FileNotFoundError:
            return None
        return manifest if is_whole and manifest["format"] == self.format else None


def _array(path: Path) -> Array:
    """Return an array, mapped if it is large; small ones, which may be empty, are read."""
    is_large = path.stat().st_size >= MAPPED_FROM_BYTES
    array = np.asarray(np.load(path, mmap_mode="r" if is_large else None, allow_pickle=False))
    array.flags.writeable = False
    return array


def _sum(path: Path) -> list[int | str]:
    """Return the size of a file and its SHA-256."""
    with path.open("rb") as file:
        return [path.stat().st_size, hashlib.file_digest(file, "sha256").hexdigest()]
