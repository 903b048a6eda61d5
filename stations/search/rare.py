"""Filters that few stations pass although each part of them is common: the tree cannot tell, so they are listed once.

A node knows what is below it, but not whether one station has it all. A search that visits many leaves in vain gives
up, lists the rows that have everything, and remembers them for the next who asks for the same.
"""

from math import sqrt
from typing import Final

import numpy as np

from stations.search import walking
from stations.search.conditions import Asked, Searched
from stations.snapshot.bits import ANY_TYPE
from stations.snapshot.columns import Columns
from stations.snapshot.timetable import read_only

PATIENCE: Final = 500
"""How many leaves a search with a filter visits before it gives up."""

RARE: Final = 8.0
"""A filter is rare that at most so many times the square root of all stations pass.

Of n stations m pass. The list is m long, 15 ns a row; the tree is walked through about 16 n / m rows for ten answers,
1.6 µs for each n / m. At 200,000 stations six needs that 3,200 meet take 66 µs with a list and 136 without; a filter
that 5,900 pass takes 86 and 57.
"""

MOST_FILTERS: Final = 512
ENDLESS: Final = 2**31


def prepare(columns: Columns, searched: Searched, asked: Asked) -> tuple[Searched, Asked]:
    """Return a search that uses what is known of its filter, or gives up in time if nothing is."""
    key = _key(asked)
    if key == NO_FILTER:
        return searched, asked
    if key not in columns.rare:
        return searched, asked._replace(patience=PATIENCE)
    rows = columns.rare[key]
    if rows is None:
        return searched, asked._replace(patience=ENDLESS)
    return searched._replace(listed=rows), asked._replace(is_listed=True)


def learn(columns: Columns, searched: Searched, asked: Asked) -> tuple[Searched, Asked]:
    """Remember which rows pass a filter, or that it is not rare; return the search that goes on."""
    rows = np.empty(int(RARE * sqrt(len(columns))), np.int32)
    count = walking.list_all(searched, asked, rows)
    if len(columns.rare) >= MOST_FILTERS:
        columns.rare.clear()
    columns.rare[_key(asked)] = read_only(rows[:count].copy()) if count <= len(rows) else None
    return prepare(columns, searched, asked)


def _key(asked: Asked) -> tuple[int, ...]:
    return asked.sure0, asked.sure1, asked.may0, asked.may1, asked.types


NO_FILTER = (0, 0, 0, 0, ANY_TYPE)
