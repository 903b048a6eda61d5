"""Things put into groups by a number: which of them lie in each."""

from itertools import pairwise
from typing import NamedTuple

import numpy as np

from maps.engine.arrays import NOWHERE
from stations.compiling import Array, compiled


class Groups(NamedTuple):
    """Compressed rows: the members of group `i` are `first[i]` to `first[i + 1]` (int64), ascending (int32)."""

    first: Array
    member: Array


def grouped(key: Array, groups: int) -> Groups:
    """Return the members of each of so many groups, from the group of each thing; NOWHERE is in none."""
    first = np.zeros(groups + 1, np.int64)
    first[1:] = np.cumsum(np.bincount(key[key != NOWHERE], minlength=groups))
    member = np.empty(first[-1], np.int32)
    deal(key, first[:-1].copy(), member)
    return Groups(first, member)


def rows_of(groups: Groups) -> list[Array]:
    """Return the members of each group."""
    return [groups.member[begin:end] for begin, end in pairwise(groups.first)]


def summed(weight: Array, key: Array, groups: int) -> Array:
    """Return the sum of the weights in each of so many groups (float64), added up in order; NOWHERE is in none."""
    is_in = key != NOWHERE
    return np.bincount(key[is_in], weight[is_in], groups).astype(np.float64)  # of nothing it gives whole numbers


@compiled
def deal(key: Array, place: Array, member: Array) -> None:
    """Fill `member`, each thing at the next `place` (groups,) of its group, which moves on."""
    for thing in range(key.shape[0]):
        group = key[thing]
        if group != NOWHERE:
            member[place[group]] = thing
            place[group] += 1


def group_of_each(first: Array) -> Array:
    """Return the group (int32) of every member of compressed rows."""
    return np.repeat(np.arange(len(first) - 1, dtype=np.int32), np.diff(first))
