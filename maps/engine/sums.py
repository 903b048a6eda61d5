"""What is covered, area by area: numerators and denominators, never percentages.

Sums run over cells in ascending order, so the same arrays give the same bytes.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from maps.engine.arrays import NOWHERE, UNREACHED_DM, Catchments
from maps.engine.grouping import grouped, rows_of, summed
from maps.engine.paths import Nearest
from stations.compiling import Array, compiled

DM_PER_M = 10
MEDIAN, P90 = 0.5, 0.9


class Counted(NamedTuple):
    """What is counted: the weight of each cell (float64), the area it lies in (int32), how many areas there are."""

    weight: Array
    area_of: Array
    areas: int


class Spread(NamedTuple):
    """By area: the weight reached and not reached, and how far those reached have to go (NaN where there are none).

    The median is the least distance within which half of the weight reached lies; `p90_m` likewise.
    """

    reached: Array
    unreached: Array
    mean_m: Array
    median_m: Array
    p90_m: Array


def total(counted: Counted) -> Array:
    """Return the weight in each area (areas,)."""
    return summed(counted.weight, counted.area_of, counted.areas)


def nearest_k(reached: Catchments, is_open: Array, cells: int, k: int) -> Nearest:
    """Return the k nearest open stations of each cell, as arrays (cells, k): nearest first, ties to the lower one."""
    found = Nearest(np.full((cells, k), UNREACHED_DM, np.int32), np.full((cells, k), NOWHERE, np.int32))
    rank_all(reached, is_open, found)
    return found


def covered(distance_dm: Array, counted: Counted, limits_dm: Sequence[int]) -> Array:
    """Return the weight covered as (areas, limits, k): the k-th nearest station is within the limit.

    Distances are (cells, k) as `nearest_k` gives them, or (cells,) for the nearest alone.
    """
    ranked = distance_dm if distance_dm.ndim > 1 else distance_dm[:, None]
    sums = np.zeros((counted.areas, len(limits_dm), ranked.shape[1]))
    add_covered(ranked, counted, np.asarray(limits_dm, np.int32), sums)
    return sums


def spread(distance_dm: Array, counted: Counted) -> Spread:
    """Return how far people go to the nearest station, from the distance of each cell (cells,)."""
    cells_of = grouped(counted.area_of, counted.areas)
    rows = [_spread_of(distance_dm[cells], counted.weight[cells]) for cells in rows_of(cells_of)]
    return Spread(*np.array(rows).reshape(-1, len(Spread._fields)).T)


def _spread_of(distance_dm: Array, weight: Array) -> tuple[float, ...]:
    """Return the fields of `Spread` for the cells of one area."""
    is_reached = distance_dm != UNREACHED_DM
    at_dm = np.bincount(distance_dm[is_reached], weight[is_reached], 1)
    within = np.cumsum(at_dm)
    reached, unreached = within[-1], weight[~is_reached].sum()
    if reached == 0:
        return reached, unreached, np.nan, np.nan, np.nan
    mean_m = (at_dm * np.arange(len(at_dm))).sum() / reached / DM_PER_M
    median_m, p90_m = np.searchsorted(within, np.array([MEDIAN, P90]) * reached) / DM_PER_M
    return reached, unreached, mean_m, median_m, p90_m


@compiled
def rank_all(reached: Catchments, is_open: Array, found: Nearest) -> None:
    """Fill in the nearest of the open stations for every cell."""
    for station in range(is_open.shape[0]):
        if not is_open[station]:
            continue
        for entry in range(reached.first[station], reached.first[station + 1]):
            cell = reached.cell[entry]
            rank(found.distance_dm[cell], found.station[cell], reached.distance_dm[entry], station)


@compiled
def rank(distances: Array, stations: Array, distance_dm: int, station: int) -> None:
    """Put a station in its place among the nearest of one cell, the last one dropping out."""
    place = distances.shape[0]
    while place > 0 and distance_dm < distances[place - 1]:
        if place < distances.shape[0]:
            distances[place], stations[place] = distances[place - 1], stations[place - 1]
        place -= 1
    if place < distances.shape[0]:
        distances[place], stations[place] = distance_dm, station


@compiled
def add_covered(ranked: Array, counted: Counted, limits_dm: Array, sums: Array) -> None:
    """Add every cell's weight where its k-th nearest station is within the limit."""
    for cell in range(ranked.shape[0]):
        area = counted.area_of[cell]
        if area == NOWHERE or ranked[cell, 0] == UNREACHED_DM:
            continue
        for band in range(limits_dm.shape[0]):
            for k in range(ranked.shape[1]):
                if ranked[cell, k] <= limits_dm[band]:
                    sums[area, band, k] += counted.weight[cell]
