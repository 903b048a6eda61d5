"""The nearest stations over HTTP."""

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from geographiclib.geodesic import Geodesic

from api.quick import QuickNearest
from api.schemas.near import NearCollection
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

    opening = client.get(NEAREST, params={**HERE, "open": "any"}).json()["features"][0]["properties"]["opening"]

    assert (opening["raw"], opening["osm"]) == (OFFICE["hours_raw"], OFFICE["hours_osm"])
    assert (opening["state"], opening["until"]) == (state, until)


def test_hours_that_nobody_gave_are_unknown(client: TestClient, database: Database) -> None:
    fill(database, {})

    opening = client.get(NEAREST, params=HERE).json()["features"][0]["properties"]["opening"]

    assert opening == {
        "raw": None, "osm": None, "parse": "absent", "state": "unknown", "until": None, "next_open": None
    }  # fmt: skip


SHUT_AT_NIGHT = {"hours_raw": "8:00-20:00", "hours_osm": "Mo-Su 08:00-20:00", "hours_parse": "ok"}


def test_a_station_that_is_shut_on_arrival_is_left_out_unless_asked_for(
    app: FastAPI, client: TestClient, database: Database
) -> None:
    shut, unknown = fill(database, SHUT_AT_NIGHT, {})
    set_clock(app, "2026-03-02T23:00:00+08:00")

    arrival, whenever = client.get(NEAREST, params=HERE), client.get(NEAREST, params={**HERE, "open": "any"})

    assert ids(arrival) == [unknown]
    assert ids(whenever) == [shut, unknown]


def test_what_counts_is_the_time_of_arrival_and_not_that_of_asking(client: TestClient, database: Database) -> None:
    fill(database, {**SHUT_AT_NIGHT, "lat": LAT + 0.01})  # 1.1 km: 19 minutes on foot, 6 by e-bike
    leaving = {**HERE, "at": "2026-03-02T19:50:00+08:00"}

    on_foot, riding = (client.get(NEAREST, params={**leaving, "mode": mode}) for mode in ("walk", "ebike"))

    assert ids(on_foot) == []
    (found,) = riding.json()["features"]
    assert found["properties"]["opening"]["state"] == "closing_soon"
    assert found["properties"]["arrives_at"].startswith("2026-03-02T19:5")


def test_time_is_distance_by_the_speed_and_detour_that_the_answer_states(
    client: TestClient, database: Database
) -> None:
    fill(database, {"lat": LAT + 0.01})

    answer = client.get(NEAREST, params={**HERE, "mode": "ebike"}).json()

    (found,) = answer["features"]
    expected = found["properties"]["distance_m"] * answer["travel"]["detour"] / answer["travel"]["speed_m_s"]
    assert found["properties"]["travel_time_s"] == pytest.approx(expected, abs=1)
    assert "Estimate" in answer["travel"]["source"]["en"]


def test_the_useful_order_prefers_what_is_known_to_be_open(
    app: FastAPI, client: TestClient, database: Database
) -> None:
    nearer, known = fill(database, {}, {**SHUT_AT_NIGHT, "lat": LAT + 0.0005})
    set_clock(app, "2026-03-02T12:00:00+08:00")

    by_distance, useful = client.get(NEAREST, params=HERE), client.get(NEAREST, params={**HERE, "order": "useful"})

    assert ids(by_distance) == [nearer, known]
    assert ids(useful) == [known, nearer]
    assert sum(useful.json()["ranking"]["weights"].values()) == pytest.approx(1)


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
    assert staff not in ids(as_rider)


def test_reasons_are_given_in_both_languages(app: FastAPI, client: TestClient, database: Database) -> None:
    fill(database, {**SHUT_AT_NIGHT, "amenities": {"hot_water": "yes"}, "verified_at": "2026-02-27T12:00:00+08:00"})
    set_clock(app, "2026-03-02T12:00:00+08:00")

    (found,) = client.get(NEAREST, params={**HERE, "amenity": "hot_water"}).json()["features"]

    assert found["properties"]["why"] == [
        {"zh": "到达时营业", "en": "Open when you arrive"},
        {"zh": "满足：热水", "en": "Has it: Hot water"},
        {"zh": "3天前核实", "en": "Verified 3 days ago"},
    ]


def test_the_quick_way_and_the_documented_way_answer_alike(
    app: FastAPI, client: TestClient, database: Database
) -> None:
    fill(database, {"amenities": {"toilet": "yes"}}, {"lat": LAT + 0.01}, SHUT_AT_NIGHT)
    set_clock(app, "2026-03-02T12:00:00+08:00")
    questions = [
        f"lon={LON}&lat={LAT}",
        f"lon={LON}&lat={LAT}&need=toilet&need=rest&limit=2&crs=gcj02&order=useful&mode=drive",
        "lon=abc&lat=NaN&limit=1000&crs=x",
        f"lon={LON}&lat={LAT}&lon=1",
        f"lon={LON}&lat={LAT}&nead=toilet",
        "lat=121&lon=31",
        "",
    ]

    quick = [client.get(f"{NEAREST}?{question}") for question in questions]
    quick_way = QuickNearest.__name__
    app.user_middleware = [each for each in app.user_middleware if getattr(each.cls, "__name__", "") != quick_way]
    app.middleware_stack = app.build_middleware_stack()
    documented = [client.get(f"{NEAREST}?{question}") for question in questions]

    assert [(each.status_code, each.json()) for each in quick] == [
        (each.status_code, each.json()) for each in documented
    ]


def test_an_answer_is_of_the_documented_shape(client: TestClient, database: Database) -> None:
    fill(database, {"amenities": {"toilet": "yes"}}, SHUT_AT_NIGHT)

    answer = client.get(NEAREST, params={**HERE, "open": "any"})

    NearCollection.model_validate_json(answer.content, strict=False)
    assert answer.headers["snapshot-age"] == "0"
    assert answer.headers["cache-control"] == "no-store"


def test_stations_along_a_route_come_in_the_order_they_are_passed(client: TestClient, database: Database) -> None:
    second, first, _ = fill(
        database, {"lon": LON + 0.02, "lat": LAT + 0.001}, {"lon": LON + 0.01}, {"lon": LON + 0.01, "lat": LAT + 0.1}
    )

    answer = client.get(
        "/v1/stations/along", params={"polyline": f"{LON},{LAT};{LON + 0.03},{LAT}", "buffer_m": 300, "open": "any"}
    )

    assert ids(answer) == [first, second]
    along_m = [feature["properties"]["along_m"] for feature in answer.json()["features"]]
    assert along_m == pytest.approx([geodesic_m(LON, LAT, LON + d, LAT) for d in (0.01, 0.02)], abs=1)


@pytest.mark.parametrize("polyline", ["", "116,39", "116,39;x", "116,39;117", "116,39;200,95"])
def test_a_route_that_is_none_is_refused(client: TestClient, polyline: str) -> None:
    answer = client.get("/v1/stations/along", params={"polyline": polyline})

    assert answer.status_code == 422
    assert answer.json()["errors"]


def test_an_answer_is_compressed_for_who_asked_for_it(client: TestClient, database: Database) -> None:
    fill(database, *({} for _ in range(10)))

    small = client.get(NEAREST, params=HERE, headers={"Accept-Encoding": "gzip"})
    plain = client.get(NEAREST, params=HERE, headers={"Accept-Encoding": "identity"})

    assert small.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in plain.headers
    assert small.json() == plain.json()
