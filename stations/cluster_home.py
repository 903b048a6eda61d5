"""The folder a private cluster lives in: what lies where, who may enter, and who is at work in it.

home/postgres.lock            held by whoever starts or stops the server
home/postgres/data            0700, the server's user's
home/postgres/socket          the same; under /tmp where the path would not do
home/postgres/*.conf          written anew at every start
home/postgres/server.log
"""

import contextlib
import errno
import fcntl
import hashlib
import os
import pwd
import re
import signal
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from stations import server, tuning
from stations.config import SOCKET_PATH_MAX
from stations.errors import ClusterError

SOCKET_NAME = ".s.PGSQL.5432"
LOG_MAX_BYTES = 20 << 20
PATIENCE_S = 120


@dataclass(frozen=True)
class ClusterHome:
    """The places of one cluster."""

    path: Path

    @property
    def folder(self) -> Path:
        """The folder of everything that belongs to the server."""
        return self.path.resolve() / "postgres"

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

    def account(self) -> pwd.struct_passwd:
        """Return the user the server runs as."""
        return server.account_for(self.data)

    def major(self) -> int | None:
        """Return the major version that made the data, or None where there are none."""
        version = self.data / "PG_VERSION"
        return int(version.read_text()) if version.exists() else None

    def pid(self) -> int | None:
        """Return the process of the running server; a stranger that has its number by now does not count."""
        try:
            first = (self.data / "postmaster.pid").read_text().partition("\n")[0]
        except FileNotFoundError:
            return None
        return int(first) if first.isdecimal() and server.works_in(int(first), self.data) else None

    def trouble(self, said: str) -> ClusterError:
        """Return the error that says what stopped us, from what the system or the server said, and what to do."""
        if os.strerror(errno.ENOSPC) in said:
            return ClusterError(
                f"{self.path} 所在的磁盘已满：请腾出空间后再试，已确认的数据没有丢失。",
                f"The disk of {self.path} is full: free some space and try again; nothing acknowledged is lost.",
            )
        lines = said.strip().splitlines() or ["?"]
        reason = next((line for line in reversed(lines) if re.search("FATAL|PANIC|ERROR|error:", line)), lines[-1])
        return ClusterError(
            f"{self.path} 中的私有数据库无法使用（{reason}）：请查看日志 {self.log}，或用 YIZHAN_HOME 另选目录。",
            f"The private database in {self.path} cannot be used ({reason}): see the log {self.log}, "
            "or choose another folder with YIZHAN_HOME.",
        )

    @contextlib.contextmanager
    def in_words(self) -> Iterator[None]:
        """Turn what the system refuses into a ClusterError."""
        try:
            yield
        except OSError as error:
            raise self.trouble(str(error)) from error

    @contextlib.contextmanager
    def locked(self, timeout_s: float) -> Iterator[IO[str]]:
        """Keep every other start and stop of this cluster out, and hand on the file that is locked."""
        with self.in_words():
            for folder in (self.path, self.folder):
                if not folder.exists():
                    folder.mkdir(parents=True, exist_ok=True)
                    folder.chmod(0o755)  # whatever the umask: the user of the server must pass through
            with (self.path / "postgres.lock").open("a") as lock:
                self._take(lock, timeout_s)
                yield lock

    def check_way_in(self) -> None:
        """Raise ClusterError where the user of the server may not pass through a folder on the way to its data."""
        account = self.account()
        for folder in (*reversed(self.folder.parents), self.folder):
            test = server.run(("/usr/bin/test", "-x", folder), account=account, folder=Path("/"), timeout_s=PATIENCE_S)
            if test.returncode:
                raise ClusterError(
                    f"用户 {account.pw_name} 不能进入 {folder}：请用 YIZHAN_HOME 另选目录，或 chmod a+x 该目录。",
                    f"The user {account.pw_name} cannot enter {folder}: choose another folder with YIZHAN_HOME, "
                    "or open that one with chmod a+x.",
                )

    def end_orphans(self, deadline: float) -> None:
        """End what a killed server left at work: while they live PostgreSQL refuses to start."""
        while orphans := server.workers(self.data):
            if time.monotonic() > deadline:
                raise self.trouble(f"processes {orphans} of a killed server do not end")
            for pid in orphans:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGQUIT)
            time.sleep(0.05)

    def prepare(self, *, durable: bool) -> None:
        """Put in place all that a start needs, whatever the last one left behind; nobody is at work in the data now."""
        account = self.account()
        self.give(self.socket_dir)
        self.data.chmod(0o700)  # copied or restored data are often 0755, which PostgreSQL refuses
        for mark in (self.data / "postmaster.pid", self.socket_dir / f"{SOCKET_NAME}.lock"):
            mark.unlink(missing_ok=True)  # PostgreSQL keeps away for ever when a stranger got the number in it
        for name, text in tuning.files(self.socket_dir, user=account.pw_name, durable=durable).items():
            path = self.folder / name
            path.unlink(missing_ok=True)  # it may be another user's, or a link
            path.write_text(text)
            path.chmod(0o644)
        if self.log.exists() and self.log.stat().st_size > LOG_MAX_BYTES:
            self.log.replace(self.log.with_suffix(".log.1"))
        self.log.touch(mode=0o600)
        os.chown(self.log, account.pw_uid, -1)

    def give(self, folder: Path) -> None:
        """Make a folder that only the user of the server may enter; refuse one that a stranger put there."""
        uid = self.account().pw_uid
        folder.mkdir(mode=0o700, exist_ok=True)
        if folder.is_symlink() or folder.stat().st_uid not in {os.geteuid(), uid}:
            raise self.trouble(f"{folder} belongs to somebody else")
        os.chown(folder, uid, -1)
        folder.chmod(0o700)

    def _take(self, lock: IO[str], timeout_s: float) -> None:
        deadline = time.monotonic() + timeout_s
        while True:
            with contextlib.suppress(BlockingIOError):
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                return
            if time.monotonic() > deadline:
                raise ClusterError(
                    f"另一个程序正在启动或停止 {self.path} 中的数据库：请稍候再试。",
                    f"Another program is starting or stopping the database in {self.path}: try again in a moment.",
                )
            time.sleep(0.02)
