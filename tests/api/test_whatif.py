import pytest
from fastapi.testclient import TestClient

from api.schemas.whatif import Changed
from tests.api.test_coverage import ASKED, SOUTH, WEST, town

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
