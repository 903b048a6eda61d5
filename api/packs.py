"""Packs as files: what names one, and all of one in an archive."""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

CHUNK_BYTES = 1 << 18


def template_of(folder: Path | None) -> str | None:
    """Return a hash of an office's own templates, so that packs are made anew when these change; None without any."""
    if folder is None:
        return None
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    content = b"".join(hashlib.sha256(path.read_bytes()).digest() + str(path).encode() for path in files)
    return hashlib.sha256(content).hexdigest()


def id_of(asked: Mapping[str, Any]) -> str:
    """Return the hash that names a pack: the same wish of the same run is the same pack."""
    return hashlib.sha256(json.dumps({"pack": asked}, sort_keys=True).encode()).hexdigest()


def archive(folder: Path, names: Sequence[str]) -> Iterator[bytes]:
    """Yield a ZIP of files, piece by piece; the same files are the same bytes. Raise `OSError` if one is not there."""
    with TemporaryFile() as file:
        with ZipFile(file, "w") as packed:
            for name in names:
                packed.writestr(ZipInfo(name), (folder / name).read_bytes(), ZIP_DEFLATED)
        file.seek(0)
        while piece := file.read(CHUNK_BYTES):
            yield piece
