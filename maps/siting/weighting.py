"""Covers with ever fewer sites, by a search that learns which cells are hard to serve (machine code).

Row weighting after Gao, Weise & Li (Evolutionary Computation in Combinatorial Optimisation, LNCS 9026, 2015): one site
less than the best cover is kept open, sites are swapped towards cells that are bare, and bare cells grow heavier.
"""

from typing import NamedTuple

import numpy as np

from maps.siting import search
from maps.siting.instance import Instance
from maps.siting.limits import Limits
from maps.siting.search import NONE, State, closed, mark_around, opened
from stations.compiling import Array, compiled

SPREAD = 2_654_435_761  # Knuth's multiplier: scatters the steps over the bare cells without chance
BUSY = 2  # steps for which a site that was swapped in is not taken out again


class Memory(NamedTuple):
    """What the search keeps: when each site was last touched, whether its surroundings changed since it was closed.

    `bare` holds the cells that nobody serves in its first `bare_count[0]` places, `place` where each of them stands
    there; `best` (sites) is whether a site is in the best cover.
    """

    touched: Array
    is_fresh: Array
    bare: Array
    place: Array
    bare_count: Array
    best: Array


def fewer(instance: Instance, limits: Limits, cover: State, *, steps: int) -> Array:
    """Return the sites of a cover that is no larger than the one given, after so many swaps; cells weigh 1."""
    heavier = instance._replace(weight=instance.weight.copy())
    cells, sites = len(instance.weight), instance.sites
    memory = Memory(
        np.zeros(sites, np.int64),
        np.ones(sites, np.bool_),
        np.zeros(cells, np.int32),
        np.zeros(cells, np.int32),
        np.zeros(1, np.int64),
        cover.is_open.copy(),
    )
    _search(heavier, limits, search.copied(cover), memory, steps)
    return np.flatnonzero(memory.best)


@compiled
def _search(instance: Instance, limits: Limits, state: State, memory: Memory, steps: int) -> None:
    for step in range(1, steps + 1):
        while memory.bare_count[0] == 0:
            for site in range(memory.best.shape[0]):
                memory.best[site] = state.is_open[site]
            if state.opened[0] == 1:
                return
            _close(instance, limits, state, memory, _least(state, memory, 0), step)
        if state.opened[0]:
            _close(instance, limits, state, memory, _least(state, memory, step - BUSY), step)
        cell = memory.bare[(step * SPREAD) % memory.bare_count[0]]
        _open(instance, limits, state, memory, _most(instance, state, memory, cell), step)
        for number in range(memory.bare_count[0]):
            _grow(instance, state, memory.bare[number])


@compiled
def _least(state: State, memory: Memory, before: int) -> int:
    """Return the open site that serves least alone; of equals the one left alone longest.

    Sites touched after the step `before` are passed over while there are others.
    """
    found = state.inside[0]
    for place in range(1, state.opened[0]):
        site = state.inside[place]
        is_late, was_late = memory.touched[site] > before > 0, memory.touched[found] > before > 0
        if is_late != was_late:
            found = found if is_late else site
        elif state.loss[site] < state.loss[found] or (
            state.loss[site] == state.loss[found] and memory.touched[site] < memory.touched[found]
        ):
            found = site
    return int(found)


@compiled
def _most(instance: Instance, state: State, memory: Memory, cell: int) -> int:
    """Return the site that adds most of those that reach a cell; of equals the one left alone longest.

    A site around which nothing changed since it was closed would only undo that: it is passed over if it can be.
    """
    found = NONE
    for near in range(instance.cell_first[cell], instance.cell_first[cell + 1]):
        site = instance.cell_site[near]
        if found == NONE or memory.is_fresh[site] != memory.is_fresh[found]:
            found = site if found == NONE or memory.is_fresh[site] else found
        elif state.gain[site] > state.gain[found] or (
            state.gain[site] == state.gain[found] and memory.touched[site] < memory.touched[found]
        ):
            found = site
    return found


@compiled
def _close(instance: Instance, limits: Limits, state: State, memory: Memory, site: int, step: int) -> None:
    closed(instance, limits, state, site)
    for place in range(instance.site_first[site], instance.site_first[site + 1]):
        cell = instance.site_cell[place]
        if state.times[cell] == 0:
            memory.bare[memory.bare_count[0]], memory.place[cell] = cell, memory.bare_count[0]
            memory.bare_count[0] += 1
    mark_around(instance, site, memory.is_fresh)
    memory.is_fresh[site], memory.touched[site] = False, step


@compiled
def _open(instance: Instance, limits: Limits, state: State, memory: Memory, site: int, step: int) -> None:
    for place in range(instance.site_first[site], instance.site_first[site + 1]):
        cell = instance.site_cell[place]
        if state.times[cell] == 0:
            memory.bare_count[0] -= 1
            last = memory.bare[memory.bare_count[0]]
            memory.bare[memory.place[cell]], memory.place[last] = last, memory.place[cell]
    opened(instance, limits, state, site)
    mark_around(instance, site, memory.is_fresh)
    memory.touched[site] = step


@compiled
def _grow(instance: Instance, state: State, cell: int) -> None:
    """Let a bare cell weigh one more."""
    instance.weight[cell] += 1
    for near in range(instance.cell_first[cell], instance.cell_first[cell + 1]):
        state.gain[instance.cell_site[near]] += 1
