"""The private PostGIS that starts by itself where no DATABASE_URL is given.

Everything lies in one folder of its home: `postgres/data`, the socket, three files of settings and the log. It is made,
started and stopped under a lock, listens on a Unix socket only, and never runs as root.
"""

import contextlib
import errno
import fcntl
import hashlib
import os
import pwd
import re
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, NamedTuple
from urllib.parse import quote, urlencode

from stations import server, tuning
from stations.errors import ClusterError

ROLE = DATABASE = "yizhan"
SOCKET_NAME = ".s.PGSQL.5432"
SOCKET_PATH_MAX = 107  # bytes: sun_path of unix(7) without its closing NUL
LOG_MAX_BYTES = 20 << 20
WAL_SEGMENT_BYTES = 16 << 20
PATIENCE_S = 120
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
    def folder(self) -> Path:
        """The folder of everything that belongs to the server."""
        return self.home.resolve() / "postgres"

    @property
    def data(self) -> Path:
        """The data folder of the server."""
        return self.folder / "data"

    @property
    def log(self) -> Path:
        """The log of the server."""
        return self.folder / "server.log"

    @property
    def socket_dir(self) -> Path:
        """The folder of the socket: in the home, or under /tmp where that path is too long or has unusual characters.

        It depends on the home alone: two sessions with different TMPDIR or XDG_RUNTIME_DIR must meet.
        """
        near = self.folder / "socket"
        short = len(os.fsencode(near / SOCKET_NAME)) <= SOCKET_PATH_MAX
        if short and re.fullmatch(r"[\w./-]+", str(near)):  # a comma would part it in two for libpq
            return near
        return Path("/tmp", "yizhan-" + hashlib.sha256(os.fsencode(near)).hexdigest()[:12])  # noqa: S108 - see above

    def url(self, database: str = DATABASE) -> str:
        """Return the SQLAlchemy URL of a database; it names the port so that PGPORT cannot change it."""
        query = urlencode({"host": self.socket_dir, "port": 5432, "user": ROLE}, quote_via=quote, safe="")
        return f"postgresql+psycopg:///{quote(database, safe='')}?{query}"

    def up(self, *, timeout_s: float = 60) -> str:
        """Start the server if it does not run, create the database if it is missing, and return its URL.

        Raises ClusterError, saying what to do.
        """
        deadline = time.monotonic() + timeout_s
        with self._locked(timeout_s) as lock:
            self._make_answer(lock, deadline)
            if not self._ask("select 1 from pg_database where datname = 'yizhan'"):
                self._ask("create database yizhan")
        return self.url()

    def down(self) -> bool:
        """Stop the server, and return whether it was running."""
        with self._locked(PATIENCE_S):
            return self._stop("fast")

    def status(self) -> ClusterStatus:
        """Return whether the server runs, and where."""
        with self._in_words():
            pid = self._pid()
            version = self._ask("show server_version") if pid else None
        return ClusterStatus(pid is not None, pid, self.data, self.socket_dir, self.log, version)

    def destroy(self) -> None:
        """Stop the server and delete its data for ever."""
        with self._locked(PATIENCE_S):
            self._stop("immediate")
            for folder in {self.folder, self.socket_dir}:
                if folder.exists():
                    shutil.rmtree(folder)

    @contextlib.contextmanager
    def _locked(self, timeout_s: float) -> Iterator[IO[str]]:
        """Keep every other start and stop of this cluster out, and hand on the file that is locked."""
        with self._in_words():
            for folder in (self.home, self.folder):
                if not folder.exists():
                    folder.mkdir(parents=True, exist_ok=True)
                    folder.chmod(0o755)  # whatever the umask: the user of the server must pass through
            with (self.home / "postgres.lock").open("a") as lock:
                self._take(lock, timeout_s)
                yield lock

    def _take(self, lock: IO[str], timeout_s: float) -> None:
        deadline = time.monotonic() + timeout_s
        while True:
            with contextlib.suppress(BlockingIOError):
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                return
            if time.monotonic() > deadline:
                raise ClusterError(
                    f"另一个程序正在启动或停止 {self.home} 中的数据库：请稍候再试。",
                    f"Another program is starting or stopping the database in {self.home}: try again in a moment.",
                )
            time.sleep(0.02)

    @contextlib.contextmanager
    def _in_words(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise self._trouble(str(error)) from error

    def _trouble(self, said: str) -> ClusterError:
        """Return the error that says what stopped us, from what the system or the server said, and what to do."""
        if os.strerror(errno.ENOSPC) in said:
            return ClusterError(
                f"{self.home} 所在的磁盘已满：请腾出空间后再试，已确认的数据没有丢失。",
                f"The disk of {self.home} is full: free some space and try again; nothing acknowledged is lost.",
            )
        lines = said.strip().splitlines() or ["?"]
        reason = next((line for line in reversed(lines) if re.search("FATAL|PANIC|ERROR|error:", line)), lines[-1])
        return ClusterError(
            f"{self.home} 中的私有数据库无法使用（{reason}）：请查看日志 {self.log}，或用 YIZHAN_HOME 另选目录。",
            f"The private database in {self.home} cannot be used ({reason}): see the log {self.log}, "
            "or choose another folder with YIZHAN_HOME.",
        )

    def _major(self) -> int | None:
        """Return the major version that made the data, or None where there are none."""
        version = self.data / "PG_VERSION"
        return int(version.read_text()) if version.exists() else None

    def _pid(self) -> int | None:
        """Return the process of the running server; a stranger that has its number by now does not count."""
        try:
            first = (self.data / "postmaster.pid").read_text().partition("\n")[0]
        except FileNotFoundError:
            return None
        return int(first) if first.isdecimal() and server.works_in(int(first), self.data) else None

    def _run(
        self, program: str, *words: str | Path, timeout_s: float = PATIENCE_S, keep: tuple[int, ...] = ()
    ) -> subprocess.CompletedProcess[str]:
        command = [server.choose(self._major()).programs / program, *words]
        return server.run(command, account=self._account(), folder=self.folder, timeout_s=timeout_s, keep=keep)

    def _account(self) -> pwd.struct_passwd:
        return server.account_for(self.data)

    def _ask(self, sql: str) -> str | None:
        """Return what the server answers to a statement, or None while it does not answer at all."""
        where = ("-h", self.socket_dir, "-p", "5432", "-U", ROLE, "-d", "postgres")
        done = self._run("psql", "-XqAt", *where, "-c", sql)
        if done.returncode == NO_CONNECTION:
            return None
        if done.returncode:
            raise self._trouble(done.stderr)
        return done.stdout.strip()

    def _make_answer(self, lock: IO[str], deadline: float) -> None:
        while True:
            if self._pid() is None:
                self._start(lock, deadline)
            if self._ask("select 1") is not None:
                return
            if time.monotonic() > deadline:
                raise self._trouble("PostgreSQL runs but does not answer yet")
            time.sleep(0.05)

    def _start(self, lock: IO[str], deadline: float) -> None:
        self._check_way_in()
        if self._major() is None:
            self._make(lock)
        self._end_orphans(deadline)
        self._prepare()
        seconds = max(1, round(deadline - time.monotonic()))
        # relative to the folder: pg_ctl hands them to a shell, which must not meet an awkward path
        options = ("-D", "data", "-l", self.log.name, "-o", "-c config_file=postgresql.conf")
        with self.log.open(errors="replace") as log:
            log.seek(0, os.SEEK_END)
            done = self._run("pg_ctl", "start", "-sw", "-t", str(seconds), *options, timeout_s=seconds + 10)
            if done.returncode:
                full = shutil.disk_usage(self.folder).free < WAL_SEGMENT_BYTES  # then the log is cut off too
                raise self._trouble(os.strerror(errno.ENOSPC) if full else done.stderr + log.read())

    def _check_way_in(self) -> None:
        """Raise ClusterError where the user of the server may not pass through a folder on the way to its data."""
        account = self._account()
        for folder in (*reversed(self.folder.parents), self.folder):
            test = server.run(("/usr/bin/test", "-x", folder), account=account, folder=Path("/"), timeout_s=PATIENCE_S)
            if test.returncode:
                raise ClusterError(
                    f"用户 {account.pw_name} 不能进入 {folder}：请用 YIZHAN_HOME 另选目录，或 chmod a+x 该目录。",
                    f"The user {account.pw_name} cannot enter {folder}: choose another folder with YIZHAN_HOME, "
                    "or open that one with chmod a+x.",
                )

    def _make(self, lock: IO[str]) -> None:
        """Make the data beside their place and rename them: they are either absent or whole.

        initdb inherits the lock: when we are killed it keeps it until it has ended itself, and nobody meets it at work.
        """
        new = self.folder / "data.new"
        if new.exists():
            shutil.rmtree(new)
        self._give(new)
        sync = () if self.durable else ("--no-sync",)
        done = self._run("initdb", "-D", new.name, *INITDB, *sync, keep=(lock.fileno(),))
        if done.returncode:
            shutil.rmtree(new)
            raise self._trouble(done.stderr)
        new.rename(self.data)
        if self.durable:
            os.sync()  # the new names too must outlive the power

    def _end_orphans(self, deadline: float) -> None:
        """End what a killed server left at work: while they live PostgreSQL refuses to start."""
        while orphans := server.workers(self.data):
            if time.monotonic() > deadline:
                raise self._trouble(f"processes {orphans} of a killed server do not end")
            for pid in orphans:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGQUIT)
            time.sleep(0.05)

    def _prepare(self) -> None:
        """Put in place all that a start needs, whatever the last one left behind; no process works in the data now."""
        self._give(self.socket_dir)
        self.data.chmod(0o700)  # copied or restored data are often 0755, which PostgreSQL refuses
        for mark in (self.data / "postmaster.pid", self.socket_dir / f"{SOCKET_NAME}.lock"):
            mark.unlink(missing_ok=True)  # PostgreSQL keeps away for ever when a stranger got the number in it
        for name, text in tuning.files(self.socket_dir, user=self._account().pw_name, durable=self.durable).items():
            path = self.folder / name
            path.unlink(missing_ok=True)
            path.write_text(text)
            path.chmod(0o644)
        if self.log.exists() and self.log.stat().st_size > LOG_MAX_BYTES:
            self.log.replace(self.log.with_suffix(".log.1"))
        self.log.touch(mode=0o600)
        os.chown(self.log, self._account().pw_uid, -1)

    def _give(self, folder: Path) -> None:
        """Make a folder that only the user of the server may enter; refuse one that a stranger put there."""
        uid = self._account().pw_uid
        folder.mkdir(mode=0o700, exist_ok=True)
        if folder.is_symlink() or folder.stat().st_uid not in {os.geteuid(), uid}:
            raise self._trouble(f"{folder} belongs to somebody else")
        os.chown(folder, uid, -1)
        folder.chmod(0o700)

    def _stop(self, mode: str) -> bool:
        if self._pid() is None:
            self._end_orphans(time.monotonic() + PATIENCE_S)
            return False
        done = self._run(
            "pg_ctl", "stop", "-sw", "-m", mode, "-t", str(PATIENCE_S), "-D", "data", timeout_s=PATIENCE_S + 10
        )
        if done.returncode:
            raise self._trouble(done.stderr)
        return True
