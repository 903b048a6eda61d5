"""`python -m maps.osm.parsing FILE FOLDER`: the streets of an OSM file, read where a hostile file can do no harm.

libosmium is a parser of bytes in C++: it runs in a process of its own, with limits, started by `reading`.
"""

import resource
import sys
from array import array
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import osmium

from maps.osm import ways
from maps.osm.tags import CLOSED, MODES, Passage, passage
from maps.osm.ways import Array, Ways

MOST_BYTES = 10 << 30
MOST_CPU_S = 3600
REFUSED, TOO_LARGE = 3, 4
"""How the process ends for a file that libosmium refuses, and for one that needs more than MOST_BYTES."""

LONGEST_NAME = 200  # characters; OSM allows 255


STREET = np.dtype(
    [
        ("way_id", "i8"),
        ("kind", "i4"),
        ("name", "i4"),
        ("walk", "u1"),
        ("ebike", "u1"),
        ("drive", "u1"),
        ("drive_m_s", "f8"),
    ]
)


class _Numbers(dict[str, int]):
    """Number words as they are met: 0, 1, 2, ..."""

    def __missing__(self, word: str) -> int:
        self[word] = number = len(self)
        return number


def parse(path: Path) -> Ways:
    """Return all streets that anybody may use; raise `RuntimeError` where libosmium cannot read the file."""
    words, rows, past, refs = _Numbers({"": 0}), [], array("q", [0]), array("q")
    for way, tags, use in _streets(path):
        rows.append((way.id, words[tags["highway"]], words[tags.get("name", "")[:LONGEST_NAME]], *use))
        refs.extend(node.ref for node in way.nodes)
        past.append(len(refs))
    streets = np.array(rows, STREET)
    osm_node, point = np.unique(np.frombuffer(refs, np.int64), return_inverse=True)
    lon, lat = _degrees(path, osm_node)
    return Ways(
        **{name: streets[name] for name in ("way_id", "kind", "name", "drive_m_s")},
        passage=np.column_stack([streets[mode] for mode in MODES]),
        first=np.frombuffer(past, np.int64),
        point=point.astype(np.int32),
        osm_node=osm_node,
        lon=lon,
        lat=lat,
        box=_box(path),
        words=list(words),
    )


def _streets(path: Path) -> Iterator[tuple[osmium.osm.Way, dict[str, str], Passage]]:
    """Yield ways that somebody may use; each may be looked at until the next one is asked for."""
    for way in osmium.FileProcessor(path, osmium.osm.WAY).with_filter(osmium.filter.KeyFilter("highway")):
        if isinstance(way, osmium.osm.Way) and not way.deleted:
            tags = {tag.k: tag.v for tag in way.tags}
            use = passage(tags)
            if not use.walk == use.ebike == use.drive == CLOSED:
                yield way, tags, use


def _degrees(path: Path, osm_node: Array) -> tuple[Array, Array]:
    """Return where points are, NaN for those that the file does not hold."""
    lon, lat = np.full(len(osm_node), np.nan), np.full(len(osm_node), np.nan)
    found, east, north = array("q"), array("d"), array("d")
    wanted = osmium.filter.IdFilter(osm_node.tolist())
    for node in osmium.FileProcessor(path, osmium.osm.NODE).with_filter(wanted):
        if isinstance(node, osmium.osm.Node) and node.location.valid():
            found.append(node.id)
            east.append(node.location.lon)
            north.append(node.location.lat)
    at = np.searchsorted(osm_node, np.frombuffer(found, np.int64))
    lon[at], lat[at] = np.frombuffer(east), np.frombuffer(north)
    return lon, lat


def _box(path: Path) -> Array:
    box = osmium.io.Reader(path, osmium.osm.NOTHING).header().box()
    if not box.valid():
        return np.full(4, np.nan)
    low, high = box.bottom_left, box.top_right
    return np.array([low.lon, low.lat, high.lon, high.lat])


def main(file: str, folder: str) -> int:
    """Read a file and write its streets into a folder; return how it ended."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_CPU_S, MOST_CPU_S))
    resource.setrlimit(resource.RLIMIT_AS, (MOST_BYTES, MOST_BYTES))
    try:
        ways.write(parse(Path(file)), Path(folder))
    except MemoryError:
        return TOO_LARGE
    except (RuntimeError, UnicodeDecodeError) as fault:  # what libosmium's errors become, and tags that are no text
        sys.stdout.write(str(fault))
        return REFUSED
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
