"""What a changed station gains and loses, from its row before and its row after: nothing else is worked out anew."""

from typing import NamedTuple

import numpy as np

from maps.engine.arrays import NOWHERE, Catchments
from maps.engine.catchments import Row
from maps.engine.sums import Counted
from stations.compiling import Array, compiled

PAST_ALL = 2**31 - 1
"""The cell after the last of a row."""


class Change(NamedTuple):
    """The weight that comes to be covered and ceases to be, by area (areas, float64)."""

    gained: Array
    lost: Array


def open_stations_near(reached: Catchments, is_open: Array, cells: int) -> Array:
    """Return how many open stations reach each cell (cells, int32)."""
    near = np.zeros(cells, np.int32)
    count_near(reached, is_open, near)
    return near


def change(near: Array, before: Row, after: Row, counted: Counted, *, k: int = 1) -> Change:
    """Return what a station changes when it reaches other cells than before; a cell is covered by k stations.

    A station that opens had `catchments.NOTHING` before; one that closes has it after; one that moves has two rows.
    `near` is how many open stations reach each cell before the change, as `open_stations_near` counts them.
    """
    found = Change(np.zeros(counted.areas), np.zeros(counted.areas))
    add_changes(near, before.cell, after.cell, counted, k, found)
    return found


@compiled
def count_near(reached: Catchments, is_open: Array, near: Array) -> None:
    """Count one more for every cell of every open station."""
    for station in range(is_open.shape[0]):
        if is_open[station]:
            for entry in range(reached.first[station], reached.first[station + 1]):
                near[reached.cell[entry]] += 1


@compiled
def add_changes(near: Array, before: Array, after: Array, counted: Counted, k: int, found: Change) -> None:
    """Go along two ascending rows of cells together; what is in both stays as it was."""
    old = new = 0
    while old < before.shape[0] or new < after.shape[0]:
        had, has = cell_at(before, old), cell_at(after, new)
        cell = min(had, has)
        area = counted.area_of[cell]
        if area != NOWHERE and has < had and near[cell] == k - 1:
            found.gained[area] += counted.weight[cell]
        elif area != NOWHERE and had < has and near[cell] == k:
            found.lost[area] += counted.weight[cell]
        old += had == cell
        new += has == cell


@compiled
def cell_at(row: Array, place: int) -> int:
    """Return the cell at a place of a row, PAST_ALL after its end."""
    return row[place] if place < row.shape[0] else PAST_ALL
