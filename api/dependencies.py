"""What handlers are given: settings, a session, the time, a query without slips.

What waits for nothing is `async`, though it awaits nothing: all else FastAPI gives to a thread, a hop each.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Annotated, Any

from fastapi import Depends, Request
from fastapi.exceptions import RequestValidationError
from sqlalchemy.orm import Session

from api.openapi import query_parameters
from api.opening import Moment
from api.read_model import ReadModel
from stations.config import Settings
from stations.database import Database
from stations.errors import InputError

LONGEST_QUERY = 8000  # bytes


async def refuse_slips(request: Request) -> None:
    """Refuse a query that is too long, names a parameter that is not listed, or repeats one that is meant once."""
    check_length(request.scope["query_string"])
    known = query_parameters(request.app, request.scope["route"].path, request.method)
    if known is not None:
        check_names(request.query_params.multi_items(), known)


def check_length(query: bytes) -> None:
    """Refuse a query that is too long."""
    if len(query) > LONGEST_QUERY:
        raise InputError(
            f"网址中的参数太长，最多 {LONGEST_QUERY} 字节。", f"The query is too long: {LONGEST_QUERY} bytes at most."
        )


def check_names(pairs: Iterable[tuple[str, str]], known: Mapping[str, bool]) -> None:
    """Refuse names that are not known, and values given again where `known` says that one is meant."""
    errors: list[dict[str, Any]] = []
    for name, times in Counter(name for name, _ in pairs).items():
        if name not in known:
            context = {"known": ", ".join(known) or "–"}
            errors.append({"type": "unknown_parameter", "loc": ("query", name), "ctx": context})
        elif times > 1 and not known[name]:
            errors.append({"type": "repeated", "loc": ("query", name)})
    if errors:
        raise RequestValidationError(errors)


async def settings_of(request: Request) -> Settings:
    """Return the settings of this application."""
    settings: Settings = request.app.state.settings
    return settings


async def database_of(request: Request) -> Database:
    """Return the database of this application."""
    database: Database = request.app.state.database
    return database


def session_of(request: Request) -> Iterator[Session]:
    """Open a transaction for one request."""
    database: Database = request.app.state.database
    with database.transaction() as session:
        yield session


async def read_model_of(request: Request) -> ReadModel:
    """Return what this application answers from."""
    read_model: ReadModel = request.app.state.read_model
    return read_model


def this_instant() -> datetime:
    """Return the time of the machine."""
    return datetime.now(UTC)


async def now(request: Request) -> datetime:
    """Return this instant, by the clock of this application."""
    instant: datetime = request.app.state.clock()
    return instant


async def moment(request: Request) -> Moment:
    """Return this instant, with the calendar of this application."""
    return Moment(await now(request), request.app.state.calendar)


SettingsDep = Annotated[Settings, Depends(settings_of)]
DatabaseDep = Annotated[Database, Depends(database_of)]
SessionDep = Annotated[Session, Depends(session_of, scope="function")]  # else it would end after the answer was sent
ReadModelDep = Annotated[ReadModel, Depends(read_model_of)]
NowDep = Annotated[datetime, Depends(now)]
MomentDep = Annotated[Moment, Depends(moment)]
