"""Districts over HTTP."""

from datetime import date
from typing import Any

from fastapi.testclient import TestClient

from stations import registry
from stations.database import Database
from tests.api.calls import fill
from tests.factories import square


def adcodes(client: TestClient, **parameters: str) -> list[str]:
    found: list[dict[str, Any]] = client.get("/v1/districts", params=parameters).json()["features"]
    return [each["id"] for each in found]


def test_districts_are_listed_by_level_and_parent(client: TestClient, database: Database) -> None:
    city = square("110100", west=116, south=39, side=1, level="city", parent_adcode="110000")
    fill(database, districts=[square("110102", west=116, south=39), square("110101", west=116.2, south=39), city])

    assert adcodes(client) == ["110100", "110101", "110102"]
    assert adcodes(client, level="city") == ["110100"]
    assert adcodes(client, parent="110100") == ["110101", "110102"]
    assert adcodes(client, parent="999999") == []


def test_a_district_comes_with_its_boundary_source_and_census(client: TestClient, database: Database) -> None:
    fill(database, districts=[square("110101", west=116.0, south=39.0, name="东城区")])
    with database.transaction() as session:
        count = {
            "adcode": "110101",
            "kind": "census",
            "as_of": date(2020, 11, 1),
            "population": 708829,
            "source": "七普",
        }
        registry.put_census(session, [count])

    found = client.get("/v1/districts/110101").json()

    assert found["bbox"] == [116.0, 39.0, 116.1, 39.1]
    assert found["geometry"]["coordinates"] == [
        [[[116.0, 39.0], [116.1, 39.0], [116.1, 39.1], [116.0, 39.1], [116.0, 39.0]]]
    ]
    assert found["properties"]["boundary_source"] == "made for a test"
    assert found["properties"]["population"] == {
        "count": 708829, "kind": "census", "as_of": "2020-11-01", "source": "七普"
    }  # fmt: skip


def test_a_boundary_is_given_in_the_datum_asked_in(client: TestClient, database: Database) -> None:
    fill(database, {"lon": 116.0, "lat": 39.0}, districts=[square("110101", west=116.0, south=39.0)])

    boundary = client.get("/v1/districts/110101", params={"crs": "bd09"}).json()
    corner = client.get("/v1/stations/1", params={"crs": "bd09"}).json()

    assert boundary["geometry"]["coordinates"][0][0][0] == corner["geometry"]["coordinates"]
    assert boundary["bbox"][0] > 116.005


def test_a_boundary_is_simplified_on_request(client: TestClient, database: Database) -> None:
    bent = "SRID=4326;MULTIPOLYGON(((116 39, 116.05 39.0001, 116.1 39, 116.1 39.1, 116 39.1, 116 39)))"
    fill(database, districts=[square("110101", west=116, south=39) | {"geom": bent}])

    def corners(simplify_m: float) -> int:
        found = client.get("/v1/districts/110101", params={"simplify_m": simplify_m}).json()
        return len(found["geometry"]["coordinates"][0][0])

    assert (corners(0), corners(1), corners(50)) == (6, 6, 5)  # the bend is 11 m deep


def test_an_unknown_district_is_not_found(empty_client: TestClient) -> None:
    answer = empty_client.get("/v1/districts/999999", headers={"Accept-Language": "en"})

    assert answer.status_code == 404
    assert answer.json()["detail"] == "There is no district 999999."
    assert answer.json()["errors"][0]["parameter"] == "adcode"
