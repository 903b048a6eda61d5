"""The stations a worker answers from, kept in step with the database by asking what was touched."""

from dataclasses import replace
from pathlib import Path
from time import time

from stations import registry
from stations.database import Database
from stations.hours import Calendar
from stations.serving import Position, ServingRow
from stations.snapshot import files
from stations.snapshot.files import Stored, Unusable
from stations.snapshot.overlay import laid_over
from stations.snapshot.timetable import midnight_s
from stations.snapshot.view import Snapshot

FOLD_ABOVE = 300
"""More stations touched than this, and a new snapshot is built."""

OVERLAY_MOST = 2_000
"""More than this wait for the new snapshot; those touched last do not."""


class Follower:
    """Hold the newest snapshot on disk and what was touched since; used by one thread, but for `snapshot`."""

    def __init__(self, folder: Path, calendar: Calendar) -> None:
        self.folder, self.calendar = folder, calendar
        self.snapshot: Snapshot | None = None
        self.in_step_s: float | None = None
        self.reason = ""
        self._stored: Stored | None = None
        self._refused = ""
        self._touched: dict[int, ServingRow | None] = {}
        self._settled_xid = 0
        self._seen: set[tuple[int, int]] = set()

    def start_from_disk(self) -> None:
        """Take the snapshot on disk as it is, if there is one that can be used."""
        self._take_newest()
        if self._stored:
            self.snapshot = laid_over(self._stored, {}, self._stored.position, at_s=int(time()))

    def is_replaced(self) -> bool:
        """Return whether there is a newer snapshot on disk than the one held."""
        newest = files.newest(self.folder)
        return newest not in {None, self._refused, self._stored.version if self._stored else None}

    @property
    def refuses_newest(self) -> bool:
        """Whether the newest snapshot on disk cannot be used."""
        return self._refused != ""

    def wants_rebuild(self) -> bool:
        """Return whether a new snapshot should be built: there is none, too much was touched, or it is of yesterday."""
        if self._stored is None or len(self._touched) > FOLD_ABOVE:
            return True
        return self._stored.columns.timetables.stored.origin_s != midnight_s(int(time()))

    def catch_up(self, database: Database) -> None:
        """Bring the snapshot in step with the database; raise `DatabaseDown` when it does not answer."""
        self._take_newest()
        with database.transaction() as session:
            registry.at_one_moment(session)
            position = registry.position(session)
            if self._stored and not _is_of(self._stored, position):
                self._stored = self.snapshot = None
                self._refused = files.newest(self.folder) or ""
            if self._stored is None:
                return
            marks = registry.marks_since(session, self._settled_xid)
            fresh = sorted(marks - self._seen)
            ids = list(dict.fromkeys(station for _, station in reversed(fresh)))
            rows = {row.id: row for row in registry.serving_rows(session, ids[:OVERLAY_MOST])} if ids else {}
            districts = registry.district_numbers(session)
        self._touched |= {number: rows.get(number) for number in ids[:OVERLAY_MOST]}
        if ids or self.snapshot is None or self.snapshot.version != self._stored.version:
            self.snapshot = laid_over(self._stored, self._touched, position, at_s=int(time()))
        if districts != self.snapshot.districts:
            self._stored = replace(self._stored, districts=districts)
            self.snapshot = replace(self.snapshot, districts=districts)
        self._settled_xid = position.settled_xid
        self._seen = {mark for mark in marks if mark[0] >= position.settled_xid}
        self.in_step_s = time()

    def let_go(self) -> None:
        """Give back what is mapped, if that has become much; cheap enough to be asked all the time."""
        if self._stored:
            self._stored.let_go()

    def _take_newest(self) -> None:
        """Hold the newest snapshot on disk; what was touched is then to be asked anew, from its position on."""
        if not self.is_replaced():
            return
        self._refused = files.newest(self.folder) or ""
        try:
            self._stored = files.load(self.folder, self.calendar)
        except Unusable as fault:
            self.reason = str(fault)
            return
        self._refused = ""
        self._touched, self._seen, self._settled_xid = {}, set(), self._stored.position.settled_xid


def _is_of(stored: Stored, position: Position) -> bool:
    """Return whether a snapshot is of this database, and not of its future, as after a restore."""
    return stored.position.database == position.database and stored.position.settled_xid <= position.settled_xid
