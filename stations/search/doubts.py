"""Arrivals on holidays and make-up days that a station's notice says nothing of."""

from collections.abc import Sequence
from datetime import date, timedelta
from functools import lru_cache

import numpy as np

from stations import hours
from stations.hours import Calendar
from stations.hours.calendar import Day
from stations.search.hits import OPENINGS, Hits
from stations.search.numerals import CHINA_S
from stations.snapshot.timetable import DAY_S

EPOCH = date(1970, 1, 1)


def with_doubts(hits: Hits) -> tuple[Hits, Sequence[Day]]:
    """Return hits and the special days that leave some of them in doubt, in the order in which these are met.

    Where the n-th of the days (from 1) leaves a hit in doubt its `opening` is n times len(OPENINGS) higher.
    """
    if not len(hits):
        return hits, ()
    calendar = hits.columns[0].timetables.calendar
    arrivals = ((hits.records["arrives_s"] + CHINA_S) // DAY_S).tolist()
    if not any(_special(day, calendar) for day in set(arrivals)):
        return hits, ()
    found = [
        hours.unmentioned(_schedule(hits, part, row), EPOCH + timedelta(days=day), calendar)
        for part, row, day in zip(hits.records["part"].tolist(), hits.records["row"].tolist(), arrivals, strict=True)
    ]
    days = list(dict.fromkeys(day for day in found if day))
    records = hits.records.copy()
    records["opening"] += np.array([days.index(day) + 1 if day else 0 for day in found], np.uint8) * len(OPENINGS)
    return Hits(records, hits.columns), days


@lru_cache(maxsize=64)
def _special(day: int, calendar: Calendar) -> Day | None:
    return calendar.days.get(EPOCH + timedelta(days=day))


def _schedule(hits: Hits, part: int, row: int) -> str | None:
    columns = hits.columns[part]
    canonical: str | None = columns.schedules[columns.points["schedule"][row]]
    return canonical
