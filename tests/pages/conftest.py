"""What tests of the pages stand on: the service live on loopback over a real registry, and Debian's chromium."""

from collections.abc import Callable, Iterator

import pytest
from fastapi import FastAPI
from playwright.sync_api import Browser, sync_playwright

from api.app import create_app
from stations import registry, search
from stations.config import Settings
from stations.database import Database
from tests.factories import draft, square
from tests.pages.live import Service
from tests.pages.street import DISTRICT, HOSTILE, STATIONS
from tests.pages.visits import Opener
from tests.read_models import Fresh

QUIET = ("--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync")
PAINTED = ("--use-angle=swiftshader", "--enable-unsafe-swiftshader")  # WebGL where there is no graphics card


@pytest.fixture(scope="session", autouse=True)
def _warm() -> None:
    """Have the machine code ready: in a fresh clone the first page would else wait longer than its test does."""
    search.warm_up()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Start Debian's chromium."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=[*QUIET, *PAINTED])
        yield chromium
        chromium.close()


@pytest.fixture(scope="module")
def street_app(new_database: Callable[[], str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[FastAPI]:
    """Make the service over one street of Beijing, for tests that change nothing there but reports."""
    database = Database(new_database())
    with database.transaction() as session:
        registry.put_districts(session, [square("110101", **DISTRICT)])
        drafts = [draft(**station) for station in (*STATIONS.values(), HOSTILE)]
        registry.upsert(session, "东城区总工会", drafts, toilet_nearby_m=150)
    yield create_app(Settings(home=tmp_path_factory.mktemp("home")), database, Fresh(database))
    database.dispose()


@pytest.fixture(scope="module")
def street(street_app: FastAPI) -> Iterator[Service]:
    """Serve that street."""
    with Service(street_app) as service:
        yield service


@pytest.fixture(scope="module")
def cut_off(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """Serve without a database behind it."""
    database = Database("postgresql+psycopg:///yizhan?host=/nonexistent")
    with Service(create_app(Settings(home=tmp_path_factory.mktemp("cut-off")), database, Fresh(database))) as service:
        yield service
    database.dispose()


@pytest.fixture
def opener(browser: Browser, street: Service) -> Iterator[Opener]:
    """Return what opens pages of the street, each visit as a phone of its own, and closes them afterwards."""
    opener = Opener(browser, street.address)
    yield opener
    opener.close()
