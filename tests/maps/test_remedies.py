from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from sqlalchemy.orm import Session

from maps import answering, edits, gaps, remedies, sites
from maps.answering import Answer
from maps.city import City
from maps.question import Question
from maps.remedies import Costs, Remedy
from stations.errors import InputError
from stations.hours import Calendar
from tests.factories import Add
from tests.maps.changed import applied
from tests.maps.test_answering import AS_OF, SIDE, SOUTH, WEST, asked, city_of
from tests.maps.test_whatif import NIGHT, city

__all__ = ["city"]

ASKED = asked(needs=("toilet",), hour=NIGHT, minutes=5)


def edit_of(remedy: Remedy, question: Question) -> edits.Edit:
    """Return the change to stations that a remedy proposes."""
    change: edits.Edit = {"add": {"lon": remedy.lon, "lat": remedy.lat, "needs": "all", "hours": "24/7"}}
    if remedy.action == "extend":
        change = {"hours": {"id": remedy.station_id, "hours": "24/7"}}
    if remedy.action == "equip":
        change = {"equip": {"id": remedy.station_id, "needs": question.needs}}
    return change


def covered(city: City, question: Question, *changes: edits.Edit) -> float:
    """Return the weight surely covered after changes, counted anew."""
    after = city.with_stations(applied(city.roster, changes), Calendar.packaged(), as_of=AS_OF)
    found = answering.answer(after, question)
    return float(found.weight[found.is_covered(found.sure)].sum())


def choices(found: Answer) -> remedies.Options:
    return remedies.options(found, sites.of_gaps(found, gaps.find(found), most=6))


@pytest.mark.parametrize("per", ["yuan", "action"])
@pytest.mark.parametrize("k", [1, 2])
def test_each_step_gains_what_counting_anew_after_it_says(city: City, per: remedies.Per, k: int) -> None:
    question = replace(ASKED, k=k)
    found = answering.answer(city, question)

    steps = remedies.plan(found, choices(found), Costs(), per=per, most=6)

    assert len(steps) == 6
    done: list[edits.Edit] = []
    before = covered(city, question)
    for remedy, total, _ in steps:
        done.append(edit_of(remedy, question))
        after = covered(city, question, *done)
        assert remedy.gain == pytest.approx(after - before)
        assert total == pytest.approx(after)
        before = after


def test_the_first_step_is_the_best_of_all_tried_one_by_one(city: City) -> None:
    found = answering.answer(city, ASKED)
    can, costs = choices(found), Costs(extend=5, equip=3, open=7)
    before = covered(city, ASKED)
    tried = []
    for option, action in enumerate(can.action):
        lon, lat = float(can.lon[option]), float(can.lat[option])
        station = None if action == "open" else int(city.roster.id[can.station[option]])
        one = Remedy(action=action, station_id=station, lon=lon, lat=lat, gain=0, cost=1, is_known=True)
        tried.append(
            (covered(city, ASKED, edit_of(one, ASKED)) - before) / {"extend": 5, "equip": 3, "open": 7}[action]
        )

    ((remedy, _, _),) = remedies.plan(found, can, costs, most=1)

    assert {"extend", "equip", "open"} == set(can.action)
    assert remedy.gain / remedy.cost == pytest.approx(max(tried))


def test_a_gap_gets_the_action_that_covers_most_of_it_by_the_yuan(city: City) -> None:
    found = answering.answer(city, ASKED)
    told = gaps.find(found)
    can = choices(found)

    best = remedies.of_gaps(found, told, can, Costs())

    assert len(best) == len(told)
    for gap, remedy in zip(told, best, strict=True):
        assert remedy is not None
        after = city.with_stations(applied(city.roster, [edit_of(remedy, ASKED)]), Calendar.packaged(), as_of=AS_OF)
        answer = answering.answer(after, ASKED)
        now = answer.is_covered(answer.sure)[gap.cells]
        assert remedy.gain == pytest.approx(found.weight[gap.cells][now].sum())


def test_what_costs_nothing_worth_mention_comes_first_and_what_is_dear_last(city: City) -> None:
    found = answering.answer(city, ASKED)
    can = choices(found)

    dear = remedies.plan(found, can, Costs(open=1e12), most=1)
    cheap = remedies.plan(found, can, Costs(open=1e-6), most=1)

    assert dear[0].remedy.action != "open"
    assert cheap[0].remedy.action == "open"


def test_stations_are_kept_open_or_equipped_only_where_that_is_what_they_lack(city: City) -> None:
    found = answering.answer(city, ASKED)
    can = choices(found)

    has, may_have = city.roster.having(["toilet"])
    is_open, may_be_open = city.week.sure[:, NIGHT], city.week.may[:, NIGHT]
    for action, station, is_known in zip(can.action, can.station.tolist(), can.is_known.tolist(), strict=True):
        if action == "extend":
            assert (has[station], is_open[station]) == (True, False)
            assert is_known == (not may_be_open[station])
        elif action == "equip":
            assert (has[station], is_open[station]) == (False, True)
            assert is_known == (not may_have[station])
        else:
            assert station == -1


@pytest.mark.usefixtures("city")
def test_where_all_are_served_nothing_is_to_be_done(session: Session, add: Add, tmp_path: Path) -> None:
    step = SIDE / 6
    for number in range(36):
        row, column = divmod(number, 6)
        add({"lon": WEST + step * (column + 0.5), "lat": SOUTH + step * (row + 0.5)})
    question = asked(minutes=15)
    found = answering.answer(city_of(session, tmp_path, question), question)

    assert remedies.plan(found, choices(found), Costs()) == []


def test_new_ones_stand_in_the_middle_of_gaps_and_in_the_parts_with_most_demand(city: City) -> None:
    found = answering.answer(city, ASKED)
    told = gaps.find(found)
    can = choices(found)

    places = {(site.lon, site.lat) for site in can.sites.all}
    middles = {(city.cells.lon[gap.middle], city.cells.lat[gap.middle]) for gap in told}
    assert middles <= places
    assert len(middles) <= len(places) <= len(middles) + 6
    assert can.site(0) is None
    assert [can.site(option) for option, action in enumerate(can.action) if action == "open"] == list(can.sites.all)
    assert "each of the 6 parts of gaps with most demand" in remedies.assumed(can).en
    assert "6 片" in remedies.assumed(can).zh


@pytest.mark.parametrize(
    "costs", [{"open": 0}, {"extend": -1}, {"equip": float("nan")}, {"open": float("inf")}, {"extend": 1e13}]
)
def test_a_cost_is_a_number_above_nothing(costs: dict[str, Any]) -> None:
    with pytest.raises(InputError) as refused:
        Costs(**costs)

    assert refused.value.field == "costs"
    assert np.isfinite(Costs().open)
