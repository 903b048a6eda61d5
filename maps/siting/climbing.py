"""Plans found and improved in rounds: greedy, interchange, kicks; nothing is timed, all chance has a fixed seed."""

import numpy as np

from maps.siting import limits as limited
from maps.siting import search
from maps.siting.instance import Instance
from maps.siting.limits import Limits
from maps.siting.search import State
from stations.compiling import Array

KICKED_SHARE = 0.1
TRIED_SHARE = 0.1


def greedy(instance: Instance, limits: Limits) -> State:
    """Return the better of two plans: made by what each site adds, and by what it adds for its cost; then improved."""
    order, plans = np.arange(instance.sites), []
    for price in (np.ones(instance.sites), limited.payable(limits)):
        state = search.state_of(instance)
        search.fill(instance, limits, state, order, price)
        plans.append(climbed(instance, limits, state, order))
    return better(*plans)


def of_sites(instance: Instance, limits: Limits, sites: Array) -> State:
    """Return the plan that opens these sites."""
    state = search.state_of(instance)
    for site in sites:
        search.opened(instance, limits, state, site)
    return state


def climbed(instance: Instance, limits: Limits, state: State, order: Array) -> State:
    """Swap and fill, in place, until neither serves more; those that may enter stand in `order`."""
    before, ones = -1.0, np.ones(instance.sites)
    while state.used[2] > before:
        before = state.used[2]
        search.climb(instance, limits, state, order[np.argsort(-state.gain[order], kind="stable")])
        search.fill(instance, limits, state, order, ones)
    return state


def kicked(
    instance: Instance, limits: Limits, state: State, order: Array, random: np.random.Generator, *, kicks: int
) -> State:
    """Return the best plan found by forcing one site in, its rivals out, and climbing from there, so many times.

    Only near what was changed is climbed, unless that serves more already.
    """
    ones = np.ones(instance.sites)
    for _ in range(kicks):
        outside = order[~state.is_open[order]]
        if not len(outside):
            break
        tried = search.copied(state)
        _kick(instance, limits, tried, int(random.choice(outside)), random)
        search.fill(instance, limits, tried, order[random.random(len(order)) < TRIED_SHARE], ones)
        is_near = _neighbours(instance, np.flatnonzero(tried.is_open != state.is_open))
        climbed(instance, limits, tried, order[is_near[order]])
        if tried.used[2] > state.used[2]:
            state = climbed(instance, limits, tried, order)
    return state


def better(one: State, two: State) -> State:
    """Return the plan that serves more, the first if both serve the same."""
    return two if two.used[2] > one.used[2] else one


def _kick(instance: Instance, limits: Limits, state: State, site: int, random: np.random.Generator) -> None:
    """Close some open sites that share a cell with a closed one, or any if none does; and open that one."""
    inside = np.sort(state.inside[: state.opened[0]])
    is_rival = _neighbours(instance, np.array([site]))[inside]
    most = max(2, int(KICKED_SHARE * len(inside)))
    for out in random.permutation(inside[is_rival] if is_rival.any() else inside)[:most]:
        search.closed(instance, limits, state, out)
    if search.fits(limits, state, site, search.NONE):
        search.opened(instance, limits, state, site)


def _neighbours(instance: Instance, sites: Array) -> Array:
    """Return for every site whether it shares a cell with any of some sites."""
    is_near = np.zeros(instance.sites, np.bool_)
    for site in sites:
        search.mark_around(instance, site, is_near)
    return is_near
