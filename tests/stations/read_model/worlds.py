"""Made-up stations in memory, and every station measured and filtered one by one: what searches must agree with."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from math import ceil
from typing import Any

import numpy as np
from pyproj import Geod

from stations import hours
from stations.facts import NUMBER_OF
from stations.hours.state import ZONE
from stations.registry import Position, ServingRow
from stations.search import MODES, Filters, Query
from stations.snapshot import Snapshot
from stations.snapshot.overlay import columns_of
from stations.snapshot.timetable import read_only
from stations.snapshot.view import Part

GEOD = Geod(ellps="WGS84")
BEGIN = datetime(2026, 9, 23, tzinfo=ZONE)  # a Wednesday; the holidays of autumn follow
MINUTES = 12 * 1440
BEIJING = (116.4, 39.9)
CODES = ("toilet", "microwave", "aed", "drink", "rest")
TYPES = ("rest_station", "smart_station", "driver_home")
AUDIENCES = (None, "public", "outdoor_workers", "union_members", "host_staff", "customers", "registered")
NOT_OUTDOORS = {"public", "customers", "host_staff"}
SCHEDULES = (
    None,
    "24/7",
    "Mo-Fr 08:30-17:30; PH off",
    "Mo-Su 09:00-12:00,14:00-18:00",
    "Mo-Su 20:00-02:00",
    "Tu-Su 10:00-16:00",
    "Mo-Fr 09:00-17:00; Sa,Su unknown",
)


def row(number: int, **values: object) -> ServingRow:
    """Return a station in service with defaults for whatever a test is not about."""
    given: dict[str, Any] = dict.fromkeys(ServingRow._fields)
    given |= {"id": number, "code": f"Y{number}", "name": f"驿站{number}", "type": "rest_station", "amenities": "{}"}
    given |= {"lon": BEIJING[0], "lat": BEIJING[1], "public_facing": True, "hours_parse": "absent", "source": "test"}
    given |= {"operation": "open", "publication": "published", "fee": "free"}
    given |= dict.fromkeys(("sure", "may", "places", "worker_groups", "entry"), "{}")
    return ServingRow(**given | values)


def numbers(codes: Sequence[str]) -> str:
    """Return the numbers of amenities and needs as PostgreSQL writes an array."""
    return "{" + ",".join(str(NUMBER_OF[code]) for code in codes) + "}"


def snapshot_of(
    *parts: Sequence[ServingRow], at: datetime = BEGIN, districts: dict[str, list[int]] | None = None
) -> Snapshot:
    """Return a snapshot of stations, in one part or several."""
    made = [columns_of(rows, at_s=int(at.timestamp()), calendar=hours.Calendar.packaged()) for rows in parts]
    return Snapshot(
        parts=[Part(columns, read_only(np.zeros(len(columns), np.uint8))) for columns in made],
        districts=districts or {},
        position=Position("test", 0),
        version="test",
        built_s=at.timestamp(),
    )


def scattered(random: np.random.Generator, count: int) -> list[ServingRow]:
    """Return towns, a country, the far side of the earth, both sides of the date line, a pole, and exact twins."""
    points = [
        random.normal(BEIJING, (0.1, 0.08), (count, 2)),
        random.uniform((75, 20), (132, 52), (count // 4, 2)),
        random.uniform((-75, -45), (-55, -20), (count // 20, 2)),
        random.uniform((179.5, -20), (180, -10), (count // 20, 2)),
        random.uniform((-180, -20), (-179.5, -10), (count // 20, 2)),
        random.uniform((-180, 89), (180, 90), (10, 2)),
    ]
    places = np.round(np.vstack(points), 4)
    places = np.vstack([places, places[::6], places[::6], places[:1].repeat(20, axis=0)])
    return [_drawn(random, number, lon, lat) for number, (lon, lat) in enumerate(places.tolist(), start=1)]


def _drawn(random: np.random.Generator, number: int, lon: float, lat: float) -> ServingRow:
    answers = random.choice(3, len(CODES), p=(0.3, 0.4, 0.3))
    answers[CODES.index("aed")] = random.choice(3, p=(0.004, 0.004, 0.992))  # rare
    canonical = SCHEDULES[random.integers(len(SCHEDULES))]
    return row(
        number,
        lon=lon,
        lat=lat,
        type=str(random.choice(TYPES)),
        sure=numbers([code for code, answer in zip(CODES, answers, strict=True) if answer == 0]),
        may=numbers([code for code, answer in zip(CODES, answers, strict=True) if answer <= 1]),
        places="{1,7}" if 116.3 <= lon <= 116.4 and 39.85 <= lat <= 39.95 else "{1}",
        hours_osm=hours.read(canonical).canonical,
        audience=AUDIENCES[random.integers(len(AUDIENCES))],
        worker_groups="{courier,taxi}" if random.random() < 0.3 else "{}",
        public_facing=bool(random.random() < 0.9),
    )


@cache
def minutes_of(canonical: str | None) -> np.ndarray[Any, Any]:
    """Return the state of every minute from BEGIN on, asked one by one."""
    calendar = hours.Calendar.packaged()
    states = (
        hours.opening_at(canonical, BEGIN + timedelta(minutes=n), calendar=calendar, closing_soon_s=0).state
        for n in range(MINUTES)
    )
    return np.array(list(states))


@dataclass(frozen=True)
class BruteForce:
    """Measure every station and look at it."""

    rows: Sequence[ServingRow]

    def nearest(self, query: Query) -> list[tuple[int, float]]:
        """Return (id, geodesic metres) of the nearest, ties by id."""
        count, filters = len(self.rows), query.filters
        lon, lat = (np.array([getattr(one, name) for one in self.rows]) for name in ("lon", "lat"))
        metres = GEOD.inv(np.full(count, query.lon), np.full(count, query.lat), lon, lat)[2]
        found: list[tuple[int, float]] = []
        for at in np.lexsort((np.arange(count), metres)):
            if len(found) == query.limit or (query.max_distance_m is not None and metres[at] > query.max_distance_m):
                break
            if passes(self.rows[at], filters) and (
                filters.opening == "any" or state_on_arrival(self.rows[at], filters, float(metres[at])) != "closed"
            ):
                found.append((self.rows[at].id, float(metres[at])))
        return found


def passes(one: ServingRow, filters: Filters) -> bool:
    """Return whether a station has everything but the right hours."""
    known = _set(one.sure if filters.unknown == "exclude" else one.may)
    return (
        {str(NUMBER_OF[code]) for code in filters.codes} <= known
        and (not filters.types or one.type in filters.types)
        and (filters.adcode is None or "7" in _set(one.places))
        and (filters.audience is None or _lets_in(one, filters))
        and (filters.worker_group is None or _lets_group_in(one, filters))
        and not (filters.audience is filters.worker_group is None and _is_for_staff(one))
    )


def _is_for_staff(one: ServingRow) -> bool:
    return one.audience == "host_staff" or (one.audience is None and not one.public_facing)


def _lets_in(one: ServingRow, filters: Filters) -> bool:
    if one.audience in {"public", filters.audience}:
        return True
    if _is_for_staff(one):
        return filters.audience == "host_staff"
    if one.audience == "outdoor_workers" and filters.audience in NOT_OUTDOORS:
        return False
    return filters.unknown == "include"


def _lets_group_in(one: ServingRow, filters: Filters) -> bool:
    if one.audience == "public" or filters.worker_group in _set(one.worker_groups):
        return True
    return one.worker_groups == "{}" and not _is_for_staff(one) and filters.unknown == "include"


def state_on_arrival(one: ServingRow, filters: Filters, metres: float) -> str:
    """Return what the hours say when one arrives; nothing six days after asking."""
    mode = MODES[filters.mode]
    travel_s = ceil(metres * (mode.detour / mode.speed_m_s))
    if travel_s > 6 * 86_400:
        return "unknown"
    minute = int((int(filters.at.timestamp()) + travel_s - BEGIN.timestamp()) // 60)
    return str(minutes_of(one.hours_osm)[minute])


def _set(written: str) -> set[str]:
    return set(written.strip("{}").split(",")) - {""}
