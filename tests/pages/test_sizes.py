"""Whether the pages fit whoever makes text large, holds the phone sideways, or has a small one."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.pages.conftest import QUIET
from tests.pages.live import Service
from tests.pages.visits import Opener, Visit, keep_picture

MARGIN = 14  # as --gap
SIDEWAYS, SMALL, SMALLER = (844, 390), (320, 568), (320, 480)
BOXES = """const boxes = (wanted) => [...document.querySelectorAll(wanted)].filter((each) => each.offsetParent)
    .map((each) => [each.textContent.trim(), each.getBoundingClientRect()]);"""
BEYOND = f"""(margin) => {{ {BOXES}
  return boxes("button, a:not(.skip), select, .modes label, h2, h3, .row p, .card p, dd")
    .filter(([, {{ left, right }}]) => left < 0 || right > innerWidth - margin).map(([text]) => text); }}"""
OVERLAPPING = f"""() => {{ {BOXES}
  const before = (a, b) => a.right <= b.left + 1 || a.bottom <= b.top + 1;
  const meet = (a, b) => !before(a, b) && !before(b, a);
  return boxes(".dock button, .modes label, .bar > *").flatMap(([one, a], index, all) =>
    all.slice(index + 1).filter(([, b]) => meet(a, b)).map(([other]) => `${{one}} / ${{other}}`)); }}"""
BROKEN = """() => [...document.querySelectorAll(".chip span, .action span, .modes span")].filter((each) => {
  const range = document.createRange();
  range.selectNodeContents(each);
  return range.getClientRects().length > each.textContent.split(" ").length; }).map((each) => each.textContent)"""
IN_SIGHT = """() => {
  const { top, bottom } = document.getElementById("map-pane").getBoundingClientRect();
  return top >= 0 && bottom <= innerHeight; }"""


@pytest.fixture(scope="module")
def large_print(browser: Browser) -> Iterator[Browser]:
    """Start a browser whose reader has set text to twice its size."""
    path = "/usr/bin/chromium"
    large = browser.browser_type.launch(executable_path=path, args=[*QUIET, "--blink-settings=defaultFontSize=32"])
    yield large
    large.close()


@pytest.fixture
def reader(large_print: Browser, street: Service) -> Iterator[Opener]:
    """Return what opens pages of the street for that reader."""
    opener = Opener(large_print, street.address)
    yield opener
    opener.close()


def faults(visit: Visit) -> list[str]:
    """Return what is cut off, lies upon something else, or is broken within a word."""
    width = visit.page.evaluate("document.documentElement.scrollWidth - innerWidth")
    return [
        *([f"{width} px wider than the screen"] if width > 0 else []),
        *visit.page.evaluate(BEYOND, 0),
        *visit.page.evaluate(OVERLAPPING),
        *visit.page.evaluate(BROKEN),
    ]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_text_of_twice_the_size_is_nowhere_cut_off(reader: Opener, lang: str) -> None:
    visit = reader(f"/?lang={lang}")
    found = {"home": faults(visit)}

    visit.locate()
    found["list"] = faults(visit)
    keep_picture(visit, f"large-{lang}-list")
    visit.page.click(".row a >> nth=1")
    visit.page.wait_for_selector("#share:visible")
    found["station"] = faults(visit)
    keep_picture(visit, f"large-{lang}-station")

    assert visit.page.evaluate("getComputedStyle(document.documentElement).fontSize") == "32px"
    assert found == {"home": [], "list": [], "station": []}


@pytest.mark.parametrize("size", [SIDEWAYS, SMALL], ids=["sideways", "small"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_was_found_is_in_sight_at_once(opener: Opener, size: tuple[int, int], lang: str) -> None:
    visit = opener(f"/?lang={lang}", size=size)

    visit.locate()
    visit.page.wait_for_function("() => document.querySelector('.row').getBoundingClientRect().top < innerHeight / 3")
    keep_picture(visit, f"{size[0]}x{size[1]}-{lang}")

    last = visit.page.locator(".row").first.bounding_box()
    assert last is not None
    assert last["y"] >= 0
    assert last["y"] + last["height"] <= size[1]
    assert visit.page.evaluate(BEYOND, MARGIN - 1) == []


def test_the_map_comes_into_sight_on_a_small_screen(opener: Opener) -> None:
    visit = opener(size=SMALLER)
    visit.locate()

    visit.page.click("#map-switch")

    visit.page.wait_for_function(IN_SIGHT)
