"""What the read model reads, within a session: see `stations.serving`."""

from collections.abc import Iterable, Iterator
from typing import Any

from psycopg import Connection
from sqlalchemy import text
from sqlalchemy.orm import Session

from stations import serving
from stations.geo import Box
from stations.serving import Position, ServingRow
from stations.serving.rows import IN_SERVICE

IDS = f"""
    SELECT id FROM station
    WHERE {IN_SERVICE} AND geom && st_makeenvelope(:west, :south, :east, :north, 4326) ORDER BY id
"""  # noqa: S608 - our own words


def at_one_moment(session: Session) -> None:
    """Let a transaction read everything as it is at its first question, and write nothing."""
    session.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY"))


def serving_rows(session: Session, ids: Iterable[int] | None = None) -> Iterator[ServingRow]:
    """Yield the stations in service, all or some, in order of id."""
    return serving.serving_rows(_driver(session), ids)


def serving_ids(session: Session, box: Box) -> list[int]:
    """Return the ids of the stations in service in a box, in order."""
    values = dict(zip(("west", "south", "east", "north"), box, strict=True))
    return list(session.scalars(text(IDS), values))


def district_numbers(session: Session) -> dict[str, list[int]]:
    """Return the ids of every district by adcode, in all its versions."""
    return serving.district_numbers(_driver(session))


def position(session: Session) -> Position:
    """Return where a reader stands who reads everything in this transaction (REPEATABLE READ)."""
    return serving.position(_driver(session))


def marks_since(session: Session, xid: int) -> set[tuple[int, int]]:
    """Return (xid, station) of every visible mark from a transaction on, those not settled yet included."""
    return serving.marks_since(_driver(session), xid)


def renew_marks(session: Session) -> bool:
    """Mark every station anew where the marks were left by another database; return whether they were."""
    return serving.renew_marks(_driver(session))


def prune_marks(session: Session) -> int:
    """Remove marks that a later settled one of the same station makes superfluous; return how many."""
    return serving.prune_marks(_driver(session))


def _driver(session: Session) -> Connection[Any]:
    driver = session.connection().connection.driver_connection
    if not isinstance(driver, Connection):
        raise TypeError("rows are read through psycopg")
    return driver
