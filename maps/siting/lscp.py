"""The fewest sites that together serve every cell (LSCP, Toregas et al. 1971), with a bound on all plans."""

from math import ceil, fsum
from typing import NamedTuple

import numpy as np
from scipy.sparse import csr_array

from maps.siting import climbing, core, dual, limits, reductions, search
from maps.siting.core import Program
from maps.siting.instance import Instance
from maps.siting.search import State
from stations.compiling import Array

ROUNDS = 600
KICKS = 100
LARGEST_CORE = 40_000  # pairs of site and cell that HiGHS is given
MOST_NODES = 500


class Cover(NamedTuple):
    """Sites to open, ascending, and the number of sites below which no plan serves all."""

    sites: Array
    bound: float


def solve(instance: Instance) -> Cover:
    """Return as few sites as are found that serve every cell; work is counted in rounds, never timed."""
    must, left = reductions.reduce(instance)
    sites, bound = np.empty(0, np.int64), 0
    if len(left.weight):
        sites = _fewer(left, _irredundant(left))
        bound = _proven(left, goal=len(sites))
        if bound < len(sites) and len(left.site_cell) <= LARGEST_CORE:
            sites, bound = _exact(left, sites, bound)
    return Cover(np.sort(np.concatenate([must, sites])), float(len(must) + bound))


def _irredundant(left: Instance) -> State:
    """Return the greedy cover without the sites that it could do without."""
    allowed = limits.number(left.sites, left.sites)
    state = search.state_of(left)
    search.fill(left, allowed, state, np.arange(left.sites), np.ones(left.sites))
    for site in np.sort(state.inside[: state.opened[0]]):
        if state.loss[site] == 0:
            search.closed(left, allowed, state, site)
    return state


def _fewer(left: Instance, state: State) -> Array:
    """Return a cover with fewer sites: one less is allowed as long as the search for most served still serves all."""
    order, random = np.flatnonzero(np.diff(left.site_first) > 0), np.random.default_rng(0)
    while True:
        sites = np.sort(state.inside[: state.opened[0]])
        allowed = limits.number(left.sites, len(sites) - 1)
        least = sites[np.argmin(state.loss[sites])]
        search.closed(left, allowed, state, least)
        state = climbing.climbed(left, allowed, state, order)
        for _ in range(KICKS):
            if state.used[2] == len(left.weight):
                break
            state = climbing.kicked(left, allowed, state, order, random, kicks=1)
        if state.used[2] < len(left.weight):
            return sites


def _proven(left: Instance, *, goal: int) -> int:
    """Return a number of sites below which no plan serves all, by prices of cells found by a subgradient method.

    For prices u >= 0 every cover has at least sum u + sum min(0, 1 - what a site reaches of u) sites; rounded down as
    floating-point sums may err.
    """
    price = 1.0 / np.diff(left.cell_first)
    best, step, stalled, direction = 0.0, 1.0, 0, np.zeros(len(price))
    terms = int(np.diff(left.site_first).max()) + len(price) + 8
    times = np.empty(len(price), np.int32)
    for _ in range(ROUNDS):
        spare = 1.0 - dual.scores(left, price)
        chosen = np.flatnonzero(spare < 0)
        size = fsum(price) + fsum(np.abs(spare[chosen])) + len(chosen)
        value = fsum(price) + fsum(spare[chosen]) - terms * dual.EPSILON * size
        stalled = 0 if value > best else stalled + 1
        best = max(best, value)
        if ceil(best) >= goal or step < dual.SMALLEST_STEP:
            break
        if stalled >= dual.STALLED:
            step, stalled = step * dual.SHORTER, 0
        dual.count_times(left.site_first, left.site_cell, chosen, times)
        direction = 1.0 - times + dual.INERTIA * direction
        length = float(direction @ direction)
        if length == 0:
            break
        price = np.maximum(0.0, price + step * (goal - value) / length * direction)
    return min(goal, ceil(best))


def _exact(left: Instance, sites: Array, bound: int) -> tuple[Array, int]:
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
    answer = core.maximise(program, start, most_nodes=MOST_NODES)
    found = np.flatnonzero(answer.value > 0.5)  # noqa: PLR2004 - rounds 0 or 1
    if len(found) < len(sites) and np.all(rows[:, found].sum(axis=1) > 0):
        sites = found
    exact = ceil(-answer.bound - core.TRUST * len(sites))
    return sites, min(len(sites), max(bound, exact))
