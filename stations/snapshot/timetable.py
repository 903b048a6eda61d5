"""When every distinct set of hours is open, closed or unknown in the coming days, as arrays."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from threading import Lock
from typing import NamedTuple

import numpy as np

from stations import hours
from stations.compiling import Array
from stations.errors import InputError
from stations.hours.state import ZONE
from stations.snapshot import tree

DAYS = 16  # a multiple of 8: its hours are then whole words of 64 bits
DAY_S = 86_400
HOUR_S = 3_600
SPAN_S = DAYS * DAY_S
GOOD_FOR_S = 10 * DAY_S  # these may be asked from: arrivals up to 6 days later are still inside
KEPT = 4  # timetables of other days, the last ones asked for

CLOSED, OPEN, UNKNOWN = range(3)
STATE_OF = {"closed": CLOSED, "open": OPEN, "unknown": UNKNOWN}
NEVER = -(2**62)
"""An instant that is not known, in seconds."""


class Timetable(NamedTuple):
    """Some days (`DAYS`) from a midnight in China on; instants in seconds since 1970.

    Pieces `first[n]` to `first[n + 1]` are those of schedule n: `starts` (seconds from `origin_s`) and `states`, in
    order, without gaps, no two neighbours alike. The last one ends at `last_end_s[n]`, and the first opening after it
    is at `later_open_s[n]`. `node_hours` (nodes, words) has a bit for each hour in which anything below a
    node is open or unknown at some time.
    """

    origin_s: int
    first: Array
    starts: Array
    states: Array
    last_end_s: Array
    later_open_s: Array
    node_hours: Array


@dataclass(frozen=True, eq=False)
class TimetableShelf:
    """The timetable that a snapshot came with, and the last few that were asked for on other days."""

    schedules: Sequence[str | None]
    nodes: Array
    points: Array
    stored: Timetable
    calendar: hours.Calendar
    made: dict[int, Timetable] = field(default_factory=dict)
    lock: Lock = field(default_factory=Lock)

    def at(self, at_s: int) -> Timetable:
        """Return a timetable that covers the six days after an instant; made now where none is at hand."""
        if 0 <= at_s - self.stored.origin_s < GOOD_FOR_S:
            return self.stored
        origin_s = midnight_s(at_s)
        with self.lock:
            found = self.made.pop(origin_s, None) or self._make(origin_s)
            self.made[origin_s] = found
            while len(self.made) > KEPT:
                del self.made[next(iter(self.made))]
        return found

    def _make(self, origin_s: int) -> Timetable:
        return make(self.schedules, self.nodes, self.points, origin_s, self.calendar)


def midnight_s(at_s: int) -> int:
    """Return when the day of an instant began in China."""
    local = datetime.fromtimestamp(at_s, ZONE)
    return int(local.replace(hour=0, minute=0, second=0, microsecond=0).timestamp())


def make(
    schedules: Sequence[str | None], nodes: Array, points: Array, origin_s: int, calendar: hours.Calendar
) -> Timetable:
    """Return the timetable of a day for schedules in their order and the tree over their stations."""
    plans = [_plan(canonical, origin_s, calendar) for canonical in schedules]
    first = np.cumsum([0, *(len(plan.pieces) for plan in plans)]).astype(np.int32)
    pieces = np.array([piece for plan in plans for piece in plan.pieces], np.int64).reshape(-1, 2)
    starts, states = pieces[:, 0].astype(np.int32), pieces[:, 1].astype(np.uint8)
    return Timetable(
        origin_s,
        *(
            read_only(array)
            for array in (
                first,
                starts,
                states,
                np.array([plan.last_end_s for plan in plans], np.int64),
                np.array([plan.later_open_s for plan in plans], np.int64),
                tree.node_hours(nodes, points, _open_hours(first, starts, states)),
            )
        ),
    )


def read_only(array: Array) -> Array:
    """Return an array that nobody can write to any more."""
    array.flags.writeable = False
    return array


def _open_hours(first: Array, starts: Array, states: Array) -> Array:
    """Return (schedules, words) with a bit for each hour in which one is open or unknown at some time."""
    schedule_of = np.repeat(np.arange(len(first) - 1), np.diff(first))
    ends = np.append(starts[1:], SPAN_S)
    ends[first[1:] - 1] = SPAN_S
    edges = np.zeros((len(first) - 1, SPAN_S // HOUR_S + 1), np.int32)
    at_all = states != CLOSED
    np.add.at(edges, (schedule_of[at_all], starts[at_all] // HOUR_S), 1)
    np.add.at(edges, (schedule_of[at_all], (ends[at_all] - 1) // HOUR_S + 1), -1)
    is_open = np.cumsum(edges, axis=1)[:, :-1] > 0
    return np.packbits(is_open, axis=1, bitorder="little").view("<u8")


class _Plan(NamedTuple):
    """The pieces of one schedule as (seconds from the origin, state), and what follows them."""

    pieces: list[tuple[int, int]]
    last_end_s: int
    later_open_s: int


NOBODY_KNOWS = _Plan([(0, UNKNOWN)], NEVER, NEVER)


def _plan(canonical: str | None, origin_s: int, calendar: hours.Calendar) -> _Plan:
    if canonical is None:
        return NOBODY_KNOWS
    start = datetime.fromtimestamp(origin_s, UTC)
    try:
        spans = hours.intervals(canonical, start, DAYS, calendar)
    except InputError:  # written into the table past all checks
        return NOBODY_KNOWS
    pieces: list[tuple[int, int]] = []
    at_s = 0
    for span in spans:
        begin_s = int(span.start.timestamp()) - origin_s
        pieces += [(at_s, CLOSED)] if begin_s > at_s else []
        pieces.append((begin_s, STATE_OF[span.state]))
        at_s = int(span.end.timestamp()) - origin_s
    pieces += [(at_s, CLOSED)] if at_s < SPAN_S else []
    end = start + timedelta(days=DAYS, minutes=-1)
    after = hours.opening_at(canonical, end, calendar=calendar, closing_soon_s=0)
    return _Plan(pieces, _seconds(after.until), _seconds(after.next_open))


def _seconds(instant: datetime | None) -> int:
    return NEVER if instant is None else int(instant.timestamp())
