"""Whether everybody can read the pages, what they weigh, whom they ask; pictures are kept for people to judge."""

import gzip
from pathlib import Path

import pytest

from api.courier import offline
from api.courier.document import rendered
from api.statics import read
from tests.pages.street import STATIONS
from tests.pages.visits import DESK, PHONE, Opener, Visit, keep_picture

ROOT = Path(__file__).parents[2]
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
MOST_FIRST_LOAD = 60_000  # bytes, compressed
GOOD = STATIONS["nearest open with a toilet"]["name"]


def grave(visit: Visit) -> list[str]:
    """Return what axe-core finds serious or critical, AAA contrast included, and headings that are missing."""
    visit.page.evaluate(AXE.read_text("utf-8"))
    found = visit.page.evaluate(
        """() => axe.run(document, {rules: {"color-contrast-enhanced": {enabled: true}}})
                    .then(({violations}) => violations.filter(({id, impact}) =>
                      /serious|critical/.test(impact) || /heading/.test(id)))"""
    )
    return [f"{each['id']}: {node['html'][:120]}" for each in found for node in each["nodes"]]


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_page_is_accessible_and_asks_only_us(opener: Opener, size: tuple[int, int], lang: str) -> None:
    name = f"{'phone' if size == PHONE else 'desk'}-{lang}"
    visit = opener(f"/?lang={lang}", size=size)
    keep_picture(visit, f"{name}-1-welcome")
    findings = grave(visit)

    visit.locate()
    visit.page.click("[data-need=toilet]")
    visit.page.wait_for_selector(".has b")
    keep_picture(visit, f"{name}-2-list")
    findings += grave(visit)
    visit.page.click("#search")
    visit.page.fill("#place-name", "东华门")
    visit.page.wait_for_selector("#places button")
    keep_picture(visit, f"{name}-3-search")
    findings += grave(visit)
    visit.page.click(".sheet form button")
    visit.page.click(f".row a:has-text('{GOOD}')")
    visit.page.wait_for_selector("#share:visible")
    keep_picture(visit, f"{name}-4-station")
    findings += grave(visit)
    visit.page.goto(f"{opener.address}/about")
    findings += grave(visit)

    assert findings == []
    assert visit.complaints == []
    assert [url for url in visit.requests if not url.startswith(opener.address)] == []


def test_the_dark_page_is_as_readable(opener: Opener) -> None:
    visit = opener(scheme="dark")
    visit.locate()
    keep_picture(visit, "phone-zh-dark")

    assert grave(visit) == []


def test_denied_and_unknown_are_accessible_too(opener: Opener) -> None:
    visit = opener(here="denied")
    visit.locate()
    keep_picture(visit, "phone-zh-denied")
    findings = grave(visit)
    visit.page.goto(f"{opener.address}/s/999999")
    keep_picture(visit, "phone-zh-unknown")

    assert findings + grave(visit) == []


def test_everything_touched_is_as_large_as_a_gloved_finger(opener: Opener) -> None:
    visit = opener()
    visit.locate()
    visit.page.click(f".row a:has-text('{GOOD}')")
    visit.page.wait_for_selector("#share:visible")

    small = visit.page.evaluate(
        """() => [...document.querySelectorAll("a, button, textarea, summary")].filter((each) => each.offsetParent)
                 .map((each) => [each.textContent.trim(), each.getBoundingClientRect()])
                 .filter(([, {width, height}]) => width < 48 || height < 48).map(([text]) => text)"""
    )

    assert small == []


def test_the_first_load_weighs_at_most_60_kb() -> None:
    files = [read(name).body for name in offline.kept()]
    pages = [rendered("courier.html", lang="zh"), offline.worker(None).body, read("courier/icon-192.png").body]

    total = sum(len(gzip.compress(body)) for body in (*files, *pages))

    assert total <= MOST_FIRST_LOAD


def test_what_the_browser_fetches_at_first_weighs_no_more(opener: Opener) -> None:
    visit = opener()

    visit.page.wait_for_load_state("networkidle")

    sizes = visit.page.evaluate(
        """() => [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")]
                   .map(({ transferSize }) => transferSize)"""
    )
    assert len(sizes) > 10
    assert sum(sizes) <= MOST_FIRST_LOAD


def test_the_first_load_brings_no_map(opener: Opener) -> None:
    visit = opener()
    visit.locate()

    assert [url for url in visit.requests if "vendor" in url or "map.js" in url] == []
