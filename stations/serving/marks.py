"""Where a reader of the feed of changes stands, and what was touched since: see `registry.feed`."""

from typing import Any, NamedTuple

from psycopg import Connection

DATABASE = """
    (SELECT system_identifier::text FROM pg_control_system()) || '/'
    || (SELECT oid::text FROM pg_database WHERE datname = current_database())
"""
SETTLED = "(pg_snapshot_xmin(pg_current_snapshot())::text)::bigint"


class Position(NamedTuple):
    """Where a reader stands: in which database, and the xid below which it has seen everything."""

    database: str
    settled_xid: int


def position(connection: Connection[Any]) -> Position:
    """Return where a reader stands who reads everything in this transaction (REPEATABLE READ)."""
    (row,) = connection.execute(f"SELECT {DATABASE}, {SETTLED}".encode())
    return Position(*row)


def marks_since(connection: Connection[Any], xid: int) -> set[tuple[int, int]]:
    """Return (xid, station) of every visible mark from a transaction on, those not settled yet included."""
    return set(connection.execute("SELECT xid, station_id FROM station_change WHERE xid >= %s", [xid]))


def prune_marks(connection: Connection[Any]) -> int:
    """Remove marks that a later settled one of the same station makes superfluous; return how many."""
    sql = f"""
        DELETE FROM station_change AS mark USING station_change AS later
        WHERE later.station_id = mark.station_id AND later.xid > mark.xid AND later.xid < {SETTLED}
    """  # noqa: S608 - our own words
    return connection.execute(sql.encode()).rowcount
