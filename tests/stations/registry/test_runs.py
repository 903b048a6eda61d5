from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from stations import registry
from stations.database import Database
from stations.errors import Gone, NotDone, NotFound
from stations.language import Text

RUN = "a" * 64
STEP = Text("计算中", "Working")


def asked(session: Session, run: str = RUN) -> registry.RunView:
    return registry.ask_run(session, run, kind="coverage", question={"area": "310101"})


def jobs(session: Session) -> list[tuple[Any, ...]]:
    statement = "SELECT task_name, status::text, args ->> 'run' FROM procrastinate_jobs ORDER BY id"
    return [tuple(row) for row in session.execute(text(statement))]


def area(adcode: str, **values: object) -> dict[str, Any]:
    numbers = dict.fromkeys(("stations", "answering_sure", "answering_may"), 0)
    weights = dict.fromkeys(("weight", "area_km2", "cells_km2", "weight_off_streets", "weight_near_edge"), 0.0)
    names = ("covered_sure", "covered_may", "covered_km2_sure", "covered_km2_may", "by_count_sure", "by_count_may")
    bands = {name: [1.0, 2.0, 3.0] for name in names}
    return {"adcode": adcode, "name": adcode, "level": "county", **numbers, **weights, **bands, **values}


def test_asking_twice_is_one_run_and_one_job(session: Session) -> None:
    first, second = asked(session), asked(session)

    assert first == second
    assert first.state == "queued"
    assert jobs(session) == [("coverage", "todo", RUN)]


def test_a_run_that_failed_is_tried_again_when_it_is_asked_for_again(session: Session) -> None:
    asked(session)
    registry.tell_run(session, RUN, progress=0.5, step=STEP)
    registry.fail_run(session, RUN, Text("没有道路", "No streets"))
    assert registry.run(session, RUN).error == Text("没有道路", "No streets")

    again = asked(session)

    assert (again.state, again.error, again.progress) == ("queued", None, 0)
    assert len(jobs(session)) == 2


def test_progress_is_told_until_somebody_cancels(session: Session) -> None:
    asked(session)

    assert registry.tell_run(session, RUN, progress=0.25, step=STEP)
    told = registry.run(session, RUN)
    assert (told.state, told.progress, told.step) == ("running", 0.25, STEP)

    assert registry.cancel_run(session, RUN).state == "cancelled"
    assert not registry.tell_run(session, RUN, progress=0.5, step=STEP)
    assert jobs(session) == [("coverage", "cancelled", RUN)]


def test_a_run_is_found_by_the_digits_that_stand_on_paper(session: Session) -> None:
    one, other = "ab" * 32, "ab" * 6 + "cd" * 26
    for run in (one, other):
        asked(session, run)

    assert registry.run_begun(session, one).id == registry.run_begun(session, "AB" * 6 + "ab").id == one
    for digits in ("ab" * 6, "abababa", "", "%" * 12, "ef" * 6):
        with pytest.raises(NotFound):
            registry.run_begun(session, digits)


def test_a_run_that_two_wait_for_goes_on_until_both_gave_it_up(session: Session) -> None:
    asked(session)
    asked(session)

    assert registry.cancel_run(session, RUN).state == "queued"
    assert registry.tell_run(session, RUN, progress=0.5, step=STEP)
    assert registry.cancel_run(session, RUN).state == "cancelled"
    assert asked(session).state == "queued"
    assert registry.cancel_run(session, RUN).state == "cancelled"


def test_a_cancelled_run_does_not_become_done_or_failed(session: Session) -> None:
    asked(session)
    registry.cancel_run(session, RUN)

    registry.finish_run(session, RUN, result={})
    registry.fail_run(session, RUN, Text("不", "no"))

    assert registry.run(session, RUN).state == "cancelled"


def test_a_finished_run_is_not_cancelled(session: Session) -> None:
    asked(session)
    registry.finish_run(session, RUN, result={"share": 0.5})

    found = registry.cancel_run(session, RUN)

    assert (found.state, found.progress, found.result) == ("done", 1, {"share": 0.5})


def test_areas_stand_in_their_order_and_are_replaced_whole(session: Session) -> None:
    asked(session)
    registry.put_areas(session, RUN, [area("310101"), area("310104")])

    registry.put_areas(session, RUN, [area("310115", mean_m=5.0), area("310101")])

    registry.finish_run(session, RUN, result={})
    found = registry.areas_of_run(session, RUN)
    assert [each["adcode"] for each in found] == ["310115", "310101"]
    assert found[0]["mean_m"] == 5.0
    assert found[1]["mean_m"] is None
    assert found[1]["covered_sure"] == [1.0, 2.0, 3.0]


def test_gaps_and_plans_come_back_with_their_shapes(session: Session) -> None:
    asked(session)
    gap = {"adcode": None, "weight": 9.0, "area_km2": 1.0, "cells": 2, "reason": "shut_then"}
    ring = "SRID=4326;MULTIPOLYGON(((121 31,121.5 31,121.5 31.5,121 31)))"
    registry.put_gaps(session, RUN, [{**gap, "geom": ring}])
    action = {"action": "open", "gain": 9.0, "covered": 9.0, "geom": "SRID=4326;POINT(121.25 31.25)"}
    registry.put_plan(session, RUN, [action])
    registry.finish_run(session, RUN, result={})

    (found,) = registry.gaps_of_run(session, RUN)
    (opened,) = registry.plan_of_run(session, RUN)

    assert (found["rank"], found["weight"]) == (1, 9.0)
    assert found["geometry"].startswith('{"type":"MultiPolygon"')
    assert opened["geometry"] == '{"type":"Point","coordinates":[121.25,31.25]}'


def test_the_newest_runs_come_first(session: Session) -> None:
    asked(session, "b" * 64)
    session.execute(text("UPDATE coverage_run SET created_at = now() - interval '1 day'"))
    asked(session, "c" * 64)

    assert [found.id[0] for found in registry.runs(session, kind="coverage")] == ["c", "b"]
    assert registry.runs(session, kind="siting") == []


def test_a_run_nobody_asked_for_is_not_found(session: Session) -> None:
    for question in (registry.run, registry.areas_of_run, registry.gaps_of_run, registry.plan_of_run):
        with pytest.raises(NotFound):
            question(session, RUN)


def test_streets_and_demand_are_in_use_while_a_run_stands_on_them(session: Session) -> None:
    for run, streets in (("a", "1" * 64), ("b", "2" * 64), ("c", None)):
        inputs = {"streets": streets, "demand": None}
        registry.ask_run(session, run * 64, kind="coverage", question={}, inputs=inputs)

    assert registry.hashes_in_use(session, "streets") == {"1" * 64, "2" * 64}
    assert registry.hashes_in_use(session, "demand") == set()


def test_only_a_run_that_is_done_is_kept(session: Session) -> None:
    asked(session)
    with pytest.raises(NotDone, match="waiting, 0%"):
        registry.kept_run(session, RUN)
    registry.fail_run(session, RUN, Text("没有道路", "No streets"))
    with pytest.raises(Gone, match="No streets"):
        registry.kept_run(session, RUN)

    asked(session)
    registry.finish_run(session, RUN, result={"replaced_by": "b" * 64})
    with pytest.raises(Gone, match="b" * 64):
        registry.kept_run(session, RUN)


def test_two_who_store_the_same_run_at_once_wait_for_each_other(database: Database) -> None:
    with database.transaction() as session:
        asked(session)

    def store() -> None:
        with database.transaction() as session:
            registry.put_areas(session, RUN, [area("310101"), area("310104")])

    with ThreadPoolExecutor() as pool:
        for storing in [pool.submit(store) for _ in range(4)]:
            storing.result()

    with database.transaction() as session:
        registry.finish_run(session, RUN, result={})
        assert len(registry.areas_of_run(session, RUN)) == 2
