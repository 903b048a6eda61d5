"""Whether stations stand too far apart, or so close that they share the same people."""

from typing import NamedTuple

import numpy as np
from scipy.sparse import coo_array
from scipy.spatial import cKDTree

from maps.engine.arrays import NOWHERE, Catchments
from maps.engine.grouping import group_of_each, summed
from maps.engine.paths import Nearest
from stations.compiling import Array

DENSE_M, SPARSE_M = 500.0, 1000.0
"""Stations stand less than 1 km apart, less than 0.5 km where people live densely: Shandong's rule (people.com.cn)."""


class Standing(NamedTuple):
    """By station (float64): the weight it reaches; of that, what no other station serves; what has it as the nearest.

    `taken` is the part of `nearest` that another station serves too. `rival` is the station that is next for most of
    what it reaches (int32, NOWHERE where none is), `rival_weight` how much that is.
    """

    reached: Array
    sole: Array
    nearest: Array
    taken: Array
    rival: Array
    rival_weight: Array


def next_station(places_m: Array) -> Array:
    """Return for each of some places (n, 3), earth-centred metres, the nearest other one (int64), NOWHERE without one.

    Where several places are the same, it is the lowest other one of them.
    """
    spots, spot, count = np.unique(places_m, axis=0, return_inverse=True, return_counts=True)
    order, begin = np.argsort(spot, kind="stable"), np.cumsum(count) - count
    first = order[begin]
    if len(spots) > 1:
        _, near = cKDTree(spots).query(spots, k=2)
        other = first[np.where(near[:, 0] == np.arange(len(spots)), near[:, 1], near[:, 0])][spot]
    else:
        other = np.full(len(places_m), NOWHERE)
    is_shared = count[spot] > 1
    other[is_shared] = first[spot[is_shared]]
    other[first[count > 1]] = order[begin[count > 1] + 1]
    return np.asarray(other)


def rule_m(is_dense: Array) -> Array:
    """Return how near another station has to be, in metres; `is_dense` says where people live densely."""
    return np.asarray(np.where(is_dense, DENSE_M, SPARSE_M))


def standing(reached: Catchments, serving: Nearest, weight: Array, limit_dm: int) -> Standing:
    """Return how each station stands beside those that serve, from all that reach cells within the limit.

    `serving` are the nearest two or more of those that serve, as `sums.nearest_k` gives them. A station that does not
    serve is taken as if it came to do so beside them.
    """
    station, stations = group_of_each(reached.first), len(reached.first) - 1
    is_first = serving.station[reached.cell, 0] == station
    other_dm = np.where(is_first, *(serving.distance_dm[reached.cell, place] for place in (1, 0)))
    other = np.where(is_first, *(serving.station[reached.cell, place] for place in (1, 0)))
    of_entry, has_other = weight[reached.cell], other_dm <= limit_dm
    is_nearest = (reached.distance_dm < other_dm) | ((reached.distance_dm == other_dm) & (station < other))
    rival, rival_weight = _rivals(station[has_other], other[has_other], of_entry[has_other], stations)
    return Standing(
        reached=summed(of_entry, station, stations),
        sole=summed(of_entry * ~has_other, station, stations),
        nearest=summed(of_entry * is_nearest, station, stations),
        taken=summed(of_entry * (is_nearest & has_other), station, stations),
        rival=rival,
        rival_weight=rival_weight,
    )


def _rivals(station: Array, other: Array, weight: Array, stations: int) -> tuple[Array, Array]:
    """Return the other with most weight of each station, ties to the lower one, and the weight."""
    pairs = coo_array((weight, (station, other)), shape=(stations, stations)).tocsr()
    pairs.sum_duplicates()
    of_pair = group_of_each(pairs.indptr)
    order = np.lexsort((pairs.indices, -pairs.data, of_pair))
    rivals, place = np.unique(of_pair[order], return_index=True)
    best = order[place]
    rival, rival_weight = np.full(stations, NOWHERE, np.int32), np.zeros(stations)
    rival[rivals], rival_weight[rivals] = pairs.indices[best], pairs.data[best]
    return rival, rival_weight
