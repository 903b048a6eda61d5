"""The question asked most, answered before FastAPI, whose ways in and out cost more than the search.

The parameters are those of the same Pydantic model that FastAPI documents. Whatever is not a plain answer, a question
that is none above all, is left to FastAPI.
"""

from typing import Any, get_origin
from urllib.parse import parse_qsl

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from pydantic import TypeAdapter, ValidationError
from starlette.middleware.gzip import GZipMiddleware
from starlette.types import Receive, Scope, Send

from api.dependencies import check_length, check_names
from api.near import Answer, nearest_answer
from api.schemas.questions import NearestQuestion
from stations.errors import YizhanError

PATH = "/v1/stations/nearest"
COMPRESS_FROM = 2000  # bytes
COMPRESS_LEVEL = 5

_MANY = {name: get_origin(field.annotation) is list for name, field in NearestQuestion.model_fields.items()}
_QUESTION = TypeAdapter(NearestQuestion)


class QuickNearest:
    """Stand before the service, answer `GET /v1/stations/nearest`, and hand on everything else."""

    def __init__(self, app: FastAPI) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Take one request."""
        answer = self._answer(scope) if scope["type"] == "http" and scope["path"] == PATH else None
        if answer is None:
            await self._app(scope, receive, send)
        elif any(name == b"accept-encoding" and b"gzip" in value for name, value in scope["headers"]):
            await GZipMiddleware(answer, minimum_size=COMPRESS_FROM, compresslevel=COMPRESS_LEVEL)(scope, receive, send)
        else:
            await answer(scope, receive, send)

    def _answer(self, scope: Scope) -> Answer | None:
        """Return the answer, None where something is wrong: FastAPI will find the same, and say it."""
        if scope["method"] != "GET":
            return None
        state = self._app.state
        try:
            return nearest_answer(read(scope["query_string"]), read_model=state.read_model, now=state.clock())
        except (ValidationError, RequestValidationError, YizhanError, OSError):
            return None


def read(query: bytes) -> NearestQuestion:
    """Return the question in a query string; raise some error where it is none."""
    check_length(query)
    pairs = _pairs(query.decode("latin-1"))
    values: dict[str, Any] = dict(pairs)
    if len(values) < len(pairs) or not values.keys() <= _MANY.keys():
        check_names(pairs, _MANY)
    for name, is_list in _MANY.items():
        if is_list:
            values[name] = [value for other, value in pairs if other == name] if name in values else []
    return _QUESTION.validate_python(values)


def _pairs(query: str) -> list[tuple[str, str]]:
    """Return the parameters as `parse_qsl` does, which is slow, and asked only where something is escaped."""
    if "%" in query or "+" in query:
        return parse_qsl(query, keep_blank_values=True)
    parts = [part.partition("=") for part in query.split("&") if part]
    return [(name, value) for name, _, value in parts]
