"""The planner's page in a real browser over a real worker: what it says is what the service answers."""

import json
from collections.abc import Callable
from typing import Any
from urllib.parse import quote

import pytest
from playwright.sync_api import Page

from tests.pages.planner.conftest import NIGHT, QUESTION, Planner, until_run
from tests.pages.planner.town import HOSTILE_AREA, PARTS, SOUTH, STATIONS, TOWN, WEST
from tests.pages.street import HOSTILE
from tests.pages.visits import Visit

Ask = Callable[..., Any]

ASKED = {"area": TOWN, "needs": ["toilet"], "hour": NIGHT, "demand": "eateries", "streets": None}
NEW = {"add": {"lon": WEST + 0.03, "lat": SOUTH + 0.03, "needs": "all", "hours": "24/7"}}


def whole_number(text: str) -> float:
    """Return a number as the page writes it."""
    return float(text.replace(",", "").replace("−", "-").replace("+", ""))


def table(page: Page) -> dict[str, tuple[float, float]]:
    """Return numerator and denominator of each district of the ranking, by code."""
    page.wait_for_selector("#areas-body .value")
    cells = page.eval_on_selector_all(
        "#areas-body tr", "rows => rows.map(row => [row.dataset.adcode, row.querySelector('.value').textContent])"
    )
    parts = {adcode: text.split(" / ") for adcode, text in cells}
    return {adcode: (whole_number(part), whole_number(whole)) for adcode, (part, whole) in parts.items()}


def edits_of(visit: Visit) -> Any:  # noqa: ANN401 - as the address has them
    """Return the changes that are tried."""
    return visit.page.evaluate("import('/static/planner/state.js').then(({state}) => state.edits)")


def test_a_question_is_answered_by_a_map_and_a_table_that_say_what_the_service_does(planner: Planner, ask: Ask) -> None:
    visit = planner.plan(f"#area={TOWN}&demand=eateries&streets=-")

    visit.page.click("[data-need=toilet]")
    visit.page.click(f"[data-hour='{NIGHT}']")
    visit.until("document.querySelector('#sentence').textContent.includes('周六 22:00')")
    visit.page.wait_for_selector("#map[data-drawn=yes]")
    until_run(visit)

    answer = ask("/v1/coverage", {**ASKED, "keep": False})
    expected = {row["adcode"]: (row["covered_sure"][-1], row["weight"]) for row in answer["areas"]}
    assert table(visit.page) == {adcode: expected[adcode] for adcode in PARTS}
    great = visit.page.inner_text("#standing .great-said")
    assert [f"{expected[TOWN][0]:,.0f}" in great, f"{expected[TOWN][1]:,.0f}" in great] == [True, True]
    assert "需要如厕" in visit.page.inner_text("#sentence")
    assert visit.complaints == []
    assert [url for url in visit.requests if not url.startswith((planner.address, "blob:"))] == []


def test_the_address_is_the_whole_state(planner: Planner) -> None:
    tried = json.dumps([NEW, {"close": 1}])
    plans = json.dumps([{"name": "甲 <b>", "edits": [NEW]}])
    visit = planner.plan(f"{QUESTION}&minutes=10&tab=try&edits={quote(tried)}&plans={quote(plans)}")
    shown = ("#sentence", "#standing", "#try-edits", "#try-outcome", "#compared", "#scenarios", "#legend")
    visit.page.wait_for_selector("#try-outcome .great")
    visit.page.wait_for_selector("#compared td")
    visit.until("!document.querySelector('#try-edits').textContent.includes('…')")
    until_run(visit)
    before = {part: visit.page.inner_text(part) for part in shown}
    address = visit.page.url

    visit.page.reload()
    visit.page.wait_for_selector("#try-outcome .great")
    visit.page.wait_for_selector("#compared td")
    visit.until("!document.querySelector('#try-edits').textContent.includes('…')")
    until_run(visit)

    assert {part: visit.page.inner_text(part) for part in shown} == before
    assert visit.page.url == address
    assert "甲 <b>" in before["#compared"]


def test_a_station_tried_on_the_map_says_at_once_what_it_would_do(planner: Planner, ask: Ask) -> None:
    visit = planner.plan(f"{QUESTION}&tab=try&edits={quote(json.dumps([NEW]))}")
    visit.page.wait_for_selector("#try-outcome .great")

    visit.page.focus(".mark.at-add")
    for _ in range(4):
        visit.page.keyboard.press("ArrowDown")
    nudged = edits_of(visit)
    box = visit.page.locator(".mark.at-add").bounding_box()
    assert box
    visit.page.mouse.move(box["x"] + 15, box["y"] + 15)
    visit.page.mouse.down()
    visit.page.mouse.move(box["x"] - 200, box["y"] + 100, steps=5)
    visit.page.mouse.up()
    dragged = edits_of(visit)
    answer = ask("/v1/whatif", {"question": ASKED, "edits": dragged})["areas"][0]

    said = f"= {answer['after_sure']:,.0f}"
    visit.until(f"document.querySelector('#try-outcome .great-said').textContent.includes({json.dumps(said)})")
    assert NEW["add"]["lat"] > nudged[0]["add"]["lat"] > dragged[0]["add"]["lat"]
    assert NEW["add"]["lon"] == pytest.approx(nudged[0]["add"]["lon"], abs=1e-4)
    assert dragged[0]["add"]["lon"] < NEW["add"]["lon"]
    assert answer["after_sure"] != 720
    assert visit.complaints == []


def test_hours_are_extended_by_a_slider_and_the_scenario_is_kept_by_name(planner: Planner) -> None:
    visit = planner.plan(f"{QUESTION}&tab=try")
    until_run(visit)

    visit.page.select_option("#try-station", label=str(STATIONS[1]["name"]))
    visit.page.click("#try-tools button:has-text('改时间')")
    visit.page.get_by_label("关门").focus()
    for _ in range(4):
        visit.page.keyboard.press("ArrowRight")
    visit.until("document.querySelector('#try-outcome').textContent.includes('百分点')")
    visit.page.fill("#scenario-name", "延时 `${1}`")
    visit.page.click("#save-scenario")
    visit.page.reload()
    visit.page.wait_for_selector("#scenarios li")

    assert "延时 `${1}`" in visit.page.inner_text("#scenarios")
    assert "08:00 – 24:00" in visit.page.inner_text("#try-edits")
    rows = visit.page.locator("#try-outcome tbody tr")
    assert "东南街道" in rows.first.inner_text()


def test_a_district_opened_shows_its_hours_its_gaps_and_its_stations_with_reasons(settled: Visit) -> None:
    settled.page.click("#areas-body button:has-text('东南街道')")
    settled.page.wait_for_selector("#district svg.curve")

    text = settled.page.inner_text("#district")
    assert "08:00" in (settled.page.get_attribute("#district svg.curve", "aria-label") or "")
    assert "东南驿站" in text
    assert "站点此时不开放" in text
    settled.page.go_back()
    settled.page.wait_for_selector("#ranking:visible")


def test_hovering_a_row_marks_the_district_and_hovering_the_district_marks_the_row(settled: Visit) -> None:
    settled.page.wait_for_selector("#map[data-drawn=yes]")

    settled.page.hover("#areas-body tr[data-adcode='310101003']")
    assert settled.page.locator("#areas-body .hovered").get_attribute("data-adcode") == "310101003"
    place = settled.page.locator("#map canvas").bounding_box()
    assert place
    for across in range(380, 940, 40):
        settled.page.mouse.move(across, 500)
    settled.page.wait_for_selector("#areas-body .hovered:not([data-adcode='310101003'])")


def test_a_plan_comes_with_its_proof_and_can_be_tried(planner: Planner) -> None:
    places = "\n".join(f"{WEST + x},{SOUTH + y},{name}" for x, y, name in ((0.03, 0.03, "甲"), (0.01, 0.03, "乙")))
    visit = planner.plan(f"{QUESTION}&tab=site")

    visit.page.fill("#site-p", "1")
    visit.page.select_option("#site-from", "list")
    visit.page.fill("#site-places", places)
    visit.page.click("#site-form .main")
    visit.page.wait_for_selector("#site-plan .step")
    proof = visit.page.inner_text("#site-plan .proof")
    visit.page.reload()
    visit.page.wait_for_selector("#site-plan .step")
    again = visit.page.inner_text("#site-plan .proof")
    visit.page.click("#site-plan button:has-text('把方案放进推演')")
    visit.page.wait_for_selector("#try-outcome .great")

    assert proof == again == "已证明最优"
    assert visit.page.locator(".mark.at-add").count() == 1


def test_what_is_shown_is_compared_with_what_was_pinned(planner: Planner, ask: Ask) -> None:
    visit = planner.plan(QUESTION)
    until_run(visit)

    visit.page.select_option("#against", "pin")
    visit.page.wait_for_selector("#areas-body .change")
    visit.page.click("[data-hour='132']")
    visit.until("document.querySelector('#sentence').textContent.includes('周六 12:00')")
    visit.until(
        "[...document.querySelectorAll('#areas-body .change')].some(({textContent}) => textContent.includes('+'))"
    )

    then, now = (ask("/v1/coverage", {**ASKED, "hour": hour, "keep": False})["areas"] for hour in (NIGHT, 132))
    gains = {
        row["adcode"]: round((row["covered_sure"][-1] - old["covered_sure"][-1]) / row["weight"] * 100, 1)
        for old, row in zip(then, now, strict=True)
    }
    shown = visit.page.eval_on_selector_all(
        "#areas-body tr", "rows => rows.map(row => [row.dataset.adcode, row.querySelector('.change').textContent])"
    )
    assert {adcode: whole_number(text) for adcode, text in shown} == {adcode: gains[adcode] for adcode in PARTS}


def test_a_cell_among_the_steps_is_told_by_what_is_in_it(planner: Planner) -> None:
    visit = planner.plan(f"{QUESTION}&tab=site")

    visit.page.fill("#site-p", "6")  # there are three hosts with a name
    visit.page.select_option("#site-from", "hosts")
    visit.page.click("#site-form .main")
    visit.page.wait_for_selector("#site-plan .step")

    assert "单元内 10 家 · 121.4" in visit.page.inner_text("#site-plan")


def test_a_run_that_has_no_areas_is_not_compared_with(planner: Planner, ask: Ask) -> None:
    plain = {"area": TOWN, "needs": ["toilet"], "demand": "eateries"}
    siting = ask("/v1/siting", {"question": plain, "p": 1, "candidates": {"from": "hosts"}})["run"]

    visit = planner.plan(f"{QUESTION}&against={siting}")
    until_run(visit)

    assert visit.page.locator("#areas-body .change").count() == 0
    assert "against" not in visit.page.evaluate("location.hash")
    assert visit.page.is_hidden("#problem")


def test_hostile_names_are_text(settled: Visit) -> None:
    settled.page.click("#areas-body tr[data-adcode='310101004'] .name")
    settled.page.wait_for_selector("#district .station")

    heading = settled.page.locator("#district h2")

    assert heading.text_content() == HOSTILE_AREA
    assert heading.locator("bdi[dir=auto]").count() == 1
    assert settled.page.locator("#district .station a").first.text_content() == HOSTILE["name"]
    assert settled.page.evaluate("window.XSS") is None
    assert settled.complaints == []


def test_every_number_is_a_click_away_from_its_formula_its_inputs_and_its_band(settled: Visit) -> None:
    settled.page.click("#standing .great .number")

    text = settled.page.inner_text("#explain")
    for said in ("÷ 全部单元需求之和", "确定—可能", "eateries.csv", "直线", "普通一周"):
        assert said in text
    settled.page.keyboard.press("Escape")
    assert not settled.page.is_visible("#explain")
