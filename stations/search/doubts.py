"""Arrivals on holidays and make-up days that a station's notice says nothing of."""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache
from itertools import groupby

from stations import hours
from stations.hours import Calendar
from stations.hours.calendar import Day
from stations.search.conditions import REACH_S
from stations.search.hits import Hits
from stations.search.numerals import CHINA_S
from stations.snapshot.timetable import DAY_S

EPOCH = date(1970, 1, 1)
DAYS_AHEAD = REACH_S // DAY_S + 1


def by_doubt(hits: Hits, *, at_s: int) -> Iterator[tuple[Hits, Day | None]]:
    """Yield hits in their order, cut into runs that share the day in doubt on which one arrives; None: no doubt.

    `at_s`: the instant of asking. While no special day is near, all hits are one run, and none is looked at.
    """
    calendar = hits.columns[0].timetables.calendar if len(hits) else None
    if calendar is None or _is_ordinary((at_s + CHINA_S) // DAY_S, calendar):
        yield hits, None
        return
    doubts = [_doubt(hits, row, calendar) for row in range(len(hits))]
    for doubt, run in groupby(range(len(hits)), key=doubts.__getitem__):
        rows = list(run)
        yield Hits(hits.records[rows[0] : rows[-1] + 1], hits.columns), doubt


@lru_cache(maxsize=64)
def _is_ordinary(day: int, calendar: Calendar) -> bool:
    """Return whether neither a day, counted from 1970, nor those on which one may arrive after it are special."""
    return not any(EPOCH + timedelta(days=day + ahead) in calendar.days for ahead in range(DAYS_AHEAD + 1))


def _doubt(hits: Hits, number: int, calendar: Calendar) -> Day | None:
    hit = hits.records[number]
    columns = hits.columns[hit["part"]]
    canonical = columns.schedules[columns.points[hit["row"]]["schedule"]]
    arrives = EPOCH + timedelta(seconds=int(hit["arrives_s"]) + CHINA_S)
    return hours.unmentioned(canonical, arrives, calendar)
