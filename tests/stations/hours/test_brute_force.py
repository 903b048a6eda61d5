"""Random schedules, compared with an evaluator that goes from minute to minute through weeks known by hand."""

from datetime import date, datetime, timedelta
from typing import NamedTuple

from hypothesis import given, settings
from hypothesis import strategies as st

from stations.hours import Calendar, intervals, open_at_night, opening_at, read
from stations.hours.state import ZONE

FIRST = date(2026, 9, 18)  # a Friday
DAYS = 26
REST = {date(2026, 9, 25), date(2026, 9, 26), date(2026, 9, 27), *(date(2026, 10, day) for day in range(1, 8))}
WORKED = {date(2026, 9, 20), date(2026, 10, 10)}
NAMES = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
DAY_MIN = 1440
LAST = 10**6  # the place in the order of a rule that make-up days add


class Line(NamedTuple):
    """One rule: weekdays by number, 7 for holidays; spans in minutes, none for off."""

    days: frozenset[int]
    spans: tuple[tuple[int, int], ...]


class Kept(NamedTuple):
    """What is in effect on a day: the place of its rule, and its spans; None for nobody knows."""

    order: int
    spans: tuple[tuple[int, int], ...] | None


def spell(lines: list[Line]) -> str:
    """Return the lines in OSM syntax, spelt plainly."""
    rules = []
    for line in lines:
        days = ",".join("PH" if day == 7 else NAMES[day] for day in sorted(line.days))
        times = ",".join(f"{lo // 60:02d}:{lo % 60:02d}-{hi // 60:02d}:{hi % 60:02d}" for lo, hi in line.spans)
        rules.append(f"{days} {times or 'off'}")
    return "; ".join(rules)


def kept_as(lines: list[Line], kinds: set[int]) -> Kept:
    """Return what the last line that names one of the kinds of day says."""
    found = [Kept(order, line.spans) for order, line in enumerate(lines) if line.days & kinds]
    return found[-1] if found else Kept(-1, ())


def kept_on(lines: list[Line], day: date) -> Kept:
    """Return what is in effect on a date, by the calendar of these weeks."""
    knows_holidays = any(7 in line.days for line in lines)
    own = kept_as(lines, {day.weekday()})
    if knows_holidays and day in REST:
        return kept_as(lines, {day.weekday(), 7})
    if knows_holidays and day in WORKED:
        week = {kept_as(lines, {weekday}).spans for weekday in range(5)}
        if own.spans not in week:
            return Kept(LAST, week.pop() if len(week) == 1 else None)
    return own


def minutes(lines: list[Line]) -> list[str]:
    """Return the state of every minute of the weeks."""
    states = ["closed"] * (DAYS * DAY_MIN)
    kept = [kept_on(lines, FIRST + timedelta(days=n)) for n in range(-1, DAYS)]
    for n in range(DAYS):
        before, today = kept[n], kept[n + 1]
        at = n * DAY_MIN
        if today.spans is None:
            states[at : at + DAY_MIN] = ["unknown"] * DAY_MIN
        for lo, hi in today.spans or ():
            for minute in range(at + lo, at + min(hi, DAY_MIN)):
                states[minute] = "open"
        if today.order > before.order and today.spans != before.spans:
            continue  # a later rule has the say over its whole day
        for _, hi in before.spans or ():
            for minute in range(at, at + hi - DAY_MIN):
                states[minute] = "open"
    return states


def told(canonical: str) -> list[str]:
    """Return the state of every minute of the weeks by our intervals."""
    start = datetime(FIRST.year, FIRST.month, FIRST.day, tzinfo=ZONE)
    states = ["closed"] * (DAYS * DAY_MIN)
    for lo, hi, state in intervals(canonical, start, DAYS, Calendar.packaged()):
        first, past = (int((edge - start).total_seconds()) // 60 for edge in (lo, hi))
        assert states[first:past] == ["closed"] * (past - first), "intervals overlap"
        states[first:past] = [state] * (past - first)
    return states


span = st.tuples(st.integers(0, 47), st.integers(1, 47)).map(lambda pair: (pair[0] * 30, (pair[0] + pair[1]) * 30))
line = st.builds(
    Line,
    st.sets(st.integers(0, 6), min_size=1, max_size=6).map(frozenset)
    | st.sampled_from([frozenset({7}), frozenset({6, 7}), frozenset(range(5))]),
    st.lists(span, max_size=2).map(tuple),
)
schedules = st.lists(line, min_size=1, max_size=4)


@settings(max_examples=40, deadline=None)
@given(schedules)
def test_every_minute_is_as_going_from_minute_to_minute_says(lines: list[Line]) -> None:
    canonical = read(spell(lines)).canonical
    assert canonical is not None

    states = told(canonical)

    assert states == minutes(lines)


@settings(max_examples=40, deadline=None)
@given(schedules, st.lists(st.integers(0, 14 * DAY_MIN - 1), min_size=1, max_size=5))
def test_until_and_next_open_are_where_the_minutes_change(lines: list[Line], moments: list[int]) -> None:
    canonical, states = read(spell(lines)).canonical, minutes(lines)
    start = datetime(FIRST.year, FIRST.month, FIRST.day, tzinfo=ZONE)

    for moment in moments:
        found = opening_at(canonical, start + timedelta(minutes=moment), calendar=Calendar.packaged(), closing_soon_s=0)
        change = next((m for m in range(moment, len(states)) if states[m] != states[moment]), None)
        opens = next((m for m in range(moment + 1, len(states)) if states[m - 1] != "open" == states[m]), None)
        assert found.state == states[moment]
        assert change is None or found.until == start + timedelta(minutes=change)
        assert opens is None or found.next_open == start + timedelta(minutes=opens)


@settings(max_examples=40, deadline=None)
@given(schedules)
def test_night_is_what_tuesdays_minutes_say(lines: list[Line]) -> None:
    plain = [Line(line.days - {7}, line.spans) for line in lines if line.days != {7}]
    tuesday = 4 * DAY_MIN + 23 * 60  # September 22

    answer = open_at_night(read(spell(lines)).canonical)

    expected = "yes" if set(minutes(plain)[tuesday : tuesday + 360]) == {"open"} else "no"
    assert answer == (expected if plain else "unknown")
