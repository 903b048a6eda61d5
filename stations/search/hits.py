"""What a search finds."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from stations.compiling import Array
from stations.snapshot.columns import Columns
from stations.snapshot.timetable import NEVER

OPENINGS = ("closed", "open", "unknown", "closing_soon")
"""States by number: those of a timetable, and one more."""

CLOSING_SOON = 3
CLOSING_SOON_S = 1800

HIT = np.dtype(
    [
        ("part", "i4"),  # among the columns of the snapshot
        ("row", "i4"),
        ("id", "i4"),
        ("lon", "f8"),
        ("lat", "f8"),
        ("distance_m", "f8"),
        ("travel_time_s", "i8"),
        ("arrives_s", "i8"),
        ("opening", "u1"),
        ("until_s", "i8"),
        ("next_open_s", "i8"),
        ("verified_s", "i8"),
        ("is_sure", "u1"),
        ("sure0", "i8"),
        ("sure1", "i8"),
        ("begin", "i8"),
        ("end", "i8"),
        ("along_m", "f8"),
    ]
)
"""A `Hit` as the machine code fills it in."""


class Hit(NamedTuple):
    """A station that was found; instants in seconds since 1970, NEVER where nobody knows.

    `opening` is an index of OPENINGS, at arrival; it ends at `until_s`, and the next opening after being shut or
    unknown is at `next_open_s`. `is_sure` says whether everything asked for is known to be there; `sure0`, `sure1` are
    all that is known to be (`snapshot.bits`). `along_m` is how far along the route, 0 for a search around a point.
    """

    columns: Columns
    row: int
    id: int
    lon: float
    lat: float
    distance_m: float
    travel_time_s: int
    arrives_s: int
    opening: int
    until_s: int
    next_open_s: int
    verified_s: int
    is_sure: int
    sure0: int
    sure1: int
    begin: int
    end: int
    along_m: float

    @property
    def state(self) -> str:
        """The opening at arrival: a code of `opening_states`."""
        return OPENINGS[self.opening]

    @property
    def fragment(self) -> bytes:
        """The JSON that an answer about this station begins with: see `snapshot.fragments`."""
        return self.columns.fragments.read(self.begin, self.end)


@dataclass(frozen=True, eq=False, slots=True)
class Hits:
    """Stations that were found, in order: an array of HIT, and the columns that its `part` counts through."""

    records: Array
    columns: Sequence[Columns]

    def __len__(self) -> int:
        return len(self.records)

    def __iter__(self) -> Iterator[Hit]:
        for part, *values in self.records.tolist():
            yield Hit(self.columns[part], *values)


__all__ = ["CLOSING_SOON", "CLOSING_SOON_S", "HIT", "NEVER", "OPENINGS", "Hit", "Hits"]
