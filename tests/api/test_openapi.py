"""The OpenAPI document keeps what it promises."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from uuid import uuid4

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from api import openapi
from stations import registry
from stations.database import Database
from stations.models import Report
from tests.api.calls import fill
from tests.factories import square

Document = dict[str, Any]

WORDS = {"zh": "家", "en": "eateries"}
FOUND = {
    "area": {"weight": 0.0, "covered_sure": [0.0]},
    "bands_min": [15.0],
    "question": WORDS,
    "demand": {"unit": WORDS},
}


def operations(document: Document, *, method: str | None = None) -> Iterator[tuple[str, Document]]:
    """Return every path with each of its operations, or with those of one method."""
    for path, methods in document["paths"].items():
        for name, operation in methods.items():
            if method in {None, name}:
                yield path, operation


def examples(operation: Document) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """Return path and query parameters by example: first what is required alone, then each further one with it."""
    parameters = operation.get("parameters", [])
    first = {each["name"]: each["schema"]["examples"][0] for each in parameters}
    in_path = {each["name"]: first[each["name"]] for each in parameters if each["in"] == "path"}
    required = {each["name"]: first[each["name"]] for each in parameters if each["in"] == "query" and each["required"]}
    yield in_path, required
    for each in parameters:
        if each["in"] == "query" and not each["required"]:
            yield in_path, required | {each["name"]: first[each["name"]]}


def keep_no_cells(folder: Path) -> None:
    """Write the file of a run over a district without demand."""
    folder.mkdir(parents=True)
    numbers = ("lon", "lat", "area_km2", "weight", "distance_sure_m", "distance_may_m")
    columns = {name: pa.array([], pa.float64()) for name in numbers}
    columns |= {name: pa.array([], pa.bool_()) for name in ("is_covered_sure", "is_covered_may")}
    table = pa.table(columns | {"h3": pa.array([], pa.uint64()), "adcode": pa.array([], pa.string())})
    pq.write_table(table, folder / "cells.parquet")


@pytest.mark.usefixtures("residents")
def test_every_example_is_answered(client: TestClient, database: Database, tmp_path: Path) -> None:
    fill(database, {"amenities": {"hot_water": "yes"}}, districts=[square("110101", west=116.35, south=39.85)])
    (tmp_path / "packs" / ("7e" * 32)).mkdir(parents=True)
    (tmp_path / "packs" / ("7e" * 32) / "report.zh.pdf").write_bytes(b"%PDF")
    (tmp_path / "maps").mkdir()
    (tmp_path / "maps" / "zhengzhou.html").write_text("map", encoding="utf-8")
    with database.transaction() as session:
        session.add(Report(key=uuid4(), receipt="7K3M9QXA2TBHCW", station_code="YK3H250", kind="dirty"))
        registry.ask_run(session, "5f" * 32, kind="coverage", question={"minutes": 15})
        registry.ask_run(session, "7e" * 32, kind="report", question={"run": "5f" * 32})
        registry.finish_run(session, "7e" * 32, result={"files": ["report.zh.pdf"]})
        registry.finish_run(session, "5f" * 32, result=FOUND)
    keep_no_cells(tmp_path / "runs" / ("5f" * 32))

    answered = {
        (path, *query): client.get(path.format(**in_path), params=query).status_code
        for path, operation in operations(client.get("/openapi.json").json(), method="get")
        for in_path, query in examples(operation)
    }

    assert set(answered.values()) == {200}, answered
    assert len(answered) > 25


@pytest.mark.usefixtures("residents")
def test_every_example_of_what_is_sent_is_taken(client: TestClient, database: Database) -> None:
    fill(database, {}, districts=[square("110101", west=116.35, south=39.85)])
    document = client.get("/openapi.json").json()

    for path, operation in operations(document, method="post"):
        schema = operation["requestBody"]["content"]["application/json"]["schema"]["$ref"].rpartition("/")[2]
        (example,) = document["components"]["schemas"][schema]["examples"]
        assert client.post(path, json=example).status_code in {200, 201}, path


def test_everything_is_described_in_words(empty_client: TestClient) -> None:
    for path, operation in operations(empty_client.get("/openapi.json").json()):
        assert " · " in operation["summary"], path  # English, then Chinese
        assert operation["description"], path
        for parameter in operation.get("parameters", []):
            assert parameter["description"], (path, parameter["name"])


def test_every_schema_has_an_example(empty_client: TestClient) -> None:
    schemas = empty_client.get("/openapi.json").json()["components"]["schemas"]

    assert [name for name, schema in schemas.items() if not schema.get("examples")] == []
    assert {"Problem", "Fault", "StationCollection", "DistrictFeature", "CodeLists"} <= set(schemas)


def test_answers_are_documented_with_their_type_and_shape(empty_client: TestClient) -> None:
    document = empty_client.get("/openapi.json").json()

    content = document["paths"]["/v1/stations/nearest"]["get"]["responses"]["200"]["content"]

    assert content == {"application/geo+json": {"schema": {"$ref": "#/components/schemas/NearCollection"}}}


def test_problems_are_documented_as_problems(empty_client: TestClient) -> None:
    for path, operation in operations(empty_client.get("/openapi.json").json()):
        failures = {status: answer for status, answer in operation["responses"].items() if status >= "400"}
        assert "422" in failures, path
        for answer in failures.values():
            assert list(answer["content"]) == ["application/problem+json"], path
            assert answer["content"]["application/problem+json"]["schema"] == {"$ref": "#/components/schemas/Problem"}


def test_coordinates_are_documented_with_their_datum(empty_client: TestClient) -> None:
    document = empty_client.get("/openapi.json").json()

    for path in ("/v1/stations/nearest", "/v1/stations", "/v1/stations/{id}", "/v1/districts/{adcode}"):
        parameters = {each["name"]: each for each in document["paths"][path]["get"]["parameters"]}
        assert parameters["crs"]["schema"]["enum"] == ["wgs84", "gcj02", "bd09"]


def test_many_first_questions_at_once_make_one_document(app: FastAPI) -> None:
    with ThreadPoolExecutor(8) as threads:
        made = list(threads.map(openapi.document, [app] * 8))

    assert all(one is made[0] for one in made)
