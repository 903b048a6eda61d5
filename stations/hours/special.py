"""The hours of special days put over the general ones, as one text."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Final, NamedTuple

from stations.hours.assembling import unknown
from stations.hours.canonical import MONTHS, Rule, Unreadable, parse, render
from stations.hours.expanding import holds, spell

ALWAYS: Final = date(2000, 1, 1)
LONGEST: Final = timedelta(days=400)
"""How long before its end hours with dates of their own are taken to have begun, where nobody says when."""


class SpecialHours(NamedTuple):
    """Hold the hours of some days, first to last, as canonical text; None where nobody understood what was written."""

    first: date | None
    last: date
    canonical: str | None
    raw: str


def with_special(general: str | None, special: Sequence[SpecialHours]) -> str:
    """Return hours in which special ones stand in place of the general on their days, later ones of earlier.

    They are read as general hours are: within their days, weekdays they do not name are closed. Those that name dates
    of their own leave the other days alone. What cannot be read leaves its days unknown.
    """
    rules = [*_read(general, "")]
    for each in special:
        rules += _placed(each)
    return render(rules)


def _read(canonical: str | None, raw: str) -> tuple[Rule, ...]:
    try:
        return parse(canonical or "")
    except Unreadable:
        return (unknown(raw),)


def _placed(special: SpecialHours) -> Iterator[Rule]:
    """Yield the rules of special hours, each on its dates only."""
    rules = _read(special.canonical, special.raw)
    if any(rule.joint == "||" for rule in rules):  # would speak on all other days as well
        rules = (unknown(special.raw),)
    dated = [rule._replace(dates=dates) for rule in rules if (dates := _dates(rule, special))]
    partly = dict.fromkeys(rule.dates for rule in dated if rule.weekdays or rule.holidays)
    yield from (Rule(state="off", dates=dates) for dates in partly)
    yield from dated


def _dates(rule: Rule, special: SpecialHours) -> str:
    """Return the dates on which a rule of special hours holds, nothing for none."""
    first = special.first or ALWAYS
    if not rule.dates:
        return _day(first) if first == special.last else f"{_day(first)}-{_day(special.last)}"
    begin = max(first, special.last - LONGEST)
    days = (begin + timedelta(days=number) for number in range((special.last - begin).days + 1))
    return spell([day for day in days if holds(rule.dates, day)])


def _day(day: date) -> str:
    return f"{day.year} {MONTHS[day.month - 1]} {day.day:02d}"
