"""Scenes of the cluster tests that need a process of their own; each is played in a home and says how it went."""

import contextlib
import os
import sys
from pathlib import Path

import psycopg
import pytest

from stations.cluster import Cluster
from stations.errors import ClusterError
from tests.stations.cluster.helpers import AM_ROOT, ask, connect, kept, kill_all


def start(home: Path) -> str:
    return Cluster(home, durable=False).up()


def join_in_parallel(home: Path) -> str:
    """Join some 100 MB in parallel, with PostgreSQL's own choice of shared memory and with ours."""
    cluster = Cluster(home, durable=False)
    cluster.up()
    try:
        ask(cluster, "create table big as select repeat(md5(i::text), 4) as t from generate_series(1, 400000) as i")
        ask(cluster, "analyze big")
        ask(cluster, "alter system set dynamic_shared_memory_type = posix")
        posix = count_pairs(cluster)
        ask(cluster, "alter system reset all")
        return f"{posix}, {count_pairs(cluster)}"
    finally:
        cluster.destroy()


def count_pairs(cluster: Cluster) -> str:
    cluster.down()
    cluster.up()
    with connect(cluster) as connection:
        for setting in (
            "parallel_setup_cost = 0",
            "parallel_tuple_cost = 0",
            "enable_mergejoin = 0",
            "work_mem = '1GB'",
        ):
            connection.execute(f"set {setting}".encode())
        try:
            return str(connection.execute("select count(*) from big as a join big as b using (t)").fetchall()[0][0])
        except psycopg.errors.DiskFull as error:
            return str(error.diag.message_primary)


def fill_the_disk(home: Path) -> str:
    """Write until the disk is full, start again on the full disk, then make room and count what is left."""
    cluster = Cluster(home)
    cluster.up()
    ask(cluster, "create table kept (n int)")
    ballast = home / "ballast"
    acknowledged = 0
    try:
        with ballast.open("wb", buffering=0) as file, contextlib.suppress(OSError):
            while True:
                file.write(bytes(1 << 16))
        with contextlib.suppress(psycopg.Error):
            while True:
                ask(cluster, "insert into kept select generate_series(1, 1000)")
                acknowledged += 1000
        kill_all(cluster)
        refusal = refused(cluster)
        ballast.unlink()
        cluster.up()
        return f"{acknowledged - kept(cluster)} rows lost; {refusal}"
    finally:
        ballast.unlink(missing_ok=True)
        cluster.destroy()


def start_on_a_full_disk(home: Path) -> str:
    return f"{refused(Cluster(home))} {sorted(path.name for path in (home / 'postgres').iterdir())}"


def refused(cluster: Cluster) -> str:
    with pytest.raises(ClusterError) as refusal:
        cluster.up()
    return str(refusal.value)


SCENARIOS = {scene.__name__: scene for scene in (start, join_in_parallel, fill_the_disk, start_on_a_full_disk)}


def main(name: str, home: str, uid: str) -> None:
    """Import first, for another user may not read our libraries; then become that user, play, and print the outcome."""
    if AM_ROOT and int(uid):
        os.setgroups([])
        os.setgid(int(uid))
        os.setuid(int(uid))
    try:
        print(SCENARIOS[name](Path(home)))  # noqa: T201 - this is how it answers the test
    except ClusterError as error:
        print("ClusterError:", error)  # noqa: T201 - the same


if __name__ == "__main__":
    main(*sys.argv[1:])
