"""What the page says where nothing is found: it is true, and there is a way on."""

from collections.abc import Iterator

import pytest
from fastapi import FastAPI

from stations import registry
from tests.factories import draft
from tests.pages.street import LAT, LON, OVER
from tests.pages.visits import Opener

FAR = LAT + 1  # 111 km north of the street
SHUT = "远方驿站"


@pytest.fixture(autouse=True)
def _shut(street_app: FastAPI) -> Iterator[None]:
    """Register a station far off, which is shut, while a test runs."""
    with street_app.state.database.transaction() as session:
        registry.upsert(session, "far", [draft(name=SHUT, lat=FAR, **OVER)], toilet_nearby_m=150)
    yield
    with street_app.state.database.transaction() as session:
        registry.delete_source(session, "far")


def test_a_shut_station_within_reach_is_not_called_none(opener: Opener) -> None:
    visit = opener(here=(LON, FAR + 0.2))  # 22 km from it

    visit.locate()
    said = visit.page.inner_text(".panel")
    visit.page.click(".panel button:has-text('没开的也列出')")
    visit.page.wait_for_selector(".row")

    assert "没有全都符合的驿站" in said
    assert "30 公里内没有这样的：到时开着" in said
    assert visit.names() == [SHUT]
    assert visit.page.inner_text("#status") == "30 公里内有 1 个驿站"


def test_each_condition_is_named_and_can_be_dropped_until_something_is_found(opener: Opener) -> None:
    visit = opener(here=(LON, FAR + 0.2))
    visit.locate()

    visit.page.click("[data-need=toilet]")
    visit.page.wait_for_selector(".panel:has-text('如厕、到时开着')")
    visit.page.select_option("#group", "courier")
    visit.page.wait_for_selector(".panel:has-text('如厕、到时开着、快递员')")
    visit.page.click(".panel button:has-text('不限身份')")
    visit.page.wait_for_selector(".panel p:not(:has-text('快递员'))")
    visit.page.click(".panel button:has-text('清除条件')")
    visit.page.wait_for_selector(".panel p:not(:has-text('如厕'))")
    visit.page.click(".panel button:has-text('没开的也列出')")
    visit.page.wait_for_selector(".row")

    assert visit.names() == [SHUT]
    assert visit.page.input_value("#group") == ""


def test_only_where_nothing_at_all_is_within_reach_the_page_says_so_and_how_far_it_is(opener: Opener) -> None:
    visit = opener(here=(LON, FAR + 0.4))  # 44 km from it

    visit.locate()
    said = visit.page.inner_text(".panel")

    assert "附近没有能去的驿站" in said
    assert "30 公里内一个也没有，最近的在 44 公里外" in said
    assert "区县" not in said


def test_the_list_is_not_filled_up_with_stations_beyond_reach(opener: Opener) -> None:
    visit = opener()
    visit.locate()

    visit.page.click("#open-only")
    visit.page.wait_for_selector(".row.closed")

    assert SHUT not in visit.names()
    assert visit.page.inner_text("#status") == f"30 公里内有 {len(visit.names())} 个驿站"


def test_a_full_list_says_that_it_is_not_all_and_how_it_was_chosen(opener: Opener, street_app: FastAPI) -> None:
    many = [draft(lat=LAT + 0.001 * n) for n in range(40)]
    with street_app.state.database.transaction() as session:
        registry.upsert(session, "many", many, toilet_nearby_m=150)
    visit = opener()

    visit.locate()
    nearest = visit.page.inner_text("#status")
    visit.page.locator(".modes label", has_text="最合适").click()
    visit.page.wait_for_selector("#status:has-text('最合适')")
    with street_app.state.database.transaction() as session:
        registry.delete_source(session, "many")

    assert nearest == "列出最近的 30 个驿站"
    assert visit.page.inner_text("#small-print").startswith("列出最合适的 30 个驿站 · ")
    assert visit.page.inner_text("#status") == "列出最合适的 30 个驿站"
