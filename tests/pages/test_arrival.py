"""What the finder asks of the service beside the place: how one goes, who one is; and what it shows of the answer."""

from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
from fastapi import FastAPI

from stations.read_model import Status
from tests.pages.live import Service
from tests.pages.street import STATIONS
from tests.pages.visits import Opener, Visit, keep_picture
from tests.read_models import Fresh

CLEANERS = str(STATIONS["for street cleaners"]["name"])


def last_question(visit: Visit) -> dict[str, list[str]]:
    """Return the parameters that the service was asked with last."""
    return parse_qs(urlsplit([url for url in visit.requests if "/nearest?" in url][-1]).query)


def test_a_courier_is_not_sent_where_only_others_may_enter(opener: Opener) -> None:
    visit = opener()
    visit.locate()

    before = visit.names()
    visit.page.select_option("#group", "courier")
    visit.page.wait_for_function("name => !document.getElementById('rows').textContent.includes(name)", arg=CLEANERS)
    visit.page.reload()
    visit.page.wait_for_selector(".row")
    keep_picture(visit, "phone-zh-5-courier")

    assert CLEANERS in before
    assert CLEANERS not in visit.names()
    assert last_question(visit)["worker_group"] == ["courier"]
    assert visit.complaints == []


def test_the_way_of_going_and_the_doors_state_are_asked_for(opener: Opener) -> None:
    visit = opener()
    visit.locate()

    visit.page.locator(".modes label", has_text="步行").click()
    visit.page.click("#open-only")
    visit.page.wait_for_selector(".row.closed")

    assert {key: last_question(visit)[key] for key in ("mode", "open")} == {"mode": ["walk"], "open": ["any"]}


def test_a_row_says_who_may_enter_and_how(opener: Opener) -> None:
    visit = opener()
    visit.locate()

    row = visit.page.locator(".row", has_text=str(STATIONS["nearest open with a toilet"]["name"]))

    assert row.locator(".who").inner_text() == "快递员、外卖配送员可进 · 扫码 · 工作人员开门 · 可停电动车 · 1 层"


class Old(Fresh):
    """A read model that lost the database two hours ago."""

    def status(self) -> Status:
        """Return how old it is."""
        return super().status()._replace(age_s=7200.0)


@pytest.fixture
def lost(street_app: FastAPI, street: Service) -> Iterator[Service]:
    """Serve the street from memory, its database away."""
    fresh = street_app.state.read_model
    street_app.state.read_model = Old(street_app.state.database)
    yield street
    street_app.state.read_model = fresh


@pytest.mark.usefixtures("lost")
def test_old_answers_say_how_old_they_are(opener: Opener) -> None:
    visit = opener()

    visit.locate()

    assert "2 小时前" in visit.page.inner_text(".notice")
    assert len(visit.names()) > 0
