"""The cluster keeps what it promises to those who use it."""

from pathlib import Path

from sqlalchemy import create_engine, text

from stations import server
from stations.cluster import Cluster
from tests.stations.cluster.helpers import ask, connect, pid_of


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

    logged = cluster.place.log.read_text()

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

    assert not server.works_in(pid, cluster.place.data)
    assert sorted(path.name for path in home.iterdir()) == ["maps", "postgres.lock"]
