"""Plans against every plan there is."""

import numpy as np
import pytest

from maps.siting import planning, reach
from maps.siting.plan import Plan
from maps.siting.planning import Town
from tests.maps.siting.towns import SEEDS, candidates, choices, existing, served, town, weight_of


def opened(asked: Town, plan: Plan) -> list[int]:
    return [step.candidate + asked.existing for step in plan.steps]


def is_proven_best(plan: Plan, best: float) -> bool:
    return plan.objective == pytest.approx(best) and plan.bound >= best * (1 - 1e-12) and plan.gap <= 1e-5


@pytest.mark.parametrize("seed", SEEDS)
def test_as_many_stations_as_allowed_serve_the_most_that_any_such_choice_serves(seed: int) -> None:
    random = np.random.default_rng(seed)
    asked, p = town(random), int(random.integers(0, 5))
    best = max(weight_of(asked, [*existing(asked), *more]) for more in choices(candidates(asked), p))

    plan = planning.most_served(asked, p=p)

    assert is_proven_best(plan, best)
    assert len(plan.steps) <= p
    assert weight_of(asked, [*existing(asked), *opened(asked, plan)]) == pytest.approx(plan.objective)


@pytest.mark.parametrize("seed", SEEDS)
def test_moving_some_stations_serves_the_most_that_any_such_moves_serve(seed: int) -> None:
    random = np.random.default_rng(seed)
    asked, p, moves = town(random), int(random.integers(0, 4)), int(random.integers(1, 3))
    best = max(
        weight_of(asked, [*(set(existing(asked)) - set(shut)), *more])
        for shut in choices(existing(asked), moves)
        for more in choices(candidates(asked), p + len(shut))
    )

    plan = planning.most_served(asked, p=p, most_moved=moves)

    kept = set(existing(asked)) - set(plan.closed)
    assert is_proven_best(plan, best)
    assert len(plan.closed) <= moves
    assert len(plan.steps) <= p + len(plan.closed)
    assert weight_of(asked, [*kept, *opened(asked, plan)]) == pytest.approx(plan.objective)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_budget_buys_the_most_that_any_affordable_choice_serves(seed: int) -> None:
    random = np.random.default_rng(seed)
    asked, budget = town(random), float(random.integers(0, 20))
    cost = random.integers(0, 8, asked.candidates).astype(float)
    affordable = (
        more
        for more in choices(candidates(asked), asked.candidates)
        if sum(cost[site - asked.existing] for site in more) <= budget
    )
    best = max(weight_of(asked, [*existing(asked), *more]) for more in affordable)

    plan = planning.best_for_money(asked, cost=cost, budget=budget)

    assert is_proven_best(plan, best)
    assert sum(cost[step.candidate] for step in plan.steps) <= budget


@pytest.mark.parametrize("seed", SEEDS)
def test_all_are_served_by_the_fewest_stations_that_can(seed: int) -> None:
    asked = town(np.random.default_rng(seed))
    reachable = served(asked, [*existing(asked), *candidates(asked)])
    fewest = min(
        len(more)
        for more in choices(candidates(asked), asked.candidates)
        if np.array_equal(served(asked, [*existing(asked), *more]), reachable)
    )

    plan = planning.all_served(asked)

    assert plan.objective == plan.bound == fewest
    assert np.array_equal(served(asked, [*existing(asked), *opened(asked, plan)]), reachable)
    assert plan.unreachable.tolist() == np.flatnonzero(~reachable).tolist()


@pytest.mark.parametrize("seed", SEEDS)
def test_sites_stand_in_order_of_what_they_add(seed: int) -> None:
    asked = town(np.random.default_rng(seed))

    plan = planning.most_served(asked, p=4)

    gains = [step.gain for step in plan.steps]
    before = [[*existing(asked), *opened(asked, plan)[:count]] for count in range(len(gains) + 1)]
    assert gains == sorted(gains, reverse=True)
    assert [step.served for step in plan.steps] == pytest.approx([weight_of(asked, each) for each in before[1:]])
    assert plan.before == pytest.approx(weight_of(asked, existing(asked)))


def test_two_sites_that_serve_the_same_are_not_both_chosen() -> None:
    sites, people = np.array([[0.0, 0.0], [0.0, 0.0], [9.0, 0.0]]), np.array([[0.0, 1.0], [9.0, 1.0]])
    asked = Town(reach.planar(sites, people, limit_m=1.0), 0, np.array([5.0, 1.0]))

    plan = planning.most_served(asked, p=3)

    assert [(step.candidate, step.gain) for step in plan.steps] == [(0, 5.0), (2, 1.0)]
    assert (plan.objective, plan.bound, plan.gap) == (6.0, 6.0, 0.0)


def test_a_town_without_demand_or_candidates_needs_no_station() -> None:
    nowhere = np.empty((0, 2))
    asked = Town(reach.planar(nowhere, nowhere, limit_m=1.0), 0, np.empty(0))

    plans = [planning.most_served(asked, p=2), planning.all_served(asked)]

    assert [(plan.objective, plan.bound, plan.gap, list(plan.steps)) for plan in plans] == [(0.0, 0.0, 0.0, [])] * 2


def test_a_plan_that_need_not_be_best_says_how_far_it_may_be_from_it() -> None:
    random = np.random.default_rng(1)
    places = random.uniform(0, 1000, (400, 2))
    asked = Town(reach.planar(places, places, limit_m=150.0), 0, random.integers(1, 100, 400).astype(float))

    rough, best = (planning.most_served(asked, p=12, gap=gap) for gap in (0.2, 0.0))

    assert rough.gap <= 0.2
    assert rough.objective <= best.objective <= best.bound <= rough.bound


def test_the_same_question_has_the_same_answer() -> None:
    random = np.random.default_rng(2)
    places = random.uniform(0, 1000, (300, 2))
    asked = Town(reach.planar(places, places, limit_m=120.0), 10, random.random(300))

    one, two = (planning.most_served(asked, p=9, most_moved=3) for _ in range(2))

    assert (one.steps, one.bound, one.closed) == (two.steps, two.bound, two.closed)
