"""The cluster starts again after what was killed, and with data that are not as it left them."""

import contextlib
import os
import signal
import time
from pathlib import Path

import pytest

from stations import server
from stations.cluster import Cluster
from stations.errors import ClusterError
from tests.stations.cluster.helpers import as_server, ask, begin, connect, end, kept, kill_all, pid_of


def test_four_starts_at_once_make_one_server(home: Path) -> None:
    four = [begin("start", home) for _ in range(4)]

    urls = {end(one) for one in four}

    cluster = Cluster(home)
    assert urls == {cluster.url()}
    everyone = server.workers(cluster.place.data)
    parents = [int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1]) for pid in everyone]
    assert sum(parent not in everyone for parent in parents) == 1


def test_start_right_after_the_server_alone_was_killed_ends_a_backend_that_is_still_busy(cluster: Cluster) -> None:
    with contextlib.closing(connect(cluster)) as busy:
        busy.pgconn.send_query(b"do $$ begin loop end loop; end $$")
        os.kill(pid_of(cluster), signal.SIGKILL)
        assert busy.info.backend_pid in server.workers(cluster.place.data)

        cluster.up()

        assert busy.info.backend_pid not in server.workers(cluster.place.data)
    assert kept(cluster) == 3


def test_acknowledged_rows_outlive_a_crash_of_every_process(cluster: Cluster) -> None:
    ask(cluster, "insert into kept values (4)")

    kill_all(cluster)
    cluster.up()

    assert kept(cluster) == 4


def test_number_of_a_dead_server_that_a_stranger_has_now_does_not_keep_us_out(cluster: Cluster) -> None:
    kill_all(cluster)
    marks = [cluster.place.data / "postmaster.pid", cluster.place.socket_dir / ".s.PGSQL.5432.lock"]
    with as_server("/usr/bin/sleep", "60") as stranger:
        for mark in marks:
            mark.write_text(f"{stranger.pid}\n" + mark.read_text().partition("\n")[2])

        cluster.up()

        assert stranger.poll() is None
        stranger.kill()
    assert pid_of(cluster) != stranger.pid
    assert kept(cluster) == 3


def test_first_start_that_was_killed_at_work_leaves_nothing_in_the_way(home: Path) -> None:
    first = begin("start", home)
    while not list(home.glob("postgres/data.new/*")):
        time.sleep(0.005)
    first.kill()
    first.communicate()
    assert not (home / "postgres" / "data").exists()

    Cluster(home).up()

    assert ask(Cluster(home), "select current_database()") == "yizhan"
    assert not (home / "postgres" / "data.new").exists()


def test_data_folder_that_others_may_read_is_closed_and_used(cluster: Cluster) -> None:
    cluster.down()
    cluster.place.data.chmod(0o755)

    cluster.up()

    assert cluster.place.data.stat().st_mode & 0o777 == 0o700
    assert kept(cluster) == 3


def test_data_of_another_major_version_are_left_alone_and_the_package_is_named(cluster: Cluster) -> None:
    cluster.down()
    version = cluster.place.data / "PG_VERSION"
    ours = version.read_text()
    version.write_text("99\n")

    with pytest.raises(ClusterError, match="postgresql-99-postgis-3"):
        cluster.up()

    version.write_text(ours)
    cluster.up()
    assert kept(cluster) == 3
