"""One statement of a notice while it is being read: when in the year, which days, which hours, or shut."""

import re
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache
from typing import Final, NamedTuple

from stations.hours.canonical import ALL_DAY, MONTHS, WEEKDAYS, Span
from stations.hours.lexicon import OPENED, number

_LEAP_YEAR: Final = 2024
_FREE: Final = {"Sa", "Su", "PH"}


class Months(NamedTuple):
    """Hold a part of the year, both ends inside it; day 0 means the whole month."""

    from_month: int
    from_day: int
    to_month: int
    to_day: int

    def __str__(self) -> str:
        first, last = _month_day(self.from_month, self.from_day), _month_day(self.to_month, self.to_day)
        return first if first == last else f"{first}-{last}"

    def days(self) -> frozenset[date]:
        """Return its days in a leap year; raise ValueError if it names one that does not exist."""
        return _days(self)


@lru_cache(maxsize=512)
def _days(months: Months) -> frozenset[date]:
    first = date(_LEAP_YEAR, months.from_month, months.from_day or 1)
    after = date(_LEAP_YEAR, months.to_month % 12 + 1, 1)
    last = date(_LEAP_YEAR, months.to_month, months.to_day) if months.to_day else _day_before(after)
    every = _year()
    return frozenset(day for day in every if (first <= day <= last if first <= last else day >= first or day <= last))


CORE_OF_SEASON: Final = {"夏": Months(7, 0, 8, 0), "冬": Months(12, 0, 2, 0)}
"""The months that every place counts to a season; where a notice names none, no other month is assumed."""


@dataclass
class Draft:
    """Collect one statement; `days` holds weekdays and PH, none meaning every day."""

    months: Months | None = None
    assumed: bool = False  # the months are the core of a season that the notice did not date
    inherited: bool = False  # the months were said of a statement before
    days: set[str] = field(default_factory=set)
    header: set[str] = field(default_factory=set)  # days said before months, of all the parts of the year that follow
    spans: list[Span] = field(default_factory=list)
    pauses: list[Span] = field(default_factory=list)
    doubts: list[Span] = field(default_factory=list)  # when nobody knows, though it lies within the hours
    off: bool = False
    keep: bool = False  # these days are as the others
    rest: bool = False  # these hours are those of all other days
    aside: bool = False  # something else is said of these days, too: 免费, 人工
    named: bool = False  # the notice names its days or dates, not only those of a statement before
    doubt: bool = False  # nobody knows the hours of these days
    festivals: list[str] = field(default_factory=list)
    words: str = ""

    @property
    def all_day(self) -> bool:
        """Whether it says 24 hours, whatever else it says."""
        return ALL_DAY in self.spans

    @property
    def is_said(self) -> bool:
        """Whether it already says something of its days."""
        return bool(self.spans) or self.off or self.keep or self.doubt

    @property
    def is_bare(self) -> bool:
        """Whether it names days or dates and says nothing of them."""
        return self.named and not self.is_said

    def following(self) -> "Draft":
        """Return an empty statement about the same part of the year, if this one was not about that alone."""
        if (self.off and not self.days) or not self.months:
            return Draft()
        return Draft(self.months, self.assumed, inherited=True, header=set(self.header))

    def date(self, months: Months, *, assumed: bool) -> bool:
        """Take a part of the year and return whether it agrees with the one taken before.

        Months say better than the name of a season when it is: 夏季（5月-9月）.
        """
        has_own = self.months is not None and not self.inherited
        if has_own and assumed and not self.assumed:
            return True
        agrees = not has_own or months == self.months or (self.assumed and not assumed)
        self.months, self.assumed, self.inherited = months, assumed, False
        return agrees

    def encloses(self, span: Span) -> bool:
        """Return whether other hours of the statement lie around these."""
        return any(other != span and other.start <= span.start and span.end <= other.end for other in self.spans)

    def limit(self, before: "Draft") -> None:
        """Give days left alone to the hours before them, if those have none: 9:00-17:00，周一至周五.

        周末开放 leaves in doubt whether the hours before are those of the other days, 节假日 does not limit them.
        """
        if self.is_bare and self.aside:
            self.doubt = before.doubt = True  # 周三免费: also, or only
        if self.is_bare and self.pauses:
            self.doubt = True  # 周三14:00-16:00关闭
        if not self.is_bare or not before.spans or before.rest:
            return
        if not self.days and self.months and not before.months:
            self.named = not before.date(self.months, assumed=self.assumed)
        elif self.days and not before.days:
            self._limit_days(before)

    def _limit_days(self, before: "Draft") -> None:
        is_only = bool(re.search("[仅只]", self.words))
        if is_only or self.days - _FREE or (self.days != {"PH"} and not re.search(OPENED, self.words)):
            before.days, self.days, self.named = self.days, set(), False
        elif self.days == {"PH"}:
            self.keep = bool(re.search(OPENED, self.words))
        else:
            self.spans, before.doubt = list(before.spans), True


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
    last = (first[0], found["past_day"]) if found.get("past_day") else last
    months = Months(*(int(part or 0) for part in (*first, *last)))
    try:
        months.days()
    except ValueError:
        return None
    return months


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
