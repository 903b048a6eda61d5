"""Figures on the planner's page: with the digits of the printed report, and in words where there is none."""

import re
from collections.abc import Mapping
from typing import Any

import pytest
from playwright.sync_api import Page, Route

from maps.coverage_metrics import METRICS, Figure
from maps.report.words import writing
from tests.pages.planner.conftest import QUESTION, Planner, until_run
from tests.pages.planner.town import OTHER, TOWN
from tests.pages.visits import Visit

SOUTH_WEST, SOUTH_EAST, NORTH_WEST, NORTH_EAST = (f"31010100{number}" for number in (1, 2, 3, 4))
SHARES = sorted({part / whole for whole in (7, 8, 160, 2000) for part in range(0, whole + 1, whole // 160 or 1)})
AMOUNTS = [part / 8 for part in range(1, 1000, 7)] + [part / 800 for part in range(1, 90)] + [0, 1234567.5, 99.96]
FEW, OFF = {"weight": 3.0}, {"weight_off_streets": 500.0}
NONE = {"weight": 0.0, "covered_sure": [0.0, 0.0, 0.0], "covered_may": [0.0, 0.0, 0.0]}
OFF_ALL = {"weight_off_streets": 2000.0}
MEANINGLESS = re.compile(r"NaN|undefined|null|Infinity|\[object")
SHEETS = """[...document.querySelectorAll("#areas-body .number")].map((number) => {
  number.click();
  const said = document.querySelector("#explain").textContent;
  document.querySelector("#explain").close();
  return said; }).join()"""
PATTERN = """import("/static/planner/page.js").then(({page}) =>
  page.map.map.getPaintProperty("areas-none", "fill-pattern"))"""

Rows = Mapping[str, Mapping[str, Any]]
"""What is answered of districts instead of what is so."""


def calculated(page: Page, script: str, values: Any) -> Any:  # noqa: ANN401 - whatever a script makes of whatever
    """Return what a script says of values, with the page's `figures` at hand."""
    begin = "const figures = await import('/static/planner/figures.js');"
    return page.evaluate(f"async (given) => {{ {begin} {script} }}", values)


def pretend(visit: Visit, rows: Rows) -> None:
    """Have the service say other things of some districts."""

    def answer(route: Route) -> None:
        real = route.fetch()
        said = real.json()
        found = said if isinstance(said, list) else [*said.get("areas", []), said.get("area", {})]
        for row in found:
            row.update(rows.get(row.get("adcode"), {}))
        route.fulfill(response=real, json=said)

    visit.page.route("**/v1/coverage", answer)
    visit.page.route("**/v1/coverage/*/areas", answer)


def row_of(visit: Visit, adcode: str) -> str:
    """Return what the ranking says of a district."""
    return visit.page.inner_text(f"#areas-body tr[data-adcode='{adcode}']")


def hatches(visit: Visit) -> list[str]:
    """Return the hatchings of the legend, each with what it stands for."""
    return visit.page.locator("#legend-list li:has(.nodata, .empty)").all_inner_texts()


def test_numbers_have_the_digits_that_the_report_gives_them(settled: Visit) -> None:
    found = calculated(
        settled.page,
        """const { amount, changed, metres, percent } = figures;
           return { shares: given.shares.map(percent), amounts: given.amounts.map(amount),
                    metres: given.amounts.map(metres),
                    points: given.shares.map((share) => changed(share - 0.3, { form: "share" })) };""",
        {"shares": SHARES, "amounts": AMOUNTS},
    )

    def points(share: float) -> str:
        return (writing.points(Figure(30, 100), Figure(share * 100, 100, 0)) or "").replace("-", "−")

    assert found["shares"] == [writing.percent(share).replace("%", " %") for share in SHARES]
    assert found["amounts"] == [writing.amount(value) for value in AMOUNTS]
    assert found["metres"] == [writing.metres(value) for value in AMOUNTS]
    assert [each.lstrip("+−") for each in found["points"]] == [points(share).lstrip("+−") for share in SHARES]
    assert found["shares"][SHARES.index(26 / 160)] == "16.3 %"


def test_no_metric_says_what_means_nothing(planner: Planner) -> None:
    visit = planner.plan(QUESTION)
    pretend(visit, {NORTH_EAST: NONE, NORTH_WEST: FEW, SOUTH_EAST: OFF})
    visit.page.click("[data-hour='141']")
    until_run(visit)

    offered = visit.page.eval_on_selector_all("#metric option", "options => options.map(({value}) => value)")
    said = {}
    for metric in offered:
        visit.page.select_option("#metric", metric)
        said[metric] = visit.page.inner_text("#legend") + visit.page.inner_text("#ranking")
        said[metric] += visit.page.evaluate(SHEETS)

    assert {metric: MEANINGLESS.findall(text) for metric, text in said.items() if MEANINGLESS.search(text)} == {}
    of_area = {key for key, metric in METRICS.items() if metric.about == "area"}
    assert of_area - set(offered) == {"lorenz", "density_sure"}
    assert visit.complaints == []


def test_nobody_to_serve_too_few_and_mostly_off_the_streets_are_three_things(planner: Planner) -> None:
    visit = planner.plan(f"#area={TOWN}")
    pretend(visit, {NORTH_EAST: NONE, NORTH_WEST: FEW, SOUTH_EAST: OFF})

    visit.page.goto(f"{planner.address}/planner{QUESTION}")
    visit.page.reload()
    until_run(visit)

    assert "没有需求" in row_of(visit, NORTH_EAST)
    assert "不足 5" in row_of(visit, NORTH_WEST)
    assert "无法判断" in row_of(visit, SOUTH_EAST)
    assert "需求多数不在道路范围内" in row_of(visit, SOUTH_EAST)
    assert "%" in row_of(visit, SOUTH_WEST)
    assert [row_of(visit, adcode).count("%") for adcode in (NORTH_EAST, NORTH_WEST, SOUTH_EAST)] == [0, 0, 0]
    empty, unsaid = hatches(visit)
    assert empty.startswith("没有需求")
    assert {"不足 5，不给比例", "需求多数不在道路范围内，无法判断"} == set(unsaid.split("\n")[0].split(" · "))
    drawn = visit.page.evaluate(PATTERN)
    assert dict(zip(drawn[2:-1:2], drawn[3:-1:2], strict=True)) == {
        NORTH_EAST: "empty",
        NORTH_WEST: "nodata",
        SOUTH_EAST: "nodata",
    }


def test_a_whole_that_is_mostly_off_the_streets_has_no_share_anywhere(planner: Planner) -> None:
    visit = planner.plan(f"#area={TOWN}")
    pretend(visit, {TOWN: OFF_ALL})
    visit.page.click("[data-need=toilet]")
    visit.page.wait_for_selector("#standing .great:has-text('无法判断')")

    said = visit.page.inner_text("#standing")

    assert "2,560 家中有 2,000（78.1 %）离任何道路都太远，计为未覆盖。超过半数，所以不给占比。" in said
    assert said.count("%") == 1
    assert "无法判断" in visit.page.inner_text("#strip-said")
    assert visit.page.locator("#strip [data-share=none]").count() == 168


def test_where_nothing_is_the_words_are_of_nothing_and_not_of_too_few(planner: Planner) -> None:
    visit = planner.plan(f"#area={OTHER}&demand=eateries&streets=-&open={OTHER}")
    visit.page.wait_for_selector("#district .figures")

    assert visit.page.inner_text("#standing .great") == "没有需求"
    facts = visit.page.inner_text("#district .figures")
    visit.page.wait_for_selector("#district h3:has-text('不满足')")
    drawer = visit.page.inner_text("#district")
    assert ["没有空白" in drawer, "都满足" in drawer] == [False, False]
    assert ["没有需求" in facts, "没有站点" in facts, "太少" in facts, "不足" in facts] == [True, True, False, False]


@pytest.mark.parametrize(
    ("metric", "is_ground", "of", "expected"),
    [
        ("covered_km2_sure", False, 4.8, "36.3 %"),
        ("covered_sure", True, 4.8, "36.3 %"),
        ("covered_sure", False, 4.8, None),
        ("answering_sure", True, 4, None),
    ],
)
def test_of_ground_there_is_never_too_little_for_a_share(
    settled: Visit, metric: str, of: float, *, is_ground: bool, expected: str | None
) -> None:
    told = METRICS[metric].as_dict()
    row = {"weight": 900, "weight_off_streets": 0, told["of"]: of, told["value"]: [1.74] if told["at"] else 1.74}

    found = calculated(
        settled.page,
        """const reading = { band: 0, isGround: given.isGround, isStored: true };
           const { size, lack } = figures.figure(given.row, given.metric, reading);
           return [size === null ? null : figures.percent(size), lack];""",
        {"row": row, "metric": told, "isGround": is_ground},
    )

    assert found == [expected, None if expected else "few"]
