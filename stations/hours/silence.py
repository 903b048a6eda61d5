"""Holidays and make-up days that a notice says nothing of: whether it means them too is in doubt."""

from datetime import date
from functools import lru_cache

from stations.hours.calendar import Calendar, Day
from stations.hours.canonical import Unreadable, parse
from stations.hours.expanding import holds, without_holidays


@lru_cache(maxsize=8192)
def unmentioned(canonical: str | None, day: date, calendar: Calendar) -> Day | None:
    """Return the special day that a date is and the hours say nothing of, None where there is no such doubt.

    Hours that name public holidays speak of make-up days too, and those given for dates of one year of all they hold
    on: as `wording.basis` says it. Hours that nobody knows or can read have doubts enough of their own.
    """
    special = calendar.days.get(day)
    if special is None or canonical is None:
        return None
    try:
        rules = parse(canonical)
    except Unreadable:
        return None
    dated = (rule.dates for rule in without_holidays(rules) if rule.dates[:4].isdigit())
    is_told = any(rule.holidays for rule in rules) or any(holds(dates, day) for dates in dated)
    return None if is_told else special
