"""What tests stand on: a PostGIS of their own, built by the migrations, and a registry to fill."""

import shutil
import tempfile
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import Any

import psycopg
import pytest
from sqlalchemy.orm import Session

from stations import registry, schema
from stations.cluster import Cluster
from stations.database import Database
from tests.factories import Add, draft

ROOT = Path(__file__).parents[1]
SHARED_DATA = ROOT.parent / "shared" / "data"
_names = count()


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Return the folder of real data beside the project; tests that need it skip where it is absent."""
    if not SHARED_DATA.is_dir():
        pytest.skip("needs ../shared/data, which is not beside this checkout")
    return SHARED_DATA


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    """Start a cluster that nobody else uses, gone afterwards; fast, for its data need not survive."""
    home = Path(tempfile.mkdtemp(prefix="yizhan-test-", dir="/tmp"))
    home.chmod(0o755)
    server = Cluster(home, durable=False)
    server.up()
    yield server
    server.destroy()
    shutil.rmtree(home)


@pytest.fixture(scope="session")
def template(cluster: Cluster) -> str:
    """Return the name of a database that the migrations have built; never written to."""
    database = Database(cluster.url())
    schema.migrate(database)
    database.dispose()
    return "yizhan"


@pytest.fixture(scope="session")
def shared_database(new_database: Callable[[], str]) -> Iterator[Database]:
    """Return one database for all tests that roll back."""
    database = Database(new_database())
    yield database
    database.dispose()


@pytest.fixture
def session(shared_database: Database) -> Iterator[Session]:
    """Open a session on an empty registry whose work is undone after the test."""
    with shared_database.engine.connect() as connection, connection.begin() as transaction:
        with Session(connection, join_transaction_mode="create_savepoint") as session:
            yield session
        transaction.rollback()


@pytest.fixture(scope="session")
def new_database(cluster: Cluster, template: str) -> Callable[[], str]:
    """Return a function that makes an empty registry and returns its URL."""

    def make() -> str:
        name = f"test_{next(_names)}"
        with psycopg.connect(cluster.url("postgres").replace("+psycopg", ""), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY file_copy")
        return cluster.url(name)

    return make


@pytest.fixture
def database(new_database: Callable[[], str]) -> Iterator[Database]:
    """Make an empty registry of the test's own, for what must commit."""
    own = Database(new_database())
    yield own
    own.dispose()


@pytest.fixture
def add(session: Session) -> Add:
    """Add stations to the test's registry by what is special about them; returns their ids in order."""

    def _add(*specials: dict[str, Any], source: str = "test") -> list[int]:
        drafts = [draft(**special) for special in specials]
        return [c.station_id for c in registry.upsert(session, source, drafts, toilet_nearby_m=150)]

    return _add
