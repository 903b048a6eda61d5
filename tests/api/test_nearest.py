"""The nearest stations over HTTP."""

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from geographiclib.geodesic import Geodesic

from stations.database import Database
from tests.api.calls import fill, ids, set_clock
from tests.factories import TIANANMEN, square

LON, LAT = TIANANMEN
HERE = {"lon": str(LON), "lat": str(LAT)}
NEAREST = "/v1/stations/nearest"


def geodesic_m(lon1: float, lat1: float, lon2: float, lat2: float) -> float:
    return float(Geodesic.WGS84.Inverse(lat1, lon1, lat2, lon2)["s12"])


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


def test_the_answer_is_geojson_that_nobody_stores(empty_client: TestClient) -> None:
    found = empty_client.get(NEAREST, params=HERE)

    assert found.headers["content-type"] == "application/geo+json"
    assert found.headers["cache-control"] == "no-store"


OFFICE = {"hours_raw": "工作日 8:30-17:30", "hours_osm": "Mo-Fr 08:30-17:30; PH off", "hours_parse": "ok"}


@pytest.mark.parametrize(
    ("at", "state", "until"),
    [
        ("2026-03-02T10:00:00+08:00", "open", "2026-03-02T17:30:00+08:00"),  # a Monday
        ("2026-03-02T17:15:00+08:00", "closing_soon", "2026-03-02T17:30:00+08:00"),
        ("2026-03-02T18:00:00+08:00", "closed", "2026-03-03T08:30:00+08:00"),
        ("2026-10-01T10:00:00+08:00", "closed", "2026-10-08T08:30:00+08:00"),  # National Day, a Thursday
        ("2040-03-05T10:00:00+08:00", "unknown", None),  # nobody knows the holidays of 2040
    ],
)
def test_opening_is_said_at_the_moment_of_asking(
    app: FastAPI, client: TestClient, database: Database, at: str, state: str, until: str | None
) -> None:
    fill(database, OFFICE)
    set_clock(app, at)

    opening = client.get(NEAREST, params=HERE).json()["features"][0]["properties"]["opening"]

    assert (opening["raw"], opening["osm"]) == (OFFICE["hours_raw"], OFFICE["hours_osm"])
    assert (opening["state"], opening["until"]) == (state, until)


def test_hours_that_nobody_gave_are_unknown(client: TestClient, database: Database) -> None:
    fill(database, {})

    opening = client.get(NEAREST, params=HERE).json()["features"][0]["properties"]["opening"]

    assert opening == {
        "raw": None, "osm": None, "parse": "absent", "state": "unknown", "until": None, "next_open": None
    }  # fmt: skip
