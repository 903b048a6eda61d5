"""What has changed since, in an order to which nothing is ever added behind.

Every transaction leaves its own number (xid) on the stations it touched. Numbers are given at the first write, but
rows appear at the commit, so a low number may appear late. Below the oldest transaction still running
(`pg_snapshot_xmin`) nothing can appear any more: only that part of the feed is shown, in order of (xid, station). The
price: while a long transaction runs, later changes wait for it. The numbers belong to one PostgreSQL cluster: after a
logical restore into another one, copies start anew.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import text
from sqlalchemy.orm import Session

from stations.errors import InputError
from stations.registry.pages import VISIBLE
from stations.registry.stations import COLUMNS, StationView

CHANNEL = "yizhan_change"
"""What to LISTEN to: called at every commit that touched a station or a district, without saying which."""

DIGITS = 18  # at most, so that it is a bigint
DATABASE = """
    (SELECT system_identifier::text FROM pg_control_system()) || '/'
    || (SELECT oid::text FROM pg_database WHERE datname = current_database())
"""
SETTLED = "(pg_snapshot_xmin(pg_current_snapshot())::text)::bigint"


class Cursor(NamedTuple):
    """A place in the feed, behind the mark of one station by one transaction."""

    xid: int
    station_id: int

    def __str__(self) -> str:
        return f"{self.xid}-{self.station_id}"

    @classmethod
    def parse(cls, written: str) -> "Cursor":
        """Return the cursor that was written so; raise `InputError` for anything else."""
        xid, dash, station = written.partition("-")
        if dash and all(part.isascii() and part.isdecimal() and len(part) <= DIGITS for part in (xid, station)):
            return cls(int(xid), int(station))
        raise InputError("since 不是本服务给出的游标。", "since is not a cursor that this service gave.", field="since")


START = Cursor(0, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class StationChange:
    """What a station is now; `view` is None where it was deleted, withdrawn, closed or merged: forget it."""

    id: int
    code: str | None
    view: StationView | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangePage:
    """Some changes in order, where the next page begins, and whether this was all there is for now."""

    changes: Sequence[StationChange]
    cursor: Cursor
    is_last: bool


class Position(NamedTuple):
    """Where a reader stands: in which database, and the xid below which it has seen everything."""

    database: str
    settled_xid: int


def changes(session: Session, since: Cursor = START, *, limit: int = 500) -> ChangePage:
    """Return what has changed since a place in the feed; each station once, with the last of its changes."""
    rows = session.execute(
        text(f"""
            SELECT xid, station_id FROM station_change AS mark
            WHERE (xid, station_id) > (:xid, :station_id) AND xid < {SETTLED} AND NOT EXISTS (
                SELECT FROM station_change AS later
                WHERE later.station_id = mark.station_id AND later.xid > mark.xid AND later.xid < {SETTLED})
            ORDER BY xid, station_id LIMIT :limit
        """),  # noqa: S608 - our own words
        {**since._asdict(), "limit": limit + 1},
    ).all()
    here = rows[:limit]
    ids = [row.station_id for row in here]
    views, known = _views(session, ids), _codes(session, ids)
    found = [StationChange(id=number, code=known.get(number), view=views.get(number)) for number in ids]
    cursor = Cursor(*here[-1]) if here else since
    return ChangePage(changes=found, cursor=cursor, is_last=len(rows) <= limit)


def position(session: Session) -> Position:
    """Return where a reader stands who reads everything in this transaction (REPEATABLE READ)."""
    return Position(*session.execute(text(f"SELECT {DATABASE}, {SETTLED}")).one())


def marks_since(session: Session, xid: int) -> set[tuple[int, int]]:
    """Return (xid, station) of every visible mark from a transaction on, those not settled yet included."""
    rows = session.execute(text("SELECT xid, station_id FROM station_change WHERE xid >= :xid"), {"xid": xid})
    return {(row.xid, row.station_id) for row in rows}


def prune_marks(session: Session) -> int:
    """Remove marks that a later settled one of the same station makes superfluous; return how many."""
    sql = f"""
        DELETE FROM station_change AS mark USING station_change AS later
        WHERE later.station_id = mark.station_id AND later.xid > mark.xid AND later.xid < {SETTLED}
        RETURNING 1
    """  # noqa: S608 - our own words
    return len(session.execute(text(sql)).all())


def _views(session: Session, ids: Sequence[int]) -> Mapping[int, StationView]:
    sql = f"SELECT {COLUMNS} FROM station WHERE id = ANY(:ids) AND {VISIBLE}"  # noqa: S608 - our own columns
    return {view.id: view for view in map(StationView.of, session.execute(text(sql), {"ids": list(ids)}))}


def _codes(session: Session, ids: Sequence[int]) -> Mapping[int, Any]:
    sql = """
        SELECT id, code FROM station WHERE id = ANY(:ids)
        UNION ALL SELECT station_id, code FROM tombstone WHERE station_id = ANY(:ids)
    """
    return {row.id: row.code for row in session.execute(text(sql), {"ids": list(ids)})}
