"""The nearest stations over HTTP: which are found."""

import pytest
from fastapi.testclient import TestClient

from stations.database import Database
from tests.api.calls import fill, ids
from tests.api.here import HERE, LAT, LON, NEAREST, geodesic_m
from tests.factories import square


def test_nearest_is_ordered_by_metres_not_degrees(client: TestClient, database: Database) -> None:
    north, east = fill(database, {"lon": LON, "lat": LAT + 0.09}, {"lon": LON + 0.1, "lat": LAT})

    found = client.get(NEAREST, params=HERE)

    assert ids(found) == [east, north]  # 8.5 km against 10 km, though 0.1° against 0.09°


def test_distances_are_geodesic_metres(client: TestClient, database: Database) -> None:
    fill(database, {"lon": LON + 0.31, "lat": LAT - 0.27})

    found = client.get(NEAREST, params=HERE).json()["features"][0]

    expected = geodesic_m(LON, LAT, LON + 0.31, LAT - 0.27)
    assert found["properties"]["distance_m"] == pytest.approx(expected, abs=0.001)


def test_stations_in_one_place_come_in_order_of_id(client: TestClient, database: Database) -> None:
    numbers = fill(database, {}, {}, {})

    assert ids(client.get(NEAREST, params=HERE)) == sorted(numbers)


def test_limit_and_farthest_distance_bound_the_answer(client: TestClient, database: Database) -> None:
    near, middle, _ = fill(database, {}, {"lat": LAT + 0.01}, {"lat": LAT + 0.1})

    assert ids(client.get(NEAREST, params={**HERE, "limit": 1})) == [near]
    assert ids(client.get(NEAREST, params={**HERE, "max_distance_m": 2000})) == [near, middle]


def test_several_needs_and_amenities_are_all_meant(client: TestClient, database: Database) -> None:
    both, _ = fill(
        database,
        {"amenities": {"hot_water": "yes", "toilet": "yes", "microwave": "yes"}},
        {"amenities": {"hot_water": "yes", "toilet": "no", "microwave": "yes"}},
    )

    found = client.get(NEAREST, params={**HERE, "need": ["drink", "toilet"], "amenity": ["microwave"]})

    assert ids(found) == [both]


def test_unknown_stations_are_included_and_marked_unless_excluded(client: TestClient, database: Database) -> None:
    unknown, known, _ = fill(
        database, {}, {"amenities": {"hot_water": "yes"}}, {"amenities": {"drinking_water": "no", "hot_water": "no"}}
    )

    included = client.get(NEAREST, params={**HERE, "need": "drink"})
    excluded = client.get(NEAREST, params={**HERE, "need": "drink", "unknown": "exclude"})

    assert ids(included) == [unknown, known]
    assert [each["properties"]["needs"]["drink"] for each in included.json()["features"]] == ["unknown", "yes"]
    assert ids(excluded) == [known]


def test_several_types_mean_any_of_them(client: TestClient, database: Database) -> None:
    rest, smart, _ = fill(database, {}, {"type": "smart_station"}, {"type": "cabinet"})

    found = client.get(NEAREST, params={**HERE, "type": ["rest_station", "smart_station"]})

    assert ids(found) == [rest, smart]


def test_a_district_bounds_the_answer(client: TestClient, database: Database) -> None:
    district = square("110101", west=LON + 0.01, south=LAT - 0.05)
    _, inside = fill(database, {}, {"lon": LON + 0.02}, districts=[district])

    assert ids(client.get(NEAREST, params={**HERE, "adcode": "110101"})) == [inside]


def test_only_stations_in_service_are_nearest(client: TestClient, database: Database) -> None:
    _, _, trial, _ = fill(
        database,
        {"operation": "closed"},
        {"operation": "temporarily_closed"},
        {"operation": "trial"},
        {"publication": "draft"},
    )

    assert ids(client.get(NEAREST, params=HERE)) == [trial]


@pytest.mark.parametrize("crs", ["gcj02", "bd09"])
def test_a_station_is_found_at_its_own_shifted_coordinates(client: TestClient, database: Database, crs: str) -> None:
    fill(database, {})
    lon, lat = client.get("/v1/stations/1", params={"crs": crs}).json()["geometry"]["coordinates"]

    found = client.get(NEAREST, params={"lon": lon, "lat": lat, "crs": crs}).json()

    assert 400 < geodesic_m(LON, LAT, lon, lat) < 1600  # it is shifted
    assert found["datum"] == crs
    assert found["features"][0]["geometry"]["coordinates"] == [lon, lat]
    assert found["features"][0]["properties"]["distance_m"] < 1


def test_nothing_is_found_where_there_is_nothing(empty_client: TestClient) -> None:
    found = empty_client.get(NEAREST, params={"lon": -140, "lat": -40}).json()

    assert found["features"] == []
    assert found["numberReturned"] == 0


@pytest.mark.parametrize(("lon", "lat"), [("1e-200", "-5e-324"), ("-0.0", "90"), ("180", "-90"), ("-180", "0")])
def test_the_corners_of_the_world_and_of_numbers_are_answered(
    client: TestClient, database: Database, lon: str, lat: str
) -> None:
    (only,) = fill(database, {})

    assert ids(client.get(NEAREST, params={"lon": lon, "lat": lat})) == [only]


def test_who_is_not_let_in_is_not_sent_there(client: TestClient, database: Database) -> None:
    staff, riders, everybody = fill(
        database,
        {"audience": "host_staff"},
        {"audience": "outdoor_workers", "worker_groups": ["food_rider"]},
        {"audience": "public"},
    )

    as_courier = client.get(NEAREST, params={**HERE, "audience": "outdoor_workers", "worker_group": "courier"})
    as_rider = client.get(NEAREST, params={**HERE, "audience": "outdoor_workers", "worker_group": "food_rider"})

    assert ids(as_courier) == [everybody]
    assert ids(as_rider) == [riders, everybody]
    assert ids(client.get(NEAREST, params=HERE)) == [riders, everybody]
    assert ids(client.get(NEAREST, params={**HERE, "audience": "host_staff"})) == [staff, everybody]


def test_who_may_become_what_a_room_asks_for_is_sent_there(client: TestClient, database: Database) -> None:
    members, registered, customers, workers, _ = fill(
        database,
        {"audience": "union_members"},
        {"audience": "registered"},
        {"audience": "customers"},
        {"audience": "outdoor_workers"},
        {"audience": "host_staff"},
    )

    as_worker, as_member, as_customer = (
        ids(client.get(NEAREST, params={**HERE, "audience": who}))
        for who in ("outdoor_workers", "union_members", "customers")
    )
    surely = client.get(NEAREST, params={**HERE, "audience": "outdoor_workers", "unknown": "exclude"})

    assert as_worker == as_member == [members, registered, customers, workers]
    assert as_customer == [members, registered, customers]
    assert ids(surely) == [workers]
