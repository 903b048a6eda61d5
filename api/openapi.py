"""The OpenAPI document: what the routes say, and the problems that any of them may answer with."""

from collections.abc import Mapping
from threading import Lock
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from api.schemas.problem import Fault, Problem

SUMMARY = "Rest stations for outdoor workers: the nearest, what they have, and whether they are open"
DESCRIPTION = """
户外劳动者驿站：最近的、有什么、是否开放。

- Places are GeoJSON; `lon`, `lat` are degrees in the datum `crs` names (`wgs84` unless said otherwise), in and out.
- Unknown is not no: needs are `yes`, `no` or `unknown`; an amenity that is absent is unknown; so are hours nobody gave.
- Codes are worded in Chinese and English by `/v1/codes`; data is never translated.
- Failures are RFC 9457 problems, in Chinese unless `Accept-Language` prefers English.
- A parameter that is not listed here, or given twice where one is meant, is refused: a slip would go unnoticed.
- Nobody's position is stored or logged. There is no account.
"""

WHY_OF: Mapping[int, str] = {
    403: "Whoever runs this service does not offer it",
    404: "Nothing is known under that name",
    409: "It was asked for, and is not done yet; `detail` says how far it is",
    410: "It was known once, and was withdrawn",
    413: "The body is too long",
    422: "A parameter cannot be used as given; `errors` says which, and why",
    429: "Asked too often; `Retry-After` says when to return",
    503: "The database does not answer, or its tables are not those of this program; `Retry-After` says when to return",
}


def problems(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """Return the problems that a route may answer with, as FastAPI takes them."""
    schema = {"schema": {"$ref": "#/components/schemas/Problem"}}
    return {
        status: {"description": WHY_OF[status], "content": {"application/problem+json": schema}} for status in statuses
    }


_making = Lock()


def document(app: FastAPI) -> dict[str, Any]:
    """Return the document of an application, made once: two threads that make it at a time confuse FastAPI."""
    with _making:
        if app.openapi_schema is None:
            app.openapi_schema = _made(app)
        return app.openapi_schema


def _made(app: FastAPI) -> dict[str, Any]:
    schema = get_openapi(
        title=app.title,
        version=app.version,
        summary=app.summary,
        description=app.description,
        routes=app.routes,
    )
    for model in (Problem, Fault):
        described = model.model_json_schema(ref_template="#/components/schemas/{model}")
        described.pop("$defs", None)
        schema["components"]["schemas"][model.__name__] = described
    return schema


def query_parameters(app: FastAPI, path: str, method: str) -> dict[str, bool] | None:
    """Return the names that an operation takes in its query, with whether they may be repeated; None if unlisted."""
    operation = document(app)["paths"].get(path, {}).get(method.lower())
    if operation is None:
        return None
    parameters = operation.get("parameters", [])
    return {each["name"]: each["schema"].get("type") == "array" for each in parameters if each["in"] == "query"}
