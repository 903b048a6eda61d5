"""Nearest from memory against brute force: every station measured by PROJ and asked for its hours."""

from datetime import timedelta

import numpy as np
import pytest

from stations.errors import InputError
from stations.search import Filters, Query, nearest
from stations.snapshot import Snapshot
from tests.stations.read_model.worlds import (
    AUDIENCES,
    BEGIN,
    CODES,
    TYPES,
    BruteForce,
    numbers,
    row,
    scattered,
    snapshot_of,
)

QUERIES = 10_000


@pytest.fixture(scope="module")
def world() -> tuple[Snapshot, BruteForce]:
    rows = scattered(np.random.default_rng(7), 500)
    return snapshot_of(rows[::2], rows[1::2], districts={"110101": [7], "999999": [99]}), BruteForce(rows)


def random_query(random: np.random.Generator) -> Query:
    places = (
        random.normal((116.40, 39.91), (0.1, 0.1)),
        random.normal((116.40, 39.91), (0.1, 0.1)),
        random.uniform((73, 18), (135, 54)),
        random.uniform((-180, -90), (180, 90)),
        random.uniform((179, -21), (180, -9)),
        (random.uniform(-180, 180), random.choice((-90.0, 90.0))),
        (116.4, 39.9),
    )
    lon, lat = places[random.integers(len(places))]
    filters = Filters(
        at=BEGIN + timedelta(seconds=int(random.integers(0, 5 * 86_400))),
        codes=tuple(str(code) for code in random.choice(CODES, random.integers(0, 4), replace=False)),
        types=tuple(str(code) for code in random.choice(TYPES, random.integers(0, 2), replace=False)),
        adcode=str(random.choice(("110101", "999999"), p=(0.9, 0.1))) if random.random() < 0.15 else None,
        audience=AUDIENCES[random.integers(1, len(AUDIENCES))] if random.random() < 0.2 else None,
        worker_group=str(random.choice(("courier", "vendor"))) if random.random() < 0.2 else None,
        unknown="exclude" if random.random() < 0.4 else "include",
        mode=str(random.choice(("walk", "ebike", "drive"))),  # type: ignore[arg-type]  # one of the three
        opening="arrival" if random.random() < 0.7 else "any",
    )
    far_m = float(random.choice((300, 2000, 50_000, 3e6))) if random.random() < 0.3 else None
    return Query(
        lon=float(lon), lat=float(lat), filters=filters, limit=int(random.choice((1, 3, 10, 40))), max_distance_m=far_m
    )


def test_nearest_equals_brute_force_on_ten_thousand_queries(world: tuple[Snapshot, BruteForce]) -> None:
    snapshot, brute_force = world
    random = np.random.default_rng(11)
    answered = empty = 0

    for _ in range(QUERIES):
        query = random_query(random)
        expected = [] if query.filters.adcode == "999999" else brute_force.nearest(query)

        found = nearest(snapshot, query)

        assert [hit.id for hit in found] == [number for number, _ in expected], query
        assert [hit.distance_m for hit in found] == pytest.approx([metres for _, metres in expected], abs=1e-4)
        answered, empty = answered + bool(found), empty + (not found)

    assert answered > QUERIES // 2  # the comparison was not of empty answers
    assert empty > QUERIES // 50  # and there were some


def test_many_stations_in_one_place_are_told_apart_by_id() -> None:
    snapshot = snapshot_of([row(number) for number in range(1, 501)])

    found = nearest(snapshot, Query(lon=116.41, lat=39.91, filters=Filters(at=BEGIN), limit=30))

    assert [hit.id for hit in found] == list(range(1, 31))


def test_a_single_station_is_found_from_its_antipode() -> None:
    snapshot = snapshot_of([row(5, lon=116.4, lat=39.9)])

    (hit,) = nearest(snapshot, Query(lon=-63.6, lat=-39.9, filters=Filters(at=BEGIN)))

    assert hit.id == 5
    assert hit.distance_m == pytest.approx(20_003_931, rel=1e-4)  # half a meridian


def test_no_station_is_an_empty_answer() -> None:
    assert not list(nearest(snapshot_of([]), Query(lon=116.4, lat=39.9, filters=Filters(at=BEGIN))))


def test_an_unknown_district_is_an_error_that_names_the_parameter(world: tuple[Snapshot, BruteForce]) -> None:
    snapshot, _ = world

    with pytest.raises(InputError) as caught:
        nearest(snapshot, Query(lon=116.4, lat=39.9, filters=Filters(at=BEGIN, adcode="123456")))

    assert caught.value.field == "adcode"


def test_an_instant_without_a_zone_is_an_error_that_names_the_parameter() -> None:
    with pytest.raises(InputError) as caught:
        Filters(at=BEGIN.replace(tzinfo=None))

    assert caught.value.field == "at"


def test_a_filter_that_no_tree_can_see_through_is_exact_the_first_time_and_the_next() -> None:
    random = np.random.default_rng(8)
    places = random.normal((116.4, 39.9), (0.2, 0.2), (12_000, 2)).tolist()
    either = [("toilet",), ("aed",)]  # common, but hardly ever both
    rows = [
        row(number, lon=lon, lat=lat, may=numbers(("toilet", "aed") if number % 3000 == 0 else either[number % 2]))
        for number, (lon, lat) in enumerate(places, start=1)
    ]
    snapshot, brute_force = snapshot_of(rows), BruteForce(rows)
    filters = Filters(at=BEGIN, codes=("toilet", "aed"))

    for lon, lat in [(116.4, 39.9), (116.5, 39.8), (-60.0, 10.0)]:
        query = Query(lon=lon, lat=lat, filters=filters, limit=3)
        assert [hit.id for hit in nearest(snapshot, query)] == [number for number, _ in brute_force.nearest(query)]

    assert [len(known) for known in snapshot.parts[0].columns.rare.values() if known is not None] == [4]
