"""What tests of the API stand on: the service over a registry of the test's own, and over an empty one."""

from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from api.app import create_app
from api.quick import QuickNearest
from maps.worker.asks import ASKS
from maps.worker.door import Door
from maps.worker.resident import Residents
from stations.config import Settings
from stations.database import Database
from tests.read_models import Fresh


@pytest.fixture
def app(database: Database, tmp_path: Path) -> FastAPI:
    """Make the service over a registry of the test's own."""
    return create_app(Settings(home=tmp_path), database, Fresh(database))


@pytest.fixture
def client(app: FastAPI) -> Iterator[TestClient]:
    """Call that service."""
    with TestClient(QuickNearest(app), raise_server_exceptions=False) as caller:
        yield caller


@pytest.fixture
def empty_client(shared_database: Database, tmp_path: Path) -> Iterator[TestClient]:
    """Call a service that knows no station."""
    app = create_app(Settings(home=tmp_path), shared_database, Fresh(shared_database))
    with TestClient(QuickNearest(app), raise_server_exceptions=False) as caller:
        yield caller


@pytest.fixture
def residents(database: Database, tmp_path: Path) -> Iterator[Residents]:
    """Open the worker's door over the registry of the test."""
    settings = Settings(home=tmp_path)
    cities = Residents(settings, database)
    door = Door(settings.worker_socket, lambda ask, of: ASKS[ask](cities, of))
    thread = Thread(target=door.serve_forever, daemon=True)
    thread.start()
    yield cities
    door.shutdown()
    door.server_close()
    thread.join()
