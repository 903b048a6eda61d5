"""After one visit: airplane mode, and a report that waits for the signal."""

import re
from collections.abc import Iterator

import pytest
from fastapi import FastAPI
from playwright.sync_api import Browser

from tests.pages.live import Service
from tests.pages.street import LAT, LON, STATIONS
from tests.pages.visits import Opener, Visit

WITH_TOILET = STATIONS["nearest open with a toilet"]["name"]


@pytest.fixture
def service(street_app: FastAPI) -> Iterator[Service]:
    """Serve the street on a network of the test's own, to be cut."""
    with Service(street_app) as own:
        yield own


@pytest.fixture
def visit(browser: Browser, service: Service) -> Iterator[Visit]:
    """Return a phone that has looked once, and has kept what it found."""
    opener = Opener(browser, service.address)
    visit = opener()
    visit.locate()
    visit.settled()
    yield visit
    opener.close()


def cut(visit: Visit, service: Service) -> None:
    """Take the phone off the network."""
    service.off()
    visit.context.set_offline(True)


def test_stations_are_found_in_airplane_mode_with_the_age_of_what_is_known(visit: Visit, service: Service) -> None:
    cut(visit, service)

    visit.page.goto(f"{service.address}/")
    visit.page.wait_for_selector(".row")
    visit.page.click("[data-need=toilet]")
    visit.page.wait_for_selector(".has b")

    assert "没有网络" in visit.page.inner_text(".notice")
    assert "存下的" in visit.page.inner_text(".notice")
    assert re.fullmatch(r"存下的驿站里有 \d 个驿站", visit.page.inner_text("#status"))
    assert visit.names()[0] == WITH_TOILET


def test_a_station_never_opened_before_is_shown_from_what_was_kept(visit: Visit, service: Service) -> None:
    cut(visit, service)
    visit.page.goto(f"{service.address}/")

    visit.page.click(f".row a:has-text('{WITH_TOILET}')")
    visit.page.wait_for_selector("article.card")

    assert WITH_TOILET in visit.page.inner_text("article h2")
    assert "没有网络" in visit.page.inner_text(".notice")


def test_a_station_never_opened_before_can_be_reported_on(visit: Visit, service: Service) -> None:
    cut(visit, service)
    visit.page.goto(f"{service.address}/")
    visit.page.click(f".row a:has-text('{WITH_TOILET}')")

    visit.page.click("[data-report=out_of_supplies]")
    visit.page.wait_for_selector("#report-status:has-text('有网就发')")
    waiting = visit.page.inner_text("#receipts")
    service.on()
    visit.context.set_offline(False)
    visit.page.wait_for_selector("#receipts li:has-text('已收到')")

    assert "待发送" in waiting
    assert visit.page.locator("[data-report]").count() == 8


def test_kept_stations_are_found_by_name_and_by_address(visit: Visit, service: Service) -> None:
    cut(visit, service)
    visit.page.goto(f"{service.address}/")
    visit.page.click("#search")

    visit.page.fill("#place-name", "东华门大街9")
    visit.page.wait_for_selector("#places button")
    by_address = visit.page.locator("#places b").all_inner_texts()
    said = visit.page.inner_text("#search-status")
    visit.page.fill("#place-name", "巴黎")
    visit.page.wait_for_selector("#search-status:has-text('巴黎')")
    visit.page.fill("#place-name", "工会")
    visit.page.click("#places button")
    visit.page.wait_for_selector(f"#where:has-text('{WITH_TOILET}')")

    assert by_address == [WITH_TOILET]
    assert "只搜了手机里存下的" in said
    assert visit.names()[0] == WITH_TOILET


def test_where_nothing_near_is_kept_no_far_station_is_listed(visit: Visit, service: Service) -> None:
    far = {"lon": LON, "lat": LAT + 1, "name": "别处"}
    visit.page.evaluate("place => localStorage.setItem('yizhan.place', JSON.stringify(place))", far)
    cut(visit, service)

    visit.page.goto(f"{service.address}/")
    visit.page.wait_for_selector(".panel")

    assert "这附近的驿站也没有存下" in visit.page.inner_text(".panel")
    assert visit.names() == []


def test_a_kept_report_is_sent_when_the_signal_is_back(visit: Visit, service: Service) -> None:
    visit.page.click(f".row a:has-text('{WITH_TOILET}')")
    visit.page.wait_for_selector("[data-report]")
    cut(visit, service)

    visit.page.click("[data-report=cannot_enter]")
    visit.page.wait_for_selector("#report-status:has-text('有网就发')")
    waiting = visit.page.inner_text("#receipts")
    service.on()
    visit.context.set_offline(False)
    visit.page.wait_for_selector("#receipts li:has-text('已收到')")

    assert "待发送" in waiting


def test_the_language_is_remembered_without_a_network(visit: Visit, service: Service) -> None:
    cut(visit, service)

    visit.page.click("text=English")
    visit.page.wait_for_selector(".row")
    visit.page.goto(f"{service.address}/")
    visit.page.wait_for_selector(".row")

    assert visit.page.get_attribute("html", "lang") == "en"
    assert "Offline" in visit.page.inner_text(".notice")
