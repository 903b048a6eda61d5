"""Streets cut into pieces short enough that a place may be snapped to their ends."""

from typing import NamedTuple

import numpy as np

from maps.osm.ways import Ways
from stations import geo
from stations.compiling import Array

PIECE_M = 50.0
"""No piece is longer: the nearest node is then at most 25 m further along the street than its nearest point."""

LONGEST_M = 20_000.0
"""Points of a way further apart than this are a mistake in the data."""


class Pieces(NamedTuple):
    """Streets in short pieces, along the ways of a file.

    Piece `p` of way `way[p]` runs from node `tail[p]` to `head[p]` (int32), and from `from_m[p]` to `to_m[p]` metres
    from the beginning of the way (float64). `lon`, `lat`, `osm_node` are of the nodes, 0 for those laid between points.
    `left_out` is how many stretches of street led to a point that the file does not hold, or impossibly far.
    """

    way: Array
    tail: Array
    head: Array
    from_m: Array
    to_m: Array
    lon: Array
    lat: Array
    osm_node: Array
    left_out: int


def cut(ways: Ways) -> Pieces:
    """Return the pieces of all ways, in order; lengths are geodesics, and new nodes stand evenly between points."""
    way, tail, head, length_m, left_out = _stretches(ways)
    count = np.maximum(1, np.ceil(length_m / PIECE_M)).astype(np.int64)
    stretch = np.repeat(np.arange(len(way)), count)
    place = np.arange(len(stretch)) - np.repeat(np.cumsum(count) - count, count)
    begin, end = place / count[stretch], (place + 1) / count[stretch]
    is_last = place + 1 == count[stretch]
    inner = len(ways.osm_node) + np.cumsum(~is_last) - 1
    ends = np.where(is_last, head[stretch], inner)
    begins = np.where(place == 0, tail[stretch], np.roll(ends, 1))
    from_m = _from_m(way, length_m)
    between = stretch[~is_last], end[~is_last]
    new_lon, new_lat = _between(ways, tail[between[0]], head[between[0]], between[1])
    return Pieces(
        way=way[stretch],
        tail=begins.astype(np.int32),
        head=ends.astype(np.int32),
        from_m=from_m[stretch] + begin * length_m[stretch],
        to_m=from_m[stretch] + end * length_m[stretch],
        lon=np.concatenate([ways.lon, new_lon]),
        lat=np.concatenate([ways.lat, new_lat]),
        osm_node=np.concatenate([ways.osm_node, np.zeros(len(new_lon), np.int64)]),
        left_out=left_out,
    )


def _stretches(ways: Ways) -> tuple[Array, Array, Array, Array, int]:
    """Return way, points and metres of what lies between one point of a way and the next, and how many are left out."""
    way = np.repeat(np.arange(len(ways.way_id)), np.diff(ways.first))
    follows = way[1:] == way[:-1]
    way, tail, head = way[:-1][follows], ways.point[:-1][follows], ways.point[1:][follows]
    is_held = np.isfinite(ways.lon[tail]) & np.isfinite(ways.lon[head])
    length_m = np.zeros(len(way))
    here = tail[is_held], head[is_held]
    length_m[is_held] = geo.distance_m(
        lon1=ways.lon[here[0]], lat1=ways.lat[here[0]], lon2=ways.lon[here[1]], lat2=ways.lat[here[1]]
    )
    is_street = is_held & (length_m <= LONGEST_M)
    kept = is_street & (tail != head)
    return way[kept], tail[kept], head[kept], length_m[kept], int(np.count_nonzero(~is_street))


def _from_m(way: Array, length_m: Array) -> Array:
    """Return how far along its way each stretch begins."""
    total_m = np.cumsum(length_m) - length_m
    _, first, which = np.unique(way, return_index=True, return_inverse=True)
    begins: Array = total_m - total_m[first][which]
    return begins


def _between(ways: Ways, tail: Array, head: Array, share: Array) -> tuple[Array, Array]:
    """Return points at a share of the way from one point to another, the short way round the earth."""
    east = (ways.lon[head] - ways.lon[tail] + 180) % 360 - 180
    lon = (ways.lon[tail] + share * east + 180) % 360 - 180
    return lon, ways.lat[tail] + share * (ways.lat[head] - ways.lat[tail])
