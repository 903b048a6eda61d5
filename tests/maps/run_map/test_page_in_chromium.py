"""The page of a run, opened from disk in a real browser without a network."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from maps.run_map.legends import MAY_COLOR, NONE_COLOR, SURE_COLORS
from maps.run_map.page import page as draw
from stations.language import Lang
from tests.maps.found import city, contents, gap, station
from tests.maps.from_disk import DESK, HOSTILE, PHONE, Opener, assert_parts_stand_apart, chromium, painted

IN_VIEW = ".leaflet-popup .info"


browser = pytest.fixture(scope="module")(chromium)


@pytest.fixture
def opener(browser: Browser, tmp_path: Path) -> Iterator[Opener]:
    """Return what opens pages, and close them afterwards."""
    yield Opener(browser, tmp_path, draw)
    for context in browser.contexts:
        context.close()


def card(page: Page, key: str, at: int = 0) -> str:
    """Press a feature of a layer and return what its card says."""
    page.evaluate("() => void yizhan.map.closePopup()")
    page.wait_for_selector(IN_VIEW, state="detached")
    page.evaluate(
        f"""() => {{ const each = yizhan.layers.{key}.getLayers()[{at}];
                     const latlng = each.getLatLng?.() ?? each.getBounds().getCenter();
                     each.fire("click", {{ latlng }}, true); }}"""
    )
    page.wait_for_selector(IN_VIEW)
    return page.inner_text(IN_VIEW)


def on_map(page: Page, key: str) -> bool:
    """Tell whether a layer is on the map."""
    shown: bool = page.evaluate(f"yizhan.map.hasLayer(yizhan.layers.{key})")
    return shown


def test_the_page_asks_for_nothing_but_itself_and_complains_of_nothing(opener: Opener) -> None:
    opened = opener(contents())

    for key in ("coverage", "gaps", "stations"):
        card(opened.page, key)

    assert [url for url in opened.requests if not url.startswith(("file:", "data:"))] == []
    assert len([url for url in opened.requests if url.startswith("file:")]) == 1
    assert opened.complaints == []


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_names_are_shown_as_they_are_and_do_nothing(opener: Opener, hostile: str) -> None:
    row = station(name=hostile, address=hostile, hours_raw=hostile, brand=hostile, source=hostile)
    opened = opener(contents(stations=(row,), gaps=(gap(remedy_station=hostile, streets=(hostile,)),)))

    told, missed = card(opened.page, "stations"), card(opened.page, "gaps")

    assert told.count(hostile) == 5
    assert missed.count(hostile) == 2
    assert opened.page.evaluate("window.XSS") is None
    assert opened.complaints == []


def test_cells_are_painted_in_the_colours_of_the_legend(opener: Opener) -> None:
    page = opener(contents(gaps=(), stations=())).page

    page.evaluate("() => void yizhan.map.fitBounds(yizhan.layers.coverage.getBounds(), {animate: false})")
    page.wait_for_timeout(200)

    shown = {color.removeprefix("#") for color in (*SURE_COLORS[:3], MAY_COLOR, NONE_COLOR)}
    assert shown <= painted(page)


def test_cells_lie_where_they_were_to_a_metre(opener: Opener) -> None:
    run = contents()
    page = opener(run).page

    middles = page.evaluate(
        """yizhan.layers.coverage.getLayers().map((cell) => cell.getBounds().getCenter())
                 .map(({ lng, lat }) => [lng, lat])"""
    )

    for (lon, lat), own_lon, own_lat in zip(middles, run.cells.lon, run.cells.lat, strict=True):
        assert (lon, lat) == (pytest.approx(own_lon, abs=2e-5), pytest.approx(own_lat, abs=2e-5))


def test_the_card_of_a_gap_says_how_many_why_and_what_would_help(opener: Opener) -> None:
    said = card(opener(contents()).page, "gaps")

    lines = said.splitlines()
    assert lines[0] == "空白 1"
    assert lines[lines.index("其中需求") + 1] == "5 家"
    assert lines[lines.index("占全部需求") + 1] == "25.0%"
    assert lines[lines.index("原因（按多数需求）") + 1] == "站点此时不开放"
    assert lines[lines.index("建议措施") + 1] == "延长开放时间：测试驿站，可覆盖其中 3 家"
    assert "1,234 米 · 直线" in said


def test_the_card_of_a_station_says_why_it_is_not_of_use(opener: Opener) -> None:
    shut = station(open="no", answers="no", has={**station().has, "toilet": "unknown"})
    page = opener(contents(stations=(station(), shut))).page

    good, bad = card(page, "stations", 0), card(page, "stations", 1)

    assert "满足所问" in good
    assert "不满足所问" not in good
    assert "不满足所问\n此时不开放；不知有无：急可如厕" in bad.replace("\n\n", "\n")


def test_signs_follow_what_is_chosen_and_are_counted(opener: Opener) -> None:
    several = tuple(
        station(id=number, open=opened, answers=answers)
        for number, (opened, answers) in enumerate(
            [("yes", "yes"), ("yes", "no"), ("unknown", "no"), ("yes", "unknown")]
        )
    )
    page = opener(contents(stations=several)).page

    counts = "[data-over=stations] em"
    by_use = page.locator(counts).all_inner_texts()
    page.select_option("select[name=stations]", label="按此时是否开放")
    by_opening = page.locator(counts).all_inner_texts()

    assert by_use == ["1", "1", "2"]
    assert by_opening == ["3", "1", "0"]
    letters = page.evaluate("yizhan.layers.stations.getLayers().map((dot) => dot.options.letter).join('')")
    assert letters == "yyuy"


def test_of_the_two_layers_of_stations_only_one_is_on(opener: Opener) -> None:
    page = opener(contents()).page

    page.check("input[value=needs]")

    assert on_map(page, "needs")
    assert not on_map(page, "stations")
    assert page.locator("select[name=needs]").evaluate("list => list.selectedOptions[0].text") == "急可如厕"
    assert page.locator("select[name=stations]:visible").count() == 0


def test_districts_can_be_coloured_instead_and_the_legend_follows(opener: Opener) -> None:
    page = opener(contents()).page

    page.select_option("select[name=fill]", "covered_may")

    assert on_map(page, "covered_may")
    assert not on_map(page, "coverage")
    assert page.locator(".key:visible").count() == 1
    assert "100.0%" in page.locator(".key:visible").inner_text()


def test_layers_stay_in_their_order_when_they_come_back(opener: Opener) -> None:
    page = opener(contents()).page

    for _ in range(2):
        page.locator("input[value=streets]").click()
        page.locator("input[value=gaps]").click()
    order = page.evaluate(
        """() => { const owners = Object.entries(yizhan.layers), seen = [];
                   const renderer = yizhan.map.getRenderer(yizhan.layers.coverage.getLayers()[0]);
                   for (let at = renderer._drawFirst; at; at = at.next) {
                     const key = owners.find(([, group]) => group.hasLayer(at.layer))?.[0];
                     if (seen.at(-1) !== key) seen.push(key); }
                   return seen; }"""
    )

    assert order == ["land", "coverage", "streets", "gaps", "boundaries", "stations"]


def test_a_gap_is_found_from_the_list_by_keyboard(opener: Opener) -> None:
    page = opener(contents()).page

    page.locator(".listed summary").press("Enter")
    page.locator("[data-gap='1']").press("Enter")
    page.wait_for_selector(IN_VIEW)

    assert page.inner_text(f"{IN_VIEW} h3") == "空白 1"


def test_no_english_is_left_in_the_chinese_page(opener: Opener) -> None:
    page = opener(contents()).page

    for key in ("coverage", "gaps", "stations"):
        assert not set("abcdefghijlnopqrstuvwxyz") & set(card(page, key).replace("km²", "").replace("Y000011", ""))
    page.select_option("select[name=fill]", "median_m")
    named = page.locator("select option").all_inner_texts()
    assert [text for text in named if text.isascii()] == []


def test_five_thousand_stations_and_all_cells_are_drawn(opener: Opener) -> None:
    opened = opener(city(5000))

    assert opened.page.evaluate("yizhan.layers.stations.getLayers().length") == 5000
    assert opened.page.evaluate("yizhan.layers.coverage.getLayers().length") > 1000
    assert opened.page.locator(".key:visible p").first.inner_text().startswith("为使文件不超过 3 MB")
    assert len(painted(opened.page)) >= 4
    assert opened.complaints == []


@pytest.mark.parametrize("size", [DESK, PHONE])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_nothing_lies_over_anything_else(opener: Opener, size: tuple[int, int], lang: Lang) -> None:
    page = opener(contents(stations=(station(source="示例"),)), size=size, lang=lang).page

    assert_parts_stand_apart(page, size)


def test_on_a_phone_layers_are_switched_by_large_enough_touches(opener: Opener) -> None:
    page = opener(contents(), size=PHONE).page

    folded = page.locator("input[name=over]:visible").count()
    page.click(".sheet > summary")
    heights = [box["height"] for box in (each.bounding_box() for each in page.locator("label.choice").all()) if box]
    page.locator("input[value=gaps]").click()

    assert folded == 0
    assert min(heights) >= 44
    assert not on_map(page, "gaps")
