import socket
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from maps.question import Question
from maps.worker.jobs import JOBS, Job, do
from maps.worker.resident import Residents
from stations import registry
from stations.config import Settings
from stations.database import Database
from tests.factories import draft, square

WEST, SOUTH = 121.45, 31.2
ASKED = {"area": "310101", "way": "straight"}


@pytest.fixture
def town(database: Database) -> Database:
    with database.transaction() as session:
        registry.put_districts(session, [square("310101", west=WEST, south=SOUTH, side=0.04, name="黄浦区")])
        registry.upsert(session, "t", [draft(lon=WEST + 0.02, lat=SOUTH + 0.02)], toilet_nearby_m=150)
    return database


def work_off(residents: Residents, town: Database, home: Path, run: str) -> None:
    do(Job(id=run, database=town, settings=Settings(home=home), residents=residents), JOBS)


def test_coverage_is_answered_at_once_and_read_again_as_a_run(
    client: TestClient, residents: Residents, town: Database, tmp_path: Path
) -> None:
    live = client.post("/v1/coverage", json=ASKED).json()

    run = client.get(f"/v1/coverage/{live['run']}").json()
    assert (run["state"], run["kind"]) == ("queued", "coverage")
    work_off(residents, town, tmp_path, live["run"])
    run = client.get(f"/v1/coverage/{live['run']}").json()
    assert (run["state"], run["progress"]) == ("done", 1)
    assert run["result"]["demand"]["unit"] == {"zh": "平方公里", "en": "km²"}
    (area,), (kept,) = live["areas"], client.get(f"/v1/coverage/{live['run']}/areas").json()
    assert {name: value for name, value in area.items() if value is not None}.items() <= kept.items()
    assert 3.5 < area["covered_sure"][-1] < area["area_km2"]


@pytest.mark.usefixtures("town", "residents")
def test_what_is_only_looked_at_is_not_stored(client: TestClient) -> None:
    live = client.post("/v1/coverage", json={**ASKED, "keep": False}).json()

    assert client.get(f"/v1/coverage/{live['run']}").status_code == 404


@pytest.mark.usefixtures("town", "residents")
def test_a_run_can_be_cancelled(client: TestClient) -> None:
    live = client.post("/v1/coverage", json=ASKED).json()

    cancelled = client.delete(f"/v1/coverage/{live['run']}").json()

    assert cancelled["state"] == "cancelled"


@pytest.mark.usefixtures("town", "residents")
def test_a_station_added_is_seen_by_the_next_question(
    client: TestClient, town: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("maps.worker.resident.FRESH_S", 0.0)
    before = client.post("/v1/coverage", json=ASKED).json()
    with town.transaction() as session:
        registry.upsert(session, "u", [draft(lon=WEST + 0.005, lat=SOUTH + 0.005)], toilet_nearby_m=150)

    after = client.post("/v1/coverage", json=ASKED).json()

    assert after["run"] != before["run"]
    assert after["areas"][0]["covered_sure"][-1] > before["areas"][0]["covered_sure"][-1]


@pytest.mark.usefixtures("town", "residents")
@pytest.mark.parametrize(
    ("wrong", "status", "field"),
    [
        ({"area": "999999"}, 404, "adcode"),
        ({"minutes": 0}, 422, "minutes"),
        ({"needs": ["sauna"]}, 422, "need"),
        ({"streets": "atlantis", "way": "streets"}, 404, "streets"),
        ({"colour": "red"}, 422, "colour"),
    ],
)
def test_what_cannot_be_asked_is_a_problem_by_name(
    client: TestClient, wrong: dict[str, Any], status: int, field: str
) -> None:
    answer = client.post("/v1/coverage", json=ASKED | wrong)

    assert answer.status_code == status
    assert answer.json()["errors"][0]["parameter"] == field


@pytest.mark.usefixtures("town", "residents")
def test_every_figure_says_its_formula_in_both_languages(client: TestClient) -> None:
    metrics = client.get("/v1/metrics").json()["metrics"]

    for metric in metrics.values():
        for part in ("label", "formula", "source"):
            assert metric[part]["zh"]
            assert metric[part]["en"]


@pytest.mark.usefixtures("town")
def test_without_a_worker_the_answer_says_so(client: TestClient, tmp_path: Path) -> None:
    nobody = client.post("/v1/coverage", json=ASKED)
    with socket.socket(socket.AF_UNIX) as dead:  # bound by a worker that is gone
        dead.bind(str(Settings(home=tmp_path).worker_socket))
        gone = client.post("/v1/coverage", json=ASKED)

    assert nobody.status_code == gone.status_code == 503
    assert "yizhan worker" in gone.json()["detail"]


@pytest.mark.usefixtures("town", "residents")
def test_a_week_that_is_over_is_not_asked_about_any_more(residents: Residents, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("maps.worker.resident.FRESH_S", 0.0)
    question = Question(area="310101", way="straight")
    held = residents.city(question)
    assert residents.city(question) is held

    key = next(iter(residents._held))
    old = replace(held, monday=held.monday - timedelta(weeks=1))
    residents._held[key] = residents._held[key]._replace(city=old)

    assert residents.city(question).monday == held.monday
