"""What somebody gives up says so where its answer would stand, and is asked for once more; no old number stays."""

import json
from typing import NamedTuple
from urllib.parse import quote

import pytest
from playwright.sync_api import Route

from tests.pages.planner.conftest import PATIENCE_S, QUESTION, Planner, until_run
from tests.pages.planner.test_planner import NEW
from tests.pages.visits import DESK, Visit

CANCEL = ".work:has-text('{}') button:has-text('取消')"
AGAIN = "button:has-text('再算一次')"
EDITED = f"{QUESTION}&tab=try&edits={quote(json.dumps([NEW]))}"
SITED = f"{QUESTION}&tab=site&site={quote(json.dumps({'p': 1, 'from': 'hosts'}))}"


def hold_what_is_kept(route: Route) -> None:
    """Leave a question that is to be stored without an answer; let the others be answered."""
    if not (route.request.post_data_json or {}).get("keep"):
        route.continue_()


def test_no_figure_of_the_question_before_stays_under_one_that_is_given_up(settled: Visit) -> None:
    settled.page.route("**/v1/coverage", lambda _: None)
    settled.page.click("[data-hour='0']")
    settled.page.click(CANCEL.format("覆盖"))
    settled.page.wait_for_selector("#problem:visible")

    assert "已取消" in settled.page.inner_text("#problem")
    assert "黄浦区" in settled.page.inner_text("#sentence")
    assert "周一 00:00" in settled.page.inner_text("#sentence")
    left = ("#standing", "#areas-body", "#legend-list", "#gaps-list", "#gaps-said")
    assert [settled.page.text_content(part) for part in left] == [""] * len(left)
    assert settled.page.is_hidden("#make-report")

    settled.page.unroute("**/v1/coverage")
    settled.page.click(f"#problem {AGAIN}")
    until_run(settled)
    assert settled.page.is_hidden("#problem")
    assert settled.page.locator("#areas-body tr").count() > 0
    assert settled.complaints == []


def test_a_question_whose_place_another_takes_is_not_called_given_up(settled: Visit) -> None:
    settled.page.route("**/v1/coverage", lambda _: None)
    settled.page.click("[data-hour='1']")
    settled.page.wait_for_selector(CANCEL.format("覆盖"))
    settled.page.unroute("**/v1/coverage")

    with settled.page.expect_response("**/gaps"):
        settled.page.click("[data-hour='2']")

    assert "已取消" not in settled.page.inner_text("main")
    assert settled.page.inner_text("#standing .great") != ""


def test_gaps_that_are_given_up_are_asked_for_once_more(planner: Planner) -> None:
    visit = planner(f"/planner{QUESTION}&open=310101002&tab=areas", size=DESK)
    visit.page.route("**/v1/coverage", hold_what_is_kept)
    visit.page.click(CANCEL.format("空白"))

    visit.page.wait_for_selector(f"#district {AGAIN}")
    assert visit.page.inner_text("#gaps-said").startswith("已取消")
    assert "正在等结果" not in visit.page.inner_text("#district")
    assert visit.page.inner_text("#stations-others") == "站点：尚未得知"
    visit.page.unroute("**/v1/coverage")
    visit.page.click(f"#district {AGAIN}")
    until_run(visit)
    visit.page.wait_for_selector("#district .station")
    assert visit.page.inner_text("#stations-others") == "其他站点"


def test_what_gives_up_stays_where_it_is_while_the_work_goes_on(settled: Visit) -> None:
    said = settled.page.evaluate(
        """async () => {
          const { busy } = await import("/static/planner/busy.js");
          let tell = null;
          busy("trial", "one", (signal, told) => new Promise(() => { tell = told; }));
          await new Promise((late) => setTimeout(late, 500));
          const button = document.querySelector("#busy button");
          button.focus();
          tell(0.5, "two");
          const said = [document.activeElement === button, document.querySelector("#busy span").textContent,
                        document.querySelector("#busy progress").value];
          document.querySelector("#busy").replaceChildren();
          return said; }"""
    )

    assert said == [True, "two", 0.5]


class Asked(NamedTuple):
    """Something that is asked: where, what begins it, what is said meanwhile; where it is missed, where it stands."""

    path: str
    state: str
    begun_by: str
    said_by_busy: str
    place: str
    answer: str


@pytest.mark.parametrize(
    "asked",
    [
        Asked("whatif", EDITED, "#for-try", "推演", "#try-outcome", "#try-outcome .great"),
        Asked("coverage/week", QUESTION, "#for-areas", "时段", "#strip-said", "#strip [data-share='1']"),
        Asked("siting", SITED, "#site-form .main", "选址", "#site-problem", "#site-plan .step"),
    ],
    ids=lambda asked: asked.path,
)
def test_whatever_is_given_up_offers_to_ask_once_more(planner: Planner, asked: Asked) -> None:
    visit = planner(f"/planner{asked.state}", size=DESK)
    visit.context.set_default_timeout(PATIENCE_S * 1000)
    visit.page.route(f"**/v1/{asked.path}", lambda _: None)
    visit.page.wait_for_selector("#standing .great")

    visit.page.click(asked.begun_by)
    visit.page.click(CANCEL.format(asked.said_by_busy))
    visit.page.wait_for_selector(f"{asked.place}:has-text('已取消')")
    visit.page.unroute(f"**/v1/{asked.path}")
    visit.page.click(f"{asked.place} {AGAIN}")
    visit.page.wait_for_selector(asked.answer)

    assert "已取消" not in visit.page.inner_text("main")
