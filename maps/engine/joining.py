"""Hexagons of H3 that lie side by side, joined: the numbers of neighbours are worked out digit by digit.

A digit says where in its parent a hexagon lies, at each size anew. A step from one hexagon to the next changes the last
digit and, where that leaves the parent, is a step between parents (Sahr, Cartography and Geographic Information Science
38, 2011). Where it leaves the largest hexagon, or crosses the gap of a pentagon, the library is asked.
"""

import numpy as np

from stations.compiling import Array, compiled

FINEST, DIGIT_BITS, DIGIT = 15, 3, 7
BASE_AT, BASE = 45, 127
SIDES, GAP = 6, 1
ELSEWHERE = -1
"""What stands for a neighbour that has to be asked for."""

STEPS = np.array([(0, 0), (-1, -1), (0, 1), (-1, 0), (1, 0), (0, -1), (1, 1)])
"""Where a digit leads, along two axes 120° apart."""

LARGER = (((3, -1), (1, 2)), ((2, 1), (-1, 3)))
"""What a step between parents is among their children, by columns: for children of even sizes, then of odd ones."""


def _tables() -> tuple[Array, Array]:
    """Return the new digit and the step between parents by size (even, odd), digit and step."""
    new, carried = np.zeros((2, 7, 7), np.int64), np.zeros((2, 7, 7), np.int64)
    for odd, larger in enumerate(LARGER):
        reached = {
            tuple(STEPS[digit] + np.array(larger) @ STEPS[step]): (digit, step)
            for step in range(DIGIT)
            for digit in range(DIGIT)
        }
        for digit in range(DIGIT):
            for step in range(DIGIT):
                new[odd, digit, step], carried[odd, digit, step] = reached[tuple(STEPS[digit] + STEPS[step])]
    return new, carried


NEW, CARRIED = _tables()


def joined(h3: Array, resolution: int, has_gap: Array) -> tuple[Array, Array]:
    """Return for each cell (int64, ascending, of one resolution) the lowest place it is joined with, and whom to ask.

    `has_gap` says which of the largest hexagons are pentagons. Whom to ask are the places of the cells some of whose
    neighbours have to be asked for; `unite` joins those.
    """
    root, is_open = np.arange(len(h3)), np.zeros(len(h3), bool)
    join(h3, resolution, has_gap, root, is_open)
    return root, np.flatnonzero(is_open)


@compiled
def join(h3: Array, resolution: int, has_gap: Array, root: Array, is_open: Array) -> None:
    """Unite all cells that share a side, and mark those some of whose neighbours have to be asked for."""
    for place in range(h3.shape[0]):
        for side in range(1, SIDES + 1):
            number = neighbour(h3[place], resolution, side, has_gap)
            if number == ELSEWHERE:
                is_open[place] = True
            elif number > h3[place]:
                other = find(h3, number)
                if other != ELSEWHERE:
                    unite(root, place, other)


@compiled
def neighbour(cell: int, resolution: int, side: int, has_gap: Array) -> int:
    """Return the cell beside a cell, ELSEWHERE where only the library knows."""
    size, step = resolution, side
    while step:
        if size == 0:
            return ELSEWHERE
        shift = DIGIT_BITS * (FINEST - size)
        digit = (cell >> shift) & DIGIT
        cell += (NEW[size & 1, digit, step] - digit) << shift
        step = CARRIED[size & 1, digit, step]
        size -= 1
    if has_gap[(cell >> BASE_AT) & BASE] and leading(cell, resolution) == GAP:
        return ELSEWHERE
    return cell


@compiled
def leading(cell: int, resolution: int) -> int:
    """Return the first digit that is not 0; 0 where all are."""
    for size in range(1, resolution + 1):
        digit = (cell >> DIGIT_BITS * (FINEST - size)) & DIGIT
        if digit:
            return digit
    return 0


@compiled
def find(h3: Array, number: int) -> int:
    """Return the place of a cell, ELSEWHERE where it is not among them."""
    low, high = 0, h3.shape[0]
    while low < high:
        middle = (low + high) >> 1
        if h3[middle] < number:
            low = middle + 1
        else:
            high = middle
    return low if low < h3.shape[0] and h3[low] == number else ELSEWHERE


@compiled
def unite(root: Array, one: int, other: int) -> None:
    """Join two cells with all that they are joined with; the lowest place stands for them."""
    first, second = top(root, one), top(root, other)
    root[max(first, second)] = min(first, second)


@compiled
def top(root: Array, place: int) -> int:
    """Return the lowest place that a cell is joined with, and shorten the way there."""
    while root[place] != place:
        root[place] = root[root[place]]
        place = root[place]
    return place


@compiled
def settle(root: Array) -> None:
    """Let every place name the lowest that it is joined with."""
    for place in range(root.shape[0]):
        root[place] = root[root[place]]
