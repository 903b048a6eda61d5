"""Snapshots on disk: whole, or not used."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from stations.hours import Calendar
from stations.registry import Position
from stations.search import Filters, Query, nearest
from stations.snapshot import files
from stations.snapshot.files import Stored, Unusable
from stations.snapshot.fragment_file import FragmentFile
from stations.snapshot.overlay import laid_over
from tests.stations.read_model.worlds import BEGIN, row, snapshot_of

CALENDAR = Calendar.packaged()
POSITION = Position("db/1", 42)


def write(folder: Path, count: int) -> str:
    """Write a snapshot of so many stations side by side."""
    columns = snapshot_of([row(number, lon=116 + number * 0.001) for number in range(1, count + 1)]).parts[0].columns
    begun = files.begin(folder)
    content = b"".join(
        columns.fragments.read(int(card["begin"]), int(card["end"])) for card in columns.cards[columns.by_id]
    )
    (begun / files.FRAGMENTS).write_bytes(content)
    return files.finish(begun, columns, {"110101": [7]}, POSITION)


def ids_of(stored: Stored) -> list[int]:
    snapshot = laid_over(stored, {}, stored.position, at_s=int(BEGIN.timestamp()))
    found = nearest(snapshot, Query(lon=116, lat=39.9, filters=Filters(at=BEGIN), limit=50))
    assert all(json.loads(hit.fragment + b"}}}")["id"] == hit.id for hit in found)
    return [hit.id for hit in found]


@pytest.mark.parametrize("count", [0, 1, 17, 40])
def test_what_was_written_is_read(tmp_path: Path, count: int) -> None:
    version = write(tmp_path, count)

    stored = files.load(tmp_path, CALENDAR)

    assert (stored.version, stored.position, stored.districts) == (version, POSITION, {"110101": [7]})
    assert ids_of(stored) == list(range(1, count + 1))


def _flip(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[-1] ^= 1
    path.write_bytes(content)


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-1])


@pytest.mark.parametrize("damage", [_flip, _cut])
def test_a_damaged_file_makes_the_snapshot_unusable(tmp_path: Path, damage: Callable[[Path], None]) -> None:
    for number in range(30):
        folder = tmp_path / str(number)
        names = sorted(path.name for path in (folder / write(folder, 3)).iterdir())
        if number == len(names):
            break

        damage(folder / "current" / names[number])

        with pytest.raises(Unusable):
            files.load(folder, CALENDAR)
    assert number == len(names)  # every file had its turn


def test_another_format_is_not_read(tmp_path: Path) -> None:
    manifest = tmp_path / write(tmp_path, 1) / files.MANIFEST
    manifest.write_text(json.dumps(json.loads(manifest.read_text()) | {"format": "0"}))

    with pytest.raises(Unusable, match="another format"):
        files.load(tmp_path, CALENDAR)


def test_no_snapshot_is_unusable(tmp_path: Path) -> None:
    with pytest.raises(Unusable):
        files.load(tmp_path / "nowhere", CALENDAR)


def test_old_ones_are_removed_once_nobody_reads_them(tmp_path: Path) -> None:
    old = write(tmp_path, 3)
    reading = FragmentFile.of(tmp_path / old / files.FRAGMENTS)
    new = write(tmp_path, 4)

    files.remove_unused(tmp_path)
    while_read = sorted(path.name for path in tmp_path.iterdir())
    first = reading.read(0, 4)
    del reading
    files.remove_unused(tmp_path)

    assert while_read == sorted([old, new, "current"])
    assert first == b'{"ty'
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([new, "current"])
