from datetime import UTC, datetime, timedelta
from threading import Event, Thread
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from stations import registry
from stations.database import Database
from stations.errors import NotFound
from stations.language import Text

NOW = datetime.now(UTC)
BEFORE = NOW - timedelta(days=30)


def ended(session: Session, letter: str, *, days: float = 40, kind: str = "coverage", **values: Any) -> str:  # noqa: ANN401 - of many types
    """Put in a run that ended some days ago; return its id."""
    run = letter * 64
    question, inputs = values.get("question", {"area": "310101"}), values.get("inputs")
    registry.ask_run(session, run, kind=kind, question=question, inputs=inputs)
    registry.finish_run(session, run, result=values.get("result", {}))
    session.execute(
        text("UPDATE coverage_run SET finished_at = :then WHERE id = :run"),
        {"then": NOW - timedelta(days=days), "run": run},
    )
    return run


def idle(session: Session) -> str:
    return "".join(run.id[0] for run in registry.idle_runs(session, before=BEFORE))


def test_runs_that_ended_long_ago_are_idle_the_oldest_first(session: Session) -> None:
    ended(session, "a", days=31)
    ended(session, "b", days=50, kind="siting")
    ended(session, "c", days=29)

    found = registry.idle_runs(session, before=BEFORE)

    assert [(run.id[0], run.kind) for run in found] == [("b", "siting"), ("a", "coverage")]


def test_a_run_that_waits_or_is_worked_on_is_not_idle_however_old(session: Session) -> None:
    for letter in "ab":
        registry.ask_run(session, letter * 64, kind="coverage", question={})
    registry.tell_run(session, "b" * 64, progress=0.5, step=Text("计算中", "Working"))
    session.execute(text("UPDATE coverage_run SET created_at = now() - interval '1 year'"))

    assert idle(session) == ""


def test_failed_and_cancelled_runs_are_idle_too(session: Session) -> None:
    registry.ask_run(session, "a" * 64, kind="coverage", question={})
    registry.fail_run(session, "a" * 64, Text("没有道路", "No streets"))
    registry.ask_run(session, "b" * 64, kind="coverage", question={})
    registry.cancel_run(session, "b" * 64)
    session.execute(text("UPDATE coverage_run SET finished_at = now() - interval '1 year'"))

    assert sorted(idle(session)) == ["a", "b"]


def test_what_a_run_that_stays_points_to_stays_at_any_remove(session: Session) -> None:
    ended(session, "a")
    ended(session, "b", result={"replaced_by": "a" * 64})
    ended(session, "c", days=1, kind="report", question={"run": "b" * 64})

    assert idle(session) == ""


def test_a_report_keeps_the_run_that_it_tells_of_also_where_it_was_asked_of_another(session: Session) -> None:
    ended(session, "a")
    ended(session, "b")
    ended(session, "c", days=1, kind="report", question={"run": "b" * 64}, result={"files": [], "run": "a" * 64})

    assert idle(session) == ""


def test_what_only_idle_runs_point_to_goes_with_them(session: Session) -> None:
    ended(session, "a", days=41)
    ended(session, "b", kind="report", question={"run": "a" * 64})

    assert idle(session) == "ab"


def test_a_run_is_deleted_with_all_that_it_found(session: Session) -> None:
    run = ended(session, "a")
    step = {"action": "open", "gain": 9.0, "covered": 9.0, "geom": "SRID=4326;POINT(121.25 31.25)"}
    registry.put_plan(session, run, [step])
    ended(session, "b", days=1)

    deleted = registry.delete_runs(session, before=BEFORE)

    assert [each.id for each in deleted] == [run]
    with pytest.raises(NotFound):
        registry.run(session, run)
    assert session.scalar(text("SELECT count(*) FROM siting_plan")) == 0
    assert registry.run(session, "b" * 64).state == "done"


def test_a_run_that_is_asked_for_again_while_old_ones_go_stays(database: Database) -> None:
    with database.transaction() as session:
        registry.ask_run(session, "a" * 64, kind="coverage", question={})
        registry.fail_run(session, "a" * 64, Text("没有道路", "No streets"))
        session.execute(text("UPDATE coverage_run SET finished_at = now() - interval '1 year'"))
    deleted: list[registry.IdleRun] = []

    def delete() -> None:
        with database.transaction() as session:
            deleted.extend(registry.delete_runs(session, before=BEFORE))

    with database.transaction() as session:
        registry.ask_run(session, "a" * 64, kind="coverage", question={})  # not yet committed: it looks old to others
        deleting = Thread(target=delete)
        deleting.start()
        _until_one_waits(database)
    deleting.join()

    assert deleted == []
    with database.transaction() as session:
        assert registry.run(session, "a" * 64).state == "queued"


def test_streets_of_runs_that_go_are_no_longer_in_use(session: Session) -> None:
    ended(session, "a", inputs={"streets": "1" * 64})
    ended(session, "b", inputs={"streets": "2" * 64})

    assert registry.hashes_in_use(session, "streets", without=["b" * 64]) == {"1" * 64}


def test_files_are_removed_only_while_nobody_writes_any(database: Database) -> None:
    order: list[str] = []
    is_writing = Event()

    def write() -> None:
        with database.transaction() as session:
            registry.keep_files(session)
            is_writing.set()
            _until_one_waits(database)
            order.append("written")

    writing = Thread(target=write)
    writing.start()
    is_writing.wait()
    with database.transaction() as session:
        registry.remove_files(session)
        order.append("removed")
    writing.join()

    assert order == ["written", "removed"]


def _until_one_waits(database: Database) -> None:
    """Return once somebody waits for a lock of the test's database."""
    waiting = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()"
    with database.engine.connect() as connection:
        while not connection.scalar(text(waiting)):
            connection.rollback()  # or the view shows the same again
