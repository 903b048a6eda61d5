"""The private PostGIS that starts by itself where no DATABASE_URL is given.

It is made, started and stopped under a lock, listens on a Unix socket only, and never runs as root.
"""

import errno
import os
import shutil
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path
from typing import IO, NamedTuple
from urllib.parse import quote, urlencode

from stations import server
from stations.cluster_home import PATIENCE_S, ClusterHome
from stations.config import Settings
from stations.durable import sync

ROLE = DATABASE = "yizhan"
WAL_SEGMENT_BYTES = 16 << 20
NO_CONNECTION = 2  # exit status, psql(1)
# C.UTF-8 is there on every Debian; in plain C the similarity() of Chinese texts is silently 0
INITDB = ["-U", "yizhan", "-A", "peer", "-E", "UTF8", "--locale=C.UTF-8", "--data-checksums", "--no-instructions"]


class ClusterStatus(NamedTuple):
    """Hold what is known about a cluster; `server_version` is None while it does not answer."""

    running: bool
    pid: int | None
    data: Path
    socket_dir: Path
    log: Path
    server_version: str | None


@dataclass(frozen=True)
class Cluster:
    """A PostGIS server that belongs to one home folder; `durable=False` trades its data's safety for speed in tests."""

    home: Path
    durable: bool = True

    @property
    def place(self) -> ClusterHome:
        """Where everything of it lies."""
        return ClusterHome(self.home)

    def url(self, database: str = DATABASE) -> str:
        """Return the SQLAlchemy URL of a database; it names the port so that PGPORT cannot change it."""
        query = urlencode({"host": self.place.socket_dir, "port": 5432, "user": ROLE}, quote_via=quote, safe="")
        return f"postgresql+psycopg:///{quote(database, safe='')}?{query}"

    def up(self, *, timeout_s: float = 60) -> str:
        """Start the server if it does not run, create the database if it is missing, and return its URL.

        Raises ClusterError, saying what to do.
        """
        deadline = time.monotonic() + timeout_s
        with self.place.locked(timeout_s) as lock:
            self._make_answer(lock, deadline)
            if not self._ask("select 1 from pg_database where datname = 'yizhan'"):
                self._ask("create database yizhan")
        return self.url()

    def down(self) -> bool:
        """Stop the server, and return whether it was running."""
        with self.place.locked(PATIENCE_S):
            return self._stop("fast")

    def status(self) -> ClusterStatus:
        """Return whether the server runs, and where."""
        place = self.place
        with place.in_words():
            pid = place.pid()
            version = self._ask("show server_version") if pid else None
        return ClusterStatus(pid is not None, pid, place.data, place.socket_dir, place.log, version)

    def destroy(self) -> None:
        """Stop the server and delete its data for ever."""
        with self.place.locked(PATIENCE_S):
            self._stop("immediate")
            for folder in (self.place.socket_dir, self.place.folder):
                if folder.exists():
                    shutil.rmtree(folder)

    def _run(
        self, program: str, *words: str | Path, timeout_s: float = PATIENCE_S, keep: tuple[int, ...] = ()
    ) -> subprocess.CompletedProcess[str]:
        place = self.place
        command = [server.choose(place.major()).programs / program, *words]
        return server.run(command, account=place.account(), folder=place.folder, timeout_s=timeout_s, keep=keep)

    def _ask(self, sql: str) -> str | None:
        """Return what the server answers to a statement, or None while it does not answer at all."""
        where = ("-h", self.place.socket_dir, "-p", "5432", "-U", ROLE, "-d", "postgres")
        done = self._run("psql", "-XqAt", *where, "-c", sql)
        if done.returncode == NO_CONNECTION:
            return None
        if done.returncode:
            raise self.place.trouble(done.stderr)
        return done.stdout.strip()

    def _make_answer(self, lock: IO[str], deadline: float) -> None:
        while True:
            if self.place.pid() is None:
                self._start(lock, deadline)
            if self._ask("select 1") is not None:
                return
            if time.monotonic() > deadline:  # a process killed this moment still has its number: look again
                raise self.place.trouble("PostgreSQL runs but does not answer yet")
            time.sleep(0.05)

    def _start(self, lock: IO[str], deadline: float) -> None:
        place = self.place
        place.check_way_in()
        if place.major() is None:
            self._make(lock)
        place.end_orphans(deadline)
        place.prepare(durable=self.durable)
        seconds = max(1, round(deadline - time.monotonic()))
        # relative to the folder: pg_ctl hands them to a shell, which must not meet an awkward path
        options = ("-D", "data", "-l", place.log.name, "-o", "-c config_file=postgresql.conf")
        with place.log.open(errors="replace") as log:
            log.seek(0, os.SEEK_END)
            done = self._run("pg_ctl", "start", "-sw", "-t", str(seconds), *options, timeout_s=seconds + 10)
            if done.returncode:
                full = shutil.disk_usage(place.folder).free < WAL_SEGMENT_BYTES  # then the log is cut off too
                raise place.trouble(os.strerror(errno.ENOSPC) if full else done.stderr + log.read())

    def _make(self, lock: IO[str]) -> None:
        """Make the data beside their place and rename them: they are either absent or whole.

        initdb inherits the lock: when we are killed it keeps it until it has ended itself, and nobody meets it at work.
        """
        new = self.place.folder / "data.new"
        if new.exists():
            shutil.rmtree(new)
        self.place.give(new)
        haste = () if self.durable else ("--no-sync",)
        done = self._run("initdb", "-D", new.name, *INITDB, *haste, keep=(lock.fileno(),))
        if done.returncode:
            shutil.rmtree(new)
            raise self.place.trouble(done.stderr)
        new.rename(self.place.data)
        if self.durable:
            sync(self.place.folder)

    def _stop(self, mode: str) -> bool:
        if self.place.pid() is None:
            self.place.end_orphans(time.monotonic() + PATIENCE_S)
            return False
        options = ("-m", mode, "-t", str(PATIENCE_S), "-D", "data")
        done = self._run("pg_ctl", "stop", "-sw", *options, timeout_s=PATIENCE_S + 10)
        if done.returncode:
            raise self.place.trouble(done.stderr)
        return True


def url_of(settings: Settings) -> str:
    """Return the URL of the database to use, starting the private cluster where none is given."""
    return settings.database_url or Cluster(settings.home).up()
