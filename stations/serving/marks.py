"""Where a reader of the feed of changes stands, and what was touched since: see `registry.feed`."""

from typing import Any, NamedTuple

from psycopg import Connection

DATABASE = """
    (SELECT system_identifier::text FROM pg_control_system()) || '/'
    || (SELECT oid::text FROM pg_database WHERE datname = current_database()) || '/'
    || 'station_change'::regclass::oid::text
"""
"""Another one after every logical restore, even into the same database: the table is then made anew."""

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


def renew_marks(connection: Connection[Any]) -> bool:
    """Mark every station anew where the marks were left by another database, whose xids mean nothing here.

    So it is after a logical restore. The new marks count as settled at once: no cursor stands before them yet. Return
    whether there was anything to do.
    """
    given_here = f"SELECT true FROM derivation WHERE name = 'marks' AND fingerprint = {DATABASE}"  # noqa: S608 - ours
    if connection.execute(given_here.encode()).fetchone():
        return False
    claim = f"""
        INSERT INTO derivation (name, fingerprint) VALUES ('marks', {DATABASE})
        ON CONFLICT (name) DO UPDATE SET fingerprint = excluded.fingerprint
        WHERE derivation.fingerprint <> excluded.fingerprint RETURNING true
    """  # noqa: S608 - as above
    if not connection.execute(claim.encode()).fetchone():
        return False  # somebody else has just done it
    connection.execute("DELETE FROM station_change")
    known = "SELECT id FROM station UNION SELECT station_id FROM tombstone"
    anew = f"INSERT INTO station_change (xid, station_id) SELECT {SETTLED} - 1, id FROM ({known}) AS known (id)"  # noqa: S608 - ours too
    connection.execute(anew.encode())
    return True


def prune_marks(connection: Connection[Any]) -> int:
    """Remove marks that a later settled one of the same station makes superfluous; return how many."""
    sql = f"""
        DELETE FROM station_change AS mark USING station_change AS later
        WHERE later.station_id = mark.station_id AND later.xid > mark.xid AND later.xid < {SETTLED}
    """  # noqa: S608 - our own words
    return connection.execute(sql.encode()).rowcount
