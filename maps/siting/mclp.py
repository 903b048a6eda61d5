"""The plan that serves most demand within the limits (MCLP, Church & ReVelle 1974), with a bound on all plans."""

from collections.abc import Callable
from math import floor, fsum
from typing import NamedTuple

import numpy as np

from maps.siting import climbing, core, dual
from maps.siting import limits as limited
from maps.siting.core import Core
from maps.siting.dual import Dual
from maps.siting.hearing import Heard, now_and_then, unheard
from maps.siting.instance import Instance
from maps.siting.limits import Limits
from maps.siting.search import State
from stations.compiling import Array

TURNS = 8
ROUNDS = 80  # of the bound, in a turn
KICKS = 100  # of the search, in a turn
SMALL_CORE = 5_000  # pairs of site and cell that HiGHS settles at once
LARGEST_CORE = 40_000  # and those that it is given at all
MOST_NODES = 500
MOST_WHOLE = 2.0**53  # up to here floating point counts whole numbers exactly


class Served(NamedTuple):
    """Sites to open, ascending; the weight they serve, and what no choice within the limits exceeds."""

    sites: Array
    value: float
    bound: float

    @property
    def gap(self) -> float:
        """The share of the bound by which the plan may fall short of the best; 0 where it is proven best."""
        return (self.bound - self.value) / self.bound if self.bound > self.value else 0.0


def solve(instance: Instance, limits: Limits, *, gap: float = 0.0, heard: Heard = unheard) -> Served:
    """Return a plan as good as is found, and stop once the gap is proven not to exceed `gap`.

    All work is counted in rounds and never timed: the same question has the same answer, to the byte. Sites that would
    add nothing stay closed.
    """
    state = climbing.greedy(instance, limits)
    bound = Dual(float(instance.weight.sum()), dual.first_prices(instance, state.times))
    found = _served(instance, limits, state, bound)
    random = np.random.default_rng(0)
    for turn in range(TURNS):
        heard(turn / (TURNS + 1))
        enough = found.value / (1 - gap) if gap < 1 else np.inf
        bound = dual.improve(instance, limits, bound, goal=found.value, enough=enough, rounds=ROUNDS)
        found = found._replace(bound=_proven(instance, limits, bound, found.value))
        if found.gap <= gap:
            return found
        left = _core(instance, limits, bound, found)
        if _pairs(instance, left) <= SMALL_CORE:
            break
        state = climbing.better(state, _rounded(instance, limits, bound))
        state = climbing.kicked(instance, limits, state, left.may, random, kicks=KICKS)
        found = _served(instance, limits, state, bound)
    return _finished(instance, limits, bound, found, now_and_then(heard, TURNS / (TURNS + 1)))


def _rounded(instance: Instance, limits: Limits, bound: Dual) -> State:
    """Return the plan that is best at the prices of the bound, made whole and improved."""
    chosen, _, _ = limited.best(limits, dual.scores(instance, bound.price))
    state = climbing.of_sites(instance, limits, chosen)
    return climbing.climbed(instance, limits, state, np.arange(instance.sites))


def _served(instance: Instance, limits: Limits, state: State, bound: Dual) -> Served:
    """Return a plan with its exact weight and what is proven of it."""
    sites = np.sort(state.inside[: state.opened[0]])
    value = value_of(instance, sites)
    return Served(sites, value, _proven(instance, limits, bound, value))


def _proven(instance: Instance, limits: Limits, bound: Dual, value: float) -> float:
    """Return what the prices of a bound prove of all plans; `value` is what some plan serves."""
    proven = min(dual.proven(instance, limits, bound.price, prices)[0] for prices in _prices(instance, limits, bound))
    return _tightened(instance, proven, value)


def value_of(instance: Instance, sites: Array) -> float:
    """Return the weight that sites serve together."""
    served = np.zeros(len(instance.weight), np.bool_)
    for site in sites:
        served[instance.site_cell[instance.site_first[site] : instance.site_first[site + 1]]] = True
    return fsum(instance.weight[served])


def _tightened(instance: Instance, bound: float, value: float) -> float:
    """Return a bound that is no more than all there is, whole where all weights are, and not below the plan itself."""
    bound = min(bound, fsum(instance.weight))
    return max(value, float(floor(bound)) if _is_whole(instance) else bound)


def _is_whole(instance: Instance) -> bool:
    return bool(np.all(instance.weight == np.floor(instance.weight)) and instance.weight.sum() < MOST_WHOLE)


def _prices(instance: Instance, limits: Limits, bound: Dual) -> tuple[limited.Prices, limited.Prices]:
    _, *prices = limited.best(limits, dual.scores(instance, bound.price))
    return prices[0], prices[1]


def _core(instance: Instance, limits: Limits, bound: Dual, found: Served) -> Core:
    """Return the sites that any plan better than the one found may have, by what their other choice would cost."""
    must, may = np.zeros(instance.sites, np.bool_), np.ones(instance.sites, np.bool_)
    for prices in _prices(instance, limits, bound):
        proven, spare = dual.proven(instance, limits, bound.price, prices)
        room = proven * (1 + limited.TOLERANCE) - found.value - (1.0 if _is_whole(instance) else 0.0)
        must |= spare > room
        may &= spare >= -room
    return Core(np.flatnonzero(must & may), np.flatnonzero(may & ~must))


def _pairs(instance: Instance, left: Core) -> int:
    """Return how many pairs of site and cell are undecided."""
    return int(np.diff(instance.site_first)[left.may].sum())


def _finished(instance: Instance, limits: Limits, bound: Dual, found: Served, tell: Callable[[object], None]) -> Served:
    """Return the plan after HiGHS has had what is left, if that is little enough."""
    left = _core(instance, limits, bound, found)
    if found.gap == 0 or _pairs(instance, left) > LARGEST_CORE:
        return found
    sites, exact = core.solve(instance, limits, left, found.sites, most_nodes=MOST_NODES, tell=tell)
    value = value_of(instance, sites)
    if value < found.value or not limited.allows(limits, sites):
        sites, value = found.sites, found.value
    return Served(np.sort(sites), value, min(found.bound, _tightened(instance, exact, value)))
