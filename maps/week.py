"""An ordinary week of opening hours: 168 hours from Monday 00:00 on, in China's time."""

import re
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from stations import hours
from stations.compiling import Array
from stations.errors import InputError
from stations.hours import Calendar
from stations.hours.state import ZONE
from stations.language import Text

DAYS = 7
DAY_HOURS = 24
HOURS = DAYS * DAY_HOURS
WEEKS_TRIED = 60  # more than any run of weeks that holidays disturb

DAY_NAMES = tuple(
    Text(f"周{zh}", en)
    for zh, en in zip("一二三四五六日", ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"), strict=True)
)
_ASKED = re.compile(r"(?:周|星期|礼拜)?([一二三四五六日天])|(mon|tue|wed|thu|fri|sat|sun)[a-z]*", re.IGNORECASE)
_CLOCK = re.compile(r"(\d{1,2})(?:[:：](\d{2})|[时点])?")


class Week(NamedTuple):
    """Which stations are open at each hour of a week, as (stations, 168) booleans.

    `sure` is known to be open when the hour begins; `may` also where nobody knows. A station that is shut is in
    neither.
    """

    sure: Array
    may: Array


def ordinary_monday(after: date, calendar: Calendar) -> date:
    """Return the first Monday after a date whose week has neither a holiday nor a make-up day.

    Where the calendar ends sooner, the week after the date itself: what depends on holidays is unknown there anyway.
    """
    first = after + timedelta(days=DAYS - after.weekday())
    for week in range(WEEKS_TRIED):
        monday = first + timedelta(weeks=week)
        if not any(monday + timedelta(days=day) in calendar.days for day in range(DAYS)):
            return monday
    return first


def week_of(canonical: Sequence[str | None], monday: date, calendar: Calendar) -> Week:
    """Return the week of stations by their hours in canonical form, None where they have none."""
    distinct = {text: number for number, text in enumerate(dict.fromkeys(canonical))}
    known = [_one(text, monday, calendar) for text in distinct]
    rows = np.array([distinct[text] for text in canonical], np.int64)
    sure = np.array([one.sure for one in known], bool).reshape(-1, HOURS)
    may = np.array([one.may for one in known], bool).reshape(-1, HOURS)
    return Week(sure[rows], may[rows])


@lru_cache(8192)  # stations are asked about again and again
def _one(canonical: str | None, monday: date, calendar: Calendar) -> Week:
    """Return the week of one station, as two rows that nobody may change."""
    begin = datetime.combine(monday, time(), ZONE)
    sure, unknown = np.zeros(HOURS, bool), np.zeros(HOURS, bool)
    try:
        spans = hours.intervals(canonical, begin, DAYS, calendar)
    except InputError:  # written into the table past all checks
        return Week(sure, ~unknown)
    for span in spans:
        first, past = (-((begin - edge) // timedelta(hours=1)) for edge in (span.start, span.end))
        (sure if span.state == "open" else unknown)[first:past] = True
    return Week(sure, sure | unknown)


def parse_hour(text: str) -> int:
    """Return the hour of the week that a text names, such as `Sat 22:00` or `周六 22:00`; Monday 00:00 is 0.

    Raise `InputError` unless it is a day and a whole hour.
    """
    day = _ASKED.match(text.strip())
    clock = _CLOCK.fullmatch(text.strip()[day.end() :].strip()) if day else None
    if day is None or clock is None or int(clock[1]) >= DAY_HOURS or int(clock[2] or 0):
        raise InputError(
            f"无法理解时刻“{text[:40]}”：请写星期和整点，例如 周六 22:00。",
            f"The hour “{text[:40]}” cannot be read: write a day and a whole hour, such as Sat 22:00.",
            field="at",
        )
    number = "一二三四五六日".index(day[1].replace("天", "日")) if day[1] else _day_number(day[2])
    return number * DAY_HOURS + int(clock[1])


def say_hour(hour: int) -> Text:
    """Return an hour of the week in words."""
    day, clock = divmod(hour, DAY_HOURS)
    return Text(f"{DAY_NAMES[day].zh} {clock:02d}:00", f"{DAY_NAMES[day].en} {clock:02d}:00")


def _day_number(english: str) -> int:
    return [name.en.lower() for name in DAY_NAMES].index(english.lower())
