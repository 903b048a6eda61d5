"""Cells of H3 that lie side by side, joined into patches."""

import numpy as np
from h3.api import basic_int
from shapely import MultiPolygon, Polygon, get_parts, orient_polygons, transform

from maps.engine import joining
from stations.compiling import Array

HAS_GAP = np.array([basic_int.is_pentagon(cell) for cell in sorted(basic_int.get_res0_cells())])
"""Which of the largest hexagons are pentagons, in the order of their numbers."""

DIGITS = 7  # of a degree: a centimetre


def joined(h3: Array) -> Array:
    """Return the patch of each cell (uint64, ascending); patches are numbered in the order of their lowest cells."""
    if not len(h3):
        return np.empty(0, np.int32)
    numbers = h3.astype(np.int64)
    root, asked = joining.joined(numbers, basic_int.get_resolution(int(h3[0])), HAS_GAP)
    for place in asked.tolist():
        for cell in basic_int.grid_disk(int(h3[place]), 1):
            if (other := joining.find(numbers, cell)) != joining.ELSEWHERE:
                joining.unite(root, place, other)
    joining.settle(root)
    _, patch = np.unique(root, return_inverse=True)
    return np.asarray(patch, np.int32)


def outline(h3: Array) -> MultiPolygon:
    """Return the ground of some cells in WGS84, the same for the same cells, its rings going as RFC 7946 wants."""
    found = basic_int.cells_to_h3shape(h3.tolist(), tight=False).__geo_interface__
    shapes = MultiPolygon([Polygon(shell, holes) for shell, *holes in found["coordinates"]])
    rounded = transform(shapes.normalize(), lambda degrees: degrees.round(DIGITS))
    return MultiPolygon(list(orient_polygons(get_parts(rounded))))
