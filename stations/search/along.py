"""The stations beside a route, in order along it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil
from typing import NamedTuple

import numpy as np

from stations import geo
from stations.compiling import Array
from stations.errors import InputError
from stations.search import describing, walking
from stations.search.conditions import Asked, Searched
from stations.search.desk import desk_for
from stations.search.hits import HIT, Hits
from stations.search.nearest import NO_HITS, asked_of
from stations.search.questions import MODES, Filters
from stations.snapshot.assembling import earth_centred
from stations.snapshot.timetable import CLOSED
from stations.snapshot.view import Snapshot

LONGEST_KM = 1_000
"""A route across the Earth would keep a worker busy for a minute."""

PIECE_M = 1_000
"""The ground between two points of a route is cut so small that a straight line sinks at most 2 cm below it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """A question for the stations within `buffer_m` of a line of two or more WGS84 (lon, lat), LONGEST_KM at most."""

    points: Sequence[tuple[float, float]]
    filters: Filters
    buffer_m: float = 300
    limit: int = 100

    def __post_init__(self) -> None:
        if len(self.points) < 2:  # noqa: PLR2004 - a line has two ends
            raise InputError("路线至少需要两个点。", "A route has two points at least.", field="polyline")
        lon, lat = zip(*self.points, strict=True)
        if geo.ELLIPSOID.line_length(lon, lat) > LONGEST_KM * 1_000:
            raise InputError(
                f"路线太长，最多 {LONGEST_KM} 公里。",
                f"The route is too long: {LONGEST_KM} km at most.",
                field="polyline",
            )


class _Piece(NamedTuple):
    """A straight piece of a route: its ends in earth-centred metres, where on the route it begins, how long it is."""

    begin: Array
    end: Array
    at_m: float
    length_m: float


def along(snapshot: Snapshot, route: Route) -> Hits:
    """Return the stations beside a route in the order they are passed, ties by distance from it, then by id.

    Each station once, where the route comes nearest to it. `along_m` is measured on the ground, `distance_m` straight
    from the route; the time is that along the route, and from it to the door with the detour of the mode. With
    `opening="arrival"` what is known to be shut then is left out.
    """
    pieces = list(_pieces(route.points))
    found = [NO_HITS]
    first_lon, first_lat = route.points[0]
    for _, searched, asked in asked_of(
        snapshot, route.filters, lon=first_lon, lat=first_lat, limit=1, farthest_m=route.buffer_m
    ):
        rows, metres, along_m = _beside(searched, asked._replace(only_open=False), pieces, route.buffer_m)
        found.append(_describe(searched, asked, (rows, metres, along_m), 1 / MODES[route.filters.mode].speed_m_s))
    hits = np.concatenate(found)
    if route.filters.opening == "arrival":
        hits = hits[hits["opening"] != CLOSED]
    order = np.lexsort((hits["id"], hits["distance_m"], hits["along_m"]))
    return Hits(hits[order[: route.limit]], [part.columns for part in snapshot.parts])


def _pieces(points: Sequence[tuple[float, float]]) -> Iterator[_Piece]:
    at_m = 0.0
    for (lon1, lat1), (lon2, lat2) in pairwise(points):
        azimuth, _, length_m = geo.ELLIPSOID.inv(lon1, lat1, lon2, lat2)
        steps = np.linspace(0, length_m, max(1, ceil(length_m / PIECE_M)) + 1)
        ones = np.ones(len(steps))
        lon, lat, _ = geo.ELLIPSOID.fwd(lon1 * ones, lat1 * ones, azimuth * ones, steps)
        ends = earth_centred(np.asarray(lon), np.asarray(lat))
        for number in range(len(steps) - 1):
            yield _Piece(ends[number], ends[number + 1], at_m + steps[number], steps[number + 1] - steps[number])
        at_m += length_m


def _beside(searched: Searched, asked: Asked, pieces: Sequence[_Piece], buffer_m: float) -> tuple[Array, Array, Array]:
    """Return rows, metres from the route and metres along it, each row once, at its nearest."""
    parts = [_beside_piece(searched, asked, piece, buffer_m) for piece in pieces]
    rows, metres, along_m = (np.concatenate(arrays) for arrays in zip(*parts, strict=True))
    order = np.lexsort((along_m, metres, rows))
    _, first = np.unique(rows[order], return_index=True)
    chosen = order[first]
    return rows[chosen], metres[chosen], along_m[chosen]


def _beside_piece(searched: Searched, asked: Asked, piece: _Piece, buffer_m: float) -> tuple[Array, Array, Array]:
    x, y, z = (piece.begin + piece.end) / 2
    reach_m = buffer_m + piece.length_m / 2
    around = asked._replace(x=float(x), y=float(y), z=float(z), farthest_m=reach_m)
    desk = desk_for(1)
    rows = np.empty(walking.within(searched, around, desk, reach_m**2, desk.rows[:0]), np.int32)
    walking.within(searched, around, desk, reach_m**2, rows)
    points = searched.points[rows]
    from_begin = np.column_stack([points["x"], points["y"], points["z"]]) - piece.begin
    way = piece.end - piece.begin
    share = np.clip(from_begin @ way / max(way @ way, 1e-12), 0, 1)
    metres = np.linalg.norm(from_begin - share[:, None] * way, axis=1)
    near = metres <= buffer_m
    return rows[near], metres[near], (piece.at_m + share * piece.length_m)[near]


def _describe(searched: Searched, asked: Asked, passed: tuple[Array, Array, Array], seconds_per_m: float) -> Array:
    rows, metres, along_m = passed
    hits = np.empty(len(rows), HIT)
    describing.describe_passed(searched, asked, rows, metres, hits)
    hits["along_m"] = along_m
    hits["travel_time_s"] = np.ceil(along_m * seconds_per_m + metres * asked.pace_s_m)
    describing.arrive_at_all(searched, asked, hits)
    return hits
