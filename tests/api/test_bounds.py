"""No number that is sent may be larger than what stands behind it can hold."""

from collections.abc import Iterator
from typing import Any

import pytest
from fastapi.testclient import TestClient

from tests.api.test_coverage import ASKED, town

__all__ = ["town"]

Schema = dict[str, Any]
TOO_LARGE = 2**70
LARGEST = {"exclusiveMaximum", "maximum"}


def numbers(schema: Schema, known: dict[str, Schema], path: str) -> Iterator[tuple[str, Schema]]:
    """Yield every number in a schema, with where it stands; no schema of ours holds itself."""
    if "$ref" in schema:
        yield from numbers(known[schema["$ref"].rsplit("/", 1)[1]], known, path)
    if schema.get("type") in {"integer", "number"}:
        yield path, schema
    parts = [(f".{name}", each) for name, each in schema.get("properties", {}).items()]
    parts += [(sign, schema.get(name)) for sign, name in (("[]", "items"), (".*", "additionalProperties"))]
    parts += [("", each) for choice in ("anyOf", "oneOf", "allOf") for each in schema.get(choice, [])]
    for name, part in parts:
        if isinstance(part, dict):
            yield from numbers(part, known, path + name)


def test_every_number_that_is_sent_has_a_largest_value(client: TestClient) -> None:
    document = client.get("/openapi.json").json()
    sent = {
        f"{method} {route} {each['name']}": each["schema"]
        for route, methods in document["paths"].items()
        for method, operation in methods.items()
        for each in operation.get("parameters", [])
    }
    sent |= {
        f"{method} {route} body": content["schema"]
        for route, methods in document["paths"].items()
        for method, operation in methods.items()
        for content in operation.get("requestBody", {}).get("content", {}).values()
    }
    known = document["components"]["schemas"]

    found = [each for name, schema in sent.items() for each in numbers(schema, known, name)]

    assert len(found) > 20
    assert [path for path, schema in found if LARGEST.isdisjoint(schema)] == []


@pytest.mark.usefixtures("town", "residents")
@pytest.mark.parametrize(
    "edit",
    [
        {"close": TOO_LARGE},
        {"equip": {"id": TOO_LARGE, "needs": ["toilet"]}},
        {"move": {"id": TOO_LARGE, "lon": 121.5, "lat": 31.2}},
        {"hours": {"id": TOO_LARGE, "hours": "24/7"}},
        {"close": -TOO_LARGE},
    ],
)
def test_an_id_that_no_station_can_have_is_refused(client: TestClient, edit: Schema) -> None:
    answer = client.post("/v1/whatif", json={"question": ASKED, "edits": [edit]})

    assert answer.status_code == 422


@pytest.mark.usefixtures("town", "residents")
def test_the_largest_id_there_could_be_is_not_found(client: TestClient) -> None:
    answer = client.post("/v1/whatif", json={"question": ASKED, "edits": [{"close": 2**63 - 1}]})

    assert answer.status_code == 404


@pytest.mark.parametrize("reference", [str(TOO_LARGE), "9" * 32, "9" * 12])
def test_a_station_is_not_found_by_a_number_that_is_too_large(client: TestClient, reference: str) -> None:
    assert client.get(f"/v1/stations/{reference}").status_code == 404
