from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from maps.worker.asks import ASKS
from maps.worker.resident import Residents
from stations import registry
from stations.database import Database
from stations.errors import InputError
from tests.api.test_coverage import ASKED, SOUTH, WEST, town, work_off
from tests.factories import draft

__all__ = ["town"]

TRIED = {"lon": WEST + 0.005, "lat": SOUTH + 0.005}


def test_the_gaps_of_a_run_are_geojson_with_reasons_and_remedies(
    client: TestClient, residents: Residents, town: Database, tmp_path: Path
) -> None:
    live = client.post("/v1/coverage", json=ASKED).json()
    work_off(residents, town, tmp_path, live["run"])

    answer = client.get(f"/v1/coverage/{live['run']}/gaps")

    assert answer.headers["content-type"] == "application/geo+json"
    told = [each["properties"] for each in answer.json()["features"]]
    assert {each["reason"] for each in told} == {"none_near"}
    assert {each["remedy"]["action"] for each in told} == {"open"}
    area = live["areas"][0]
    assert sum(each["weight"] for each in told) == pytest.approx(area["weight"] - area["covered_sure"][-1])
    with town.transaction() as session:
        plan = registry.plan_of_run(session, live["run"])
    assert plan[-1]["covered"] == pytest.approx(area["covered_sure"][-1] + sum(step["gain"] for step in plan))


@pytest.mark.usefixtures("residents")
def test_a_station_tried_out_changes_what_it_would_if_it_were_there(client: TestClient, town: Database) -> None:
    edits = [{"add": TRIED}, {"close": -1}, {"add": TRIED}]

    (row,) = client.post("/v1/whatif", json={"question": ASKED, "edits": edits}).json()["areas"]

    with town.transaction() as session:
        registry.upsert(session, "u", [draft(lon=TRIED["lon"], lat=TRIED["lat"])], toilet_nearby_m=150)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("maps.worker.resident.FRESH_S", 0.0)
        after = client.post("/v1/coverage", json=ASKED).json()["areas"][0]
    assert row["after_sure"] == pytest.approx(after["covered_sure"][-1])
    assert row["gained_sure"] > 0 == row["lost_sure"]


@pytest.mark.usefixtures("town", "residents")
@pytest.mark.parametrize(
    ("edit", "status", "parameter"),
    [
        ({"close": 999999}, 404, "id"),
        ({}, 422, "edits"),
        ({"add": {**TRIED, "hours": "whenever"}}, 422, "hours"),
    ],
)
def test_a_change_that_cannot_be_made_is_a_problem_by_name(
    client: TestClient, edit: dict[str, Any], status: int, parameter: str
) -> None:
    answer = client.post("/v1/whatif", json={"question": ASKED, "edits": [edit]})

    assert answer.status_code == status
    assert answer.json()["errors"][0]["parameter"] == parameter


@pytest.mark.usefixtures("town", "residents")
def test_a_week_has_for_each_hour_what_coverage_says_of_it(client: TestClient) -> None:
    week = client.post("/v1/coverage/week", json=ASKED).json()

    at_22 = client.post("/v1/coverage", json={**ASKED, "hour": 142, "keep": False}).json()["areas"][0]
    assert [len(week[name]) for name in ("weight", "covered_sure", "covered_may")] == [168, 168, 168]
    assert week["covered_may"][142] == pytest.approx(at_22["covered_may"][-1])
    assert week["covered_sure"][142] == at_22["covered_sure"][-1] == 0
    assert week["weight"][142] == pytest.approx(at_22["weight"])


@pytest.mark.usefixtures("town")
def test_what_would_help_most_is_asked_for_with_costs(residents: Residents) -> None:
    answer = ASKS["remedies"](residents, {"question": ASKED, "costs": {"open": 5.0}, "most": 2})

    first, second = answer["steps"]
    assert (first["action"], first["cost"]) == ("open", 5.0)
    assert first["gain"] >= second["gain"] > 0
    assert second["covered"] == pytest.approx(answer["area"]["covered_sure"][-1] + first["gain"] + second["gain"])


@pytest.mark.usefixtures("town")
@pytest.mark.parametrize("wrong", [{"costs": {"pray": 1}}, {"costs": {"open": 0}}, {"per": "hour"}])
def test_costs_and_ranks_there_are_none_of_are_refused(residents: Residents, wrong: dict[str, Any]) -> None:
    with pytest.raises(InputError):
        ASKS["remedies"](residents, {"question": ASKED, **wrong})
