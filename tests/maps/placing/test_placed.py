"""Plans for a small district against every plan there is, with ways by SciPy's Dijkstra."""

from dataclasses import replace
from math import fsum
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from sqlalchemy.orm import Session

from maps import answering
from maps.demand import store
from maps.placing import finding, placed, telling
from maps.placing.asked import Aim, Place, Pool, Siting
from maps.placing.board import Board
from maps.placing.candidates import listed
from maps.placing.placed import Placed
from maps.remedies import Costs
from stations import registry
from tests.factories import Add, square
from tests.maps.placing.cities import Banks, banks, choices
from tests.maps.test_answering import SOUTH, WEST, asked, city_of

SEEDS = (1, 2, 3)


@pytest.fixture(params=SEEDS)
def here(request: pytest.FixtureRequest, session: Session, add: Add, tmp_path: Path) -> Banks:
    return banks(session, add, tmp_path, request.param)


def plan_of(here: Banks, places: tuple[Place, ...] | None = None, **aim: Any) -> Placed:  # noqa: ANN401 - of many types
    places = here.candidates if places is None else places
    siting = Siting(question=here.question, aim=Aim(**aim), pool=Pool(source="list", places=places))
    return placed.solve(Board(city=here.city, siting=siting, candidates=listed(places)))


def chosen(here: Banks, found: Placed) -> list[int]:
    return [step.candidate + here.stations for step in found.plan.steps]


def is_proven(found: Placed, best: float) -> bool:
    return found.plan.objective == pytest.approx(best) and found.plan.bound >= best * (1 - 1e-12)


def test_the_plan_covers_the_most_that_any_choice_of_as_many_covers(here: Banks) -> None:
    for p in range(5):
        best = max(here.weight_of([*here.existing, *more]) for more in choices(here.others, p))

        found = plan_of(here, p=p)

        assert is_proven(found, best)
        assert found.plan.gap <= 1e-5
        assert here.weight_of([*here.existing, *chosen(here, found)]) == pytest.approx(best)


def test_a_budget_buys_the_most_that_any_affordable_choice_covers(here: Banks) -> None:
    random = np.random.default_rng(9)
    cost = random.integers(1, 9, len(here.candidates)).tolist()
    places = tuple(
        Place(lon=place.lon, lat=place.lat, cost=float(yuan)) for place, yuan in zip(here.candidates, cost, strict=True)
    )
    best = max(
        here.weight_of([*here.existing, *more])
        for more in choices(here.others, len(cost))
        if sum(cost[place - here.stations] for place in more) <= 10
    )

    found = plan_of(here, places, budget=10)

    assert is_proven(found, best)
    assert telling.summary(found)["cost"] == sum(cost[step.candidate] for step in found.plan.steps) <= 10


def test_all_are_covered_by_the_fewest_that_could(here: Banks) -> None:
    least, all_of_them = here.weight_of(here.existing), here.weight_of(range(len(here.reach)))
    assert least < all_of_them
    fewest = min(
        len(more)
        for more in choices(here.others, len(here.candidates))
        if here.weight_of([*here.existing, *more]) == pytest.approx(all_of_them)
    )

    found = plan_of(here, cover_all=True)

    told = telling.summary(found)
    assert (told["model"], told["objective"], told["bound"]) == ("lscp", fewest, fewest)
    assert told["covered"] == pytest.approx(all_of_them)
    nobody = np.flatnonzero(~here.reach.any(axis=0))
    assert told["unreached"]["cells"] == len(nobody)
    assert {cell["h3"] for cell in told["unreached"]["listed"]} == {f"{here.city.cells.h3[cell]:x}" for cell in nobody}


def test_moving_stations_covers_the_most_that_any_such_moves_cover_and_none_from_beyond_the_border(here: Banks) -> None:
    own = [1]  # the first stands in another district
    best = max(
        here.weight_of([*(set(here.existing) - set(shut)), *more])
        for shut in choices(own, 2)
        for more in choices(here.others, 1 + len(shut))
    )

    found = plan_of(here, p=1, move=2)

    told = telling.summary(found)
    assert is_proven(found, best)
    assert {station["id"] for station in told["closed"]} <= {int(here.city.roster.id[1])}
    moves = [row for row in telling.rows(found) if row["action"] == "move"]
    assert [row["station_id"] for row in moves] == [station["id"] for station in told["closed"]]
    assert told["areas"][0]["lost_sure"] == pytest.approx(
        here.weight_of(here.existing)
        + told["areas"][0]["gained_sure"]
        - here.weight_of([0, *chosen(here, found)] if moves else [*here.existing, *chosen(here, found)])
    )


def test_what_exists_covers_just_what_coverage_says(here: Banks) -> None:
    rows = answering.rows(answering.answer(here.city, here.question))
    band = here.question.bands_dm.index(here.question.limit_dm)

    told = telling.summary(plan_of(here, p=2))

    assert [area["before_sure"] for area in told["areas"]] == pytest.approx([row["covered_sure"][band] for row in rows])
    assert [area["weight"] for area in told["areas"]] == pytest.approx([row["weight"] for row in rows])
    assert told["before"] == pytest.approx(here.weight_of(here.existing))


def test_gains_add_up_from_step_to_step_and_none_follows_a_smaller_one(here: Banks) -> None:
    found = plan_of(here, p=5)

    told, rows = telling.summary(found), telling.rows(found)
    gains = [row["gain"] for row in rows]
    assert len(rows) > 2
    assert gains == sorted(gains, reverse=True)
    covered = [told["before"] + fsum(gains[:number]) for number in range(1, len(gains) + 1)]
    assert [row["covered"] for row in rows] == pytest.approx(covered)
    sites = chosen(here, found)
    for number, row in enumerate(rows, 1):
        assert row["covered"] == pytest.approx(here.weight_of([*here.existing, *sites[:number]]))
    whole = told["areas"][0]
    assert whole["after_sure"] == pytest.approx(covered[-1])
    assert whole["gained_sure"] == pytest.approx(fsum(gains))


def test_the_same_wish_has_the_same_answer_and_the_same_name(here: Banks) -> None:
    one, two = plan_of(here, p=3), plan_of(here, p=3)

    assert (one.board.id, telling.summary(one), telling.rows(one)) == (
        two.board.id,
        telling.summary(two),
        telling.rows(two),
    )
    assert plan_of(here, p=2).board.id != one.board.id
    assert plan_of(here, here.candidates[1:], p=3).board.id != one.board.id


def test_more_stations_than_candidates_open_only_those_that_add_something(here: Banks) -> None:
    everything = here.weight_of(range(len(here.reach)))

    found = plan_of(here, p=500)

    assert found.plan.objective == pytest.approx(everything)
    assert found.plan.gap <= 1e-12
    assert len(found.plan.steps) <= len(here.candidates)


def test_candidates_out_of_reach_of_everybody_are_told_and_never_chosen(here: Banks) -> None:
    abroad = Place(lon=2.35, lat=48.85)

    found = plan_of(here, (abroad, *here.candidates), p=500)

    told = telling.summary(found)["candidates"]
    assert (told["outside"], told["idle"]) == (1, 1)
    assert 0 not in [step.candidate for step in found.plan.steps]


def test_the_other_list_opens_stations_at_the_candidates_alone_as_dear_as_they_are(here: Banks) -> None:
    places = tuple(
        replace(place, name=f"候选{number}", cost=float(number % 3))
        for number, place in enumerate(here.candidates)  # the first and every third from there are free
    )
    wish = Siting(
        question=here.question,
        aim=Aim(p=1),
        pool=Pool(source="list", places=places),
        costs=Costs(extend=1e12, equip=1e12),
        remedies=6,
    )

    told = telling.summary(placed.solve(Board(city=here.city, siting=wish, candidates=listed(places))))

    steps = [step for step in told["remedies"]["steps"] if step["action"] == "open"]
    opened = list(here.existing)
    assert len(steps) > 2
    for step in steps:
        before, candidate = here.weight_of(opened), step["detail"]["candidate"] - 1
        worth = [
            (here.weight_of([*opened, here.stations + number]) - before) / max(place.cost or 0.0, 0.01)
            for number, place in enumerate(places)
        ]
        assert worth[candidate] == pytest.approx(max(worth))
        opened.append(here.stations + candidate)
        assert step["gain"] == pytest.approx(here.weight_of(opened) - before)
        assert (step["label"], step["cost"]) == (places[candidate].name, places[candidate].cost)
        assert (step["detail"]["lon"], step["detail"]["lat"]) == (places[candidate].lon, places[candidate].lat)
    assert "the 8 candidates of this plan (8 at the cost given)" in told["remedies"]["assumed"]["en"]


def test_a_host_in_service_is_equipped_in_the_other_list_and_not_opened_beside_that(
    session: Session, add: Add, tmp_path: Path
) -> None:
    registry.put_districts(session, [square("310101", west=WEST, south=SOUTH, side=0.02)])
    serving, planned = add(
        {"lon": WEST + 0.004, "lat": SOUTH + 0.01, "amenities": {"toilet": "no"}, "name": "在用"},
        {"lon": WEST + 0.016, "lat": SOUTH + 0.01, "operation": "planned", "name": "拟建"},
    )
    question = asked(needs=("toilet",), minutes=5)
    wish = Siting(question=question, aim=Aim(p=1), pool=Pool(source="hosts"), per="action")
    city = city_of(session, tmp_path, question)
    found = finding.candidates(city, wish, session=session, home=tmp_path)

    told = telling.summary(placed.solve(Board(city=city, siting=wish, candidates=found)))["remedies"]

    assert sorted((step["action"], step["station_id"], step["label"]) for step in told["steps"]) == [
        ("equip", serving, "在用"),
        ("open", planned, "拟建"),
    ]
    assert "the 1 candidates of this plan that are no stations in use" in told["assumed"]["en"]


def test_where_all_are_covered_nothing_is_planned(here: Banks) -> None:
    question = Siting(question=here.question, aim=Aim(p=1)).question
    everywhere = Siting(
        question=type(question)(**{**question.as_dict(), "minutes": 60.0}),
        aim=Aim(p=3),
        pool=Pool(source="list", places=here.candidates),
    )

    found = placed.solve(Board(city=here.city, siting=everywhere, candidates=listed(here.candidates)))

    told = telling.summary(found)
    assert told["before"] == told["objective"] == told["bound"] == told["total"]
    assert (telling.rows(found), told["gap"], told["remedies"]["steps"]) == ([], 0.0, [])


@pytest.mark.parametrize("aim", [{"p": 2}, {"budget": 1e6}, {"cover_all": True}, {"p": 0, "move": 2}])
def test_where_nobody_is_nothing_is_planned_and_no_share_made_up(
    session: Session, add: Add, tmp_path: Path, aim: dict[str, Any]
) -> None:
    registry.put_districts(
        session, [square("310101", west=WEST, south=SOUTH, side=0.02), square("310104", west=WEST + 1, south=SOUTH)]
    )
    add({"lon": WEST + 0.01, "lat": SOUTH + 0.01})
    elsewhere = store.save(tmp_path, city_of(session, tmp_path, asked(area="310104")).demand)
    question = asked(demand=elsewhere.hash)
    places = (Place(lon=WEST + 0.01, lat=SOUTH + 0.01),)
    siting = Siting(question=question, aim=Aim(**aim), pool=Pool(source="list", places=places))
    board = Board(city=city_of(session, tmp_path, question), siting=siting, candidates=listed(places))

    found = placed.solve(board)

    told = telling.summary(found)
    assert telling.rows(found) == []
    assert (told["total"], told["before"], told["objective"], told["bound"], told["gap"]) == (0, 0, 0, 0, 0)
    assert (told["candidates"]["idle"], told["unreached"]["cells"]) == (1, 0)
    assert not board.is_long
