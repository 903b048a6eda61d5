"""The question asked most, answered before FastAPI's routing and parameter handling, which cost more than the search.

The parameters are those of the same Pydantic model that FastAPI documents, and so is the wording of what is wrong.
"""

from typing import Any, get_origin
from urllib.parse import parse_qsl

from fastapi.exceptions import RequestValidationError
from pydantic import TypeAdapter, ValidationError
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from api import errors
from api.dependencies import check_length, check_names
from api.near import nearest_answer
from api.schemas.questions import NearestQuestion
from stations.errors import YizhanError

PATH = "/v1/stations/nearest"
COMPRESS_FROM = 2000  # bytes
COMPRESS_LEVEL = 5

_MANY = {name: get_origin(field.annotation) is list for name, field in NearestQuestion.model_fields.items()}
_QUESTION = TypeAdapter(NearestQuestion)


class QuickNearest:
    """Answer `GET /v1/stations/nearest` itself, and hand on everything else."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._compressed = GZipMiddleware(_answer, minimum_size=COMPRESS_FROM, compresslevel=COMPRESS_LEVEL)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Take one request; compress for who asked for it: the middleware costs the others a fifth of their answer."""
        if scope["type"] != "http" or scope["path"] != PATH or scope["method"] != "GET":
            await self._app(scope, receive, send)
        elif any(name == b"accept-encoding" and b"gzip" in value for name, value in scope["headers"]):
            await self._compressed(scope, receive, send)
        else:
            await _answer(scope, receive, send)


async def _answer(scope: Scope, receive: Receive, send: Send) -> None:
    """Answer one request; what cannot be answered is a problem, as from every other route."""
    state = scope["app"].state
    try:
        question = read(scope["query_string"])
        answer = nearest_answer(question, read_model=state.read_model, now=state.clock())
    except RequestValidationError as error:
        answer = errors.invalid(Request(scope), error)
    except YizhanError as error:
        answer = errors.told(Request(scope), error)
    await answer(scope, receive, send)


def read(query: bytes) -> NearestQuestion:
    """Return the question in a query string; raise what FastAPI would raise where it is none."""
    check_length(query)
    pairs = parse_qsl(query.decode("latin-1"), keep_blank_values=True)
    values: dict[str, Any] = dict(pairs)
    if len(values) < len(pairs) or not values.keys() <= _MANY.keys():
        check_names(pairs, _MANY)
    for name in values:
        if _MANY[name]:
            values[name] = [value for other, value in pairs if other == name]
    try:
        return _QUESTION.validate_python(values)
    except ValidationError as error:
        faults = error.errors(include_url=False)
        raise RequestValidationError([{**fault, "loc": ("query", *fault["loc"])} for fault in faults]) from None
