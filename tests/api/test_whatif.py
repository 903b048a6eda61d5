import pytest
from fastapi.testclient import TestClient

from api.schemas.whatif import Changed
from stations import registry
from stations.database import Database
from tests.api.test_coverage import ASKED, SOUTH, WEST, town
from tests.factories import draft

__all__ = ["town"]

TRIED = {"lon": WEST + 0.005, "lat": SOUTH + 0.005}


@pytest.mark.usefixtures("town", "residents")
def test_the_answer_that_the_worker_wrote_is_the_one_documented(client: TestClient) -> None:
    answer = client.post("/v1/whatif", json={"question": ASKED, "edits": [{"add": TRIED}]})

    assert answer.headers["content-type"] == "application/json"
    assert Changed.model_validate(answer.json()).model_dump() == answer.json()


@pytest.mark.usefixtures("town", "residents")
def test_as_many_changes_as_are_allowed_may_be_sent(client: TestClient) -> None:
    answer = client.post("/v1/whatif", json={"question": ASKED, "edits": [{"add": TRIED}] * 200})

    assert answer.status_code == 200


@pytest.mark.usefixtures("town", "residents")
@pytest.mark.parametrize("kind", ["add", "move"])
def test_swapped_axes_are_told_from_a_place_that_is_none(client: TestClient, kind: str) -> None:
    swapped = {"lon": TRIED["lat"], "lat": TRIED["lon"]}
    edit = {"add": swapped, "move": {"id": 1, **swapped}}[kind]

    answer = client.post("/v1/whatif", json={"question": ASKED, "edits": [{kind: edit}]})

    (fault,) = answer.json()["errors"]
    assert (answer.status_code, fault["parameter"]) == (422, "lat")
    assert "颠倒" in answer.json()["detail"]


@pytest.mark.usefixtures("town", "residents")
@pytest.mark.parametrize("degrees", ["NaN", "1e999"])
def test_a_place_is_given_in_finite_degrees(client: TestClient, degrees: str) -> None:
    body = f'{{"question": {{"area": "310101"}}, "edits": [{{"add": {{"lon": {degrees}, "lat": 31.2}}}}]}}'

    answer = client.post("/v1/whatif", content=body, headers={"content-type": "application/json"})

    assert answer.status_code == 422
    assert "有限的数字" in answer.json()["detail"]


@pytest.mark.usefixtures("residents")
def test_what_goes_out_of_order_is_lost(client: TestClient, town: Database) -> None:
    with town.transaction() as session:
        room = draft(lon=WEST + 0.02, lat=SOUTH + 0.02, amenities={"toilet": "yes"})
        registry.delete_source(session, "t")
        (change,) = registry.upsert(session, "u", [room], toilet_nearby_m=150)
    edit = {"equip": {"id": change.station_id, "lacks": ["toilet"]}}

    answer = client.post("/v1/whatif", json={"question": {**ASKED, "needs": ["toilet"]}, "edits": [edit]})

    whole = answer.json()["areas"][0]
    assert whole["before_sure"] == whole["lost_sure"] > 0
    assert (whole["after_sure"], whole["after_may"]) == (0, 0)
