"""Siting as a table of two sides: which site would serve which cell, and what each cell weighs."""

from typing import NamedTuple

import numpy as np
from scipy.sparse import csr_array

from maps.siting.reach import Reach
from stations.compiling import Array, compiled


class Instance(NamedTuple):
    """Sites and cells, each with the list of the other, as compressed rows in ascending order.

    A cell is all demand that the same sites reach; each has at least one site and a weight above 0. Sites keep their
    numbers, also those that reach nothing.
    """

    site_first: Array
    site_cell: Array
    cell_first: Array
    cell_site: Array
    weight: Array

    @property
    def sites(self) -> int:
        """How many sites there are."""
        return len(self.site_first) - 1


def merged(reach: Reach, weight: Array) -> Instance:
    """Return the instance of what each site reaches of points with weights; points of weight 0 are left out."""
    sites = len(reach.first) - 1
    by_site = csr_array((np.ones(len(reach.point), np.int8), reach.point, reach.first), shape=(sites, len(weight)))
    by_point = by_site.T.tocsr()
    kept = np.flatnonzero((weight > 0) & (np.diff(by_point.indptr) > 0))
    by_point = by_point[kept]
    first, site = by_point.indptr.astype(np.int64), by_point.indices.astype(np.int32)
    leader, group = _groups(first, site, sites)
    by_cell = by_point[leader]
    back = by_cell.T.tocsr()
    return Instance(
        back.indptr.astype(np.int64),
        back.indices.astype(np.int32),
        by_cell.indptr.astype(np.int64),
        by_cell.indices.astype(np.int32),
        np.bincount(group, weights=weight[kept], minlength=len(leader)),
    )


def _groups(first: Array, site: Array, sites: int) -> tuple[Array, Array]:
    """Return the first point of each group with the same sites, ascending, and the group of every point."""
    keys = np.random.default_rng(0).integers(2**63, size=sites, dtype=np.uint64)
    if len(first) == 1:
        return np.empty(0, np.int64), np.empty(0, np.int64)
    key = np.add.reduceat(keys[site], first[:-1])
    order = np.argsort(key, kind="stable")
    leads = np.ones(len(order), np.bool_)
    _mark_leaders(first, site, key, order, leads)
    leader, group = order[leads], np.empty(len(order), np.int64)
    rank = np.argsort(np.argsort(leader))
    group[order] = rank[np.cumsum(leads) - 1]
    return np.sort(leader), group


@compiled
def _mark_leaders(first: Array, site: Array, key: Array, order: Array, leads: Array) -> None:
    """Clear `leads` where a point, in order of its key, has the very sites of the point before."""
    for place in range(1, order.shape[0]):
        one, two = order[place - 1], order[place]
        length = first[one + 1] - first[one]
        if key[one] != key[two] or first[two + 1] - first[two] != length:
            continue
        same = True
        for step in range(length):
            same = same and site[first[one] + step] == site[first[two] + step]
        leads[place] = not same
