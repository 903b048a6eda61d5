"""The form of answers about near stations, and the quick way to them."""

from fastapi import FastAPI
from fastapi.testclient import TestClient

from api.schemas.near import NearCollection
from stations.database import Database
from tests.api.calls import fill, set_clock
from tests.api.here import HERE, LAT, LON, NEAREST, SHUT_AT_NIGHT


def test_the_answer_is_geojson_that_nobody_stores(empty_client: TestClient) -> None:
    found = empty_client.get(NEAREST, params=HERE)

    assert found.headers["content-type"] == "application/geo+json"
    assert found.headers["cache-control"] == "no-store"


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
    with TestClient(app) as behind:
        documented = [behind.get(f"{NEAREST}?{question}") for question in questions]

    assert [(each.status_code, each.json()) for each in quick] == [
        (each.status_code, each.json()) for each in documented
    ]


def test_an_answer_is_of_the_documented_shape(client: TestClient, database: Database) -> None:
    fill(database, {"amenities": {"toilet": "yes"}}, SHUT_AT_NIGHT)

    answer = client.get(NEAREST, params={**HERE, "open": "any"})

    NearCollection.model_validate_json(answer.content, strict=False)
    assert answer.headers["snapshot-age"] == "0"
    assert answer.headers["cache-control"] == "no-store"


def test_an_answer_is_compressed_for_who_asked_for_it(client: TestClient, database: Database) -> None:
    fill(database, *({} for _ in range(10)))

    small = client.get(NEAREST, params=HERE, headers={"Accept-Encoding": "gzip"})
    plain = client.get(NEAREST, params=HERE, headers={"Accept-Encoding": "identity"})

    assert small.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in plain.headers
    assert small.json() == plain.json()
