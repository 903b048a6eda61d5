"""Cells of H3 that lie side by side, joined into patches."""

from itertools import chain

import numpy as np
from h3.api import basic_int
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components
from shapely import MultiPolygon, Polygon, get_parts, orient_polygons, transform

from stations.compiling import Array

DIGITS = 7  # of a degree: a centimetre


def joined(h3: Array) -> Array:
    """Return the patch of each cell (uint64, ascending); patches are numbered in the order of their lowest cells."""
    around = [basic_int.grid_disk(cell, 1) for cell in h3.tolist()]
    neighbour = np.fromiter(chain.from_iterable(around), np.uint64)
    cell = np.repeat(np.arange(len(h3)), [len(disk) for disk in around])
    place = np.searchsorted(h3, neighbour)
    is_there = np.append(h3, 0)[place] == neighbour  # the last stands for what is above them all
    pairs = cell[is_there], place[is_there]
    sides = coo_array((np.ones(len(pairs[0]), bool), pairs), shape=(len(h3), len(h3)))
    _, label = connected_components(sides, directed=False)
    _, lowest, patch = np.unique(label, return_index=True, return_inverse=True)
    return np.asarray(np.argsort(np.argsort(lowest))[patch], np.int32)


def outline(h3: Array) -> MultiPolygon:
    """Return the ground of some cells in WGS84, the same for the same cells, its rings going as RFC 7946 wants."""
    found = basic_int.cells_to_h3shape(h3.tolist(), tight=False).__geo_interface__
    shapes = MultiPolygon([Polygon(shell, holes) for shell, *holes in found["coordinates"]])
    rounded = transform(shapes.normalize(), lambda degrees: degrees.round(DIGITS))
    return MultiPolygon(list(orient_polygons(get_parts(rounded))))
