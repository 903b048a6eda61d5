"""Reports that cannot go out at once: no signal, no page open any more, too many, a service that is down."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from fastapi import FastAPI
from playwright.sync_api import Browser, Route

from api.throttle import Throttle
from tests.pages.live import Service
from tests.pages.street import STATIONS
from tests.pages.visits import Opener, Visit, keep_picture

GOOD = STATIONS["nearest open with a toilet"]["name"]
LIMITED: dict[str, Any] = {"status": 429, "headers": {"Retry-After": "90"}, "json": {"detail": "操作太频繁"}}
KEPT = """() => new Promise((resolve) => {
  const asked = indexedDB.open("yizhan");
  asked.onsuccess = () => {
    const all = asked.result.transaction("reports").objectStore("reports").getAll();
    all.onsuccess = () => resolve(all.result);
  };
})"""


@pytest.fixture
def service(street_app: FastAPI) -> Iterator[Service]:
    """Serve the street on a network of the test's own, to be cut; nobody has reported yet."""
    street_app.state.throttle = Throttle()
    with Service(street_app) as own:
        yield own


@pytest.fixture
def visit(browser: Browser, service: Service) -> Iterator[Visit]:
    """Return a phone that shows a station's page, and keeps it."""
    opener = Opener(browser, service.address)
    visit = opener()
    visit.context.grant_permissions(["geolocation", "background-sync"])
    visit.locate()
    visit.settled()
    visit.page.click(f".row a:has-text('{GOOD}')")
    visit.page.wait_for_selector("#share:visible")
    yield visit
    opener.close()


def wake(visit: Visit, service: Service) -> None:
    """Tell the service worker that the signal is back, as the browser does."""
    devtools = visit.context.new_cdp_session(visit.page)
    registered: list[dict[str, str]] = []
    devtools.on("ServiceWorker.workerRegistrationUpdated", lambda told: registered.extend(told["registrations"]))
    devtools.send("ServiceWorker.enable")
    while not registered:
        visit.page.wait_for_timeout(50)
    of = {"origin": service.address, "registrationId": registered[0]["registrationId"]}
    devtools.send("ServiceWorker.dispatchSyncEvent", {**of, "tag": "reports", "lastChance": False})


def test_a_report_goes_out_with_no_page_of_ours_that_could_send_it(visit: Visit, service: Service) -> None:
    service.off()
    visit.context.set_offline(True)
    visit.page.click("[data-report=cannot_enter]")
    visit.page.wait_for_selector("#report-status:has-text('有网就发')")
    tags = visit.page.evaluate("navigator.serviceWorker.ready.then(({ sync }) => sync.getTags())")
    service.on()
    visit.context.set_offline(False)
    visit.page.goto(f"{service.address}/about")  # it runs none of our scripts

    wake(visit, service)
    visit.until(f"async () => (await ({KEPT})()).every(({{ receipt }}) => receipt)")

    (report,) = visit.page.evaluate(KEPT)
    answer = visit.page.request.get(f"{service.address}/v1/reports/{report['receipt']}").json()
    assert tags == ["reports"]
    assert (answer["kind"], report["held"]) == ("cannot_enter", None)


def test_too_many_reports_are_said_to_be_too_many_and_kept_with_the_time_to_try_again(visit: Visit) -> None:
    asked: list[str] = []

    def limit(route: Route) -> None:
        asked.append(route.request.method)
        route.fulfill(**LIMITED)

    visit.page.route("**/v1/reports", limit)
    visit.page.click("[data-report=wrong_hours]")
    visit.page.wait_for_selector("#report-status:has-text('太频繁')")
    said, listed = visit.page.inner_text("#report-status"), visit.page.inner_text("#receipts")
    keep_picture(visit, "phone-zh-limited")
    visit.page.reload()
    visit.page.wait_for_selector("#receipts li")

    assert "没有网络" not in said
    assert re.search(r"\d\d:\d\d 后自动再发", said)
    assert re.search(r"太频繁，\d\d:\d\d 后再发", listed)
    assert asked == ["POST"]


def test_what_was_held_goes_out_once_its_time_has_come(visit: Visit) -> None:
    visit.page.clock.install()
    visit.page.route("**/v1/reports", lambda route: route.fulfill(**LIMITED), times=1)
    visit.page.click("[data-report=moved]")
    visit.page.clock.run_for(4000)
    visit.page.wait_for_selector("#report-status:has-text('太频繁')")

    visit.page.clock.run_for(95_000)
    visit.page.wait_for_selector("#receipts li:has-text('已收到')")

    assert "太频繁" not in visit.page.inner_text("#receipts")


def test_a_service_that_is_down_is_not_called_a_missing_network(visit: Visit) -> None:
    down: dict[str, Any] = {"status": 503, "json": {"detail": "数据库没有应答"}}
    visit.page.route("**/v1/reports", lambda route: route.fulfill(**down))

    visit.page.click("[data-report=praise]")
    visit.page.wait_for_selector("#report-status:has-text('服务暂时收不了')")

    assert "待发送" in visit.page.inner_text("#receipts")


def test_a_report_that_is_refused_says_why_and_is_not_sent_again(visit: Visit) -> None:
    asked: list[str] = []

    def refuse(route: Route) -> None:
        asked.append(route.request.method)
        route.fulfill(status=410, json={"detail": "驿站已撤销。"})

    visit.page.route("**/v1/reports", refuse)
    visit.page.click("[data-report=not_found]")
    visit.page.wait_for_selector("#report-status:has-text('驿站已撤销')")
    visit.page.reload()
    visit.page.wait_for_selector("#receipts li:has-text('驿站已撤销')")

    assert asked == ["POST"]


def test_all_eight_kinds_are_one_tap_each_and_come_back_with_a_receipt(visit: Visit) -> None:
    visit.page.clock.install()
    kinds = visit.page.locator("[data-report]").all()

    for count, kind in enumerate(kinds, start=1):
        kind.click()
        visit.page.wait_for_selector("#report-status button")
        visit.page.clock.run_for(4000)
        visit.page.wait_for_function(
            "count => document.querySelectorAll('#receipts small').length === count", arg=count
        )

    receipts = visit.page.locator("#receipts small").all_inner_texts()
    assert len(set(receipts)) == 8
    assert visit.complaints == []
