"""The tree: every row in one leaf, boxes that hold what lies below, and nothing on the wrong side of a split."""

from functools import reduce
from operator import or_
from typing import Any

import numpy as np
import pytest

from stations.snapshot import tree
from stations.snapshot.columns import NODE, POINT


def points_of(count: int) -> np.ndarray[Any, Any]:
    """Return points all about, a third of them in one place."""
    xyz = np.random.default_rng(count).normal(0, 1e6, (count, 3))
    xyz[: count // 3] = xyz[:1]
    return xyz


@pytest.mark.parametrize("count", [0, 1, 2, 16, 17, 31, 32, 33, 100, 1000, 1025])
def test_every_node_is_split_at_the_middle_of_its_longest_side(count: int) -> None:
    xyz, nodes = points_of(count), np.zeros(tree.node_count(count), NODE)

    order = tree.grow(xyz, nodes)

    assert sorted(order.tolist()) == list(range(count))
    assert (nodes[0]["first"], nodes[0]["past"]) == (0, count)
    for number, node in enumerate(nodes if count else ()):
        below = xyz[order[node["first"] : node["past"]]]
        assert [node[f"low_{axis}"] for axis in "xyz"] == below.min(axis=0).tolist()
        assert [node[f"high_{axis}"] for axis in "xyz"] == below.max(axis=0).tolist()
        if 2 * number + 2 >= len(nodes):
            assert 1 <= len(below) <= tree.LEAF
            continue
        left, right = nodes[2 * number + 1], nodes[2 * number + 2]
        middle = (node["first"] + node["past"]) // 2
        longest = int(np.argmax(below.max(axis=0) - below.min(axis=0)))
        assert (left["first"], left["past"], right["first"], right["past"]) == (
            node["first"], middle, middle, node["past"]
        )  # fmt: skip
        assert xyz[order[left["first"] : middle], longest].max() <= xyz[order[middle : right["past"]], longest].min()


def test_a_node_knows_what_lies_below_it() -> None:
    random, count = np.random.default_rng(2), 300
    nodes, points = np.zeros(tree.node_count(count), NODE), np.zeros(count, POINT)
    tree.grow(points_of(count), nodes)
    for name in ("sure0", "sure1", "may0", "may1"):
        points[name] = random.integers(-(2**62), 2**62, count) & random.integers(-(2**62), 2**62, count)
    points["type"], points["schedule"] = random.integers(0, 20, count), random.integers(0, 9, count)
    hours = random.integers(0, 2**63, (9, 3)).astype(np.uint64)

    tree.label(nodes, points)
    found = tree.node_hours(nodes, points, hours)

    for node, open_hours in zip(nodes, found, strict=True):
        below = points[node["first"] : node["past"]]
        for name in ("sure0", "sure1", "may0", "may1"):
            assert node[name] == reduce(or_, below[name].tolist())
        assert node["types"] == reduce(or_, [1 << kind for kind in below["type"].tolist()])
        assert open_hours.tolist() == [
            reduce(or_, [int(hours[schedule, word]) for schedule in below["schedule"]]) for word in range(3)
        ]
