"""Whether the service lives, and whether it can answer."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from stations import schema
from stations.config import Settings
from stations.database import Database
from tests.api.calls import fill
from tests.read_models import Fresh

NOWHERE = "postgresql+psycopg:///yizhan?host=/nonexistent"


@pytest.fixture
def cut_off(tmp_path: Path) -> Iterator[TestClient]:
    """Call a service whose database is not there."""
    database = Database(NOWHERE)
    with TestClient(
        create_app(Settings(home=tmp_path), database, Fresh(database)), raise_server_exceptions=False
    ) as caller:
        yield caller
    database.dispose()


def test_a_ready_service_counts_its_stations(client: TestClient, database: Database) -> None:
    fill(database, {}, {"operation": "closed"})

    ready = client.get("/readyz").json()

    assert {name: ready[name] for name in ("status", "stations", "districts")} == {
        "status": "ready",
        "stations": 2,
        "districts": 0,
    }
    assert ready["memory"]["stations"] == 1  # those in service


def test_a_service_lives_without_its_database(cut_off: TestClient) -> None:
    assert cut_off.get("/healthz").json() == {"status": "alive"}


@pytest.mark.parametrize(
    "address", ["/readyz", "/v1/stations/nearest?lon=116&lat=39", "/v1/stations", "/v1/stations/1", "/v1/districts"]
)
def test_without_a_database_there_is_a_sentence_and_a_time_to_return(cut_off: TestClient, address: str) -> None:
    for language, words in (("zh", "数据库没有应答"), ("en", "The database does not answer")):
        answer = cut_off.get(address, headers={"Accept-Language": language})

        assert answer.status_code == 503
        assert answer.headers["retry-after"] == "5"
        assert answer.headers["content-type"] == "application/problem+json"
        assert answer.json()["detail"].startswith(words)


def test_a_service_is_not_ready_over_old_tables(client: TestClient, database: Database) -> None:
    schema.downgrade(database, revision="base")

    answer = client.get("/readyz")

    assert answer.status_code == 503
    assert "yizhan migrate" in answer.json()["detail"]
