"""Processes of their own for the cluster tests: with another user, environment, or view of the disks."""

import contextlib
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import psycopg

from stations import server
from stations.cluster import Cluster

ROOT = Path(__file__).parents[3]
AM_ROOT = os.geteuid() == 0


@contextlib.contextmanager
def temporary_home() -> Iterator[Path]:
    """Give a folder that every user may pass, and destroy whatever cluster was made in it."""
    folder = Path(tempfile.mkdtemp(prefix="yizhan-test-", dir="/tmp"))  # pytest's own are closed to others
    folder.chmod(0o755)
    yield folder
    for lock in folder.rglob("postgres.lock"):
        Cluster(lock.parent).destroy()
    shutil.rmtree(folder)


def connect(cluster: Cluster) -> psycopg.Connection:
    """Open a connection to the database of a cluster, as any program with its URL would."""
    return psycopg.connect(cluster.url().replace("+psycopg", ""), autocommit=True)


def ask(cluster: Cluster, sql: str, *values: object) -> Any:  # noqa: ANN401 - whatever the column holds
    """Return the first column of the first row of a statement; None where there are no rows."""
    with connect(cluster) as connection:
        cursor = connection.execute(sql.encode(), values or None)
        row = cursor.fetchone() if cursor.description else None
        return row[0] if row else None


def as_server(*command: str | Path) -> subprocess.Popen[bytes]:
    """Start a program as the user that a new server would run as."""
    return subprocess.Popen(command, user=server.account_for(Path("/nowhere")).pw_uid if AM_ROOT else None)


def with_small_disk(folder: Path, *, megabytes: int) -> list[str]:
    """Return the words before a command that give it an empty disk of its own in place of a folder; root or not."""
    mount = '/usr/bin/mount -t tmpfs -o mode=1777,size="$0" tmpfs "$1" && shift && exec "$@"'
    words = ["/bin/sh", "-c", mount, f"{megabytes}m", str(folder)]
    if AM_ROOT:
        return ["/usr/bin/unshare", "--mount", *words]
    back = ["/usr/bin/unshare", "--user", f"--map-user={os.geteuid()}", f"--map-group={os.getegid()}"]
    return ["/usr/bin/unshare", "--user", "--map-root-user", "--mount", *words, *back]


def begin(
    scenario: str, home: Path, *, env: Mapping[str, str] | None = None, before: list[str] | None = None, uid: int = 0
) -> subprocess.Popen[str]:
    """Start a scenario in a process of its own; root may have it become another user first."""
    command = [*(before or []), sys.executable, "-m", "tests.stations.cluster.scenarios", scenario, str(home), str(uid)]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, cwd=ROOT, env={**os.environ, **(env or {})}, stdout=pipe, stderr=pipe, text=True)


def end(process: subprocess.Popen[str]) -> str:
    """Wait for a scenario, and return what it printed."""
    out, err = process.communicate(timeout=120)
    assert process.returncode == 0, err
    return out.strip()


def inodes_of_sockets(pid: int) -> set[str]:
    """Return the numbers of the sockets that a process holds open."""
    links = [str(path.readlink()) for path in Path(f"/proc/{pid}/fd").iterdir()]
    return {found[1] for link in links if (found := re.fullmatch(r"socket:\[(\d+)\]", link))}


def inodes_of_tcp() -> set[str]:
    """Return the numbers of all TCP sockets of the machine, from proc(5)."""
    lines = [line for name in ("tcp", "tcp6") for line in Path("/proc/net", name).read_text().splitlines()[1:]]
    return {line.split()[9] for line in lines}


def kept(cluster: Cluster) -> int:
    return int(ask(cluster, "select count(*) from kept"))


def pid_of(cluster: Cluster) -> int:
    pid = cluster.status().pid
    assert pid is not None
    return pid


def kill_all(cluster: Cluster) -> None:
    while alive := server.workers(cluster.place.data):
        for pid in alive:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        time.sleep(0.01)
