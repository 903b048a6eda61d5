"""One station, by id or code."""

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import text

from stations import registry
from stations.database import Database
from tests.api.calls import fill
from tests.factories import TIANANMEN


def test_a_station_is_known_by_id_and_by_code_however_typed(client: TestClient, database: Database) -> None:
    (number,) = fill(database, {})
    code = client.get(f"/v1/stations/{number}").json()["properties"]["code"]

    for typed in (code, code.lower(), f"{code[:3]}-{code[3:]}"):
        assert client.get(f"/v1/stations/{typed}").json()["id"] == number


def test_everything_that_is_known_is_told(client: TestClient, database: Database) -> None:
    (number,) = fill(
        database,
        {
            "amenities": {"hot_water": "yes", "aed": "out_of_order"},
            "audience": "outdoor_workers",
            "worker_groups": ["courier"],
            "entry": ["qr"],
            "floor": "1F",
            "capacity": 8,
        },
    )

    told = client.get(f"/v1/stations/{number}").json()["properties"]

    assert told["amenities"] == {"hot_water": "yes", "aed": "out_of_order"}
    assert [(fact["amenity"], fact["state"]) for fact in told["amenity_facts"]] == [
        ("aed", "out_of_order"), ("hot_water", "yes")
    ]  # fmt: skip
    assert told["access"]["audience"] == "outdoor_workers"
    assert told["access"]["entry"] == ["qr"]
    assert told["access"]["step_free"] is None
    assert (told["floor"], told["capacity"]) == ("1F", 8)
    assert (told["origin"]["lon"], told["origin"]["lat"], told["origin"]["crs"]) == (*TIANANMEN, "wgs84")


def test_an_entrance_is_given_in_the_datum_asked_in(client: TestClient, database: Database) -> None:
    (number,) = fill(database, {"entrance": f"SRID=4326;POINT({TIANANMEN[0]} {TIANANMEN[1]})"})

    told = client.get(f"/v1/stations/{number}", params={"crs": "gcj02"}).json()

    assert told["properties"]["entrance"] == told["geometry"]
    assert told["geometry"]["coordinates"] != list(TIANANMEN)


def test_a_merged_station_answers_with_the_one_it_was_merged_into(client: TestClient, database: Database) -> None:
    first, second, last = fill(database, {}, {}, {})
    with database.transaction() as session:
        merge = text("UPDATE station SET operation = 'merged', merged_into_id = :into WHERE id = :id")
        session.execute(merge, [{"id": first, "into": second}, {"id": second, "into": last}])

    assert client.get(f"/v1/stations/{first}").json()["id"] == last


def test_a_deleted_station_is_gone_and_not_unknown(client: TestClient, database: Database) -> None:
    (number,) = fill(database, {})
    code = client.get(f"/v1/stations/{number}").json()["properties"]["code"]
    with database.transaction() as session:
        registry.delete(session, number)

    for reference in (number, code):
        answer = client.get(f"/v1/stations/{reference}")
        assert answer.status_code == 410
        assert answer.json()["detail"] == f"驿站 {reference} 已撤销。"


def test_a_delisted_station_is_gone_and_a_draft_is_unknown(client: TestClient, database: Database) -> None:
    delisted, draft = fill(
        database, {"publication": "delisted", "delist_reason": "duplicate"}, {"publication": "draft"}
    )

    assert client.get(f"/v1/stations/{delisted}").status_code == 410
    assert client.get(f"/v1/stations/{draft}").status_code == 404


@pytest.mark.parametrize("reference", ["999999", "0", "999999999999999999999", "YK5TW5H"])
def test_an_unknown_station_is_not_found(empty_client: TestClient, reference: str) -> None:
    answer = empty_client.get(f"/v1/stations/{reference}")

    assert answer.status_code == 404
    assert reference in answer.json()["detail"]
