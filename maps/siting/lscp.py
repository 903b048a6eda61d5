"""The fewest sites that together serve every cell (LSCP, Toregas et al. 1971), with a bound on all plans."""

from collections.abc import Callable
from math import ceil, fsum
from typing import NamedTuple

import numpy as np
from scipy.sparse import csr_array

from maps.siting import core, dual, limits, reductions, search, weighting
from maps.siting.core import Program
from maps.siting.hearing import Heard, now_and_then, unheard
from maps.siting.instance import Instance
from stations.compiling import Array

ROUNDS = 600
STEPS = 200_000  # of the search for fewer sites
LARGEST_CORE = 40_000  # pairs of site and cell that HiGHS is given
REDUCED, FOUND, PROVEN = 0.1, 0.5, 0.8  # shares of the work, roughly
NODE_PAIRS = 50_000  # pairs of all nodes of its tree together: the larger, the fewer


class Cover(NamedTuple):
    """Sites to open, ascending, and the number of sites below which no plan serves all."""

    sites: Array
    bound: float


def solve(instance: Instance, *, heard: Heard = unheard) -> Cover:
    """Return as few sites as are found that serve every cell; work is counted in rounds, never timed."""
    must, left = reductions.reduce(instance)
    sites, bound = np.empty(0, np.int64), 0
    heard(REDUCED)
    if len(left.weight):
        sites = _found(left)
        heard(FOUND)
        bound = _proven(left, goal=len(sites))
        heard(PROVEN)
        if bound < len(sites) and len(left.site_cell) <= LARGEST_CORE:
            sites, bound = _exact(left, sites, bound, now_and_then(heard, PROVEN))
    return Cover(np.sort(np.concatenate([must, sites])), float(len(must) + bound))


def _found(left: Instance) -> Array:
    """Return the sites of a good cover: greedy, then improved."""
    allowed = limits.number(left.sites, left.sites)
    state = search.state_of(left)
    search.fill(left, allowed, state, np.arange(left.sites), np.ones(left.sites))
    return weighting.fewer(left, allowed, state, steps=STEPS)


def _proven(left: Instance, *, goal: int) -> int:
    """Return a number of sites below which no plan serves all, by prices of cells found by a subgradient method.

    For prices u >= 0 every cover has at least sum u + sum min(0, 1 - what a site reaches of u) sites; rounded down as
    floating-point sums may err.
    """
    price = 1.0 / np.maximum.reduceat(np.diff(left.site_first)[left.cell_site], left.cell_first[:-1])
    best, best_price, step, stalled, direction = 0.0, price, 1.0, 0, np.zeros(len(price))
    times = np.empty(len(price), np.int32)
    for _ in range(ROUNDS):
        spare = 1.0 - dual.scores(left, price)
        chosen = np.flatnonzero(spare < 0)
        value = _least(left, price, spare[chosen])
        stalled = 0 if value > best * (1 + dual.WORTH_IT) else stalled + 1
        if value > best:
            best, best_price = value, price
        if ceil(best) >= goal or step < dual.SMALLEST_STEP:
            break
        if stalled >= dual.STALLED:
            step, stalled, price = step * dual.SHORTER, 0, best_price
        dual.count_times(left.site_first, left.site_cell, chosen, times)
        direction = 1.0 - times + dual.INERTIA * direction
        length = float(direction @ direction)
        if length == 0:
            break
        price = np.maximum(0.0, price + step * (goal - value) / length * direction)
    return min(goal, ceil(best))


def _least(left: Instance, price: Array, excess: Array) -> float:
    """Return the number that prices prove, rounded downwards; `excess` is what is negative of 1 less the scores."""
    terms = int(np.diff(left.site_first).max()) + len(price) + 8
    size = fsum(price) + 2 * fsum(np.abs(excess)) + left.sites
    return fsum(price) + fsum(excess) - terms * dual.EPSILON * size


def _exact(left: Instance, sites: Array, bound: int, tell: Callable[[object], None]) -> tuple[Array, int]:
    """Return the cover and the bound that HiGHS finds, where they are better."""
    ones = np.ones(len(left.cell_site))
    rows = csr_array((ones, left.cell_site, left.cell_first), shape=(len(left.weight), left.sites))
    program = Program(
        gain=np.full(left.sites, -1.0),
        rows=rows,
        low=np.ones(len(left.weight)),
        high=np.full(len(left.weight), np.inf),
        is_whole=np.ones(left.sites, np.bool_),
    )
    start = np.zeros(left.sites)
    start[sites] = 1.0
    answer = core.maximise(program, start, most_nodes=1 + NODE_PAIRS // len(left.site_cell), tell=tell)
    found = np.flatnonzero(answer.value > 0.5)  # noqa: PLR2004 - rounds 0 or 1
    if len(found) < len(sites) and np.all(rows[:, found].sum(axis=1) > 0):
        sites = found
    exact = -answer.bound - core.TRUST * len(sites)
    return sites, min(len(sites), ceil(max(bound, exact)))
