"""OSM `opening_hours` taken apart into rules, then written again in one canonical spelling.

Follows https://wiki.openstreetmap.org/wiki/Key:opening_hours/specification, without what needs a place or a church
calendar (sunrise, easter), holiday offsets, and steps.
"""

import re
from itertools import groupby
from typing import Final, Literal, NamedTuple

from opening_hours import validate

DAY_MIN: Final = 1440
WEEKDAYS: Final = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

RuleState = Literal["open", "off", "unknown"]


class Span(NamedTuple):
    """Hold a stretch of a day in minutes from its midnight; `end` passes 1440 when it lasts into the next day."""

    start: int
    end: int
    open_end: bool = False  # `18:00+`: nobody says when it closes

    def __str__(self) -> str:
        if self.open_end:
            return f"{_clock(self.start)}+"
        past = self.end - DAY_MIN  # OSM writes 22:00-06:00, and 08:00-32:00 only where the clock would come round again
        return f"{_clock(self.start)}-{_clock(past if 0 < past < self.start else self.end)}"


ALL_DAY: Final = Span(0, DAY_MIN)


class Rule(NamedTuple):
    """Hold one rule; every selector left empty means every day, and so do all weekdays with holidays.

    `joint` is what stands before it: `;` overrides the days it names, `,` adds to them, `||` speaks where nothing did.
    `weekdays` are `Mo` to `Su`, or with a number in the month, `Mo[1]`; `holidays` are `PH` and `SH`.
    """

    spans: tuple[Span, ...] = ()  # none: the whole day, which only `off` and `unknown` may mean
    state: RuleState = "open"
    dates: str = ""
    weekdays: tuple[str, ...] = ()
    holidays: tuple[str, ...] = ()
    comment: str = ""
    joint: Literal[";", ",", "||"] = ";"

    def __str__(self) -> str:
        days = ",".join([*weekday_ranges(self.weekdays), *self.holidays])
        times = ",".join(str(span) for span in self.spans)
        if not self.dates and not days and self.spans:
            days, times = ("", "24/7") if self.spans == (ALL_DAY,) else ("Mo-Su", times)
        state = "" if self.state == "open" else self.state
        comment = f'"{self.comment}"' if self.comment else ""
        return " ".join(part for part in (self.dates, days, times, state, comment) if part)


class Unreadable(ValueError):
    """The text is not OSM syntax from `rest` on."""

    def __init__(self, rest: str) -> None:
        super().__init__(rest)
        self.rest = rest


_MONTH = "|".join(MONTHS)
_MONTHDAY = rf"(?:\d{{4}}\s+)?(?:{_MONTH})(?:\s+\d{{1,2}}(?![:\d]))?"
_DATES = (
    rf"{_MONTHDAY}(?:\s*-\s*(?:{_MONTHDAY}|\d{{1,2}}(?![:\d])))?|\d{{4}}(?:-\d{{4}})?(?![:\d])|week\s*\d\d?(?:-\d\d?)?"
)
_WEEKDAY = rf"(?:{'|'.join(WEEKDAYS)})(?![a-z])"
_DAYS = rf"(?:PH|SH)(?![a-z])|{_WEEKDAY}\s*-\s*{_WEEKDAY}|{_WEEKDAY}(?:\[-?[1-5](?:[-,][1-5])*\])?"
_CLOCK = r"\d{1,2}:\d\d"
_TIMES = rf"24/7|{_CLOCK}\s*-\s*{_CLOCK}(?!\+)|{_CLOCK}\+"


def _one(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"\s*({pattern})\s*", re.IGNORECASE)


_DATES_ONE, _DAYS_ONE, _TIMES_ONE = _one(_DATES), _one(_DAYS), _one(_TIMES)
_COMMA, _COLON, _JOINT = re.compile(r"\s*,"), re.compile(r"\s*:\s*"), re.compile(r"\s*(;|,|\|\|)\s*")
_STATE, _COMMENT = _one("open|closed|off|unknown"), re.compile(r'\s*"([^"]*)"\s*')


def parse(text: str) -> tuple[Rule, ...]:
    """Return the rules of an OSM text in order; raise Unreadable at the first thing that is none."""
    rules: list[Rule] = []
    at, joint = 0, ";"
    while at < len(text):
        rule, at = _rule(text, at, joint)
        rules.append(rule)
        found = _JOINT.match(text, at)
        if found is None and at < len(text):
            raise Unreadable(text[at:])
        joint, at = (found[1], found.end()) if found else (";", at)
    if not rules or joint != ";" or not validate(render(rules)):
        raise Unreadable(text)
    return tuple(rules)


def render(rules: tuple[Rule, ...] | list[Rule]) -> str:
    """Return the rules as one text."""
    joints = {";": "; ", ",": ", ", "||": " || "}
    return "".join((joints[rule.joint] if number else "") + str(rule) for number, rule in enumerate(rules))


def weekday_ranges(weekdays: tuple[str, ...]) -> list[str]:
    """Return weekdays with neighbours joined, as `Mo-Fr`; those with a number in the month stay as they are."""
    numbers = [WEEKDAYS.index(day) for day in weekdays if day in WEEKDAYS]
    runs = [
        [n for _, n in run] for _, run in groupby(enumerate(sorted(set(numbers))), key=lambda pair: pair[1] - pair[0])
    ]
    plain = [WEEKDAYS[run[0]] if len(run) == 1 else f"{WEEKDAYS[run[0]]}-{WEEKDAYS[run[-1]]}" for run in runs]
    return plain + [day for day in weekdays if day not in WEEKDAYS]


def _rule(text: str, start: int, joint: str) -> tuple[Rule, int]:
    """Return the rule that starts at a place, and where it ends."""
    dates, at = _list(_DATES_ONE, text, start)
    if dates and (colon := _COLON.match(text, at)):
        at = colon.end()
    days, at = _list(_DAYS_ONE, text, at)
    times, at = _list(_TIMES_ONE, text, at)
    state = _STATE.match(text, at)
    at = state.end() if state else at
    comment = _COMMENT.match(text, at)
    at = comment.end() if comment else at
    if at == start:
        raise Unreadable(text[start:])
    weekdays, holidays = _split_days(days)
    rule = Rule(
        spans=tuple(_span(time, text[start:]) for time in times),
        dates=",".join(_spell_dates(part) for part in dates),
        weekdays=() if len(weekdays) == len(WEEKDAYS) and not holidays else weekdays,
        holidays=holidays,
        comment=comment[1].strip() if comment else "",
        joint="||" if joint == "||" else "," if joint == "," else ";",
    )
    word = state[1].lower() if state else "open"
    return _with_state(rule, word), at


def _with_state(rule: Rule, word: str) -> Rule:
    """Return the rule with the state its word means; open without times is not 24 hours here, but unknown."""
    if word in {"off", "closed"}:
        return rule._replace(state="off")
    if word == "unknown" or not rule.spans:
        return rule._replace(state="unknown")
    return rule


def _list(one: re.Pattern[str], text: str, at: int) -> tuple[list[str], int]:
    """Return the comma list of things alike that starts at a place, and where it ends."""
    found: list[str] = []
    match = one.match(text, at)
    while match:
        found.append(match[1])
        at = match.end()
        comma = _COMMA.match(text, at)
        match = one.match(text, comma.end()) if comma else None
    return found, at


def _split_days(parts: list[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return weekdays, in order and each once, and holidays."""
    weekdays: list[str] = []
    for part in (part.title() for part in parts if part.upper() not in {"PH", "SH"}):
        first, _, last = part.replace(" ", "").partition("-") if "[" not in part else (part, "", "")
        if not last:
            weekdays.append(part)
            continue
        low, high = WEEKDAYS.index(first), WEEKDAYS.index(last)
        weekdays += [WEEKDAYS[n % 7] for n in range(low, (high if high >= low else high + 7) + 1)]
    plain = [day for day in WEEKDAYS if day in weekdays]
    numbered = [day for day in weekdays if day not in WEEKDAYS]
    return tuple(plain + numbered), tuple(sorted({part.upper() for part in parts} & {"PH", "SH"}))


def _spell_dates(part: str) -> str:
    """Return dates with capitals, two-digit days and no stray spaces: `Jun 1 - Aug 31` is `Jun 01-Aug 31`."""
    words = re.sub(r"\s*-\s*", "-", " ".join(part.split())).title().replace("Week", "week ")
    return re.sub(r"(?<=[ -])(\d)(?!\d)", r"0\1", " ".join(words.split()))


def _span(time: str, where: str) -> Span:
    """Return a time of the text; midnight at the end is 24:00, and an end before the start is the next day's."""
    if time == "24/7":
        return ALL_DAY
    start, *rest = (_minutes(clock, where) for clock in re.findall(_CLOCK, time))
    if not rest:
        return Span(start, DAY_MIN, open_end=True)
    end = rest[0] if rest[0] > start else rest[0] + DAY_MIN
    if start >= DAY_MIN or rest[0] == start:
        raise Unreadable(where)  # `08:00-08:00`: nobody knows whether all day or not at all
    return Span(start, end)


def _minutes(clock: str, where: str) -> int:
    hour, minute = (int(part) for part in clock.split(":"))
    if hour > 48 or minute > 59:  # noqa: PLR2004 - the bounds of the specification
        raise Unreadable(where)
    return hour * 60 + minute


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02d}:{minutes % 60:02d}"
