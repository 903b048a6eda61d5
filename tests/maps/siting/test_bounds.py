"""Bounds hold whatever the prices, and reductions lose no best plan."""

import numpy as np
import pytest

from maps.siting import dual, instance, limits, reductions
from maps.siting.instance import Instance
from maps.siting.limits import Limits
from tests.maps.siting.towns import SEEDS, choices, served, town, weight_of

Best = tuple[Instance, Limits, float]


def small(random: np.random.Generator) -> Best:
    """Return an instance with limits of any kind, and the most that any choice within them serves."""
    asked = town(random)
    sites = asked.existing + asked.candidates
    kinds = (
        limits.number(sites, int(random.integers(0, 4))),
        limits.money(random.integers(0, 5, sites).astype(float), float(random.integers(0, 9))),
        limits.moves(asked.existing, asked.candidates, p=1, most_moved=1),
    )
    allowed = kinds[random.integers(3)]
    plans = [chosen for chosen in choices(range(sites), sites) if limits.allows(allowed, np.array(chosen, int))]
    return instance.merged(asked.reach, asked.weight), allowed, max(weight_of(asked, plan) for plan in plans)


@pytest.mark.parametrize("seed", SEEDS)
def test_whatever_the_prices_no_plan_serves_more_than_they_prove(seed: int) -> None:
    random = np.random.default_rng(seed)
    asked, allowed, best = small(random)

    for _ in range(20):
        price = asked.weight * random.random(len(asked.weight)) * random.integers(0, 2)
        for prices in limits.best(allowed, dual.scores(asked, price))[1:]:
            assert dual.proven(asked, allowed, price, prices)[0] >= best


@pytest.mark.parametrize("seed", SEEDS)
def test_points_that_the_same_sites_reach_are_one_cell(seed: int) -> None:
    asked = town(np.random.default_rng(seed))
    sites = range(asked.existing + asked.candidates)
    reached_by = [tuple(site for site in sites if served(asked, [site])[point]) for point in range(len(asked.weight))]
    expected: dict[tuple[int, ...], float] = {}
    for key, weight in zip(reached_by, asked.weight, strict=True):
        if key and weight:
            expected[key] = expected.get(key, 0.0) + weight

    found = instance.merged(asked.reach, asked.weight)

    rows = zip(found.cell_first[:-1], found.cell_first[1:], strict=True)
    keys = [tuple(found.cell_site[one:two].tolist()) for one, two in rows]
    assert dict(zip(keys, found.weight.tolist(), strict=True)) == pytest.approx(expected)
    assert len(keys) == len(expected)


@pytest.mark.parametrize("seed", SEEDS)
def test_what_reductions_take_and_leave_is_a_best_cover(seed: int) -> None:
    asked = town(np.random.default_rng(seed))
    whole = instance.merged(asked.reach, np.ones(len(asked.weight)))

    must, left = reductions.reduce(whole)

    assert len(must) + fewest(left) == fewest(whole)


def fewest(asked: Instance) -> int:
    """Return the fewest sites that serve every cell, by trying all."""
    by_cell = [
        set(asked.cell_site[one:two].tolist())
        for one, two in zip(asked.cell_first[:-1], asked.cell_first[1:], strict=True)
    ]
    useful = sorted(set().union(*by_cell))
    return next(len(chosen) for chosen in choices(useful, len(useful)) if all(cell & set(chosen) for cell in by_cell))
