"""The tree over earth-centred points: grown once, each node knowing what lies below it (machine code).

A k-d tree split at the median of its box's longest side, in heap order: the children of node n are 2n + 1 and 2n + 2.
"""

from math import ceil, log2

import numpy as np

from stations.compiling import Array, Record, compiled

LEAF = 16
"""The most rows of a node without children."""

FAR_M = 1e18


def node_count(rows: int) -> int:
    """Return how many nodes a tree over so many rows has."""
    return (2 << ceil(log2(max(1, rows / LEAF)))) - 1


@compiled
def grow(xyz: Array, nodes: Array, order: Array) -> None:
    """Fill the boxes and row spans of `nodes` for points (n, 3), and bring `order` (n,) into the order of the tree."""
    nodes[0].past = xyz.shape[0]
    for number in range(nodes.shape[0]):
        node = nodes[number]
        middle = (node.first + node.past) // 2
        node.low_x, node.high_x = extent(xyz, 0, order, node.first, node.past)
        node.low_y, node.high_y = extent(xyz, 1, order, node.first, node.past)
        node.low_z, node.high_z = extent(xyz, 2, order, node.first, node.past)
        sides = (node.high_x - node.low_x, node.high_y - node.low_y, node.high_z - node.low_z)
        axis = 0 if sides[0] >= max(sides[1], sides[2]) else 1 if sides[1] >= sides[2] else 2
        if 2 * number + 2 < nodes.shape[0]:
            part(xyz[:, axis], order[node.first : node.past], middle - node.first)
            nodes[2 * number + 1].first, nodes[2 * number + 1].past = node.first, middle
            nodes[2 * number + 2].first, nodes[2 * number + 2].past = middle, node.past


@compiled
def extent(xyz: Array, axis: int, order: Array, first: int, past: int) -> tuple[float, float]:
    """Return the least and the greatest value on an axis among some rows; (FAR_M, -FAR_M) for none."""
    low, high = FAR_M, -FAR_M
    for place in range(first, past):
        metres = xyz[order[place], axis]
        low, high = min(low, metres), max(high, metres)
    return low, high


@compiled
def part(values: Array, order: Array, middle: int) -> None:
    """Reorder `order` in place so that no value before `middle` is above one from it on (Hoare's selection)."""
    low, past = 0, order.shape[0]
    while past - low > 1:
        one, two, three = values[order[low]], values[order[(low + past) // 2]], values[order[past - 1]]
        pivot = max(min(one, two), min(max(one, two), three))
        left, right = low, past - 1
        while left <= right:
            while values[order[left]] < pivot:
                left += 1
            while values[order[right]] > pivot:
                right -= 1
            if left <= right:
                order[left], order[right] = order[right], order[left]
                left, right = left + 1, right - 1
        if middle <= right:
            past = right + 1
        elif middle >= left:
            low = left
        else:
            return


@compiled
def label(nodes: Array, points: Array) -> None:
    """Fill the facts and types of `nodes` with the OR of all below, from rows in the order of the tree."""
    for number in range(nodes.shape[0] - 1, -1, -1):
        node = nodes[number]
        if 2 * number + 2 < nodes.shape[0]:
            node.types = nodes[2 * number + 1].types | nodes[2 * number + 2].types
            add_facts(node, nodes[2 * number + 1])
            add_facts(node, nodes[2 * number + 2])
            continue
        for row in range(node.first, node.past):
            node.types |= np.int64(1) << np.int64(points[row].type)
            add_facts(node, points[row])


@compiled
def add_facts(node: Record, below: Record) -> None:
    """Add what a child or a point has to what is below a node."""
    node.sure0 |= below.sure0
    node.sure1 |= below.sure1
    node.may0 |= below.may0
    node.may1 |= below.may1


@compiled
def hours_of(first: Array, starts: Array, states: Array, hours: Array) -> None:
    """Fill `hours` (schedules, words) with a bit for each hour in which a schedule is not closed at some time."""
    words = hours.shape[1]
    for schedule in range(hours.shape[0]):
        for piece in range(first[schedule], first[schedule + 1]):
            if states[piece] == 0:
                continue
            last = words * 64 - 1
            if piece + 1 < first[schedule + 1]:
                last = min(last, (starts[piece + 1] - 1) // 3600)
            for hour in range(starts[piece] // 3600, last + 1):
                hours[schedule, hour // 64] |= np.uint64(1) << np.uint64(hour % 64)


@compiled
def node_hours(nodes: Array, points: Array, hours: Array, found: Array) -> None:
    """Fill `found` (nodes, words) with the OR of the hours (schedules, words) of all stations below each node."""
    words = hours.shape[1]
    for number in range(nodes.shape[0] - 1, -1, -1):
        if 2 * number + 2 < nodes.shape[0]:
            for word in range(words):
                found[number, word] = found[2 * number + 1, word] | found[2 * number + 2, word]
            continue
        for row in range(nodes[number].first, nodes[number].past):
            for word in range(words):
                found[number, word] |= hours[points[row].schedule, word]
