"""The cluster works whoever starts it, and on machines that are short of something."""

import contextlib
import os
import pwd
import socket
import subprocess
from pathlib import Path

import pytest

from stations import server
from stations.cluster import Cluster
from stations.config import SOCKET_PATH_MAX
from stations.errors import ClusterError
from tests.stations.cluster.helpers import (
    AM_ROOT,
    ask,
    begin,
    end,
    inodes_of_sockets,
    inodes_of_tcp,
    kept,
    pid_of,
    with_small_disk,
)

NOBODY = pwd.getpwnam("nobody").pw_uid


def test_server_never_runs_as_root(cluster: Cluster) -> None:
    initdb = [str(server.choose().programs / "initdb"), "-D", "/nowhere"]
    become_root = [] if AM_ROOT else ["/usr/bin/unshare", "--user", "--map-root-user"]

    plain = subprocess.run([*become_root, *initdb], capture_output=True, text=True, check=False)

    assert "cannot be run as root" in plain.stderr
    assert all(Path(f"/proc/{pid}").stat().st_uid != 0 for pid in server.workers(cluster.place.data))


def test_ordinary_user_gets_a_cluster_that_root_can_use_too(home: Path) -> None:
    uid = NOBODY if AM_ROOT else os.geteuid()
    os.chown(home, uid, -1)

    url = end(begin("start", home, uid=uid))

    assert url == Cluster(home).up()
    assert Path(f"/proc/{pid_of(Cluster(home))}").stat().st_uid == uid
    assert ask(Cluster(home), "select current_user") == "yizhan"


def test_missing_locale_still_gives_utf8_in_which_chinese_texts_can_be_alike(home: Path) -> None:
    url = end(begin("start", home, env={"LC_ALL": "xx_YY.UTF-8", "LANG": "nonsense", "LANGUAGE": "nonsense"}))

    cluster = Cluster(home)
    assert url == cluster.url()
    assert ask(cluster, "show server_encoding") == "UTF8"
    assert ask(cluster, "select datcollate from pg_database where datname = 'yizhan'") == "C.UTF-8"
    ask(cluster, "create extension pg_trgm")
    assert ask(cluster, "select similarity('户外劳动者驿站', '劳动者驿站')") > 0.3


def test_pg_variables_of_the_shell_lead_nobody_astray(cluster: Cluster, monkeypatch: pytest.MonkeyPatch) -> None:
    cluster.down()
    shell = {"PGHOST": "nowhere", "PGPORT": "1", "PGDATA": "/nope", "PGUSER": "eve", "PGDATABASE": "nope"}
    hostile = {"PGHOSTADDR": "192.0.2.1", "PGSERVICE": "nope", "PGOPTIONS": "-c nope=1", "PSQLRC": "/nope"}

    url = end(begin("start", cluster.home, env=shell | hostile))

    assert url == cluster.url()
    for name, value in shell.items():
        monkeypatch.setenv(name, value)
    assert kept(cluster) == 3


def test_taken_port_does_not_matter_for_there_is_no_tcp_at_all(cluster: Cluster) -> None:
    cluster.down()
    with socket.socket() as other:
        with contextlib.suppress(OSError):  # taken already, which is just as well
            other.bind(("127.0.0.1", 5432))
            other.listen()

        cluster.up()

        sockets = inodes_of_sockets(pid_of(cluster))
        assert sockets
        assert not sockets & inodes_of_tcp()


@pytest.mark.parametrize("name", ["x" * SOCKET_PATH_MAX, '驿站, the *user\'s* "$HOME" `id`;'])
def test_home_too_long_for_a_socket_or_awkward_in_every_letter_works(home: Path, name: str) -> None:
    cluster = Cluster(home / name, durable=False)

    cluster.up()

    assert ask(cluster, "select current_database()") == "yizhan"
    assert (cluster.place.data / "PG_VERSION").exists()


def test_home_that_the_server_cannot_enter_is_named(home: Path) -> None:
    closed = home / "closed"
    closed.mkdir()
    (closed / "home").mkdir()
    closed.chmod(0o600)

    with pytest.raises(ClusterError) as refusal:
        Cluster(closed / "home").up()

    closed.chmod(0o755)
    reason = f"cannot enter {closed}:" if AM_ROOT else f"Permission denied: '{closed}"
    assert reason in refusal.value.say("en")
    assert f"{closed}" in refusal.value.say("zh")
    assert "YIZHAN_HOME" in refusal.value.say("zh")


def test_missing_postgis_is_answered_with_the_package_to_install(home: Path) -> None:
    chosen = server.choose()
    asked = subprocess.run([chosen.programs / "pg_config", "--sharedir"], capture_output=True, text=True, check=True)
    hidden = with_small_disk(Path(asked.stdout.strip(), "extension"), megabytes=1)

    answer = end(begin("start", home, before=hidden))

    assert answer.startswith("ClusterError:")
    assert f"apt-get install postgresql-{chosen.major}-postgis-3" in answer


def test_small_shared_memory_of_containers_does_not_break_parallel_queries(home: Path) -> None:
    small = with_small_disk(Path("/dev/shm"), megabytes=64)  # noqa: S108 - the memory that processes share

    outcome = end(begin("join_in_parallel", home, before=small))

    plain, ours = outcome.split(", ")
    assert plain.startswith("could not resize shared memory segment")
    assert ours == "400000"


def test_full_disk_is_called_so_and_costs_no_acknowledged_row(home: Path) -> None:
    outcome = end(begin("fill_the_disk", home, before=with_small_disk(home, megabytes=120)))

    lost, _, refusal = outcome.partition("; ")
    assert lost == "0 rows lost"
    assert "is full: free some space" in refusal


def test_first_start_on_a_full_disk_says_so_and_leaves_nothing_half_made(home: Path) -> None:
    outcome = end(begin("start_on_a_full_disk", home, before=with_small_disk(home, megabytes=8)))

    assert "is full: free some space" in outcome
    assert outcome.endswith("[]")
