"""What has changed since, in an order to which nothing is ever added behind.

Every transaction leaves its own number (xid) on the stations it touched. Numbers are given at the first write, but
rows appear at the commit, so a low number may appear late. Below the oldest transaction still running
(`pg_snapshot_xmin`) nothing can appear any more: only that part of the feed is shown, in order of (xid, station). The
price: while a long transaction runs, later changes wait for it. The numbers belong to one database: after a logical
restore every station is marked anew (`serving.renew_marks`), and cursors from before are refused.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import text
from sqlalchemy.orm import Session

from stations.errors import Gone, InputError
from stations.registry.pages import VISIBLE
from stations.registry.serving import renew_marks
from stations.registry.stations import COLUMNS, StationView
from stations.serving import DATABASE, SETTLED

CHANNEL = "yizhan_change"
"""What to LISTEN to: called at every commit that touched a station or a district, without saying which."""

WRITTEN = re.compile(r"([0-9]{1,18})-([0-9]{1,18})(?:-([0-9a-f]{8}))?")  # numbers that are bigints


class Cursor(NamedTuple):
    """A place in the feed of a database, behind the mark of one station by one transaction."""

    xid: int
    station_id: int
    database: str = ""

    def __str__(self) -> str:
        return "-".join(str(part) for part in self if part != "")

    @classmethod
    def parse(cls, written: str) -> "Cursor":
        """Return the cursor that was written so; raise `InputError` for anything else."""
        if found := WRITTEN.fullmatch(written):
            return cls(int(found[1]), int(found[2]), found[3] or "")
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


def changes(session: Session, since: Cursor | None = START, *, limit: int = 500) -> ChangePage:
    """Return what has changed since a place in the feed; each station once, with the last of its changes.

    None is the end of the feed: no changes, and the cursor behind all that is settled. Raise `Gone` for a cursor of
    another database, or one that lies behind the end, which this one cannot have given.
    """
    renew_marks(session)
    settled_xid, database = session.execute(text(f"SELECT {SETTLED}, left(md5({DATABASE}), 8)")).one()
    end = Cursor(settled_xid, 0, database)
    if since is None:
        return ChangePage(changes=[], cursor=end, is_last=True)
    if since != START and (since.database != database or since > end):
        raise Gone(
            "游标来自另一个数据库，请重新开始。",
            "The cursor is from another database: start anew.",
            field="since",
        )
    rows = session.execute(
        text(f"""
            SELECT xid, station_id FROM station_change AS mark
            WHERE (xid, station_id) > (:xid, :station_id) AND xid < {SETTLED} AND NOT EXISTS (
                SELECT FROM station_change AS later
                WHERE later.station_id = mark.station_id AND later.xid > mark.xid AND later.xid < {SETTLED})
            ORDER BY xid, station_id LIMIT :limit
        """),  # noqa: S608 - our own words
        {"xid": since.xid, "station_id": since.station_id, "limit": limit + 1},
    ).all()
    here = rows[:limit]
    ids = [row.station_id for row in here]
    views, known = _views(session, ids), _codes(session, ids)
    found = [StationChange(id=number, code=known.get(number), view=views.get(number)) for number in ids]
    cursor = Cursor(here[-1].xid, here[-1].station_id, database) if here else since
    return ChangePage(changes=found, cursor=cursor, is_last=len(rows) <= limit)


def _views(session: Session, ids: Sequence[int]) -> Mapping[int, StationView]:
    sql = f"SELECT {COLUMNS} FROM station WHERE id = ANY(:ids) AND {VISIBLE}"  # noqa: S608 - our own columns
    return {view.id: view for view in map(StationView.of, session.execute(text(sql), {"ids": list(ids)}))}


def _codes(session: Session, ids: Sequence[int]) -> Mapping[int, Any]:
    sql = """
        SELECT id, code FROM station WHERE id = ANY(:ids)
        UNION ALL SELECT station_id, code FROM tombstone WHERE station_id = ANY(:ids)
    """
    return {row.id: row.code for row in session.execute(text(sql), {"ids": list(ids)})}
