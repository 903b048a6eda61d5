"""One statement of a notice while it is being read: when in the year, which days, which hours, or shut."""

import re
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Final, NamedTuple

from stations.hours.canonical import DAY_MIN, MONTHS, WEEKDAYS, Span
from stations.hours.lexicon import number

NOON_MIN: Final = 720
_LEAP_YEAR: Final = 2024


class Months(NamedTuple):
    """Hold a part of the year, both ends inside it; day 0 means the whole month."""

    from_month: int
    from_day: int
    to_month: int
    to_day: int

    def __str__(self) -> str:
        first, last = _month_day(self.from_month, self.from_day), _month_day(self.to_month, self.to_day)
        return first if first == last else f"{first}-{last}"

    def days(self) -> set[date]:
        """Return its days in a leap year."""
        first = date(_LEAP_YEAR, self.from_month, self.from_day or 1)
        after = self.to_month % 12 + 1
        last = date(_LEAP_YEAR, self.to_month, self.to_day) if self.to_day else _day_before(date(_LEAP_YEAR, after, 1))
        every = _year()
        return {day for day in every if (first <= day <= last if first <= last else day >= first or day <= last)}


CORE_OF_SEASON: Final = {"夏": Months(7, 0, 8, 0), "冬": Months(12, 0, 2, 0)}
"""The months that every place counts to a season; where a notice names none, no other month is assumed."""


@dataclass
class Draft:
    """Collect one statement; `days` holds weekdays and PH, none meaning every day."""

    months: Months | None = None
    assumed: bool = False  # the months are the core of a season that the notice did not date
    days: set[str] = field(default_factory=set)
    spans: list[Span] = field(default_factory=list)
    all_day: bool = False
    off: bool = False
    keep: bool = False  # these days are as the others
    words: str = ""

    @property
    def is_said(self) -> bool:
        """Whether it already says something of its days."""
        return bool(self.spans) or self.off or self.keep

    def following(self) -> "Draft":
        """Return an empty statement about the same part of the year."""
        return replace(self, days=set(), spans=[], all_day=False, off=False, keep=False, words="")


def days_of(match: re.Match[str]) -> set[str]:
    """Return the weekdays, and PH, that a token of kind `days` names; none for every day."""
    found = match.groupdict()
    if found.get("rest"):
        return {"Sa", "Su", "PH"}
    if found.get("work"):
        return set(WEEKDAYS[:5])
    if found.get("weekend"):
        return {"Sa", "Su"}
    if found.get("holidays"):
        return {"PH"}
    if found.get("nth_week"):
        return {f"{day}[{number(found['nth']) if found['nth'] else -1}]" for day in _week(found["nth_week"])}
    return _week(found["week"]) if found.get("week") else set()


def months_of(match: re.Match[str]) -> Months | None:
    """Return the part of the year that a token of kind `months` names, or None for a date that does not exist."""
    found = match.groupdict()
    first = (found.get("one_month") or found["from_month"], found.get("one_day") or found.get("from_day"))
    last = first if found.get("one_month") else (found["to_month"], found["to_day"])
    months = Months(*(int(part or 0) for part in (*first, *last)))
    try:
        months.days()
    except ValueError:
        return None
    return months


def span_of(match: re.Match[str]) -> Span | None:
    """Return the hours that a token of kind `span` names, or None when they may mean two things.

    A time without 上午 or 下午 takes its neighbour's half of the day: 下午2:00-5:30 is 14:00-17:30. An end before the
    start is the next day's only if the text says so or the start lies after noon: 8:00-5:00 is not understood.
    """
    found = match.groupdict()
    if found.get("from_word"):
        return _early_late(number(found["from_word"]), number(found["to_word"]))
    if not (found["from_unit"] or found["from_part"] or found["to_unit"] in {"点", "时"}):
        return None
    if not (found["to_unit"] or found["to_part"]):
        return None
    start, end = _minutes(found, "from"), _minutes(found, "to")
    if not found["to_part"] and not found["next"] and start >= NOON_MIN > end > 0 and found["from_part"]:
        end = end + NOON_MIN if end + NOON_MIN > start else end
    if found["next"] or end == 0 or (end < start and (start >= NOON_MIN or found["to_part"] == "凌晨")):
        end += DAY_MIN
    return Span(start, end) if start < end <= start + DAY_MIN and start < DAY_MIN else None


def without(spans: list[Span], pause: Span) -> list[Span]:
    """Return the spans with a pause cut out of them."""
    left = [Span(span.start, min(span.end, pause.start)) for span in spans]
    right = [Span(max(span.start, pause.end), span.end) for span in spans]
    return sorted(span for span in {*left, *right} if span.start < span.end)


def _year() -> list[date]:
    return [date(_LEAP_YEAR, 1, 1) + timedelta(days=n) for n in range(366)]


def whole_year() -> set[date]:
    """Return the days of a leap year."""
    return set(_year())


def _day_before(day: date) -> date:
    return date(_LEAP_YEAR, 12, 31) if day == date(_LEAP_YEAR, 1, 1) else day - timedelta(days=1)


def _month_day(month: int, day: int) -> str:
    return f"{MONTHS[month - 1]} {day:02d}" if day else MONTHS[month - 1]


def _week(text: str) -> set[str]:
    """Return the days of 周一, 周一至周五, 周六日 or 周末."""
    marks = re.findall(r"[一二三四五六日天末1-7]", text)
    if "末" in marks:
        return {"Sa", "Su"}
    numbers = [6 if mark in "日天" else number(mark) - 1 for mark in marks]
    if not re.search("[-至到]", text):
        return {WEEKDAYS[n] for n in numbers}
    first, last = numbers[0], numbers[-1]
    return {WEEKDAYS[n % 7] for n in range(first, (last if last >= first else last + 7) + 1)}


def _early_late(early: int, late: int) -> Span | None:
    """Return 早八晚五 as 08:00-17:00; 晚十二 is midnight."""
    return Span(early * 60, (late + 12) * 60) if 4 <= early <= 12 and 1 <= late <= 12 else None  # noqa: PLR2004 - hours


def _minutes(found: dict[str, str | None], name: str) -> int:
    """Return one end of a span in minutes, by the half of the day it names."""
    hour = int(found[f"{name}_hour"] or 0)
    minute = 30 if found[f"{name}_half"] else int(found[f"{name}_minute"] or 0)
    part = found[f"{name}_part"] or ""
    is_late = part in {"下午", "午后", "傍晚"} or part[:1] in {"晚", "夜"}
    if (is_late and hour < 12) or (part in {"中午", "正午"} and hour < 3):  # noqa: PLR2004 - hours of a clock
        hour += 12
    elif part[:1] in {"晚", "夜"} and hour == 12:  # noqa: PLR2004 - 晚上12点 is midnight
        hour = 24
    return hour * 60 + minute if minute < 60 and hour <= 24 else 3 * DAY_MIN  # noqa: PLR2004 - beyond any span
