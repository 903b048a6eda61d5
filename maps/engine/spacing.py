"""Whether stations stand too far apart, or so close that they share the same people.

Distances between stations are catchments like any other, with the stations themselves as cells:
`catchments(Ground.of(inbound, stations), stations, limit_dm)`.
"""

from typing import NamedTuple

import numpy as np
from scipy.sparse import csr_array, triu

from maps.engine.arrays import Catchments
from maps.engine.catchments import part
from maps.engine.grouping import group_of_each, summed
from maps.engine.paths import Nearest
from maps.engine.sums import nearest_k
from stations.compiling import Array

DENSE_DM, SPARSE_DM = 5_000, 10_000
"""Stations stand less than 1 km apart, less than 0.5 km where people live densely: Shandong's rule (people.com.cn)."""


class Overlaps(NamedTuple):
    """Pairs of stations (int32, the lower one first, ascending) and the weight that both reach (float64)."""

    one: Array
    other: Array
    weight: Array


class Sole(NamedTuple):
    """By station (float64): the weight it reaches, and of that the weight that no other station reaches."""

    reached: Array
    alone: Array


def nearest_other(between: Catchments) -> Nearest:
    """Return the nearest other station on the way from each, ties to the lower one, of catchments among stations."""
    stations = len(between.first) - 1
    others = part(between, group_of_each(between.first) != between.cell)
    found = nearest_k(others, np.ones(stations, bool), stations, 1)
    return Nearest(found.distance_dm[:, 0], found.station[:, 0])


def is_too_far(other_dm: Array, is_dense: Array) -> Array:
    """Return which stations (stations, booleans) have no other within the rule; `is_dense` says where people are."""
    too_far: Array = other_dm >= np.where(is_dense, DENSE_DM, SPARSE_DM)
    return too_far


def overlaps(reached: Catchments, weight: Array) -> Overlaps:
    """Return all pairs of stations that reach some cell in common, with the weight (cells,) they share."""
    shape = (len(reached.first) - 1, len(weight))
    stations = csr_array((np.ones(len(reached.cell)), reached.cell, reached.first), shape=shape)
    weighed = csr_array((weight[reached.cell], reached.cell, reached.first), shape=shape)
    shared = triu(weighed @ stations.T, k=1).tocsr()
    shared.sort_indices()
    return Overlaps(group_of_each(shared.indptr), shared.indices, shared.data)


def sole(reached: Catchments, weight: Array) -> Sole:
    """Return how much of what each station reaches is its own; the rest it takes from others, and they from it."""
    station, stations = group_of_each(reached.first), len(reached.first) - 1
    is_alone = np.bincount(reached.cell, minlength=len(weight))[reached.cell] == 1
    of_entry = weight[reached.cell]
    return Sole(summed(of_entry, station, stations), summed(of_entry * is_alone, station, stations))
