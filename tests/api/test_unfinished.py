"""What a run answers that has found nothing, or nothing of the kind."""

from collections.abc import Callable

import pytest
from fastapi.testclient import TestClient
from sqlalchemy.orm import Session

from stations import registry
from stations.database import Database
from stations.language import Text

RUN, OTHER = "a" * 64, "b" * 64
PLANS = ("plan", "plan.geojson")
FOUND = ("areas", "stations", "week", "gaps", "cells/13/0/0.mvt", "cells.mvt?z=13&x=0&y=0")

Until = Callable[[Session], object]


def at_work(session: Session) -> None:
    registry.tell_run(session, RUN, progress=0.3, step=Text("正在计算覆盖", "Working out coverage"))


def failed(session: Session) -> None:
    registry.fail_run(session, RUN, Text("没有道路。", "There are no streets."))


def cancelled(session: Session) -> None:
    registry.cancel_run(session, RUN)


def replaced(session: Session) -> None:
    registry.finish_run(session, RUN, result={"replaced_by": OTHER})


def standing(database: Database, kind: str, until: Until | None = None) -> None:
    """Ask for a run, and bring it to where it stands."""
    with database.transaction() as session:
        registry.ask_run(session, RUN, kind=kind, question={"area": "310101"})
        if until:
            until(session)


@pytest.mark.parametrize(
    ("until", "status", "zh", "en"),
    [
        (None, 409, "这次计算还没有完成：排队中，进度 0%。", "This run is not done yet: waiting, 0%."),
        (at_work, 409, "这次计算还没有完成：计算中，进度 30%。", "This run is not done yet: being worked out, 30%."),
        (failed, 410, "这次计算没有成功：没有道路。", "This run failed: There are no streets."),
        (cancelled, 410, "这次计算已取消。", "This run was cancelled."),
        (replaced, 410, f"站点已有变化，结果在 {OTHER}。", f"Stations had changed: what was found is {OTHER}."),
    ],
)
def test_a_run_that_has_found_nothing_says_why(
    client: TestClient, database: Database, until: Until | None, *, status: int, zh: str, en: str
) -> None:
    standing(database, "coverage", until)

    for what in (*FOUND, *PLANS):
        for language, sentence in (("zh", zh), ("en", en)):
            answer = client.get(f"/v1/coverage/{RUN}/{what}", headers={"Accept-Language": language})
            assert (answer.status_code, answer.json()["detail"]) == (status, sentence), what
            assert answer.json()["errors"][0]["parameter"] == "run"


@pytest.mark.parametrize(
    ("kind", "name", "without"),
    [
        ("siting", "选址方案", FOUND),
        ("report", "分区报告", (*FOUND, *PLANS)),
        ("national", "多城市覆盖分析", (*FOUND, *PLANS)),
    ],
)
def test_a_run_of_another_kind_says_that_it_has_nothing_like_that(
    client: TestClient, database: Database, kind: str, name: str, without: tuple[str, ...]
) -> None:
    standing(database, kind)

    for what in without:
        answer = client.get(f"/v1/coverage/{RUN}/{what}")
        assert (answer.status_code, answer.json()["detail"]) == (404, f"这次计算是“{name}”，没有这样的结果。"), what


def test_how_a_run_stands_is_told_whatever_it_is(client: TestClient, database: Database) -> None:
    standing(database, "siting", at_work)

    run = client.get(f"/v1/coverage/{RUN}").json()

    assert (run["kind"], run["state"], run["progress"], run["step"]["en"]) == (
        *("siting", "running", 0.3),
        "Working out coverage",
    )


@pytest.mark.parametrize("until", [failed, cancelled])
def test_a_pack_of_a_run_that_was_given_up_is_a_reason_to_try_it_again(
    client: TestClient, database: Database, until: Until
) -> None:
    standing(database, "coverage", until)

    pack = client.post("/v1/packs", json={"run": RUN}).json()

    assert (pack["state"], pack["run"]) == ("queued", RUN)
    assert client.get(f"/v1/coverage/{RUN}").json()["state"] == "queued"


def test_there_is_no_pack_of_a_siting_plan(client: TestClient, database: Database) -> None:
    standing(database, "siting")

    answer = client.post("/v1/packs", json={"run": RUN})

    assert (answer.status_code, answer.json()["errors"][0]["parameter"]) == (404, "run")
