"""What tests of the planner's page stand on: the service over a small town, with a real worker beside it."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx2
import pytest
from playwright.sync_api import Browser

from api.app import create_app
from stations.config import Settings
from stations.database import Database
from tests.pages.live import Service
from tests.pages.planner.town import TOWN, build
from tests.pages.visits import DESK, Opener, Visit
from tests.read_models import Fresh

PATIENCE_S = 90
NIGHT = 142  # Saturday 22:00
QUESTION = f"#area={TOWN}&needs=toilet&hour={NIGHT}&demand=eateries&streets=-"


@pytest.fixture(scope="package")
def town(new_database: Callable[[], str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """Serve the town, with a worker in a process of its own."""
    database, home = Database(new_database()), tmp_path_factory.mktemp("home")
    build(database, home)
    environment = os.environ | {"DATABASE_URL": database.url, "YIZHAN_HOME": str(home)}
    worker = subprocess.Popen([sys.executable, "-m", "scripts.main", "worker"], env=environment)
    settings = Settings(home=home)
    wait_for(settings.worker_socket)
    with Service(create_app(settings, database, Fresh(database))) as service:
        yield service
    worker.send_signal(signal.SIGTERM)
    worker.wait(PATIENCE_S)
    database.dispose()


def wait_for(path: Path) -> None:
    """Return once there is such a file."""
    deadline = time.monotonic() + PATIENCE_S
    while not path.exists():
        assert time.monotonic() < deadline, "waited too long"
        time.sleep(0.1)


@pytest.fixture
def ask(town: Service) -> Callable[..., Any]:
    """Return what asks the service of the town beside the page."""

    def _ask(path: str, body: dict[str, Any]) -> Any:  # noqa: ANN401 - whatever is answered
        return httpx2.post(f"{town.address}{path}", json=body, timeout=PATIENCE_S).raise_for_status().json()

    return _ask


class Planner(Opener):
    """Open the planner's page, with some state of its address; what others opened is not closed."""

    def __init__(self, browser: Browser, address: str) -> None:
        super().__init__(browser, address)
        self.theirs = list(browser.contexts)

    def close(self) -> None:
        """Close what was opened since."""
        for context in self.browser.contexts:
            if context not in self.theirs:
                context.close()

    def plan(self, state: str = "", *, lang: str = "zh", size: tuple[int, int] = DESK, **more: Any) -> Visit:  # noqa: ANN401
        """Open the page and wait until the question is answered."""
        visit = self(f"/planner?lang={lang}{state}", size=size, **more)
        visit.context.set_default_timeout(PATIENCE_S * 1000)  # the worker reads the town for the first time
        visit.page.wait_for_selector("#standing .great")
        return visit


@pytest.fixture
def planner(browser: Browser, town: Service) -> Iterator[Planner]:
    """Return what opens the planner's page of the town, and closes it afterwards."""
    opener = Planner(browser, town.address)
    yield opener
    opener.close()


@pytest.fixture(scope="module")
def shared(browser: Browser, town: Service) -> Iterator[Visit]:
    """Open a page that several tests look at, one after another: to open one costs seconds."""
    opener = Planner(browser, town.address)
    yield opener.plan(QUESTION)
    opener.close()


@pytest.fixture
def settled(shared: Visit) -> Visit:
    """Return a page with its question answered, and stored as a run."""
    shared.complaints.clear()
    shared.page.evaluate("hash => { document.querySelector('dialog[open]')?.close(); location.hash = hash; }", QUESTION)
    until_run(shared)
    return shared


def until_run(visit: Visit) -> None:
    """Wait until the question is stored as a run, whose gaps are listed."""
    visit.until("document.querySelectorAll('#gaps-list li').length > 0")
