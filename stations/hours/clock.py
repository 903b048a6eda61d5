"""Clock times of Chinese notices: what a stretch of the day means, and when it may mean two things."""

import re
from typing import Final

from stations.hours.canonical import DAY_MIN, Span
from stations.hours.lexicon import number

NOON: Final = frozenset({"中午", "正午", "午间"})
NOON_MIN: Final = 720
LUNCH: Final = Span(11 * 60 + 30, 14 * 60)
"""Where a pause at noon lies when the notice does not say."""

_HOUR: Final = 60
_EARLY: Final = 5 * _HOUR  # who writes an earlier hour without 凌晨 may mean the afternoon
_LATE: Final = 17 * _HOUR  # who begins from then on and ends earlier ends the next day
_NIGHT_ENDS: Final = 4 * _HOUR
_SHORTEST_DAY: Final = 6 * _HOUR
_MORNING_ENDS: Final = 13 * _HOUR + 30
BEYOND_MIN: Final = 3 * DAY_MIN


def span_of(match: re.Match[str], part: str = "", before: Span | None = None) -> Span | None:
    """Return the hours that a token of kind `span` names, or None when they may mean two things.

    `part` is the half of the day said before it, as in 下午：2:00-5:30, and `before` the hours before it in the same
    statement. A time without 上午 or 下午 takes its neighbour's half of the day, and after a morning what would begin
    before dawn is the afternoon: 8:30-12:00，2:00-5:30. An end before the start is the next day's only where the
    afternoon makes no sense of it: 8:00-5:00 and 13:00-5:00 are not understood, 20:00-2:00 and 10:00-02:00 are.
    """
    found = match.groupdict()
    if found.get("from_word"):
        return _early_late(number(found["from_word"]), number(found["to_word"]))
    if not (found["from_unit"] or found["from_part"] or found["to_unit"] in {"点", "时"}):
        return None
    if not (found["to_unit"] or found["to_part"]):
        return None
    found["from_part"] = found["from_part"] or part
    start, end = clock(found, "from"), clock(found, "to")
    if found["from_part"] or found["to_part"] or found.get("next"):
        return _told(found, start, end)
    return _untold(found, start, end, before)


def pause_of(match: re.Match[str]) -> Span | None:
    """Return the hours of a pause at midday, in which 1:30 is 13:30."""
    found = match.groupdict()
    if found.get("from_word") or found.get("next"):
        return None
    start, end = (time + NOON_MIN if time < 6 * _HOUR else time for time in (clock(found, "from"), clock(found, "to")))
    return Span(start, end) if start < end <= DAY_MIN else None


def clock(found: dict[str, str | None], name: str) -> int:
    """Return one end of a span in minutes, by the half of the day it names; beyond any day if there is no such time."""
    hour = int(found[f"{name}_hour"] or 0)
    minute = 30 if found[f"{name}_half"] else int(found[f"{name}_minute"] or 0)
    part = found[f"{name}_part"] or ""
    is_late = part in {"下午", "午后", "傍晚"} or part[:1] in {"晚", "夜"}
    if (is_late and hour < 12) or (part in NOON and hour < 3):  # noqa: PLR2004 - hours of a clock
        hour += 12
    elif part[:1] in {"晚", "夜"} and hour == 12:  # noqa: PLR2004 - 晚上12点 is midnight
        hour = 24
    return hour * 60 + minute if minute < 60 and hour <= 24 else BEYOND_MIN  # noqa: PLR2004 - beyond any span


def without(spans: list[Span], pause: Span) -> list[Span]:
    """Return the spans with a pause cut out of them."""
    left = [Span(span.start, min(span.end, pause.start)) for span in spans]
    right = [Span(max(span.start, pause.end), span.end) for span in spans]
    return sorted(span for span in {*left, *right} if span.start < span.end)


def common(one: Span, other: Span) -> list[Span]:
    """Return what two spans of a day share, if anything."""
    both = Span(max(one.start, other.start), min(one.end, other.end))
    return [both] if both.start < both.end else []


def overlap(one: Span, other: Span) -> bool:
    """Return whether two spans of a day share a minute, the small hours of the next day counted to its morning."""
    return any(one.start < other.end + shift and other.start + shift < one.end for shift in (-DAY_MIN, 0, DAY_MIN))


def _told(found: dict[str, str | None], start: int, end: int) -> Span | None:
    """Return a span of which a half of the day, or the day, is said."""
    is_next = bool(found.get("next"))
    if not found["to_part"] and not is_next and start >= NOON_MIN > end > 0 and end + NOON_MIN > start:
        end += NOON_MIN
    if is_next or end == 0 or (end < start and (start >= NOON_MIN or found["to_part"] == "凌晨")):
        end += DAY_MIN
    return _checked(start, end)


def _untold(found: dict[str, str | None], start: int, end: int, before: Span | None) -> Span | None:
    """Return a span written in bare numbers; 02:00 is of the clock of 24 hours, where 2:00 may be the afternoon."""
    is_padded, is_plain = ((found[f"{name}_hour"] or "").startswith("0") for name in ("to", "from"))
    is_after_morning = before is not None and before.start >= _EARLY and before.end <= _MORNING_ENDS
    if before and 0 < start <= 6 * _HOUR and start < before.start:
        if not is_after_morning or is_plain or end > NOON_MIN or start + NOON_MIN < before.end:
            return None
        start, end = start + NOON_MIN, end + NOON_MIN
    elif (0 < start < _EARLY and end <= NOON_MIN and not is_plain) or start == end:
        return None
    late = end + NOON_MIN
    if 0 < end < start < _LATE and late > start:
        if is_after_morning and start >= NOON_MIN and not is_padded:
            return _checked(start, late)
        if is_after_morning or not is_padded or end > _NIGHT_ENDS or late - start >= _SHORTEST_DAY:
            return None
    return _checked(start, end if end > start else end + DAY_MIN)


def _checked(start: int, end: int) -> Span | None:
    return Span(start, end) if start < end <= start + DAY_MIN and start < DAY_MIN else None


def _early_late(early: int, late: int) -> Span | None:
    """Return 早八晚五 as 08:00-17:00; 晚十二 is midnight."""
    return Span(early * 60, (late + 12) * 60) if 4 <= early <= 12 and 1 <= late <= 12 else None  # noqa: PLR2004 - hours
