"""Nearest before there is a snapshot, from PostGIS, against the same question asked of all stations in memory."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any

import numpy as np
import pytest

from stations import nearby, registry
from stations.database import Database
from stations.errors import DatabaseDown, InputError
from stations.hours import Calendar
from stations.hours.state import ZONE
from stations.search import Filters, Query, nearest
from stations.snapshot import Snapshot
from tests.factories import draft, square
from tests.read_models import Fresh
from tests.stations.read_model.worlds import AUDIENCES, SCHEDULES, TYPES

CALENDAR = Calendar.packaged()
MORNING = datetime(2026, 9, 23, 6, tzinfo=ZONE)
AMENITIES = ("toilet", "microwave", "aed")
STATES = ("yes", "no", "unknown")


@pytest.fixture(scope="module")
def world(new_database: Callable[[], str]) -> Iterator[tuple[Database, Snapshot]]:
    """Register many stations, some of them in one place, one in ten far away; return the registry and all of them."""
    random = np.random.default_rng(11)
    database = Database(new_database())
    drafts = [_draft(random, number) for number in range(600)]
    with database.transaction() as session:
        registry.put_districts(session, [square("110101", west=116.35, south=39.85)])
        registry.upsert(session, "test", [*drafts, *(draft() for _ in range(60))], toilet_nearby_m=150)
    yield database, Fresh(database).snapshot
    database.dispose()


def _draft(random: np.random.Generator, number: int) -> Any:  # noqa: ANN401 - a draft
    near = number % 10 > 0
    lon, lat = random.normal((116.4, 39.9), (0.06, 0.05)) if near else random.uniform((75, 20), (132, 52))
    hours_osm = SCHEDULES[random.integers(len(SCHEDULES))]
    return draft(
        lon=round(float(lon), 5),
        lat=round(float(lat), 5),
        type=str(random.choice(TYPES)),
        hours_raw=hours_osm,
        hours_osm=hours_osm,
        hours_parse="ok" if hours_osm else "absent",
        audience=AUDIENCES[random.integers(len(AUDIENCES))],
        worker_groups=["courier", "taxi"] if random.random() < 0.3 else [],
        operation="temporarily_closed" if random.random() < 0.05 else "open",
        amenities={code: STATES[random.integers(3)] for code in AMENITIES},
    )


def _question(random: np.random.Generator) -> Query:
    lon, lat = (
        random.normal((116.4, 39.9), (0.1, 0.1)) if random.random() < 0.8 else random.uniform((70, 15), (140, 55))
    )
    filters = Filters(
        at=MORNING + timedelta(minutes=int(random.integers(5 * 1440))),
        codes=tuple(code for code in AMENITIES if random.random() < 0.2),
        types=(str(random.choice(TYPES)),) if random.random() < 0.2 else (),
        adcode="110101" if random.random() < 0.15 else None,
        audience="outdoor_workers" if random.random() < 0.2 else None,
        worker_group="sanitation" if random.random() < 0.2 else None,
        unknown="exclude" if random.random() < 0.3 else "include",
        mode=("walk", "ebike", "drive")[random.integers(3)],
        opening="any" if random.random() < 0.2 else "arrival",
    )
    return Query(
        lon=float(lon),
        lat=float(lat),
        filters=filters,
        limit=int(random.integers(1, 30)),
        max_distance_m=float(random.uniform(100, 20_000)) if random.random() < 0.2 else None,
        order="useful" if random.random() < 0.3 else "distance",
    )


def _said(snapshot: Snapshot, query: Query) -> list[tuple[object, ...]]:
    """Return all that an answer is made of."""
    return [
        (hit.id, hit.distance_m, hit.arrives_s, hit.state, hit.until_s, hit.next_open_s, hit.is_sure, hit.fragment)
        for hit in nearest(snapshot, query)
    ]


def test_the_answer_is_that_of_the_whole_snapshot(world: tuple[Database, Snapshot]) -> None:
    database, everything = world
    random = np.random.default_rng(3)
    lengths = set()

    for _ in range(200):
        query = _question(random)
        expected = _said(everything, query)
        assert _said(nearby.snapshot_for(database, query, CALENDAR), query) == expected, query
        lengths.add(len(expected))

    assert {0, 1, 29} <= lengths  # nothing, little and as much as was asked for


def test_it_looks_as_far_as_it_must(world: tuple[Database, Snapshot]) -> None:
    database, everything = world
    night = Filters(at=MORNING.replace(hour=3), worker_group="courier", unknown="exclude")
    query = Query(lon=116.4, lat=39.9, filters=night, limit=3)

    read = nearby.snapshot_for(database, query, CALENDAR)

    assert read.stations > 4 * 3  # the first dozen held no three that are open
    assert _said(read, query) == _said(everything, query)


def test_it_gives_up_in_words_rather_than_read_the_country(
    world: tuple[Database, Snapshot], monkeypatch: pytest.MonkeyPatch
) -> None:
    database, _ = world
    monkeypatch.setattr(nearby, "MOST", 100)
    nobody = Query(lon=116.4, lat=39.9, filters=Filters(at=MORNING, audience="customers", unknown="exclude"), limit=20)

    with pytest.raises(DatabaseDown, match="still being read"):
        nearby.snapshot_for(database, nobody, CALENDAR)


def test_an_unknown_district_is_said_as_from_memory(world: tuple[Database, Snapshot]) -> None:
    database, everything = world
    query = Query(lon=116.4, lat=39.9, filters=Filters(at=MORNING, adcode="999999"))

    with pytest.raises(InputError) as from_memory:
        nearest(everything, query)
    with pytest.raises(InputError) as from_postgis:
        nearby.snapshot_for(database, query, CALENDAR)

    assert (from_postgis.value.text, from_postgis.value.field) == (from_memory.value.text, from_memory.value.field)
