"""The private cluster survives what was seen to break one, each failure really provoked."""

import contextlib
import os
import pwd
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import create_engine, text

from stations import server
from stations.cluster import SOCKET_PATH_MAX, Cluster
from stations.errors import ClusterError
from tests.stations.cluster_helpers import (
    AM_ROOT,
    as_server,
    ask,
    begin,
    connect,
    end,
    inodes_of_sockets,
    inodes_of_tcp,
    temporary_home,
    with_small_disk,
)

NOBODY = pwd.getpwnam("nobody").pw_uid


@pytest.fixture
def home() -> Iterator[Path]:
    with temporary_home() as folder:
        yield folder


@pytest.fixture(scope="module")
def shared() -> Iterator[Cluster]:
    with temporary_home() as folder:
        yield Cluster(folder)


@pytest.fixture
def cluster(shared: Cluster) -> Cluster:
    """Give a durable cluster that runs, with three acknowledged rows; every test may break it."""
    shared.up()
    ask(shared, "drop table if exists kept")
    ask(shared, "create table kept as select generate_series(1, 3) as n")
    return shared


def kept(cluster: Cluster) -> int:
    return int(ask(cluster, "select count(*) from kept"))


def pid_of(cluster: Cluster) -> int:
    pid = cluster.status().pid
    assert pid is not None
    return pid


def kill_all(cluster: Cluster) -> None:
    for pid in server.workers(cluster.data):
        os.kill(pid, signal.SIGKILL)
    while server.workers(cluster.data):
        time.sleep(0.01)


# scenarios, played in a process of their own


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
            "enable_mergejoin = off",
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


# who runs it, and in what surroundings


def test_server_never_runs_as_root(cluster: Cluster) -> None:
    initdb = [str(server.choose().programs / "initdb"), "-D", "/nowhere"]
    become_root = [] if AM_ROOT else ["/usr/bin/unshare", "--user", "--map-root-user"]

    plain = subprocess.run([*become_root, *initdb], capture_output=True, text=True, check=False)

    assert "cannot be run as root" in plain.stderr
    assert all(Path(f"/proc/{pid}").stat().st_uid != 0 for pid in server.workers(cluster.data))


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


def test_home_too_long_for_a_socket_and_awkward_in_every_letter_works(home: Path) -> None:
    awkward = home / ('驿站, the *user\'s* "$HOME" `id`; ' + "x" * SOCKET_PATH_MAX)
    cluster = Cluster(awkward, durable=False)

    cluster.up()

    assert ask(cluster, "select current_database()") == "yizhan"
    assert (cluster.data / "PG_VERSION").exists()


def test_home_that_the_server_cannot_enter_is_named(home: Path) -> None:
    closed = home / "closed"
    closed.mkdir()
    (closed / "home").mkdir()
    closed.chmod(0o600)

    with pytest.raises(ClusterError, match=f"{closed}.*YIZHAN_HOME") as refusal:
        Cluster(closed / "home").up()

    closed.chmod(0o755)
    assert str(closed) in refusal.value.say("zh")


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


# starts that meet, and servers that were killed


def test_four_starts_at_once_make_one_server(home: Path) -> None:
    four = [begin("start", home) for _ in range(4)]

    urls = {end(one) for one in four}

    cluster = Cluster(home)
    assert urls == {cluster.url()}
    everyone = server.workers(cluster.data)
    parents = [int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1]) for pid in everyone]
    assert sum(parent not in everyone for parent in parents) == 1


def test_start_right_after_the_server_alone_was_killed_ends_a_backend_that_is_still_busy(cluster: Cluster) -> None:
    with contextlib.closing(connect(cluster)) as busy:
        busy.pgconn.send_query(b"do $$ begin loop end loop; end $$")
        os.kill(pid_of(cluster), signal.SIGKILL)
        assert busy.info.backend_pid in server.workers(cluster.data)

        cluster.up()

        assert busy.info.backend_pid not in server.workers(cluster.data)
    assert kept(cluster) == 3


def test_acknowledged_rows_outlive_a_crash_of_every_process(cluster: Cluster) -> None:
    ask(cluster, "insert into kept values (4)")

    kill_all(cluster)
    cluster.up()

    assert kept(cluster) == 4


def test_number_of_a_dead_server_that_a_stranger_has_now_does_not_keep_us_out(cluster: Cluster) -> None:
    kill_all(cluster)
    marks = [cluster.data / "postmaster.pid", cluster.socket_dir / ".s.PGSQL.5432.lock"]
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
    while not list(home.glob("postgres/data.new/PG_VERSION")):
        time.sleep(0.005)
    first.kill()
    first.communicate()
    assert not (home / "postgres" / "data").exists()

    Cluster(home).up()

    assert ask(Cluster(home), "select current_database()") == "yizhan"
    assert not (home / "postgres" / "data.new").exists()


# data that are not as they were left


def test_data_folder_that_others_may_read_is_closed_and_used(cluster: Cluster) -> None:
    cluster.down()
    cluster.data.chmod(0o755)

    cluster.up()

    assert cluster.data.stat().st_mode & 0o777 == 0o700
    assert kept(cluster) == 3


def test_data_of_another_major_version_are_left_alone_and_the_package_is_named(cluster: Cluster) -> None:
    cluster.down()
    version = cluster.data / "PG_VERSION"
    ours = version.read_text()
    version.write_text("99\n")

    with pytest.raises(ClusterError, match="postgresql-99-postgis-3"):
        cluster.up()

    version.write_text(ours)
    cluster.up()
    assert kept(cluster) == 3


def test_full_disk_is_called_so_and_costs_no_acknowledged_row(home: Path) -> None:
    outcome = end(begin("fill_the_disk", home, before=with_small_disk(home, megabytes=120)))

    lost, _, refusal = outcome.partition("; ")
    assert lost == "0 rows lost"
    assert "is full: free some space" in refusal


def test_first_start_on_a_full_disk_says_so_and_leaves_nothing_half_made(home: Path) -> None:
    outcome = end(begin("start_on_a_full_disk", home, before=with_small_disk(home, megabytes=8)))

    assert "is full: free some space" in outcome
    assert outcome.endswith("[]")


# what it promises


def test_settings_are_durable_unless_a_test_says_otherwise(cluster: Cluster, home: Path) -> None:
    quick = Cluster(home, durable=False)
    quick.up()

    for setting in ("fsync", "synchronous_commit", "full_page_writes"):
        assert ask(cluster, f"show {setting}") == "on"
        assert ask(quick, f"show {setting}") == "off"
    assert ask(cluster, "show data_checksums") == "on"


def test_long_imports_are_not_cut_off_by_the_server(cluster: Cluster) -> None:
    for setting in ("statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout"):
        assert ask(cluster, f"show {setting}") == "0"


def test_position_in_a_slow_question_is_not_written_to_the_log(cluster: Cluster) -> None:
    with connect(cluster) as connection:
        connection.execute("set log_min_duration_statement = 0")
        connection.execute("select 'marker', %s::float8", (121.4737,))

    logged = cluster.log.read_text()

    assert "select 'marker', $1" in logged
    assert "121.4737" not in logged


def test_url_is_one_that_sqlalchemy_opens(cluster: Cluster) -> None:
    engine = create_engine(cluster.url())

    with engine.connect() as connection:
        found = connection.execute(text("select current_database(), current_user")).one()

    engine.dispose()
    assert tuple(found) == ("yizhan", "yizhan")


def test_up_again_answers_the_same_server_and_down_tells_whether_it_ran(cluster: Cluster) -> None:
    before = cluster.status()

    assert cluster.up() == cluster.url()
    assert cluster.status() == before
    assert before.running
    assert before.server_version is not None
    assert cluster.down() is True
    assert cluster.down() is False
    assert cluster.status() == before._replace(running=False, pid=None, server_version=None)


def test_destroy_stops_the_server_and_leaves_none_of_its_data(home: Path) -> None:
    cluster = Cluster(home, durable=False)
    cluster.up()
    pid = pid_of(cluster)
    (home / "maps").mkdir()

    cluster.destroy()

    assert not server.works_in(pid, cluster.data)
    assert sorted(path.name for path in home.iterdir()) == ["maps", "postgres.lock"]
