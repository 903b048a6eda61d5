"""What tests of the API do again and again."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

from fastapi import FastAPI
from httpx2 import Response

from stations import registry
from stations.database import Database
from tests.factories import draft


def fill(database: Database, *specials: Mapping[str, Any], districts: Iterable[Mapping[str, Any]] = ()) -> list[int]:
    """Add districts and stations by what is special about them; return the ids of the stations in their order."""
    with database.transaction() as session:
        registry.put_districts(session, districts)
        drafts = [draft(**special) for special in specials]
        return [change.station_id for change in registry.upsert(session, "test", drafts, toilet_nearby_m=150)]


def set_clock(app: FastAPI, at: str) -> None:
    """Let a service believe that it is another time."""
    moment = datetime.fromisoformat(at).astimezone(UTC)
    app.state.clock = lambda: moment


def ids(answer: Response) -> list[int]:
    """Return the ids of the stations in an answer, in its order."""
    assert answer.status_code == 200, answer.text
    return [feature["id"] for feature in answer.json()["features"]]
