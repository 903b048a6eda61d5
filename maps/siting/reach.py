"""Which points lie within a straight line of which sites."""

from typing import NamedTuple

import numpy as np
from scipy.sparse import csr_array

from stations import geo
from stations.compiling import Array, compiled

SHARPEST_BEND_M = geo.ELLIPSOID.b**2 / geo.ELLIPSOID.a
"""The least radius of curvature on the ellipsoid: of the meridian, at the equator."""

NOISE_M = 1e-6  # a thousand times what earth-centred coordinates err by


class Reach(NamedTuple):
    """What each site reaches, as compressed rows: `first` (sites + 1, int64), `point` (int32, ascending in a row)."""

    first: Array
    point: Array


def planar(sites: Array, points: Array, *, limit_m: float) -> Reach:
    """Return the points within `limit_m` of each site, the limit itself included; both (n, 2) in metres."""
    reach, _ = _listed(_flat(sites), _flat(points), limit_m, limit_m)
    return reach


def geodesic(sites: Array, points: Array, *, limit_m: float) -> Reach:
    """Return the points within `limit_m` of each site along the ellipsoid; both (n, 2) as WGS84 lon, lat.

    A geodesic is never shorter than its chord, nor longer than an arc over that chord bent as sharply as the ellipsoid
    bends anywhere (Schur's theorem). What lies between the two is measured by PROJ.
    """
    half_turn = min(limit_m / SHARPEST_BEND_M / 2, np.pi / 2)
    surely_m = max(0.0, 2 * SHARPEST_BEND_M * np.sin(half_turn) - NOISE_M)
    from_m, to_m = (geo.earth_centred(lon=places[:, 0], lat=places[:, 1]) for places in (sites, points))
    reach, doubtful = _listed(from_m, to_m, surely_m, limit_m + NOISE_M)
    if not doubtful:
        return reach
    site = np.repeat(np.arange(len(sites)), np.diff(reach.first))
    one, two = sites[site], points[reach.point]
    keep = geo.distance_m(lon1=one[:, 0], lat1=one[:, 1], lon2=two[:, 0], lat2=two[:, 1]) <= limit_m
    first = np.concatenate([[0], np.cumsum(np.bincount(site[keep], minlength=len(sites)))])
    return Reach(first, reach.point[keep])


def _flat(places: Array) -> Array:
    return np.column_stack([places, np.zeros(len(places))])


def _listed(sites: Array, points: Array, surely_m: float, perhaps_m: float) -> tuple[Reach, int]:
    """Return the points (n, 3) that may be within reach of each site, and how many of the pairs are not sure."""
    axis = int(np.argmax(np.ptp(points, axis=0))) if len(points) else 0
    order = np.argsort(points[:, axis], kind="stable").astype(np.int32)
    along = np.ascontiguousarray(points[order])
    squares = np.array([surely_m**2, perhaps_m**2])
    window = np.column_stack(
        [np.searchsorted(along[:, axis], sites[:, axis] + side * (perhaps_m + NOISE_M)) for side in (-1, 1)]
    )
    counts = np.zeros((len(sites), 2), np.int64)
    _count(sites, along, window, squares, counts)
    first = np.concatenate([[0], np.cumsum(counts[:, 1])])
    found = np.empty(first[-1], np.int32)
    _fill(sites, along, window, squares[1], first, found)
    rows = csr_array((np.ones(len(found), np.int8), order[found], first), shape=(len(sites), max(1, len(points))))
    rows.sort_indices()
    return Reach(first, rows.indices.astype(np.int32)), int((counts[:, 1] - counts[:, 0]).sum())


@compiled
def _square(one: Array, two: Array) -> float:
    x, y, z = one[0] - two[0], one[1] - two[1], one[2] - two[2]
    return float(x * x + y * y + z * z)


@compiled
def _count(sites: Array, along: Array, window: Array, squares: Array, counts: Array) -> None:
    """Fill `counts` (sites, 2) with the points in each site's window that are nearer than either square."""
    for site in range(sites.shape[0]):
        for place in range(window[site, 0], window[site, 1]):
            square = _square(sites[site], along[place])
            counts[site, 0] += square <= squares[0]
            counts[site, 1] += square <= squares[1]


@compiled
def _fill(sites: Array, along: Array, window: Array, square: float, first: Array, found: Array) -> None:
    """Fill `found` with the places, within the window, of the points that `_count` counted."""
    for site in range(sites.shape[0]):
        here = first[site]
        for place in range(window[site, 0], window[site, 1]):
            if _square(sites[site], along[place]) <= square:
                found[here] = place
                here += 1
