"""The columns that searches run over: a row a station, in the order of the tree."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from math import inf
from typing import NamedTuple

import numpy as np

from stations.compiling import Array
from stations.snapshot.fragment_file import FragmentFile
from stations.snapshot.timetable import TimetableShelf, read_only

POINT = np.dtype(
    [
        ("x", "f8"),  # earth-centred metres, WGS84
        ("y", "f8"),
        ("z", "f8"),
        ("sure0", "i8"),  # see `bits`
        ("sure1", "i8"),
        ("may0", "i8"),
        ("may1", "i8"),
        ("id", "i4"),
        ("schedule", "i4"),  # row of the timetable
        ("place_set", "i4"),  # row of the place sets
        ("type", "i4"),  # which bit of the types
    ]
)
"""What a search looks at in every station it passes."""

CARD = np.dtype(
    [
        ("lon", "f8"),  # WGS84 degrees
        ("lat", "f8"),
        ("verified_s", "i8"),  # seconds since 1970, NEVER if it was not
        ("begin", "i8"),  # of the fragment among all bytes
        ("end", "i8"),
    ]
)
"""What is looked at in a station that was found."""

NODE = np.dtype(
    [
        ("low_x", "f8"),  # the box around all points below
        ("low_y", "f8"),
        ("low_z", "f8"),
        ("high_x", "f8"),
        ("high_y", "f8"),
        ("high_z", "f8"),
        ("sure0", "i8"),  # OR of all below
        ("sure1", "i8"),
        ("may0", "i8"),
        ("may1", "i8"),
        ("types", "i8"),
        ("first", "i4"),  # rows below: first, and past the last
        ("past", "i4"),
    ]
)
"""A node of the tree; the children of node n are 2n + 1 and 2n + 2, and a node of at most LEAF rows has none."""

MOST_KNOWN = 256  # filters by district that are kept


class PlaceFilter(NamedTuple):
    """Which place sets will do (a byte each; no bytes: any will), and the box around their stations."""

    sets: Array
    low_x: float
    low_y: float
    low_z: float
    high_x: float
    high_y: float
    high_z: float


ANYWHERE = PlaceFilter(read_only(np.zeros(0, np.uint8)), -inf, -inf, -inf, inf, inf, inf)


@dataclass(frozen=True, eq=False)
class PlaceSets:
    """The distinct sets of districts that stations lie in.

    `districts[first[n]:first[n + 1]]` are the ids of the districts of set n; `low`, `high` (sets, 3) are the corners of
    the box around its stations, in earth-centred metres.
    """

    first: Array
    districts: Array
    low: Array
    high: Array
    known: dict[tuple[int, ...], PlaceFilter | None] = field(default_factory=dict, init=False)

    def matching(self, districts: tuple[int, ...]) -> PlaceFilter | None:
        """Return the filter for stations in any of some districts, None where there is no station; it is kept."""
        if districts not in self.known:
            if len(self.known) >= MOST_KNOWN:
                self.known.clear()
            self.known[districts] = self._matching(districts)
        return self.known[districts]

    def _matching(self, districts: tuple[int, ...]) -> PlaceFilter | None:
        sets = np.zeros(len(self.first) - 1, np.uint8)
        found = np.flatnonzero(np.isin(self.districts, districts))
        sets[np.searchsorted(self.first, found, side="right") - 1] = 1
        if not sets.any():
            return None
        chosen = sets == 1
        corners = (*self.low[chosen].min(axis=0).tolist(), *self.high[chosen].max(axis=0).tolist())
        return PlaceFilter(read_only(sets), *corners)


@dataclass(frozen=True, eq=False)
class Columns:
    """Some stations, ready to be searched; nothing in it is ever changed.

    `by_id` holds the rows in order of id. `schedules` holds the hours of each row of the timetable, None for hours
    that nobody knows. `rare` is where searches remember: see `search.rare`.
    """

    points: Array
    cards: Array
    nodes: Array
    by_id: Array
    place_sets: PlaceSets
    schedules: Sequence[str | None]
    timetables: TimetableShelf
    fragments: FragmentFile
    rare: dict[tuple[int, ...], Array | None] = field(default_factory=dict, init=False)

    def __len__(self) -> int:
        return len(self.points)

    @cached_property
    def ids(self) -> Array:
        """The ids in order."""
        ids: Array = self.points["id"][self.by_id]
        return ids

    def rows_of(self, ids: Sequence[int]) -> Array:
        """Return the rows of stations by id, those that are not here left out."""
        wanted = np.asarray(ids, np.int32)
        at = np.searchsorted(self.ids, wanted)
        here = at < len(self.ids)
        here[here] = self.ids[at[here]] == wanted[here]
        rows: Array = self.by_id[at[here]]
        return rows
