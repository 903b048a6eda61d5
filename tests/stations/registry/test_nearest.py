"""Nearest from PostGIS against brute force: every station measured, filtered in Python, sorted."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import pytest
from geographiclib.geodesic import Geodesic
from pyproj import Geod
from sqlalchemy import text
from sqlalchemy.orm import Session

from stations import registry
from stations.database import Database
from stations.errors import InputError
from stations.registry.nearest import Nearest, reach_m
from tests.factories import Add, draft, square

GEOD = Geod(ellps="WGS84")
STATES = ("yes", "no", "out_of_order", "unknown", None)
AMENITIES = ("toilet", "microwave", "aed", "ebike_charging")
TYPES = ("rest_station", "smart_station", "driver_home")
OPERATIONS = ("open", "trial", "partly_open", "temporarily_closed", "closed", "planned")


@dataclass(frozen=True)
class World:
    """Many stations, as drawn; `ids` in the order of the other arrays."""

    ids: np.ndarray[Any, Any]
    lon: np.ndarray[Any, Any]
    lat: np.ndarray[Any, Any]
    drafts: list[Any]


def _places(random: np.random.Generator) -> tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]:
    """Return towns, whole China, the other side of the earth, both sides of the date line, poles, and exact twins."""
    parts = [
        random.normal((116.40, 39.91), (0.15, 0.1), (1500, 2)),
        random.normal((121.47, 31.23), (0.05, 0.05), (500, 2)),
        random.uniform((75, 20), (132, 52), (500, 2)),
        random.uniform((-75, -45), (-55, -20), (60, 2)),
        random.uniform((179.5, -20), (180, -10), (60, 2)),
        random.uniform((-180, -20), (-179.5, -10), (60, 2)),
        random.uniform((-180, 89), (180, 90), (10, 2)),
    ]
    points = np.round(np.vstack(parts), 6)
    points = np.vstack([points, points[::7], points[::7]])  # twins and triplets: ties
    return points[:, 0], points[:, 1]


@pytest.fixture(scope="module")
def world(shared_database: Database) -> Iterator[tuple[Session, World]]:
    """Fill a registry once for this module; nothing of it is committed."""
    random = np.random.default_rng(7)
    lon, lat = _places(random)
    drafts = [
        draft(
            lon=float(x),
            lat=float(y),
            type=str(random.choice(TYPES)),
            operation=str(random.choice(OPERATIONS, p=(0.6, 0.1, 0.1, 0.1, 0.05, 0.05))),
            publication=str(random.choice(("published", "draft"), p=(0.95, 0.05))),
            amenities={code: s for code in AMENITIES if (s := STATES[random.integers(len(STATES))])},
        )
        for x, y in zip(lon, lat, strict=True)
    ]
    with shared_database.engine.connect() as connection, connection.begin() as transaction:
        with Session(connection, join_transaction_mode="create_savepoint") as session:
            registry.put_districts(session, [square("110101", west=116.3, south=39.85)])
            changes = registry.upsert(session, "world", drafts, toilet_nearby_m=150)
            session.execute(text("ANALYZE station"))
            yield session, World(np.array([c.station_id for c in changes]), lon, lat, drafts)
        transaction.rollback()


def brute_force(world: World, query: Nearest) -> list[tuple[int, float]]:
    """Return (id, metres) of the nearest by measuring every one."""
    count = len(world.ids)
    _, _, metres = GEOD.inv(np.full(count, query.lon), np.full(count, query.lat), world.lon, world.lat)
    found = [
        (float(distance), int(number))
        for distance, number, one in zip(metres, world.ids, world.drafts, strict=True)
        if _passes(one, query) and (query.max_distance_m is None or distance <= query.max_distance_m)
    ]
    return [(number, distance) for distance, number in sorted(found)[: query.limit]]


def _passes(one: Any, query: Nearest) -> bool:  # noqa: ANN401 - a draft
    if one.values["operation"] not in {"open", "trial", "partly_open"} or one.values["publication"] != "published":
        return False
    if query.types and one.values["type"] not in query.types:
        return False
    if query.adcode and not (116.3 <= one.lon <= 116.4 and 39.85 <= one.lat <= 39.95):
        return False
    wanted = {"yes"} if query.unknown == "exclude" else {"yes", "unknown"}
    states = (one.amenities[code].state if code in one.amenities else "unknown" for code in query.codes)
    return all(state in wanted for state in states)


def random_query(random: np.random.Generator) -> Nearest:
    places = (
        random.normal((116.40, 39.91), (0.2, 0.2)),
        random.uniform((73, 18), (135, 54)),
        random.uniform((122, 25), (140, 35)),  # at sea
        random.uniform((-180, -90), (180, 90)),
        random.uniform((179, -21), (180, -9)),
        (116.4, 39.9),
    )
    lon, lat = places[random.integers(len(places))]
    return Nearest(
        lon=float(lon),
        lat=float(lat),
        limit=int(random.choice((1, 3, 10, 40))),
        max_distance_m=float(random.choice((300, 2000, 50_000, 3e6))) if random.random() < 0.3 else None,
        codes=[str(c) for c in random.choice(AMENITIES, random.integers(0, 4), replace=False)],
        types=[str(c) for c in random.choice(TYPES, random.integers(0, 2), replace=False)],
        adcode="110101" if random.random() < 0.15 else None,
        unknown="exclude" if random.random() < 0.5 else "include",
    )


def test_nearest_equals_brute_force_on_two_thousand_queries(world: tuple[Session, World]) -> None:
    session, stations = world
    random = np.random.default_rng(11)
    answered = 0

    for _ in range(2000):
        query = random_query(random)
        found = registry.nearest(session, query)
        expected = brute_force(stations, query)

        assert [view.id for view in found] == [number for number, _ in expected], query
        assert [view.distance_m for view in found] == pytest.approx([metres for _, metres in expected], abs=1e-6)
        answered += bool(found)

    assert answered > 1500  # the comparison was not of empty answers


def test_distances_are_those_of_another_geodesic_library(world: tuple[Session, World]) -> None:
    session, _ = world

    views = registry.nearest(session, Nearest(lon=-65.0, lat=-38.0, limit=40))

    for view in views:
        expected = Geodesic.WGS84.Inverse(-38.0, -65.0, view.lat, view.lon)["s12"]
        assert view.distance_m == pytest.approx(expected, abs=1e-3)


def test_the_same_place_twice_goes_to_the_lower_id(session: Session, add: Add) -> None:
    ids = add({"lon": 116.4, "lat": 39.9}, {"lon": 116.4, "lat": 39.9}, {"lon": 116.4, "lat": 39.9})

    found = registry.nearest(session, Nearest(lon=116.41, lat=39.91, limit=2))

    assert [view.id for view in found] == ids[:2]


def test_a_distant_single_station_is_found_from_its_antipode(session: Session, add: Add) -> None:
    (only,) = add({"lon": 116.4, "lat": 39.9})

    found = registry.nearest(session, Nearest(lon=-63.6, lat=-39.9))

    assert [view.id for view in found] == [only]
    assert found[0].distance_m == pytest.approx(Geodesic.WGS84.Inverse(-39.9, -63.6, 39.9, 116.4)["s12"], abs=1e-3)


def test_nothing_registered_is_an_empty_answer(session: Session) -> None:
    assert registry.nearest(session, Nearest(lon=116.4, lat=39.9)) == []


def test_an_unknown_district_is_an_error_that_names_the_parameter(session: Session) -> None:
    with pytest.raises(InputError) as caught:
        registry.nearest(session, Nearest(lon=116.4, lat=39.9, adcode="999999"))

    assert caught.value.field == "adcode"


@pytest.mark.parametrize("codes", [(), ("toilet",), ("toilet", "aed")])
@pytest.mark.parametrize("unknown", ["include", "exclude"])
def test_candidates_come_from_the_index_and_not_from_the_whole_table(
    world: tuple[Session, World], codes: tuple[str, ...], unknown: Literal["include", "exclude"]
) -> None:
    session, _ = world

    plan = "\n".join(registry.explain(session, Nearest(lon=116.4, lat=39.9, codes=codes, unknown=unknown)))

    assert re.search(r"Index (Only )?Scan using station_search_", plan)
    assert "Order By: (ecef <->" in plan
    assert "Seq Scan" not in plan


@pytest.mark.parametrize("chord_m", [1.0, 5e3, 4.9e5, 5.1e5, 2e6, 1.2e7, 1.27e7])
def test_the_slack_reaches_every_station_that_could_be_nearer(chord_m: float) -> None:
    """Among points whose chord is just beyond the reach, none has a shorter geodesic than one at `chord_m`."""
    random = np.random.default_rng(3)
    lon0, lat0 = random.uniform(-180, 180, 20_000), random.uniform(-90, 90, 20_000)
    azimuth = random.uniform(0, 360, 20_000)
    arc = 2 * 6_378_137 * np.arcsin(min(1, chord_m / (2 * 6_378_137)))
    lon1, lat1, _ = GEOD.fwd(lon0, lat0, azimuth, arc * random.uniform(0.98, 1.05, 20_000))
    chord, geodesic = _chord(lon0, lat0, lon1, lat1), GEOD.inv(lon0, lat0, lon1, lat1)[2]

    longest_within = geodesic[chord <= chord_m].max(initial=0)
    shortest_beyond = geodesic[chord > reach_m(chord_m)].min(initial=np.inf)

    assert longest_within <= shortest_beyond


def _chord(lon0: Any, lat0: Any, lon1: Any, lat1: Any) -> Any:  # noqa: ANN401 - arrays
    return np.linalg.norm(_ecef(lon0, lat0) - _ecef(lon1, lat1), axis=0)


def _ecef(lon: Any, lat: Any) -> Any:  # noqa: ANN401 - arrays
    e2 = 0.0066943799901413165
    lam, phi = np.radians(lon), np.radians(lat)
    n = 6_378_137 / np.sqrt(1 - e2 * np.sin(phi) ** 2)
    return np.array([n * np.cos(phi) * np.cos(lam), n * np.cos(phi) * np.sin(lam), n * (1 - e2) * np.sin(phi)])
