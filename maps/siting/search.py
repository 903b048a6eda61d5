"""Good plans, quickly: the greedy choice, then swaps of one site for another (machine code).

Interchange after Teitz & Bart (Operations Research 16, 1968), with the gain of every site that is out and the loss of
every site that is in kept up to date, so that a swap is weighed by reading one row.
"""

from typing import NamedTuple

import numpy as np

from maps.siting.instance import Instance
from maps.siting.limits import TOLERANCE, Limits
from stations.compiling import Array, compiled

NONE = -1


class State(NamedTuple):
    """A plan and what each step from it would change.

    `times`: open sites that reach each cell; `owner`: the sum of their numbers, so the very one where `times` is 1;
    `gain`: what each closed site would add; `loss`: what each open one alone serves; `shared` (sites): scratch, all 0;
    `inside`: the open sites, in its first `opened[0]` places; `used`: cost spent, new sites open, weight served.
    """

    times: Array
    owner: Array
    gain: Array
    loss: Array
    is_open: Array
    shared: Array
    inside: Array
    opened: Array
    used: Array


def state_of(instance: Instance) -> State:
    """Return the state of the plan that opens nothing."""
    cells, sites = len(instance.weight), instance.sites
    gain = np.zeros(sites)
    state = State(
        np.zeros(cells, np.int32),
        np.zeros(cells, np.int64),
        gain,
        np.zeros(sites),
        np.zeros(sites, np.bool_),
        np.zeros(sites),
        np.zeros(sites, np.int32),
        np.zeros(1, np.int64),
        np.zeros(3),
    )
    _first_gains(instance, gain)
    return state


def copied(state: State) -> State:
    """Return a copy to try things on."""
    return State(*(array.copy() for array in state))


@compiled
def _first_gains(instance: Instance, gain: Array) -> None:
    for site in range(gain.shape[0]):
        for place in range(instance.site_first[site], instance.site_first[site + 1]):
            gain[site] += instance.weight[instance.site_cell[place]]


@compiled
def opened(instance: Instance, limits: Limits, state: State, site: int) -> None:
    """Open a site."""
    state.is_open[site] = True
    state.inside[state.opened[0]] = site
    state.opened[0] += 1
    state.used[0] += limits.cost[site]
    state.used[1] += limits.is_new[site]
    state.loss[site] = 0.0
    for place in range(instance.site_first[site], instance.site_first[site + 1]):
        cell = instance.site_cell[place]
        weight = instance.weight[cell]
        if state.times[cell] == 0:
            state.loss[site] += weight
            state.used[2] += weight
            for near in range(instance.cell_first[cell], instance.cell_first[cell + 1]):
                state.gain[instance.cell_site[near]] -= weight
        elif state.times[cell] == 1:
            state.loss[state.owner[cell]] -= weight
        state.times[cell] += 1
        state.owner[cell] += site


@compiled
def closed(instance: Instance, limits: Limits, state: State, site: int) -> None:
    """Close a site."""
    state.is_open[site] = False
    place = 0
    while state.inside[place] != site:
        place += 1
    state.opened[0] -= 1
    state.inside[place] = state.inside[state.opened[0]]
    state.used[0] -= limits.cost[site]
    state.used[1] -= limits.is_new[site]
    for place in range(instance.site_first[site], instance.site_first[site + 1]):
        cell = instance.site_cell[place]
        weight = instance.weight[cell]
        state.times[cell] -= 1
        state.owner[cell] -= site
        if state.times[cell] == 0:
            state.used[2] -= weight
            for near in range(instance.cell_first[cell], instance.cell_first[cell + 1]):
                state.gain[instance.cell_site[near]] += weight
        elif state.times[cell] == 1:
            state.loss[state.owner[cell]] += weight


@compiled
def fits(limits: Limits, state: State, site: int, out: int) -> bool:
    """Tell whether the limits allow a site to open where another, or none, closes."""
    cost, new = state.used[0] + limits.cost[site], state.used[1] + limits.is_new[site]
    if out != NONE:
        cost, new = cost - limits.cost[out], new - limits.is_new[out]
    return bool(cost <= limits.budget and new <= limits.most_new)


@compiled
def fill(instance: Instance, limits: Limits, state: State, order: Array, price: Array) -> None:
    """Open the site that adds most for its price, of those in `order` that fit, while one adds anything."""
    while True:
        found, most = NONE, 0.0
        for site in order:
            value = state.gain[site] / price[site]
            if value > most and not state.is_open[site] and fits(limits, state, site, NONE):
                found, most = site, value
        if found == NONE or state.gain[found] <= TOLERANCE * state.used[2]:
            return
        opened(instance, limits, state, found)


@compiled
def climb(instance: Instance, limits: Limits, state: State, order: Array) -> None:
    """Swap one site for one, those out tried in `order`, as long as a swap serves more."""
    improved = True
    while improved:
        improved = False
        for site in order:
            if state.is_open[site] or state.gain[site] <= 0:
                continue
            out = _best_swap(instance, limits, state, site)
            if out != NONE:
                closed(instance, limits, state, out)
                opened(instance, limits, state, site)
                improved = True


@compiled
def _best_swap(instance: Instance, limits: Limits, state: State, site: int) -> int:
    """Return the open site that `site` should replace, or NONE if no swap serves more."""
    for place in range(instance.site_first[site], instance.site_first[site + 1]):
        cell = instance.site_cell[place]
        if state.times[cell] == 1:
            state.shared[state.owner[cell]] += instance.weight[cell]
    found, most = NONE, TOLERANCE * state.used[2]
    for place in range(state.opened[0]):
        out = state.inside[place]
        change = state.gain[site] - state.loss[out] + state.shared[out]
        if change > most and fits(limits, state, site, out):
            found, most = out, change
        state.shared[out] = 0.0
    return found


@compiled
def mark_around(instance: Instance, site: int, is_near: Array) -> None:
    """Mark all sites that share a cell with a site, and itself."""
    for place in range(instance.site_first[site], instance.site_first[site + 1]):
        cell = instance.site_cell[place]
        for near in range(instance.cell_first[cell], instance.cell_first[cell + 1]):
            is_near[instance.cell_site[near]] = True
