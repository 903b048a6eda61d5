"""The stations nearest to a point, from memory: exact, and pure."""

from collections.abc import Iterator
from itertools import pairwise

import numpy as np

from stations import geo
from stations.compiling import Array
from stations.errors import InputError
from stations.search import geodesics, rare, walking
from stations.search.conditions import Asked, Searched
from stations.search.hits import Hit
from stations.search.questions import MODES, Filters, Query
from stations.search.rare import ENDLESS
from stations.search.useful import CANDIDATES, most_useful
from stations.search.walking import TIE_M, Desk
from stations.snapshot import bits
from stations.snapshot.columns import ANYWHERE
from stations.snapshot.timetable import read_only
from stations.snapshot.view import Part, Snapshot

EVERYWHERE_M = 1e8
NO_ROWS = read_only(np.empty(0, np.int32))
TENTH_M = 0.1  # far more than Vincenty's inverse errs where it answers


def nearest(snapshot: Snapshot, query: Query) -> list[Hit]:
    """Return the stations nearest to a point by geodesic metres, nearest first; ties go to the lower id.

    In order of usefulness the nearest CANDIDATES are weighed, never fewer than asked for. Raise `InputError` for an
    adcode that no district has.
    """
    if query.order == "useful":
        found = _nearest(snapshot, query, max(query.limit, CANDIDATES))
        return most_useful(found, query.filters)[: query.limit]
    return _nearest(snapshot, query, query.limit)


def asked_of(
    snapshot: Snapshot, filters: Filters, *, lon: float, lat: float, limit: int, farthest_m: float
) -> Iterator[tuple[Part, Searched, Asked]]:
    """Yield the parts of a snapshot in which there may be an answer, with the question as each understands it."""
    districts = districts_of(snapshot, filters.adcode)
    where = (lon, lat, *geodesics.earth_centred(lon, lat))
    wanted, types = bits.wanted(filters.names, filters.unknown), bits.types_wanted(filters.types)
    at_s, pace_s_m, only_open = int(filters.at.timestamp()), MODES[filters.mode].pace_s_m, filters.opening == "arrival"
    for part in snapshot.parts:
        columns = part.columns
        place = ANYWHERE if districts is None else columns.place_sets.matching(districts)
        if place is None or not len(columns):
            continue
        timetable = columns.timetables.at(at_s)
        yield (
            part,
            Searched(columns.points, columns.cards, columns.nodes, part.gone, timetable, NO_ROWS),
            Asked._make((*where, limit, farthest_m, *wanted, types, *place, at_s, pace_s_m, only_open, False, ENDLESS)),
        )


def districts_of(snapshot: Snapshot, adcode: str | None) -> tuple[int, ...] | None:
    """Return the ids of a district in all its versions, None for everywhere; raise `InputError` when there is none."""
    if adcode is None:
        return None
    if adcode not in snapshot.districts:
        raise InputError(
            f"没有代码为 {adcode} 的行政区；可用的代码见 /v1/districts。",
            f"There is no district {adcode}; /v1/districts lists those there are.",
            field="adcode",
        )
    return tuple(snapshot.districts[adcode])


def _nearest(snapshot: Snapshot, query: Query, limit: int) -> list[Hit]:
    farthest_m = EVERYWHERE_M if query.max_distance_m is None else float(query.max_distance_m)
    found: list[Hit] = []
    for part, searched, asked in asked_of(
        snapshot, query.filters, lon=query.lon, lat=query.lat, limit=limit, farthest_m=farthest_m
    ):
        found += _in_part(part, searched, asked)
    return _merged(found, query)[:limit] if len(snapshot.parts) > 1 else found


def _in_part(part: Part, searched: Searched, asked: Asked) -> list[Hit]:
    desk = walking.desk_for(asked.limit)
    searched, asked = rare.prepare(part.columns, searched, asked)
    count = walking.nearest(searched, asked, desk)
    if count == walking.TIRED:
        searched, asked = rare.learn(part.columns, searched, asked)
        count = walking.nearest(searched, asked, desk)
    if count == walking.UNCLEAR:
        desk, count = _with_all_candidates(searched, asked, desk)
    return [Hit(part.columns, *hit) for hit in desk.hits[:count].tolist()]


def _merged(found: list[Hit], query: Query) -> list[Hit]:
    """Return the hits of several parts in order, measured by PROJ where two are as good as tied but not equal."""
    found = sorted(found, key=_by_distance)
    is_tied = any(
        two.distance_m - one.distance_m < TIE_M and _measured(one) != _measured(two) for one, two in pairwise(found)
    )
    if not is_tied:
        return found
    places = ([query.lon] * len(found), [query.lat] * len(found), [h.lon for h in found], [h.lat for h in found])
    metres = geo.distance_m(*places)
    return sorted((hit._replace(distance_m=float(m)) for hit, m in zip(found, metres, strict=True)), key=_by_distance)


def _measured(hit: Hit) -> tuple[float, float, float]:
    return hit.lon, hit.lat, hit.distance_m


def _by_distance(hit: Hit) -> tuple[float, int]:
    return hit.distance_m, hit.id


def _with_all_candidates(searched: Searched, asked: Asked, desk: Desk) -> tuple[Desk, int]:
    """Return a desk with the hits, and their number, where PROJ must decide."""
    near = walking.nearest_by_chord(searched, asked, desk)
    square = walking.reached_m(asked, desk, near) ** 2
    rows = np.empty(walking.within(searched, asked, desk, square, desk.rows[:0]), np.int32)
    walking.within(searched, asked, desk, square, rows)
    metres = np.empty(len(rows))
    walking.measure(searched, asked, rows, metres)
    rows, metres = _measured_by_proj(searched, asked, rows, metres)
    larger = Desk.of(max(len(rows), asked.limit))
    return larger, walking.describe(searched, asked, rows, metres, larger)


def _measured_by_proj(searched: Searched, asked: Asked, rows: Array, rough_m: Array) -> tuple[Array, Array]:
    """Return the rows that may still be among the nearest by a first measure, with exact metres."""
    known_m = np.sort(rough_m[~np.isnan(rough_m)])
    if len(known_m) >= asked.limit:
        rows = rows[~(rough_m > known_m[asked.limit - 1] + TENTH_M)]
    cards = searched.cards[rows]
    lon, lat = np.full(len(rows), asked.lon), np.full(len(rows), asked.lat)
    return rows, geo.distance_m(lon, lat, cards["lon"], cards["lat"])
