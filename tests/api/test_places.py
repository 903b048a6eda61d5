"""Places by name over HTTP."""

import pytest
from fastapi.testclient import TestClient

from stations.database import Database
from tests.api.calls import fill
from tests.factories import square


def test_stations_and_districts_are_found_with_what_tells_them_apart(client: TestClient, database: Database) -> None:
    fill(
        database,
        {"name": "东城驿站", "address": "景山前街4号", "lon": 116.4, "lat": 39.92},
        districts=[square("110101", west=116.35, south=39.85, name="东城区")],
    )

    found = client.get("/v1/places", params={"q": "dc"}).json()

    district, station = found["places"]
    assert found["datum"] == "wgs84"
    assert {name: district[name] for name in ("kind", "name", "adcode", "level", "code")} == {
        "kind": "district", "name": "东城区", "adcode": "110101", "level": "county", "code": None
    }  # fmt: skip
    assert 116.35 < district["lon"] < 116.45
    assert 39.85 < district["lat"] < 39.95
    assert station == {
        "kind": "station",
        "name": "东城驿站",
        "detail": "景山前街4号",
        "lon": 116.4,
        "lat": 39.92,
        "adcode": None,
        "level": None,
        "code": client.get("/v1/stations/1").json()["properties"]["code"],
    }


def test_a_place_is_given_in_the_datum_asked_in(client: TestClient, database: Database) -> None:
    fill(database, {"name": "东城驿站"})

    (place,) = client.get("/v1/places", params={"q": "东城", "crs": "gcj02"}).json()["places"]

    station = client.get("/v1/stations/1", params={"crs": "gcj02"}).json()
    assert [place["lon"], place["lat"]] == station["geometry"]["coordinates"]
    assert place["lon"] > 116.4  # some 500 m east of where WGS84 has it


def test_no_more_come_than_were_asked_for(client: TestClient, database: Database) -> None:
    fill(database, *({"name": f"驿站{number}"} for number in range(12)))

    assert len(client.get("/v1/places?q=驿站").json()["places"]) == 8
    assert len(client.get("/v1/places?q=驿站&limit=3").json()["places"]) == 3


def test_nothing_found_is_an_empty_list(empty_client: TestClient) -> None:
    for q in ("没有的地方", " ", "%", "🦄", "a" * 50):
        assert empty_client.get("/v1/places", params={"q": q}).json() == {"datum": "wgs84", "places": []}


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ("", "q"),
        ("q=", "q"),
        (f"q={'x' * 51}", "q"),
        ("q=%00", "q"),
        ("q=a%0Ab", "q"),
        ("q=a&limit=0", "limit"),
        ("q=a&limit=51", "limit"),
        ("q=a&crs=utm", "crs"),
        ("q=a&q=b", "q"),
        ("name=a&q=b", "name"),
    ],
)
def test_what_cannot_be_searched_is_refused(empty_client: TestClient, query: str, parameter: str) -> None:
    answer = empty_client.get(f"/v1/places?{query}")

    assert answer.status_code == 422
    assert [fault["parameter"] for fault in answer.json()["errors"]] == [parameter]
