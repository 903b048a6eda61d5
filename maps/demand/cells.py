"""Cells of H3: which one a point lies in, where its centre is, how much ground it has, what falls into it."""

import numpy as np
from h3.api import basic_int

from maps.engine.arrays import Cells
from stations.compiling import Array
from stations.geo import ELLIPSOID

RES = 10
"""The size unless another is asked for: 0.015 km², some 130 m across."""

SPHERE_M = 6_371_007.180918475  # on which H3 measures: as much surface as the ellipsoid has
KM2 = "km^2"


def at(lon: Array, lat: Array, *, res: int) -> Array:
    """Return the cell (uint64) that each WGS84 point lies in."""
    pairs = zip(lat.tolist(), lon.tolist(), strict=True)
    return np.array([basic_int.latlng_to_cell(y, x, res) for y, x in pairs], dtype=np.uint64)


def centres(cells: Array) -> tuple[Array, Array]:
    """Return longitudes and latitudes of the centres."""
    found = np.array([basic_int.cell_to_latlng(cell) for cell in cells.tolist()], dtype=np.float64).reshape(-1, 2)
    return found[:, 1], found[:, 0]


def area_km2(cells: Array, lat: Array) -> Array:
    """Return the ground of each cell on the ellipsoid, from H3's own on a sphere and the latitudes of the centres.

    At a latitude the ellipsoid has M · N of ground where the sphere has R² (M, N: its radii of curvature); across a
    cell that ratio hardly changes: at size 10 by less than 1e-6.
    """
    on_sphere = np.array([basic_int.cell_area(cell, KM2) for cell in cells.tolist()], dtype=np.float64)
    curved = ELLIPSOID.b / (1 - ELLIPSOID.es * np.sin(np.radians(lat)) ** 2)
    return on_sphere * (curved / SPHERE_M) ** 2


def gathered(cells: Array, weight: Array) -> Cells:
    """Add up what falls into each cell; cells of no weight are left out."""
    own, summed = added(cells, weight[:, None])
    kept = summed[:, 0] > 0
    return described(own[kept], summed[kept, 0])


def added(cells: Array, values: Array) -> tuple[Array, Array]:
    """Return the cells in ascending order, each once, and for each the sum of its rows of `values`."""
    order = np.argsort(cells, kind="stable")
    own, first = np.unique(cells[order], return_index=True)
    if not len(own):
        return own, values[:0]
    return own, np.add.reduceat(values[order], first, axis=0)


def described(cells: Array, weight: Array) -> Cells:
    """Return cells, in ascending order, with their centres and ground."""
    lon, lat = centres(cells)
    return Cells(cells, lon, lat, area_km2(cells, lat), weight)


def is_cell(number: int) -> bool:
    """Tell whether a number is a cell of H3."""
    return 0 < number < 2**64 and bool(basic_int.is_valid_cell(number))


def size(cell: int) -> int:
    """Return the size of a cell, 0 to 15, finer as it grows."""
    return int(basic_int.get_resolution(cell))


def resized(cell: int, *, res: int) -> list[int]:
    """Return the cell of a size that holds a finer one, or those of a size that make up a coarser one."""
    if size(cell) >= res:
        return [basic_int.cell_to_parent(cell, res)]
    return list(basic_int.cell_to_children(cell, res))
