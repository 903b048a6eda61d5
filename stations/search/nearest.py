"""The stations nearest to a point, from memory: exact, and pure."""

from collections.abc import Iterator

import numpy as np

from stations import geo
from stations.compiling import Array
from stations.errors import InputError
from stations.search import describing, geodesics, rare, walking
from stations.search.conditions import Asked, Searched
from stations.search.desk import Desk, desk_for
from stations.search.hits import HIT, Hits
from stations.search.questions import MODES, Filters, Query
from stations.search.rare import ENDLESS
from stations.search.useful import CANDIDATES, most_useful
from stations.search.walking import TIE_M
from stations.snapshot import bits
from stations.snapshot.columns import ANYWHERE
from stations.snapshot.timetable import read_only
from stations.snapshot.view import Part, Snapshot

EVERYWHERE_M = 1e8
NO_ROWS = read_only(np.empty(0, np.int32))
NO_HITS = np.empty(0, HIT)
TENTH_M = 0.1  # far more than Vincenty's inverse errs where it answers


def nearest(snapshot: Snapshot, query: Query) -> Hits:
    """Return the stations nearest to a point by geodesic metres, nearest first; ties go to the lower id.

    In order of usefulness the nearest CANDIDATES are weighed, never fewer than asked for. Raise `InputError` for an
    adcode that no district has.
    """
    columns = [part.columns for part in snapshot.parts]
    if query.order == "useful":
        found = Hits(_nearest(snapshot, query, max(query.limit, CANDIDATES)), columns)
        return Hits(most_useful(found, query.filters).records[: query.limit], columns)
    return Hits(_nearest(snapshot, query, query.limit), columns)


def asked_of(
    snapshot: Snapshot, filters: Filters, *, lon: float, lat: float, limit: int, farthest_m: float
) -> Iterator[tuple[Part, Searched, Asked]]:
    """Yield the parts of a snapshot in which there may be an answer, with the question as each understands it."""
    districts = districts_of(snapshot, filters.adcode)
    where = (lon, lat, *geodesics.earth_centred(lon, lat))
    wanted, types = bits.wanted(filters.names, filters.unknown), bits.types_wanted(filters.types)
    at_s, pace_s_m, only_open = int(filters.at.timestamp()), MODES[filters.mode].pace_s_m, filters.opening == "arrival"
    for number, part in enumerate(snapshot.parts):
        columns = part.columns
        place = ANYWHERE if districts is None else columns.place_sets.matching(districts)
        if place is None or not len(columns):
            continue
        timetable = columns.timetables.at(at_s)
        yield (
            part,
            Searched(columns.points, columns.cards, columns.nodes, part.gone, timetable, number, NO_ROWS),
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


def _nearest(snapshot: Snapshot, query: Query, limit: int) -> Array:
    farthest_m = EVERYWHERE_M if query.max_distance_m is None else float(query.max_distance_m)
    found = [
        _in_part(part, searched, asked)
        for part, searched, asked in asked_of(
            snapshot, query.filters, lon=query.lon, lat=query.lat, limit=limit, farthest_m=farthest_m
        )
    ]
    if not found:
        return NO_HITS
    return found[0] if len(found) == 1 else _merged(np.concatenate(found), query)[:limit]


def _in_part(part: Part, searched: Searched, asked: Asked) -> Array:
    """Return the hits in one part of a snapshot, in order."""
    desk, hits = desk_for(asked.limit), np.empty(asked.limit, HIT)
    searched, asked = rare.prepare(part.columns, searched, asked)
    count = walking.nearest(searched, asked, desk, hits)
    if count == walking.TIRED:
        searched, asked = rare.learn(part.columns, searched, asked)
        count = walking.nearest(searched, asked, desk, hits)
    if count == walking.UNCLEAR:
        count = _with_all_candidates(searched, asked, desk, hits)
    return hits[:count]


def _merged(found: Array, query: Query) -> Array:
    """Return the hits of several parts in order, measured by PROJ where two are as good as tied but not equal."""
    found = _in_order(found)
    near = np.flatnonzero(np.diff(found["distance_m"]) < TIE_M)
    if any(found[name][near].tolist() != found[name][near + 1].tolist() for name in ("lon", "lat", "distance_m")):
        count = len(found)
        found["distance_m"] = geo.distance_m(
            np.full(count, query.lon), np.full(count, query.lat), found["lon"], found["lat"]
        )
        found = _in_order(found)
    return found


def _in_order(found: Array) -> Array:
    return found[np.lexsort((found["id"], found["distance_m"]))]


def _with_all_candidates(searched: Searched, asked: Asked, desk: Desk, hits: Array) -> int:
    """Fill `hits` where PROJ must decide; return how many there are."""
    near = walking.nearest_by_chord(searched, asked, desk)
    square = walking.reached_m(asked, desk, near) ** 2
    rows = np.empty(walking.within(searched, asked, desk, square, desk.rows[:0]), np.int32)
    walking.within(searched, asked, desk, square, rows)
    rough_m = np.empty(len(rows))
    walking.measure(searched, asked, rows, rough_m)
    rows, metres = _measured_by_proj(searched, asked, rows, rough_m)
    return describing.describe(searched, asked, rows, Desk.of(asked.limit)._replace(metres=metres), hits)


def _measured_by_proj(searched: Searched, asked: Asked, rows: Array, rough_m: Array) -> tuple[Array, Array]:
    """Return the rows that may still be among the nearest by a first measure, with exact metres."""
    known_m = np.sort(rough_m[~np.isnan(rough_m)])
    if len(known_m) >= asked.limit:
        rows = rows[~(rough_m > known_m[asked.limit - 1] + TENTH_M)]
    cards = searched.cards[rows]
    lon, lat = np.full(len(rows), asked.lon), np.full(len(rows), asked.lat)
    return rows, geo.distance_m(lon, lat, cards["lon"], cards["lat"])
