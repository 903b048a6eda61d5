"""OSM files made for a test."""

from collections.abc import Mapping
from pathlib import Path

import osmium

Points = Mapping[int, tuple[float, float]]
Way = tuple[list[int], dict[str, str]]


def write(path: Path, points: Points, *ways: Way, box: tuple[float, float, float, float] | None = None) -> Path:
    """Write points (lon, lat by id) and ways (ids, tags; numbered 1, 2, ...) in the format of the file's ending."""
    header = osmium.io.Header()
    if box:
        header.add_box(osmium.osm.Box(*box))
    with osmium.SimpleWriter(str(path), header=header, overwrite=True) as writer:
        for number, place in points.items():
            writer.add_node(osmium.osm.mutable.Node(id=number, location=place))
        for number, (refs, tags) in enumerate(ways, start=1):
            writer.add_way(osmium.osm.mutable.Way(id=number, nodes=refs, tags=tags))
    return path
