"""The nearest stations over HTTP: what is said of the moment of arrival, and why a station is a good answer."""

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from stations.database import Database
from tests.api.calls import fill, ids, set_clock
from tests.api.here import HERE, LAT, LON, NEAREST, SHUT_AT_NIGHT

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


def test_reasons_are_given_in_both_languages(app: FastAPI, client: TestClient, database: Database) -> None:
    fill(database, {**SHUT_AT_NIGHT, "amenities": {"hot_water": "yes"}, "verified_at": "2026-02-27T12:00:00+08:00"})
    set_clock(app, "2026-03-02T12:00:00+08:00")

    (found,) = client.get(NEAREST, params={**HERE, "amenity": "hot_water"}).json()["features"]

    assert found["properties"]["why"] == [
        {"zh": "到达时营业", "en": "Open when you arrive"},
        {"zh": "满足：热水", "en": "Has it: Hot water"},
        {"zh": "3天前核实", "en": "Verified 3 days ago"},
    ]


def test_what_is_sure_is_not_doubted_for_what_is_not(app: FastAPI, client: TestClient, database: Database) -> None:
    fill(database, {**SHUT_AT_NIGHT, "amenities": {"hot_water": "yes"}})
    set_clock(app, "2026-03-02T12:00:00+08:00")

    (found,) = client.get(NEAREST, params={**HERE, "amenity": ["microwave", "hot_water"]}).json()["features"]

    said = [reason["en"] for reason in found["properties"]["why"]]
    assert {"Has it: Hot water", "May have it: Microwave"} <= set(said)


BANK = {"hours_raw": "周一至周五 9:00-17:00", "hours_osm": "Mo-Fr 09:00-17:00", "hours_parse": "ok"}
HOLIDAY = {"zh": "国庆节：告示未提节假日", "en": "National Day: the notice says nothing of holidays"}


@pytest.mark.parametrize(
    ("at", "doubt"),
    [
        ("2026-10-01T12:00:00+08:00", HOLIDAY),
        ("2026-10-10T12:00:00+08:00", {
            "zh": "国庆节调休上班日：告示未提调休",
            "en": "Working day made up for National Day: the notice says nothing of it",
        }),
        ("2026-10-12T12:00:00+08:00", None),
        ("2026-09-30T23:59:00+08:00", HOLIDAY),  # it is the 1st on arrival
    ],
)  # fmt: skip
def test_on_a_holiday_that_a_notice_does_not_mention_there_is_a_doubt(
    client: TestClient, database: Database, at: str, doubt: dict[str, str] | None
) -> None:
    far = {"lat": LAT + 0.01}
    fill(database, BANK | far, OFFICE | far, {**far}, BANK | far, SHUT_AT_NIGHT | far)

    near = client.get(NEAREST, params={**HERE, "at": at, "open": "any"})
    beside = client.get(
        "/v1/stations/along", params={"polyline": f"{LON},{LAT};{LON},{LAT + 0.02}", "at": at, "open": "any"}
    )

    for answer in (near, beside):
        said = {each["id"]: each["properties"]["why"][1:-1] for each in answer.json()["features"]}
        silent = [doubt] if doubt else []
        assert said == {1: silent, 2: [], 3: [], 4: silent, 5: silent}
