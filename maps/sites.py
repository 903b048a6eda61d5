"""Sites: where new stations may open, and how these places were come by."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from h3.api import basic_int

from maps import gaps
from maps.answering import Answer
from maps.gaps import Gap
from stations.compiling import Array
from stations.language import Text

MOST = 300
COARSER = 2  # sizes of H3: some seven hundred metres across where cells are a hundred and thirty


class Site(NamedTuple):
    """A place in WGS84 degrees; `cost` in yuan, None where it is that of any new station.

    `number` is its own among the candidates of a plan, from 1; `station_id` is that of a host which is a station.
    """

    lon: float
    lat: float
    name: str | None = None
    cost: float | None = None
    station_id: int | None = None
    number: int | None = None


class Sites(NamedTuple):
    """All of them in their order, and which those are, in words that go on from “new stations may open at”."""

    all: Sequence[Site]
    said: Text


def of_gaps(found: Answer, told: Sequence[Gap], *, most: int = MOST) -> Sites:
    """Return the middle of each gap, and where gaps have most weight, in order of cells.

    Of the cells of gaps within a coarser cell the heaviest stands for all, and the `most` of most weight are taken.
    """
    heaviest = _heaviest(found, most)
    cells = np.union1d([gap.middle for gap in told], heaviest).astype(np.int64)
    places = zip(found.city.cells.lon[cells].tolist(), found.city.cells.lat[cells].tolist(), strict=True)
    return Sites(
        [Site(lon, lat) for lon, lat in places],
        Text(
            f"所列各空白的中心，和空白中需求最多的 {len(heaviest)} 片各一处",
            f"the middle of each gap listed, and one place in each of the {len(heaviest)} parts of gaps with most "
            "demand",
        ),
    )


def _heaviest(found: Answer, most: int) -> Array:
    """Return the cells of gaps that stand for most weight, as `of_gaps` says."""
    cells = gaps.uncovered(found)
    if not len(cells):
        return cells
    h3, weight = found.city.cells.h3[cells].tolist(), found.weight[cells]
    coarser = max(basic_int.get_resolution(h3[0]) - COARSER, 0)
    _, part = np.unique([basic_int.cell_to_parent(cell, coarser) for cell in h3], return_inverse=True)
    order = np.lexsort((cells, -weight, part))
    _, first = np.unique(part[order], return_index=True)
    taken = np.argsort(-np.bincount(part, weight), kind="stable")[:most]
    return cells[order[first[taken]]]
