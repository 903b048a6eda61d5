"""The page, opened from disk in a real browser without a network."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from numpy.random import default_rng
from playwright.sync_api import Browser, Page
from shapely import Point

from maps.interactive import page as draw
from stations.language import Lang
from tests.maps.from_disk import (
    DESK,
    HOSTILE,
    PHONE,
    Opener,
    assert_parts_stand_apart,
    boxes,
    chromium,
    overlap,
    painted,
)
from tests.maps.pictures import district, districts, picture, station, stations

browser = pytest.fixture(scope="module")(chromium)


@pytest.fixture
def opener(browser: Browser, tmp_path: Path) -> Iterator[Opener]:
    """Return what opens pages, and close them afterwards."""
    yield Opener(browser, tmp_path, draw)
    for context in browser.contexts:
        context.close()


def open_first_card(page: Page) -> str:
    """Open the card of the first station and return what it says."""
    page.evaluate(
        """() => { const dot = yizhan.layers.stations.getLayers()[0];
                   yizhan.layers.stations.zoomToShowLayer(dot, () => dot.openPopup()); }"""
    )
    page.wait_for_selector(".leaflet-popup .info")
    return page.inner_text(".leaflet-popup .info")


def drawn_stations(page: Page) -> int:
    """Return how many stations the clusters and single dots in view stand for."""
    total: int = page.evaluate(
        """() => yizhan.layers.stations._featureGroup.getLayers()
                 .reduce((sum, layer) => sum + (layer.getChildCount ? layer.getChildCount() : 1), 0)"""
    )
    return total


def test_the_page_asks_for_nothing_but_itself_and_complains_of_nothing(opener: Opener) -> None:
    opened = opener(picture())

    open_first_card(opened.page)

    assert [url for url in opened.requests if not url.startswith(("file:", "data:"))] == []
    assert len([url for url in opened.requests if url.startswith("file:")]) == 1
    assert opened.complaints == []


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_names_are_shown_as_they_are_and_do_nothing(opener: Opener, hostile: str) -> None:
    row = station(name=hostile, address=hostile, hours_raw=hostile, brand=hostile, source=hostile)
    opened = opener(picture(stations=stations(row), districts=districts(district(name=hostile))))

    card = open_first_card(opened.page)
    opened.page.evaluate("() => void yizhan.layers.stations_per_100k.getLayers()[0].openPopup()")
    opened.page.wait_for_selector(".info dl")

    assert card.count(hostile) == 5
    assert hostile in opened.page.inner_text(".leaflet-popup .info")
    assert opened.page.evaluate("window.XSS") is None
    assert opened.complaints == []


def test_five_thousand_stations_are_all_drawn(opener: Opener) -> None:
    places = default_rng(7).uniform((113.61, 34.71), (113.79, 34.79), size=(5000, 2))
    many = stations(*(station(id=number, geometry=Point(lon, lat)) for number, (lon, lat) in enumerate(places)))
    opened = opener(picture(stations=many))

    clusters = [int(text) for text in opened.page.locator(".cluster").all_inner_texts()]

    assert drawn_stations(opened.page) == 5000
    assert sum(clusters) > 4900
    assert len(clusters) > 10
    assert {"2c7fb8", "a1dab4"} & painted(opened.page)
    assert opened.complaints == []


def test_a_closer_look_draws_single_dots_on_the_canvas(opener: Opener) -> None:
    opened = opener(picture())

    opened.page.evaluate("() => void yizhan.map.setView([34.75, 113.65], 16, {animate: false})")
    opened.page.wait_for_timeout(300)

    assert "c2410c" in painted(opened.page)


def test_the_legend_follows_the_colouring(opener: Opener) -> None:
    page = opener(picture()).page

    before = page.locator(".key:visible").inner_text()
    page.check("input[value=covered_share]")
    after = page.locator(".key:visible").inner_text()

    assert "个／10万人" in before
    assert "占区面积" in after
    assert page.evaluate("yizhan.map.hasLayer(yizhan.layers.covered_share)")
    assert not page.evaluate("yizhan.map.hasLayer(yizhan.layers.stations_per_100k)")


def test_layers_are_switched_on_and_off(opener: Opener) -> None:
    page = opener(picture()).page

    page.uncheck("input[value=stations]")
    page.check("input[value=reach]")

    assert not page.evaluate("yizhan.map.hasLayer(yizhan.layers.stations)")
    assert page.evaluate("yizhan.map.hasLayer(yizhan.layers.reach)")


def test_the_card_tells_yes_no_and_unknown_apart_in_words(opener: Opener) -> None:
    row = station(needs={"warm": "yes", "drink": "no"}, hours_raw="8:00-18:00", opening_state="closed")
    page = opener(picture(stations=stations(row))).page

    card = open_first_card(page)

    chips = page.locator(".chips li").evaluate_all(
        "chips => chips.map(chip => [chip.title, chip.firstChild.textContent])"
    )
    assert chips[:3] == [["有", "冷可取暖"], ["没有", "渴可饮水"], ["未知", "热可纳凉"]]
    assert "未开放" in card
    assert "8:00-18:00" in card


def test_no_english_is_left_in_the_chinese_page(opener: Opener) -> None:
    page = opener(picture()).page

    open_first_card(page)

    labels = page.evaluate(
        """() => [...document.querySelectorAll("[title], [aria-label], [alt]")]
                 .flatMap((e) => [e.title, e.getAttribute("aria-label"), e.getAttribute("alt")]).filter(Boolean)"""
    )
    assert {"放大", "缩小", "关闭", "回到全图"} <= set(labels)
    assert [label for label in labels if label.isascii()] == []
    assert page.locator(".leaflet-control-attribution").count() == 0


def test_without_stations_the_page_says_so(opener: Opener) -> None:
    opened = opener(picture(stations=stations()))

    assert opened.page.inner_text(".empty") == "本区域内没有对户外劳动者开放的在用站点。"
    assert opened.complaints == []


def test_a_single_district_without_a_census_is_hatched_or_coloured_by_area(opener: Opener) -> None:
    opened = opener(picture(districts=districts(district(population=None))))

    assert opened.page.is_checked("input[value=covered_share]")
    assert "7fcdbb" in painted(opened.page)
    assert opened.complaints == []


@pytest.mark.parametrize("size", [DESK, PHONE])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_nothing_lies_over_anything_else(opener: Opener, size: tuple[int, int], lang: Lang) -> None:
    demo = picture(stations=stations(station(is_demo=True)), map_number="GS(2024)0650号")

    page = opener(demo, size=size, lang=lang).page

    assert_parts_stand_apart(page, size)


def test_on_a_phone_the_legend_is_folded_until_it_is_touched(opener: Opener) -> None:
    page = opener(picture(), size=PHONE).page

    folded = page.locator(".key:visible").count()
    page.click(".sheet > summary")

    assert folded == 0
    assert page.locator(".key:visible").count() == 1
    assert page.locator("label.choice").first.bounding_box()["height"] >= 44  # type: ignore[index]  # it is visible


def test_on_a_phone_an_opened_card_keeps_clear_of_the_header(opener: Opener) -> None:
    long = station(name="很长的驿站名称" * 8, needs={"warm": "yes", "aid": "no"}, geometry=Point(113.65, 34.799))
    page = opener(picture(stations=stations(long)), size=PHONE).page

    open_first_card(page)
    page.wait_for_timeout(600)

    card, head = boxes(page, ".leaflet-popup-content-wrapper", ".head")
    assert not overlap(card, head)
    assert card["x"] >= 0
    assert card["x"] + card["width"] <= PHONE[0]
