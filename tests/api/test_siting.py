import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from maps.placing import board
from maps.worker.jobs import JOBS, Job, do
from maps.worker.resident import Residents
from stations import registry
from stations.config import Settings
from stations.database import Database
from tests.factories import draft, square

WEST, SOUTH, SIDE = 121.45, 31.2, 0.04
PLACES = [
    {"lon": WEST + SIDE * x, "lat": SOUTH + SIDE * y, "name": f"候选{x}{y}", "cost": 1000 * x + y}
    for x in (0, 1, 0.5)
    for y in (0, 1)
]
ASKED: dict[str, Any] = {
    "question": {"area": "310101", "way": "straight", "minutes": 10},
    "p": 3,
    "candidates": {"from": "list", "places": PLACES},
}
NEEDY = {**ASKED["question"], "needs": ["toilet"]}


@pytest.fixture
def town(database: Database) -> Database:
    with database.transaction() as session:
        registry.put_districts(session, [square("310101", west=WEST, south=SOUTH, side=SIDE, name="黄浦区")])
        registry.upsert(session, "t", [draft(lon=WEST + 0.02, lat=SOUTH + 0.02)], toilet_nearby_m=150)
    return database


@pytest.fixture
def work_off(residents: Residents, town: Database, tmp_path: Path) -> Callable[[str], None]:
    """Return what does a run as the worker would."""
    return lambda run: do(Job(id=run, database=town, settings=Settings(home=tmp_path), residents=residents), JOBS)


@pytest.mark.usefixtures("town", "residents")
def test_a_plan_is_answered_at_once_and_read_again_as_a_run(
    client: TestClient, work_off: Callable[[str], None]
) -> None:
    answer = client.post("/v1/siting", json=ASKED)

    live = answer.json()
    assert (answer.status_code, live["state"]) == (200, "done")
    plan = live["plan"]
    assert plan["before"] < plan["covered"] == plan["objective"] <= plan["bound"]
    assert [step["action"] for step in plan["steps"]] == ["open"] * 3
    assert {step["label"] for step in plan["steps"]} <= {place["name"] for place in PLACES}
    assert plan["cost"] == sum(PLACES[step["candidate"] - 1]["cost"] for step in plan["steps"])
    work_off(live["run"])
    run = client.get(f"/v1/coverage/{live['run']}").json()
    assert (run["kind"], run["state"], run["progress"]) == ("siting", "done", 1)
    assert client.get(f"/v1/coverage/{live['run']}/plan").json() == plan


@pytest.mark.usefixtures("town", "residents")
def test_the_steps_of_a_plan_are_points(client: TestClient, work_off: Callable[[str], None]) -> None:
    live = client.post("/v1/siting", json=ASKED).json()
    work_off(live["run"])

    answer = client.get(f"/v1/coverage/{live['run']}/plan.geojson")

    assert answer.headers["content-type"] == "application/geo+json"
    features = answer.json()["features"]
    assert [feature["properties"] for feature in features] == live["plan"]["steps"]
    assert [feature["geometry"]["coordinates"] for feature in features] == [
        [step["lon"], step["lat"]] for step in live["plan"]["steps"]
    ]


@pytest.mark.usefixtures("town", "residents")
def test_what_takes_long_becomes_a_run_that_says_how_far_it_is(
    client: TestClient, work_off: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(board, "QUICK_LABELS", 0)

    answer = client.post("/v1/siting", json={**ASKED, "keep": False})

    queued = answer.json()
    assert (answer.status_code, queued["state"], queued["plan"]) == (202, "queued", None)
    assert client.get(f"/v1/coverage/{queued['run']}").json()["state"] == "queued"
    assert client.get(f"/v1/coverage/{queued['run']}/plan").status_code == 409
    work_off(queued["run"])
    assert len(client.get(f"/v1/coverage/{queued['run']}/plan").json()["steps"]) == 3


@pytest.mark.usefixtures("town", "residents")
def test_a_plan_that_is_cancelled_half_way_stays_cancelled(
    client: TestClient, work_off: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    run = client.post("/v1/siting", json=ASKED).json()["run"]
    told: list[float] = []
    tell = Job.tell

    def cancel_at_work(job: Job, progress: float, zh: str, en: str) -> None:
        told.append(progress)
        if progress > 0.1:
            client.delete(f"/v1/coverage/{run}")
        tell(job, progress, zh, en)

    monkeypatch.setattr(Job, "tell", cancel_at_work)
    work_off(run)

    assert client.get(f"/v1/coverage/{run}").json()["state"] == "cancelled"
    assert client.get(f"/v1/coverage/{run}/plan").status_code == 410
    assert 0.1 < told[-1] < 0.9


@pytest.mark.usefixtures("town", "residents")
def test_a_plan_that_cannot_be_worked_out_says_why_in_words(
    client: TestClient, town: Database, work_off: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("maps.worker.resident.FRESH_S", 0.0)
    live = client.post("/v1/siting", json={**ASKED, "candidates": {"from": "hosts"}, "question": NEEDY}).json()
    with town.transaction() as session:
        registry.delete_source(session, "t")

    work_off(live["run"])

    run = client.get(f"/v1/coverage/{live['run']}", headers={"Accept-Language": "en"}).json()
    assert run["state"] == "failed"
    assert run["error"]["zh"] == "区内没有这样的候选点。"


@pytest.mark.usefixtures("residents")
def test_stations_that_changed_meanwhile_make_it_another_run(
    client: TestClient, town: Database, work_off: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("maps.worker.resident.FRESH_S", 0.0)
    live = client.post("/v1/siting", json=ASKED).json()
    with town.transaction() as session:
        registry.upsert(session, "u", [draft(lon=WEST, lat=SOUTH)], toilet_nearby_m=150)

    work_off(live["run"])

    other = client.get(f"/v1/coverage/{live['run']}").json()["result"]["replaced_by"]
    assert other in client.get(f"/v1/coverage/{live['run']}/plan").json()["detail"]
    assert other != live["run"]
    plan = client.get(f"/v1/coverage/{other}/plan").json()
    assert plan["before"] > live["plan"]["before"]


@pytest.mark.usefixtures("town", "residents")
def test_the_remedies_of_a_coverage_run_are_its_plan(client: TestClient, work_off: Callable[[str], None]) -> None:
    live = client.post("/v1/coverage", json=NEEDY).json()
    work_off(live["run"])

    plan = client.get(f"/v1/coverage/{live['run']}/plan").json()

    whole = live["areas"][0]
    assert (plan["kind"], plan["total"], plan["model"]) == ("coverage", whole["weight"], None)
    assert plan["steps"][0]["station_id"] is not None
    assert plan["steps"][0]["gain"] == pytest.approx(plan["steps"][0]["covered"] - plan["before"])


@pytest.mark.usefixtures("town", "residents")
def test_two_thousand_candidates_fit_in_one_question(client: TestClient) -> None:
    places = [
        {"lon": round(WEST + SIDE * number / 2000, 6), "lat": SOUTH + 0.01, "name": f"候选点{number}", "cost": 200000}
        for number in range(2000)
    ]

    answer = client.post("/v1/siting", json={**ASKED, "candidates": {"from": "list", "places": places}})

    assert answer.status_code == 200
    assert answer.json()["plan"]["candidates"]["count"] == 2000


@pytest.mark.usefixtures("town", "residents")
@pytest.mark.parametrize(
    ("wrong", "status", "field"),
    [
        ({"p": -1}, 422, "p"),
        ({"p": None}, 422, "p"),
        ({"budget": 10}, 422, "p"),
        ({"question": {**ASKED["question"], "area": "999999"}}, 404, "adcode"),
        ({"question": {**ASKED["question"], "k": 2}}, 422, "k"),
        ({"candidates": {"from": "corners"}}, 422, "candidates"),
        ({"candidates": {"from": "moon"}}, 422, "candidates"),
        ({"candidates": {"from": "hosts", "demand": "atlantis"}}, 404, "demand"),
        ({"candidates": {"from": "list", "places": []}}, 422, "places"),
        ({"candidates": {"from": "list", "places": [{"lon": 31.2, "lat": 121.4}]}}, 422, "lat"),
        ({"costs": {"open": 0}}, 422, "costs"),
        ({"colour": "red"}, 422, "colour"),
    ],
)
def test_what_cannot_be_asked_is_a_problem_by_name(
    client: TestClient, wrong: dict[str, Any], status: int, field: str
) -> None:
    answer = client.post("/v1/siting", json={**ASKED, **wrong})

    assert answer.status_code == status
    assert answer.json()["errors"][0]["parameter"] == field


@pytest.mark.usefixtures("town", "residents")
def test_a_candidate_that_is_not_a_number_is_refused(client: TestClient) -> None:
    text = json.dumps({**ASKED, "candidates": {"from": "list", "places": [{"lon": float("nan"), "lat": 31.2}]}})

    answer = client.post("/v1/siting", content=text, headers={"Content-Type": "application/json"})

    assert answer.status_code == 422


@pytest.mark.usefixtures("town")
def test_without_a_worker_the_answer_says_so(client: TestClient) -> None:
    assert client.post("/v1/siting", json=ASKED).status_code == 503
