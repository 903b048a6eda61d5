"""The feed of changes over HTTP."""

from fastapi import FastAPI
from fastapi.testclient import TestClient

from stations import registry
from stations.database import Database
from tests.api.calls import fill, set_clock

FEED = "/v1/changes"


def test_a_copy_that_follows_the_feed_becomes_the_registry(client: TestClient, database: Database) -> None:
    kept, gone, closed = fill(database, {}, {}, {})
    first = client.get(FEED, params={"limit": 2}).json()
    rest = client.get(FEED, params={"since": first["cursor"]}).json()

    with database.transaction() as session:
        registry.delete(session, gone)
    fill(database, {})
    later = client.get(FEED, params={"since": rest["cursor"]}).json()

    copy = {each["id"]: each["station"] for page in (first, rest, later) for each in page["changes"]}
    assert (first["is_last"], rest["is_last"]) == (False, True)
    assert copy[gone] is None
    assert {number for number, station in copy.items() if station} == {kept, closed, max(copy)}


def test_nothing_new_is_an_empty_page_with_the_same_cursor(client: TestClient, database: Database) -> None:
    fill(database, {})
    cursor = client.get(FEED).json()["cursor"]

    again = client.get(FEED, params={"since": cursor}).json()

    assert (again["changes"], again["cursor"], again["is_last"]) == ([], cursor, True)


def test_what_is_no_cursor_is_refused(client: TestClient) -> None:
    for since in ("", "x", "1", "-1-1", "9" * 40 + "-1"):
        answer = client.get(FEED, params={"since": since})

        assert answer.status_code == 422, since
        assert answer.json()["errors"][0]["parameter"] == "since"


def test_now_is_the_end_of_the_feed_and_what_changes_later_comes_after_it(
    client: TestClient, database: Database
) -> None:
    fill(database, {}, {})
    end = client.get(FEED, params={"since": "now"}).json()

    (later,) = fill(database, {})
    since = client.get(FEED, params={"since": end["cursor"]}).json()

    assert (end["changes"], end["is_last"]) == ([], True)
    assert [each["id"] for each in since["changes"]] == [later]


def test_a_cursor_of_another_database_is_gone(client: TestClient) -> None:
    answer = client.get(FEED, params={"since": "999999999999-0"})

    assert answer.status_code == 410
    assert "重新开始" in answer.json()["detail"]


def test_a_change_says_who_may_enter_and_the_hours_ahead(client: TestClient, app: FastAPI, database: Database) -> None:
    set_clock(app, "2026-03-06T12:00:00+08:00")  # a Friday
    hours = {"hours_raw": "x", "hours_osm": "Mo-Fr 08:30-17:30", "hours_parse": "ok"}
    fill(database, {**hours, "audience": "outdoor_workers", "worker_groups": ["courier"]})

    (plain,) = client.get(FEED).json()["changes"]
    (told,) = client.get(FEED, params={"ahead_days": 4}).json()["changes"]

    assert plain["station"]["properties"]["opening"]["ahead"] is None
    assert told["station"]["properties"]["access"]["worker_groups"] == ["courier"]
    assert told["station"]["properties"]["opening"]["ahead"] == [
        {"start": "2026-03-06T08:30:00+08:00", "end": "2026-03-06T17:30:00+08:00", "state": "open"},
        {"start": "2026-03-09T08:30:00+08:00", "end": "2026-03-09T17:30:00+08:00", "state": "open"},
    ]


def test_a_station_out_of_service_has_no_hours_ahead(client: TestClient, database: Database) -> None:
    always = {"hours_raw": "24小时", "hours_osm": "24/7", "hours_parse": "ok"}
    fill(database, {**always, "operation": "temporarily_closed"})

    (change,) = client.get(FEED, params={"ahead_days": 8}).json()["changes"]

    assert change["station"]["properties"]["opening"]["ahead"] == []
