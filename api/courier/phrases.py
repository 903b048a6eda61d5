"""Times and codes in words, as the station's page says them."""

import re
from datetime import date, datetime, time, timedelta

from api.courier.paper import PAPER
from api.courier.screen import FLOOR, NUMERALS, SCREEN
from stations.hours import Opening
from stations.hours.state import ZONE
from stations.language import Lang
from stations.vocabulary import VOCABULARIES

DAYS_OF_MONTH, DAYS_OF_YEAR = 30, 365


def name_of(vocabulary: str, code: str | None, lang: Lang) -> str:
    """Return the wording of a code, or that it was not said; a code that is in no list any more stands as it is."""
    if code is None:
        return PAPER["not_said"].say(lang)
    return next((term.text.say(lang) for term in VOCABULARIES[vocabulary] if term.code == code), code)


def yes_no(answer: bool | None, lang: Lang) -> str:  # noqa: FBT001 - it is the value that is worded
    """Return yes, no or unknown in words."""
    return PAPER["unknown" if answer is None else "yes" if answer else "no"].say(lang)


def day_of(moment: datetime | date | None, now: datetime, lang: Lang) -> str:
    """Return the day of an instant, in China, and how long ago that was; never verified, where there is none."""
    if moment is None:
        return PAPER["never"].say(lang)
    day = moment.astimezone(ZONE).date() if isinstance(moment, datetime) else moment
    ago = ago_of((now.astimezone(ZONE).date() - day).days, lang)
    return f"{day.isoformat()}（{ago}）" if lang == "zh" else f"{day.isoformat()} ({ago})"


def ago_of(days: int, lang: Lang) -> str:
    """Return a number of days as a time ago."""
    for key, size in (("years_ago", DAYS_OF_YEAR), ("months_ago", DAYS_OF_MONTH), ("days_ago", 1)):
        if days >= size:
            return SCREEN[key].say(lang).format(n=days // size)
    return SCREEN["today"].say(lang)


def clock_of(moment: datetime, now: datetime, lang: Lang) -> str:
    """Return the time of day of an instant to come, with its day unless it is today."""
    there = moment.astimezone(ZONE)
    return _on_day(there.date(), f"{there:%H:%M}", now, lang)


def end_of(moment: datetime, now: datetime, lang: Lang) -> str:
    """Return the same of the instant when something ends: midnight is 24:00 of the day that ends."""
    there = moment.astimezone(ZONE)
    if there.time() != time.min:
        return clock_of(moment, now, lang)
    return _on_day(there.date() - timedelta(days=1), "24:00", now, lang)


def _on_day(day: date, clock: str, now: datetime, lang: Lang) -> str:
    days = (day - now.astimezone(ZONE).date()).days
    if days == 0:
        return clock
    return SCREEN["tomorrow" if days == 1 else "on_day"].say(lang).format(time=clock, day=f"{day.month}-{day.day:02d}")


def opening_of(opening: Opening, now: datetime, lang: Lang) -> str:
    """Return whether a station is open, until when, or from when."""
    ends = {"closed": opening.next_open, "unknown": None}.get(opening.state, opening.until)
    worded = clock_of if opening.state == "closed" else end_of
    key = {"open": "open", "closing_soon": "closing", "closed": "closed", "unknown": "unknown_hours"}[opening.state]
    if ends is None:
        return SCREEN["around_the_clock" if key == "open" else key].say(lang)
    return SCREEN[f"{key}_until"].say(lang).format(time=worded(ends, now, lang))


def floor_of(floor: str | None, lang: Lang) -> str:
    """Return a floor as lists have it, `2层` or `地下一层`, in words; what is none of these as it stands."""
    if floor is None:
        return PAPER["not_said"].say(lang)
    read = re.match(FLOOR, floor, re.IGNORECASE)
    if not read:
        return floor
    below, number = read.groups()
    return SCREEN["floor_below" if below else "floor"].say(lang).format(floor=NUMERALS.get(number, number))
