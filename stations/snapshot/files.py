"""Snapshots on disk: written whole or not at all, checked before use, mapped into memory, removed when nobody reads.

<home>/snapshot/current -> 0000018f…/      the newest, by a symbolic link that is replaced in one step
<home>/snapshot/0000018f…/manifest.json    format, position in the feed, and size and checksum of every file
                          *.npy            the columns
                          fragments        all fragments, one after another
"""

import fcntl
import json
import mmap
import os
import shutil
import time
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from stations.compiling import Array
from stations.durable import sync
from stations.hours import Calendar
from stations.serving import Position
from stations.snapshot import bits
from stations.snapshot.columns import CARD, NODE, POINT, Columns, PlaceSets
from stations.snapshot.fragment_file import FragmentFile
from stations.snapshot.timetable import DAYS, Timetable, TimetableShelf, read_only

FORMAT = f"3 {DAYS} {POINT.descr} {CARD.descr} {NODE.descr} {bits.FINGERPRINT}"
"""Changes whenever an older file would be misread."""

CURRENT, MANIFEST, FRAGMENTS, LISTS = "current", "manifest.json", "fragments", "lists.json"
BEGUN = ".begun-"
MAPPED_FROM_BYTES = 1 << 16
CHUNK_BYTES = 1 << 20
HELD_BYTES = 180 << 20
"""As much a process may hold, all counted, before it gives back what is mapped."""

TRIES = 5


class Unusable(Exception):
    """What lies on disk is no snapshot of ours, or not whole."""


@dataclass(frozen=True, eq=False, kw_only=True)
class Stored:
    """A snapshot as it was read from disk."""

    columns: Columns
    districts: Mapping[str, Sequence[int]]
    position: Position
    version: str
    built_s: float
    maps: Sequence[mmap.mmap]

    def let_go(self) -> None:
        """Give pages back if too many are held; the kernel keeps them for all who read, and maps them again at need."""
        if _held_bytes() > HELD_BYTES:
            for mapped in self.maps:
                mapped.madvise(mmap.MADV_DONTNEED)


def newest(folder: Path) -> str | None:
    """Return the version of the newest snapshot, None when there is none."""
    try:
        return (folder / CURRENT).readlink().name
    except OSError:
        return None


def load(folder: Path, calendar: Calendar) -> Stored:
    """Return the newest snapshot, checked byte by byte; raise `Unusable` where there is none that can be used.

    One that was made with another calendar cannot be.
    """
    for _ in range(TRIES):
        version = newest(folder)
        if version is None:
            break
        try:
            return _load(folder / version, calendar)
        except FileNotFoundError:  # replaced and removed since the link was read: look again
            continue
    raise Unusable("there is no snapshot")


def begin(folder: Path) -> Path:
    """Return a new folder to write a snapshot into; what others left unfinished is removed."""
    folder.mkdir(parents=True, exist_ok=True)
    for left in folder.glob(f"{BEGUN}*"):
        shutil.rmtree(left)
    begun = folder / f"{BEGUN}{os.getpid()}"
    begun.mkdir()
    return begun


def finish(begun: Path, columns: Columns, districts: Mapping[str, Sequence[int]], position: Position) -> str:
    """Write the columns beside their fragments, make it all durable, and make it the newest; return its version."""
    for name, array in _arrays(columns).items():
        np.save(begun / f"{name}.npy", array, allow_pickle=False)
    lists = {"schedules": list(columns.schedules), "districts": dict(districts)}
    (begun / LISTS).write_text(json.dumps(lists), encoding="utf-8")
    names = sorted(path.name for path in begun.iterdir())
    manifest = {
        "format": FORMAT,
        "position": position,
        "built_s": time.time(),
        "calendar": columns.timetables.calendar.fingerprint,
        "origin_s": columns.timetables.stored.origin_s,
        "files": {name: _sum(begun / name) for name in names},
    }
    (begun / MANIFEST).write_text(json.dumps(manifest), encoding="utf-8")
    for path in (*begun.iterdir(), begun):
        sync(path)
    version = f"{time.time_ns():020x}"
    begun.rename(begun.with_name(version))
    _switch(begun.parent, version)
    return version


def remove_unused(folder: Path) -> None:
    """Remove every snapshot but the newest that nobody reads."""
    version = newest(folder)
    for old in folder.glob("[0-9a-f]*"):
        if old.name in {version, CURRENT} or not old.is_dir():
            continue
        try:
            file = os.open(old / FRAGMENTS, os.O_RDONLY)
        except FileNotFoundError:  # half removed already
            shutil.rmtree(old)
            continue
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            shutil.rmtree(old)
        except BlockingIOError:  # somebody reads it
            continue
        finally:
            os.close(file)


def _switch(folder: Path, version: str) -> None:
    link = folder / f"{BEGUN}link"
    link.unlink(missing_ok=True)
    link.symlink_to(version)
    link.replace(folder / CURRENT)
    sync(folder)


def _load(place: Path, calendar: Calendar) -> Stored:
    fragments = FragmentFile.of(place / FRAGMENTS)
    manifest = _checked(place)
    if manifest["calendar"] != calendar.fingerprint:
        raise Unusable(f"{place.name} was made with another calendar")
    try:
        lists = json.loads((place / LISTS).read_text(encoding="utf-8"))
        arrays = {path.stem: _array(path) for path in place.glob("*.npy")}
        stored = Timetable(manifest["origin_s"], *(arrays[name] for name in Timetable._fields[1:]))
        shelf = TimetableShelf(lists["schedules"], arrays["nodes"], arrays["points"], stored, calendar)
        columns = _columns(arrays, shelf, fragments)
    except (KeyError, TypeError, ValueError) as fault:
        raise Unusable(f"{place.name} is not whole") from fault
    return Stored(
        columns=columns,
        districts=lists["districts"],
        position=Position(*manifest["position"]),
        version=place.name,
        built_s=manifest["built_s"],
        maps=[below for array in arrays.values() if isinstance(below := getattr(array.base, "base", None), mmap.mmap)],
    )


def _checked(place: Path) -> dict[str, Any]:
    """Return the manifest; raise `Unusable` unless it is of our format and every file is as it was written."""
    try:
        manifest: dict[str, Any] = json.loads((place / MANIFEST).read_text(encoding="utf-8"))
        if manifest["format"] != FORMAT:
            raise Unusable(f"{place.name} is of another format")
        wrong = [name for name, known in manifest["files"].items() if _sum(place / name) != known]
    except (KeyError, TypeError, ValueError, AttributeError) as fault:
        raise Unusable(f"the manifest of {place.name} cannot be read") from fault
    if wrong:
        raise Unusable(f"{', '.join(wrong)} of {place.name} is not as it was written")
    return manifest


def _arrays(columns: Columns) -> dict[str, Array]:
    sets, stored = columns.place_sets, columns.timetables.stored
    return {
        "points": columns.points,
        "cards": columns.cards,
        "nodes": columns.nodes,
        "by_id": columns.by_id,
        "sets_first": sets.first,
        "sets_districts": sets.districts,
        "sets_low": sets.low,
        "sets_high": sets.high,
        **{name: array for name, array in stored._asdict().items() if name != "origin_s"},
    }


def _columns(arrays: Mapping[str, Array], shelf: TimetableShelf, fragments: FragmentFile) -> Columns:
    return Columns(
        points=shelf.points,
        cards=arrays["cards"],
        nodes=shelf.nodes,
        by_id=arrays["by_id"],
        place_sets=PlaceSets(*(arrays[f"sets_{name}"] for name in ("first", "districts", "low", "high"))),
        schedules=shelf.schedules,
        timetables=shelf,
        fragments=fragments,
    )


def _held_bytes() -> int:
    """Return how much memory this process holds, shared or its own: proc(5), statm; 0 where there is no `/proc`."""
    try:
        return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * mmap.PAGESIZE
    except OSError:
        return 0


def _array(path: Path) -> Array:
    """Return an array, mapped if it is large; small ones, which may be empty, are read."""
    is_large = path.stat().st_size >= MAPPED_FROM_BYTES
    return read_only(np.asarray(np.load(path, mmap_mode="r" if is_large else None, allow_pickle=False)))


def _sum(path: Path) -> list[int]:
    """Return the size and the checksum of a file."""
    size = total = 0
    with path.open("rb") as file:
        while chunk := file.read(CHUNK_BYTES):
            size, total = size + len(chunk), zlib.crc32(chunk, total)
    return [size, total]
