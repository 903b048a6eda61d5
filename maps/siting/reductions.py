"""Covering made smaller without losing its best plan (Caprara, Toth & Fischetti, Annals of OR 98, 2000, section 2)."""

from typing import NamedTuple

import numpy as np
from scipy.sparse import csr_array

from maps.siting.instance import Instance
from stations.compiling import Array, compiled


class Side(NamedTuple):
    """One side of an instance as rows, with which rows are left, how many items are left in each, and scratch."""

    first: Array
    item: Array
    is_left: Array
    size: Array
    is_marked: Array


class Reduced(NamedTuple):
    """Sites that are in a best plan, and what is left to cover, each cell weighing 1; all keep their numbers."""

    must: Array
    left: Instance


def reduce(instance: Instance) -> Reduced:
    """Return what is left when all is done, again and again, that follows by itself.

    The only site of a cell must be opened. A cell is served wherever one is whose sites are among its own. A site is
    not needed whose cells are among another's. Of equals the one with the lower number stays.
    """
    sites = _side(instance.site_first, instance.site_cell, len(instance.weight))
    cells = _side(instance.cell_first, instance.cell_site, instance.sites)
    must = np.zeros(instance.sites, np.bool_)
    before = -1
    while (left := int(sites.is_left.sum() + cells.is_left.sum())) != before:
        before = left
        _count_left(sites, cells.is_left)
        _drop_smaller(sites, cells)
        _count_left(cells, sites.is_left)
        _drop_larger(cells, sites)
        _take_only(cells, sites, must)
    return Reduced(np.flatnonzero(must), _left(instance, sites, cells))


def _side(first: Array, item: Array, items: int) -> Side:
    rows = len(first) - 1
    return Side(first, item, np.diff(first) > 0, np.zeros(rows, np.int64), np.zeros(items, np.bool_))


def _left(instance: Instance, sites: Side, cells: Side) -> Instance:
    keep = sites.is_left[instance.cell_site]
    row = np.repeat(np.arange(len(cells.is_left)), np.diff(instance.cell_first))[keep]
    ones = np.ones(len(row), np.int8)
    shape = (len(cells.is_left), len(sites.is_left))
    by_cell = csr_array((ones, (row, instance.cell_site[keep])), shape=shape)[np.flatnonzero(cells.is_left)]
    by_site = by_cell.T.tocsr()
    return Instance(
        by_site.indptr.astype(np.int64),
        by_site.indices.astype(np.int32),
        by_cell.indptr.astype(np.int64),
        by_cell.indices.astype(np.int32),
        np.ones(by_cell.shape[0]),
    )


@compiled
def _count_left(rows: Side, is_item_left: Array) -> None:
    """Count the items left in each row; rows with none are left no more."""
    for row in range(rows.size.shape[0]):
        rows.size[row] = 0
        for place in range(rows.first[row], rows.first[row + 1]):
            rows.size[row] += is_item_left[rows.item[place]]
        rows.is_left[row] = rows.is_left[row] and rows.size[row] > 0


@compiled
def _drop_larger(rows: Side, items: Side) -> None:
    """Drop every row that holds all items of another; of equals the higher number."""
    for row in range(rows.size.shape[0]):
        if not rows.is_left[row]:
            continue
        item = _mark(rows, items, row)
        for place in range(items.first[item], items.first[item + 1]):
            other = items.item[place]
            is_later = rows.size[other] > rows.size[row] or (rows.size[other] == rows.size[row] and other > row)
            if rows.is_left[other] and is_later and _holds(rows, other, rows.size[row]):
                rows.is_left[other] = False
        _unmark(rows, row)


@compiled
def _drop_smaller(rows: Side, items: Side) -> None:
    """Drop every row whose items another holds; of equals the higher number."""
    for row in range(rows.size.shape[0]):
        if not rows.is_left[row]:
            continue
        item = _mark(rows, items, row)
        for place in range(items.first[item], items.first[item + 1]):
            other = items.item[place]
            is_first = rows.size[other] > rows.size[row] or (rows.size[other] == rows.size[row] and other < row)
            if rows.is_left[other] and is_first and _holds(rows, other, rows.size[row]):
                rows.is_left[row] = False
                break
        _unmark(rows, row)


@compiled
def _mark(rows: Side, items: Side, row: int) -> int:
    """Mark the items left in a row, and return the one that fewest rows hold: whoever holds all is among those."""
    rarest, fewest = -1, 0
    for place in range(rows.first[row], rows.first[row + 1]):
        item = rows.item[place]
        if items.is_left[item]:
            rows.is_marked[item] = True
            held = items.first[item + 1] - items.first[item]
            if rarest < 0 or held < fewest:
                rarest, fewest = item, held
    return rarest


@compiled
def _unmark(rows: Side, row: int) -> None:
    for place in range(rows.first[row], rows.first[row + 1]):
        rows.is_marked[rows.item[place]] = False


@compiled
def _holds(rows: Side, row: int, count: int) -> bool:
    """Tell whether a row holds so many marked items."""
    for place in range(rows.first[row], rows.first[row + 1]):
        count -= rows.is_marked[rows.item[place]]
    return count <= 0


@compiled
def _take_only(cells: Side, sites: Side, must: Array) -> None:
    """Take the site of every cell that has one alone, with all cells it serves."""
    for cell in range(cells.size.shape[0]):
        if not cells.is_left[cell] or cells.size[cell] != 1:
            continue
        for place in range(cells.first[cell], cells.first[cell + 1]):
            site = cells.item[place]
            if sites.is_left[site]:
                must[site] = True
                sites.is_left[site] = False
                for other in range(sites.first[site], sites.first[site + 1]):
                    cells.is_left[sites.item[other]] = False
