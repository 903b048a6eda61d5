"""Whether a place is open at an instant, until when, and when next, in China's time."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Final, Literal, NamedTuple
from zoneinfo import ZoneInfo

from opening_hours import OpeningHours, State

from stations.errors import InputError
from stations.hours.calendar import Calendar
from stations.hours.canonical import Rule, Unreadable, parse, render
from stations.hours.expanding import (
    dated,
    nights,
    ordinary,
    otherwise,
    same_day,
    whatever_holiday,
    with_dates,
    without_holidays,
)
from stations.hours.wording import basis
from stations.language import Text

ZONE: Final = ZoneInfo("Asia/Shanghai")
YEARS: Final = range(2000, 2100)
HORIZON: Final = timedelta(days=400)
"""How far ahead the next change is looked for: a year and the longest holiday."""

_DAY: Final = timedelta(days=1)
_NIGHTS: Final = tuple(datetime(2025, 1, 14, 23, tzinfo=ZONE) + 28 * n * _DAY for n in range(13))
"""Every fourth Tuesday of a year, 23:00: at least one in each month."""

_NIGHT_LASTS: Final = timedelta(hours=6)

SpanState = Literal["open", "closed", "unknown"]


class Opening(NamedTuple):
    """Hold the state at an instant. All times are in Asia/Shanghai.

    `until`: when this state ends (closing soon ends when open does), None if not within HORIZON. `next_open`: the next
    instant at which it is known to open after being closed or unknown, None if there is none within HORIZON.
    """

    state: Literal["open", "closing_soon", "closed", "unknown"]
    until: datetime | None
    next_open: datetime | None
    basis: Text


class Interval(NamedTuple):
    """Hold a stretch of time in which a place is open, or may be; times are in Asia/Shanghai, `end` is past it."""

    start: datetime
    end: datetime
    state: SpanState


class Hours(NamedTuple):
    """Hold an expression ready to be asked, in parts.

    `by_day` ends at midnight; each pair of `by_night` is a `Night`; `otherwise` speaks where these say closed (`||`).
    `known` are the first instant at which holidays are known and the first after it at which they are not any more,
    None where they do not matter; they do not on days on which `whatever` is open.
    """

    rules: tuple[Rule, ...]
    by_day: OpeningHours
    by_night: tuple[tuple[OpeningHours, OpeningHours], ...]
    otherwise: OpeningHours | None
    known: tuple[datetime, datetime] | None = None
    whatever: OpeningHours | None = None


def opening_at(canonical: str | None, at: datetime, *, calendar: Calendar, closing_soon_s: int = 1800) -> Opening:
    """Return whether a place is open at an instant; InputError without a zone, outside YEARS, or for no canonical text.

    Open for at most `closing_soon_s` seconds more is `closing_soon`.
    """
    moment = _in_zone(at, "at")
    hours = _compiled(canonical, calendar) if canonical else None
    if hours is None:
        return Opening("unknown", None, None, basis(None, moment.date(), calendar))
    end = moment.replace(second=0, microsecond=0) + HORIZON
    ahead = _intervals(hours, moment.replace(second=0, microsecond=0), end)
    now = next(ahead)
    until = now.end if now.end < end else None
    next_open = next((span.start for span in ahead if span.state == "open"), None)
    is_closing = now.state == "open" and until is not None and until - moment <= timedelta(seconds=closing_soon_s)
    state = "closing_soon" if is_closing else now.state
    return Opening(state, until, next_open, basis(hours.rules, moment.date(), calendar))


def intervals(canonical: str | None, start: datetime, days: int, calendar: Calendar) -> list[Interval]:
    """Return when a place is open or unknown from an instant on, in order, for a number of days; closed is the rest.

    Open and unknown stretches touch but never overlap. No hours are one unknown stretch. Raises as `opening_at`.
    """
    first = _in_zone(start, "start").replace(second=0, microsecond=0)
    if not canonical:
        return [Interval(first, first + days * _DAY, "unknown")]
    spans = _intervals(_compiled(canonical, calendar), first, first + days * _DAY)
    return [span for span in spans if span.state != "closed"]


@lru_cache(maxsize=8192)
def open_at_night(canonical: str | None) -> Literal["yes", "no", "unknown"]:
    """Return whether one can stay through the night after an ordinary working day, whatever the season.

    Yes: open without a break from Tuesday 23:00 to Wednesday 05:00, in every month of the year. No: known to be closed
    for some of that time in some month. Holidays do not count.
    """
    if not canonical:
        return "unknown"
    rules = ordinary(whatever_holiday(_parsed(canonical)))
    if not rules:
        return "unknown"
    hours = _hours(tuple(rules), rules, otherwise(rules))
    states = {span.state for night in _NIGHTS for span in _intervals(hours, night, night + _NIGHT_LASTS)}
    return "no" if "closed" in states else "unknown" if "unknown" in states else "yes"


@lru_cache(maxsize=8192)
def _compiled(canonical: str, calendar: Calendar) -> Hours:
    """Return an expression with its holidays on the dates of a calendar; parsing costs ten times what asking does."""
    said = _parsed(canonical)
    rules = whatever_holiday(said)
    named = {holiday for rule in rules for holiday in rule.holidays}
    first, past = _midnight(calendar.first), _midnight(calendar.last + _DAY)
    hours = _hours(said, with_dates(rules, calendar), otherwise(dated(rules, calendar)))
    if not named:
        return hours
    known, free = (first, first if "SH" in named else past), without_holidays(rules)
    return hours._replace(known=known, whatever=_evaluator(free) if free else None)


def _parsed(canonical: str) -> tuple[Rule, ...]:
    try:
        return parse(canonical)
    except Unreadable as stop:
        raise InputError(
            f"无法理解开放时间“{stop.rest[:40]}”。",
            f"The opening hours “{stop.rest[:40]}” cannot be read.",
            field="hours",
        ) from stop


def _hours(rules: tuple[Rule, ...], plain: list[Rule], rest: list[Rule]) -> Hours:
    said = [rule for rule in plain if rule.joint != "||"]
    by_night = tuple((_evaluator(night.begun), _evaluator(night.kept)) for night in nights(said))
    return Hours(rules, _evaluator(same_day(said)), by_night, _evaluator(same_day(rest)) if rest else None)


def _evaluator(rules: list[Rule]) -> OpeningHours:
    return OpeningHours(render(rules) or "off", timezone=ZONE, auto_country=False, auto_timezone=False)


def _intervals(hours: Hours, start: datetime, end: datetime) -> Iterator[Interval]:
    """Return the states between two minutes without a gap, no two neighbours alike."""
    spans = _asked(hours.by_day, start, end)
    for begun, kept in hours.by_night:
        night = (Interval(lo + _DAY, hi + _DAY, state) for lo, hi, state in _asked(begun, start - _DAY, end - _DAY))
        spans = _overlaid(spans, _overlaid(night, _asked(kept, start, end), _where_kept), _either)
    if hours.otherwise:
        spans = _overlaid(spans, _asked(hours.otherwise, start, end), _either)
    if hours.known:
        known = _known(hours.known, start, end)
        if hours.whatever:
            known = _overlaid(known, _asked(hours.whatever, start, end), _either)
        spans = _overlaid(spans, known, _where_known)
    return _joined(spans)


def _asked(hours: OpeningHours, start: datetime, end: datetime) -> Iterator[Interval]:
    names: dict[State, SpanState] = {State.OPEN: "open", State.CLOSED: "closed", State.UNKNOWN: "unknown"}
    for lo, hi, state, _ in hours.intervals(start, end):
        yield Interval(lo, hi, names[state])


def _known(known: tuple[datetime, datetime], start: datetime, end: datetime) -> Iterator[Interval]:
    """Yield open where the holidays are known, and unknown around it."""
    first, past = (min(max(edge, start), end) for edge in known)
    pieces: tuple[Interval, ...] = (
        Interval(start, first, "unknown"), Interval(first, past, "open"), Interval(past, end, "unknown"),
    )  # fmt: skip
    yield from (piece for piece in pieces if piece.start < piece.end)


def _overlaid(
    one: Iterator[Interval], other: Iterator[Interval], both: Callable[[SpanState, SpanState], SpanState]
) -> Iterator[Interval]:
    """Yield two runs of intervals over the same time as one."""
    a, b = next(one, None), next(other, None)
    while a and b:
        lo, hi = max(a.start, b.start), min(a.end, b.end)
        yield Interval(lo, hi, both(a.state, b.state))
        a, b = (next(one, None) if a.end == hi else a), (next(other, None) if b.end == hi else b)


def _joined(spans: Iterable[Interval]) -> Iterator[Interval]:
    """Yield intervals with neighbours in the same state made one."""
    held: Interval | None = None
    for span in spans:
        if held and held.state == span.state:
            held = held._replace(end=span.end)
            continue
        if held:
            yield held
        held = span
    if held:
        yield held


def _either(one: SpanState, other: SpanState) -> SpanState:
    return "open" if "open" in {one, other} else "unknown" if "unknown" in {one, other} else "closed"


def _where_kept(night: SpanState, kept: SpanState) -> SpanState:
    return night if kept == "open" else "closed"


def _where_known(state: SpanState, known: SpanState) -> SpanState:
    return state if known == "open" else "unknown"


def _in_zone(at: datetime, field: str) -> datetime:
    if at.tzinfo is None:
        raise InputError("时刻必须带时区。", "An instant needs its time zone.", field=field)
    if at.year not in YEARS:
        raise InputError(
            "时刻须在2000年至2099年之间。", "An instant lies between the years 2000 and 2099.", field=field
        )
    return at.astimezone(ZONE)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), ZONE)
