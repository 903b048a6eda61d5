"""The finder in a real browser: from the street to the right station."""

import pytest
from playwright.sync_api import Browser

from tests.pages.live import Service
from tests.pages.street import HOSTILE, STATIONS
from tests.pages.visits import PHONE, Opener

OPEN = STATIONS["nearest open"]["name"]
WITH_TOILET = STATIONS["nearest open with a toilet"]["name"]
PERHAPS = STATIONS["perhaps with a toilet"]["name"]
SHUT = STATIONS["nearest of all, but shut"]["name"]
SEA = (0.0, 0.0)


def test_two_taps_lead_to_the_nearest_open_station_with_a_toilet(opener: Opener) -> None:
    visit = opener()

    visit.page.tap("#locate")
    visit.page.wait_for_selector(".row")
    before = visit.names()[0]
    visit.page.tap("[data-need=toilet]")
    visit.page.wait_for_selector(".has b")

    assert before == OPEN
    assert visit.names()[:2] == [WITH_TOILET, PERHAPS]
    first = visit.page.locator(".row").first.inner_text()
    assert "全天开" in first
    assert "满足：急可如厕 · 3天前核实" in first
    assert visit.complaints == []


def test_what_is_touched_lies_in_the_lower_half_and_is_large(opener: Opener) -> None:
    visit = opener()
    visit.locate()

    boxes = [each.bounding_box() for each in visit.page.locator(".dock button:visible").all()]

    assert len(boxes) == 13
    assert all(box and box["y"] > PHONE[1] / 2 and box["height"] >= 48 and box["width"] >= 48 for box in boxes)


def test_shut_stations_are_left_out_until_they_are_asked_for(opener: Opener) -> None:
    visit = opener()
    visit.locate()

    without = visit.names()
    visit.page.click("#open-only")
    visit.page.wait_for_selector(".row.closed")

    assert SHUT not in without
    assert visit.names()[0] == SHUT
    assert "没开" in visit.page.locator(".row").first.inner_text()


def test_the_way_of_going_changes_the_minutes_and_is_remembered(opener: Opener) -> None:
    visit = opener()
    visit.locate()
    last = visit.page.locator(".row").last.locator(".time b")

    riding = int(last.inner_text())
    visit.page.locator(".modes label", has_text="步行").click()
    visit.page.wait_for_function(
        "shorter => Number(document.querySelector('.row:last-child .time b').textContent) > shorter", arg=riding
    )
    visit.page.reload()
    visit.page.wait_for_selector(".row")

    assert int(last.inner_text()) > riding
    assert visit.page.is_checked("[name=mode][value=walk]")


def test_english_is_one_tap_away_and_remembered_with_what_was_chosen(opener: Opener) -> None:
    visit = opener()
    visit.locate()
    visit.page.click("[data-need=charge]")

    visit.page.click("text=English")
    visit.page.wait_for_selector(".row")
    visit.page.goto(f"{opener.address}/")
    visit.page.wait_for_selector(".row")

    assert visit.page.get_attribute("html", "lang") == "en"
    assert visit.page.get_attribute("[data-need=charge]", "aria-pressed") == "true"
    assert "Open day and night" in visit.page.inner_text("#rows")
    assert "分钟" not in visit.page.inner_text("body")


def test_whoever_refuses_to_be_located_searches_for_a_place(opener: Opener) -> None:
    visit = opener(here="denied")

    visit.locate()
    said = visit.page.inner_text(".panel")
    visit.page.click(".panel button:has-text('搜地名')")
    visit.page.fill("#place-name", "东华门")
    visit.page.click(f"#places button:has-text('{WITH_TOILET}')")
    visit.page.wait_for_selector(".row")

    assert "没有得到你的位置" in said
    assert visit.names()[0] == WITH_TOILET
    assert visit.page.inner_text("#where") == WITH_TOILET
    assert visit.complaints == []


def test_where_nothing_fits_conditions_are_dropped_with_one_tap(opener: Opener) -> None:
    visit = opener()
    visit.locate()

    visit.page.click("[data-need=toilet]")
    visit.page.click("[data-need=warm]")
    visit.page.click("[data-need=charge]")
    visit.page.click("[data-need=aid]")
    visit.page.route("**/v1/stations/nearest?*", lambda route: route.fulfill(json={"features": []}), times=1)
    visit.page.click("[data-need=park]")
    visit.page.click(".panel button:has-text('清除条件')")
    visit.page.wait_for_selector(".row")

    assert visit.names()[0] == OPEN
    assert visit.page.locator("[data-need][aria-pressed=true]").count() == 0


def test_far_from_every_district_the_page_says_how_far(opener: Opener) -> None:
    visit = opener(here=SEA)

    visit.locate()

    assert "附近没有能去的驿站" in visit.page.inner_text(".panel")
    assert "公里外" in visit.page.inner_text(".panel")


def test_without_a_database_the_page_says_it_is_not_the_courier(browser: Browser, cut_off: Service) -> None:
    opener = Opener(browser, cut_off.address)
    visit = opener()

    visit.locate()
    said = visit.page.inner_text(".panel")
    visit.page.goto(f"{cut_off.address}/s/1")

    assert "服务暂时答不上来" in said
    assert "服务暂时答不上来" in visit.page.inner_text("h1")
    assert "不是你的问题" in visit.page.inner_text("main")
    assert "yizhan" not in visit.page.inner_text("main")
    opener.close()


def test_a_hostile_name_is_shown_as_it_is_and_does_nothing(opener: Opener) -> None:
    visit = opener()
    visit.locate()

    link = visit.page.locator(".row a", has_text="window.XSS")

    assert link.text_content() == HOSTILE["name"]
    assert link.locator("bdi[dir=auto]").count() == 1
    assert visit.page.evaluate("window.XSS") is None
    assert visit.complaints == []


def test_forgetting_leaves_nothing_of_the_place_on_the_phone(opener: Opener) -> None:
    visit = opener()
    visit.locate()
    visit.settled()

    visit.page.click("#forget")
    visit.page.wait_for_selector("#welcome:visible")

    assert visit.page.evaluate("localStorage.getItem('yizhan.place')") is None
    assert visit.kept_stations() == 0


@pytest.mark.parametrize("size", [(195, 422), (320, 568), (360, 640), (390, 844), (844, 390), (1440, 900)])
def test_nothing_is_wider_than_the_screen_even_at_twice_the_size(opener: Opener, size: tuple[int, int]) -> None:
    visit = opener(size=size)

    visit.locate()

    assert visit.page.evaluate("document.documentElement.scrollWidth") <= size[0]
    touched = visit.page.locator("button:visible, .modes label, .quiet:visible, .row h3 a").all()
    boxes = [(each.inner_text(), each.bounding_box()) for each in touched]
    assert [name for name, box in boxes if not box or box["x"] < 0 or box["x"] + box["width"] > size[0]] == []
    assert visit.page.locator("#rows").bounding_box()["width"] <= size[0]  # type: ignore[index]  # it is visible
