"""The read model of a worker: a snapshot in memory, kept fresh by a thread that listens to PostgreSQL."""

import logging
import os
import subprocess
import sys
from pathlib import Path
from threading import Event, Thread
from time import monotonic, time
from typing import Any, Literal, NamedTuple

import psycopg
from sqlalchemy.engine import make_url
from sqlalchemy.exc import SQLAlchemyError

from stations import registry, search
from stations.database import CONNECT_TIMEOUT_S, Database
from stations.errors import DatabaseDown
from stations.hours import Calendar
from stations.snapshot import building
from stations.snapshot.following import Follower
from stations.snapshot.view import Snapshot

TICK_S = 0.1
DEBOUNCE_S = 0.02
HEARTBEAT_S = 5.0
RETRY_S = 0.2
REBUILD_AGAIN_S = 5.0
REBUILD_AGAIN_MOST_S = 640.0
STATEMENT_TIMEOUT_S = 30.0
KEEPALIVE: dict[str, Any] = {"keepalives_idle": 10, "keepalives_interval": 5, "keepalives_count": 3}

log = logging.getLogger(__name__)


class Status(NamedTuple):
    """How the read model stands.

    `source`: `database` once it has been in step since this process began, before that `disk`, or `none` while there
    is no snapshot at all. `age_s`: how long ago it was surely in step. `cursor`: the place in the feed up to which it
    has seen everything.
    """

    source: Literal["database", "disk", "none"]
    is_connected: bool
    age_s: float | None
    stations: int
    version: str | None
    cursor: int | None


class ReadModel:
    """Answer `snapshot` at any time, and have it follow the database while started."""

    def __init__(self, url: str, folder: Path, calendar: Path | None = None) -> None:
        self._url, self._folder, self._calendar = url, folder, calendar
        self._database = Database(url, statement_timeout_s=STATEMENT_TIMEOUT_S)
        self._follower = Follower(folder, Calendar.chosen(calendar))
        self._thread = Thread(target=self._run, name="read-model", daemon=True)
        self._stopped, self._warm, self._ready = Event(), Event(), Event()
        self._is_connected = False
        self._builder: subprocess.Popen[bytes] | None = None
        self._build_again_s = 0.0
        self._built_in_vain = 0

    @property
    def snapshot(self) -> Snapshot | None:
        """The stations as they are now; None until there is a first snapshot."""
        return self._follower.snapshot

    def start(self) -> None:
        """Take what is on disk, and begin to follow; returns without waiting for the database."""
        self._follower.start_from_disk()
        self._thread.start()

    def wait(self, timeout_s: float) -> bool:
        """Wait until the snapshot has been in step with the database once; return whether it was."""
        return self._ready.wait(timeout_s)

    def wait_until_warm(self) -> None:
        """Wait until searches run as machine code, which the first start after an install compiles."""
        self._warm.wait()

    def stop(self) -> None:
        """Stop following; the snapshot stays."""
        self._stopped.set()
        if self._thread.is_alive():
            self._thread.join()
        if self._builder and self._builder.poll() is None:
            self._builder.terminate()
            self._builder.wait()
        self._database.dispose()

    def status(self) -> Status:
        """Return how it stands now."""
        snapshot, in_step_s = self.snapshot, self._follower.in_step_s
        if snapshot is None:
            return Status("none", self._is_connected, None, 0, None, None)
        since_s = snapshot.built_s if in_step_s is None else in_step_s
        return Status(
            source="disk" if in_step_s is None else "database",
            is_connected=self._is_connected,
            age_s=max(0.0, time() - since_s),
            stations=snapshot.stations,
            version=snapshot.version,
            cursor=snapshot.position.settled_xid,
        )

    def _run(self) -> None:
        search.warm_up()
        self._warm.set()
        while not self._stopped.is_set():
            try:
                with self._listening() as connection:
                    self._follow(connection)
            except (psycopg.Error, SQLAlchemyError, DatabaseDown, OSError) as fault:
                if self._is_connected:
                    log.warning("the read model lost its database: %s", type(fault).__name__)
                self._is_connected = False
                self._stopped.wait(RETRY_S)

    def _listening(self) -> psycopg.Connection[tuple[object, ...]]:
        """Return a connection that listens; on it nothing else is asked, so that no call is missed."""
        url = make_url(self._url).set(drivername="postgresql").render_as_string(hide_password=False)
        connection = psycopg.connect(
            url,
            autocommit=True,
            connect_timeout=CONNECT_TIMEOUT_S,
            application_name="yizhan-read-model",
            **KEEPALIVE,
        )
        connection.execute(f"LISTEN {registry.CHANNEL}".encode())
        return connection

    def _follow(self, connection: psycopg.Connection[tuple[object, ...]]) -> None:
        """Catch up, then do so at every call, at every new snapshot on disk, and every few seconds in any case."""
        due_s = 0.0
        while not self._stopped.is_set():
            called = any(True for _ in connection.notifies(timeout=TICK_S if due_s else 0, stop_after=1))
            if called:
                self._stopped.wait(DEBOUNCE_S)
                for _ in connection.notifies(timeout=0):
                    pass
            if called or monotonic() >= due_s or self._follower.is_replaced():
                self._follower.catch_up(self._database)
                self._is_connected = True
                due_s = monotonic() + HEARTBEAT_S
                if self.snapshot:
                    self._ready.set()
            self._follower.let_go()
            self._rebuild_if_wanted()

    def _rebuild_if_wanted(self) -> None:
        """Start a process that builds a new snapshot, unless one is at it here or in another worker."""
        is_building = self._builder is not None and self._builder.poll() is None
        if is_building or not self._follower.wants_rebuild() or monotonic() < self._build_again_s:
            return
        claim = building.claim(self._folder)
        if claim is None:
            return
        try:
            if not self._follower.is_replaced():
                self._wait_longer_if_in_vain()
                self._builder = subprocess.Popen(
                    [sys.executable, "-m", "stations.snapshot"],
                    env=self._environment(),
                    pass_fds=[claim],
                )
        finally:
            os.close(claim)

    def _wait_longer_if_in_vain(self) -> None:
        """Put off the next build, for longer and longer while those on disk cannot be used here.

        So it is while other workers run another release, or were started with another calendar.
        """
        self._built_in_vain = self._built_in_vain + 1 if self._follower.refuses_newest else 0
        self._build_again_s = monotonic() + min(REBUILD_AGAIN_S * 2**self._built_in_vain, REBUILD_AGAIN_MOST_S)

    def _environment(self) -> dict[str, str]:
        """Return the settings of the process that builds: ours."""
        ours = {"DATABASE_URL": self._url, "YIZHAN_HOME": str(self._folder.parent)}
        return os.environ | ours | {"YIZHAN_CALENDAR": str(self._calendar or "")}
