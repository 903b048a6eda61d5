"""Whether everybody can use the planner's page, in both languages and schemes; what it says when something fails."""

import json
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from pandas import Series
from playwright.sync_api import Browser

from api.app import create_app
from maps import classes
from stations.config import Settings
from tests.pages.live import Service
from tests.pages.planner.conftest import QUESTION, Planner, until_run
from tests.pages.planner.test_planner import NEW
from tests.pages.planner.town import OTHER, TOWN
from tests.pages.visits import DESK, PHONE, Visit, keep_picture
from tests.read_models import Fresh

AXE = Path(__file__).parents[3] / "node_modules" / "axe-core" / "axe.min.js"
TABLET = (1024, 768)
CHINESE = """() => {
  const copy = document.body.cloneNode(true);
  for (const each of copy.querySelectorAll("bdi, script, #language, #try-station, [hidden]")) each.remove();
  return copy.textContent.match(/[\\u4e00-\\u9fff]+/g) ?? []; }"""
"""What is left in Chinese once the names that are data are taken out."""


def grave(visit: Visit) -> list[str]:
    """Return what axe-core finds, unless it is minor."""
    visit.page.evaluate(AXE.read_text("utf-8"))
    found = visit.page.evaluate("axe.run().then(({violations}) => violations.filter(({impact}) => impact !== 'minor'))")
    return [f"{each['id']}: {node['html'][:160]}" for each in found for node in each["nodes"]]


@pytest.mark.parametrize(
    ("name", "size", "lang", "scheme"),
    [("desk", DESK, "zh", "light"), ("tablet", TABLET, "en", "dark"), ("phone", PHONE, "zh", "dark")],
)
def test_every_tab_is_accessible(planner: Planner, name: str, size: tuple[int, int], lang: str, scheme: str) -> None:
    edits = quote(json.dumps([NEW, {"hours": {"id": 2, "hours": "08:00-22:00"}}]))
    visit = planner.plan(f"{QUESTION}&edits={edits}", size=size, lang=lang, scheme=scheme)
    until_run(visit)
    findings, chinese = grave(visit), []

    for tab in ("gaps", "try", "site", "areas"):
        visit.page.click(f"#for-{tab}")
        keep_picture(visit, f"planner-{name}-{lang}-{scheme}-{tab}")
        findings += grave(visit)
        chinese += visit.page.evaluate(CHINESE)
    visit.page.locator("#areas-body .name").first.click()
    visit.page.wait_for_selector("#district svg.curve")
    findings += grave(visit)
    visit.page.locator("#make-report").click()
    keep_picture(visit, f"planner-{name}-{lang}-{scheme}-report")
    findings += grave(visit)
    chinese += visit.page.evaluate(CHINESE)
    visit.page.locator("#report .close").click()
    visit.page.locator("#standing .number").click()
    findings += grave(visit)

    assert findings == []
    assert lang == "zh" or chinese == []
    assert visit.complaints == []


def test_the_hours_and_the_tabs_are_reached_and_moved_by_keys(settled: Visit) -> None:
    settled.page.focus("#strip [tabindex='0']")
    settled.page.keyboard.press("ArrowUp")
    settled.page.keyboard.press("Enter")
    settled.until("document.querySelector('#hour-said').textContent === '周五 22:00'")
    settled.page.focus("#for-areas")
    settled.page.keyboard.press("ArrowRight")

    assert settled.page.is_visible("#tab-gaps")
    assert "可能" in (settled.page.get_attribute("[data-hour='118']", "aria-label") or "")


def test_quantiles_are_those_of_the_printed_maps(settled: Visit) -> None:
    samples = [[3.0], [0.12, 0.5, 0.5, 0.77], [1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 90.0], [0.0, 0.031, 0.2]]

    found = settled.page.evaluate(
        """async (samples) => { const { quantiles } = await import("/static/planner/classes.js");
             return samples.map((values) => quantiles(values, 0.01)); }""",
        samples,
    )

    expected = [classes.breaks(Series([each for each in values if each > 0]), step=0.01) for values in samples]
    assert found == [pytest.approx(each) for each in expected]


def test_where_nothing_is_imported_the_page_says_what_it_can_and_how_to_import(planner: Planner) -> None:
    visit = planner.plan(f"#area={OTHER}&demand=-&streets=-&mode=ebike")

    said = visit.page.inner_text("#standing")

    assert "按面积计" in said
    assert "未用道路" in said
    assert "区内没有站点" in said
    assert "yizhan import streets" in visit.page.inner_text("#no-inputs")


def test_an_unknown_area_and_a_hostile_address_are_said_in_words(planner: Planner) -> None:
    visit = planner(
        "/planner#area=999999&demand=eateries&streets=-&minutes=x&edits=[null,{}]&plans=3&site=7", size=DESK
    )

    visit.page.wait_for_selector("#problem:visible")

    assert "999999" in visit.page.inner_text("#problem")
    assert visit.page.input_value("#minutes") == "15"


@pytest.fixture
def workless(town: Service, tmp_path: Path) -> Iterator[Service]:
    """Serve the town without a worker."""
    database = town.app.state.database
    with Service(create_app(Settings(home=tmp_path), database, Fresh(database))) as service:
        yield service


def test_without_a_worker_the_page_says_whom_to_ask(browser: Browser, workless: Service) -> None:
    opener = Planner(browser, workless.address)
    visit = opener(f"/planner?lang=en#area={TOWN}", size=DESK)

    visit.page.wait_for_selector("#problem:visible")

    assert "The worker is not running" in visit.page.inner_text("#problem")
    assert "yizhan worker" in visit.page.inner_text("#problem")
    assert visit.page.locator("#map canvas").count() == 1
    opener.close()
