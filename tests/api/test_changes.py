"""The feed of changes over HTTP."""

from fastapi.testclient import TestClient

from stations import registry
from stations.database import Database
from tests.api.calls import fill

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
