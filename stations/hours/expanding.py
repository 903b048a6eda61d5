"""Rules about holidays rewritten to the dates of the table, and nights parted at midnight, for the evaluator.

opening-hours-py takes no calendar, knows only the first day of each Chinese holiday and no make-up days, and drops the
hours after midnight of a day that another rule follows; so it is never asked about any of these.
"""

from collections.abc import Iterator
from datetime import date, datetime
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from opening_hours import OpeningHours

from stations.hours.calendar import Calendar
from stations.hours.canonical import ALL_DAY, DAY_MIN, MONTHS, WEEKDAYS, Rule, Span

Tail = tuple[Rule, ...]
"""The rules that are in effect on one day, without their selectors."""


def whatever_holiday(rules: tuple[Rule, ...]) -> tuple[Rule, ...]:
    """Return rules in which Mo-Su,PH, for which no calendar is needed, is every day."""
    return tuple(
        rule._replace(weekdays=(), holidays=()) if set(WEEKDAYS) <= set(rule.weekdays) else rule for rule in rules
    )


def with_dates(rules: tuple[Rule, ...], calendar: Calendar) -> list[Rule]:
    """Return rules in which each PH is the rest days of the table, followed by what its make-up days keep.

    A rule about school holidays is left out: no table knows them.
    """
    return [*dated(rules, calendar), *_make_up(rules, calendar)]


def dated(rules: tuple[Rule, ...], calendar: Calendar) -> list[Rule]:
    """Return rules in which each PH is the rest days of the table."""
    return [part for rule in rules for part in _dated(rule, calendar)]


def otherwise(rules: list[Rule]) -> list[Rule]:
    """Return the rules that speak where all others say closed; a rule behind them keeps its whole days to itself."""
    begin = next((number for number, rule in enumerate(rules) if rule.joint == "||"), len(rules))
    return [
        rule._replace(joint=";") if rule.joint == "||" else _shut(rule)
        for rule in rules[begin:]
        if rule.joint == "||" or _overrides(rule)
    ]


def without_holidays(rules: tuple[Rule, ...]) -> list[Rule]:
    """Return rules that are open on the days in which holidays have no say: a later rule takes them by dates alone."""
    last = max((number for number, rule in enumerate(rules) if rule.holidays), default=-1)
    return [_left(rule) for rule in rules[last + 1 :] if rule.dates and not rule.weekdays and _overrides(rule)]


def ordinary(rules: tuple[Rule, ...]) -> list[Rule]:
    """Return rules as they hold on days that are no holiday."""
    return [_weekday_part(rule) for rule in rules if rule.weekdays or not rule.holidays]


def same_day(rules: list[Rule]) -> list[Rule]:
    """Return rules whose hours end at midnight; where nobody says when it closes, it is unknown from its start on."""
    return [
        rule._replace(
            spans=tuple(Span(span.start, min(span.end, DAY_MIN)) for span in rule.spans),
            state="unknown" if any(span.open_end for span in rule.spans) else rule.state,
        )
        for rule in rules
    ]


class Night(NamedTuple):
    """Hold what one rule leaves for after midnight.

    `begun` is to be asked about the day before, as if its hours began that day anew. `kept` is open on the days whose
    small hours are still its own.
    """

    begun: list[Rule]
    kept: list[Rule]


def nights(rules: list[Rule]) -> list[Night]:
    """Return the hours after midnight of each rule that has some, with what takes them away.

    A later rule has the say over its whole days, as in OSM: on the day before it cancels the night, on the day itself
    it ends it at midnight, unless it keeps the same hours.
    """
    found: list[Night] = []
    for number, rule in enumerate(rules):
        late = tuple(Span(0, span.end - DAY_MIN) for span in rule.spans if span.end > DAY_MIN)
        above = [after for after in rules[number + 1 :] if _overrides(after)]
        if late:
            begun = [rule._replace(spans=late, joint=";"), *(_shut(after) for after in above)]
            kept = [
                Rule(spans=(ALL_DAY,)),
                *(_left(after) if after.spans == rule.spans else _shut(after) for after in above),
            ]
            found.append(Night(begun, kept))
    return found


def _overrides(rule: Rule) -> bool:
    """Return whether a rule takes its whole days from those before it; `12:00-13:00 off` only cuts."""
    return rule.joint == ";" and (rule.state != "off" or not rule.spans)


def _left(rule: Rule) -> Rule:
    """Return a rule that leaves the days of another as they are."""
    return rule._replace(spans=(ALL_DAY,), state="open", comment="")


def _shut(rule: Rule) -> Rule:
    """Return a rule that shuts the days of another."""
    return rule._replace(spans=(), state="off", comment="")


def make_up_is_unclear(rules: tuple[Rule, ...], day: date) -> bool:
    """Return whether a make-up day's hours hang on which weekday it stands for, which the notices do not say."""
    own, week = _tail(rules, day, WEEKDAYS[day.weekday()]), _week_tails(rules, day)
    return own not in week and len(week) > 1


def _weekday_part(rule: Rule) -> Rule:
    return rule._replace(holidays=())


def _dated(rule: Rule, calendar: Calendar) -> Iterator[Rule]:
    """Yield the weekday part of a rule, then its holiday part on the dates of the table."""
    if rule.weekdays or not rule.holidays:
        yield _weekday_part(rule)
    days = [day for day in calendar.off() if holds(rule.dates, day)] if "PH" in rule.holidays else []
    if days:
        yield rule._replace(dates=spell(days), weekdays=(), holidays=())


def _make_up(rules: tuple[Rule, ...], calendar: Calendar) -> Iterator[Rule]:
    """Yield what holds on make-up days, where it is not what their own weekday keeps.

    They keep the hours of Monday to Friday if those are all alike; a place that keeps some of them at the weekend too
    does not follow the working week, and is left alone; otherwise nobody can tell.
    """
    if not any("PH" in rule.holidays for rule in rules):
        return
    days: dict[Tail, list[date]] = {}
    for day in calendar.worked():
        week = _week_tails(rules, day)
        if _tail(rules, day, WEEKDAYS[day.weekday()]) in week:
            continue
        tail = next(iter(week)) if len(week) == 1 else (Rule(state="unknown"),)
        days.setdefault(tail, []).append(day)
    for tail, dates in days.items():
        for number, rule in enumerate(tail):
            yield rule._replace(dates=spell(dates), joint=rule.joint if number else ";")


def _week_tails(rules: tuple[Rule, ...], day: date) -> set[Tail]:
    return {_tail(rules, day, weekday) for weekday in WEEKDAYS[:5]}


def _tail(rules: tuple[Rule, ...], day: date, weekday: str) -> Tail:
    """Return what rules without holidays keep on a date if it counts as a weekday, from the last that overrides on."""
    tail: list[Rule] = []
    for rule in rules:
        is_of_day = weekday in rule.weekdays or not (rule.weekdays or rule.holidays)
        if is_of_day and rule.joint != "||" and holds(rule.dates, day):
            tail = [] if _overrides(rule) else tail
            tail.append(rule._replace(dates="", weekdays=(), holidays=(), comment=""))
    return tuple(tail) or (Rule(state="off"),)


@lru_cache(maxsize=4096)
def holds(dates: str, day: date) -> bool:
    """Return whether a date lies in the dates of a rule; no dates are every date."""
    if not dates:
        return True
    noon = datetime(day.year, day.month, day.day, 12)  # noqa: DTZ001 - a date alone, in no zone
    return OpeningHours(f"{dates} {ALL_DAY}", auto_country=False, auto_timezone=False).is_open(noon)


def spell(days: list[date]) -> str:
    """Return dates as OSM writes them, neighbours within a month joined: 2026 Oct 01-07."""
    numbered = groupby(enumerate(days), key=lambda pair: (pair[1].year, pair[1].month, pair[1].toordinal() - pair[0]))
    return ",".join(_spell_run([day for _, day in run]) for _, run in numbered)


def _spell_run(run: list[date]) -> str:
    first = f"{run[0].year} {MONTHS[run[0].month - 1]} {run[0].day:02d}"
    return first if len(run) == 1 else f"{first}-{run[-1].day:02d}"
