"""The tree over earth-centred points: grown once, each node knowing what lies below it.

A k-d tree split at the median of its box's longest side, in heap order: the children of node n are 2n + 1 and 2n + 2.
It is worked on level by level, each level as one array: all nodes of a level have as many rows, or one more.
"""

from math import ceil, log2

import numpy as np

from stations.compiling import Array

LEAF = 16
"""The most rows of a node without children."""

FAR_M = 1e18


def node_count(rows: int) -> int:
    """Return how many nodes a tree over so many rows has."""
    return (2 << ceil(log2(max(1, rows / LEAF)))) - 1


def grow(xyz: Array, nodes: Array) -> Array:
    """Fill the boxes and row spans of `nodes` for points (n, 3); return the rows (n,) in the order of the tree."""
    order = np.arange(len(xyz), dtype=np.int32)
    first, past = np.array([0]), np.array([len(xyz)])
    for level in _levels(nodes):
        below = nodes[level]
        below["first"], below["past"] = first, past
        if not len(xyz):
            continue
        # where a node has a row less than its widest neighbour, its last row stands twice
        places = np.minimum(first[:, None] + np.arange((past - first).max()), past[:, None] - 1)
        points = xyz[order[places]]
        low, high = points.min(axis=1), points.max(axis=1)
        for axis, name in enumerate("xyz"):
            below[f"low_{name}"], below[f"high_{name}"] = low[:, axis], high[:, axis]
        middle = (first + past) // 2
        if level.stop < len(nodes):
            axes = np.argmax(high - low, axis=1)
            _part(np.take_along_axis(points, axes[:, None, None], axis=2)[:, :, 0], places, middle - first, order)
        first, past = (np.column_stack(pair).ravel() for pair in ((first, middle), (middle, past)))
    return order


def _part(metres: Array, places: Array, middles: Array, order: Array) -> None:
    """Reorder `order` in place so that in every node no value before its middle is above one from it on."""
    is_own = np.diff(places, axis=1, prepend=-1) > 0
    metres[~is_own] = FAR_M  # what stands twice stays last
    wanted = np.unique([middles.min(), middles.max(), metres.shape[1] - 1])
    parted = np.argpartition(metres, wanted, axis=1)
    order[places[is_own]] = np.take_along_axis(order[places], parted, axis=1)[is_own]


def label(nodes: Array, points: Array) -> None:
    """Fill the facts and types of `nodes` with the OR of all below, from rows in the order of the tree."""
    if not len(points):
        return
    for name in ("sure0", "sure1", "may0", "may1"):
        _gather(nodes, points[name], into=nodes[name])
    _gather(nodes, np.int64(1) << points["type"].astype(np.int64), into=nodes["types"])


def node_hours(nodes: Array, points: Array, hours: Array) -> Array:
    """Return (nodes, words) with the OR of the hours (schedules, words) of all stations below each node."""
    found = np.zeros((len(nodes), hours.shape[1]), np.uint64)
    if len(points):
        for word in range(hours.shape[1]):
            _gather(nodes, hours[points["schedule"], word], into=found[:, word])
    return found


def _gather(nodes: Array, values: Array, *, into: Array) -> None:
    """Fill `into` (nodes,) with the OR of the values of all rows below each node; there is at least one row."""
    *above, leaves = _levels(nodes)
    into[leaves] = np.bitwise_or.reduceat(values, nodes["first"][leaves])
    for level in reversed(above):
        children = into[2 * level.start + 1 : 2 * level.stop + 1]
        into[level] = children[::2] | children[1::2]


def _levels(nodes: Array) -> list[slice]:
    """Return where each level of the tree stands among the nodes, the root first."""
    depth = len(nodes).bit_length()
    return [slice((1 << level) - 1, (2 << level) - 1) for level in range(depth)]
