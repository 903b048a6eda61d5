"""Where the machine code of one search at a time works."""

from threading import local
from typing import NamedTuple

import numpy as np

from stations.compiling import Array

SPARE = 6
"""How many more than asked for are kept, so that those within the slack of the last are nearly always among them."""

DEEP = 64
"""More than any tree is deep."""


class Desk(NamedTuple):
    """Arrays to work on: nodes still to be visited with the squares of their distances, rows found with theirs."""

    waiting: Array
    how_far: Array
    rows: Array
    squares: Array
    metres: Array
    order: Array

    @classmethod
    def of(cls, rows: int) -> "Desk":
        """Return a desk for so many rows."""
        return cls(
            np.empty(DEEP, np.int32),
            np.empty(DEEP),
            np.empty(rows, np.int32),
            np.empty(rows),
            np.empty(rows),
            np.empty(rows, np.int64),
        )


_desks = local()


def desk_for(limit: int) -> Desk:
    """Return a desk of this thread's own, with room for a search of so many."""
    desk: Desk | None = getattr(_desks, "desk", None)
    if desk is None or len(desk.rows) < limit + SPARE:
        desk = _desks.desk = Desk.of(max(128, limit + SPARE))
    return desk
