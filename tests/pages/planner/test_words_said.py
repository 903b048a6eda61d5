"""Small things on the planner's page: one is not said as several, a gap by its place, a level curve once."""

import json

import pytest
from playwright.sync_api import Route

from tests.pages.planner.conftest import QUESTION, Planner, until_run
from tests.pages.planner.test_planner import NEW
from tests.pages.visits import Visit

CURVE = """async (sure) => {
  const { curve } = await import("/static/planner/curve.js");
  const hours = Array.from({ length: 168 }, () => 100);
  return curve({ weight: hours, covered_sure: hours.map((_, hour) => sure[hour % sure.length]), covered_may: hours }, 0)
    .querySelector("figcaption").textContent; }"""
LAYERS = "import('/static/planner/page.js').then(({page}) => page.map.map.getStyle().layers.map(({id}) => id))"
PLACE = {"zh": "人民广场以东", "en": "east of the square"}


@pytest.mark.parametrize(
    ("sure", "said"),
    [
        ([0], "各时段的确定覆盖都是 0.0 %。"),
        ([25], "各时段的确定覆盖都是 25.0 %。"),
        ([25, 50], "确定覆盖最低 25.0 %（周一 00:00），最高 50.0 %（周一 01:00）。"),
    ],
)
def test_a_curve_that_is_level_has_neither_lowest_nor_highest(settled: Visit, sure: list[int], said: str) -> None:
    assert settled.page.evaluate(CURVE, sure) == said


def test_names_of_districts_are_drawn_over_stations(settled: Visit) -> None:
    settled.page.wait_for_selector("#map[data-drawn=yes]")
    layers = settled.page.evaluate(LAYERS)

    assert [layers.index("names") > layers.index(of) for of in ("stations-all", "stations-asked")] == [True, True]


def test_one_change_is_not_said_as_several(planner: Planner) -> None:
    plans = json.dumps([{"name": "one", "edits": [NEW]}, {"name": "two", "edits": [NEW, NEW]}])
    visit = planner.plan(f"{QUESTION}&tab=try&plans={plans}", lang="en")

    said = visit.page.inner_text("#scenarios")

    assert "1 change" in said.split("\n")[0] + said.split("\n")[1]
    assert "1 changes" not in said
    assert "2 changes" in said


def test_a_gap_is_called_by_its_place_where_that_is_told(planner: Planner) -> None:
    visit = planner(f"/planner?lang=en{QUESTION}&tab=gaps", size=(1440, 900))
    visit.context.set_default_timeout(90_000)

    def place_first(route: Route) -> None:
        answer = route.fetch()
        said = answer.json()
        said["features"][0]["properties"]["where"] = PLACE
        route.fulfill(response=answer, json=said)

    visit.page.route("**/v1/coverage/*/gaps", place_first)
    until_run(visit)

    first, second = visit.page.locator("#gaps-list h3").all_inner_texts()[:2]
    assert first.startswith("1. east of the square")
    assert "街道" in second or "img" in second
