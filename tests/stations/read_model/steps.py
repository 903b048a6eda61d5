"""What tests of the read model do to its database, and see of it."""

import time
from collections.abc import Callable
from datetime import UTC, datetime

from sqlalchemy import text

from stations import registry
from stations.database import Database
from stations.hours import Calendar
from stations.search import Filters, Query, nearest
from stations.snapshot import Snapshot
from tests.factories import draft

PATIENCE_S = 60
NOW = datetime.now(UTC)
CALENDAR = Calendar.packaged()


def add(database: Database, count: int, *, source: str = "test") -> list[int]:
    """Add stations east of one another, 85 m apart; return their ids."""
    drafts = [draft(lon=116.4 + number * 0.001) for number in range(count)]
    with database.transaction() as session:
        return [c.station_id for c in registry.upsert(session, source, drafts, toilet_nearby_m=150)]


def run(database: Database, sql: str, **values: object) -> None:
    """Run a statement, and commit it."""
    with database.transaction() as session:
        session.execute(text(sql), values)


def seen(snapshot: Snapshot | None, limit: int = 100) -> dict[int, bytes]:
    """Return the fragments of all stations found, by id."""
    assert snapshot is not None
    query = Query(lon=116.4, lat=39.9087, filters=Filters(at=NOW, opening="any"), limit=limit)
    return {hit.id: hit.fragment for hit in nearest(snapshot, query)}


def until(condition: Callable[[], bool]) -> None:
    """Wait for something to become true."""
    deadline = time.monotonic() + PATIENCE_S
    while not condition():
        assert time.monotonic() < deadline, "it never came true"
        time.sleep(0.005)
