"""A text about opening hours, Chinese or OSM, turned into canonical `opening_hours`."""

import re
from typing import Final, Literal, NamedTuple

from stations.hours.assembling import rules_of, unknown
from stations.hours.canonical import Unreadable, parse, render
from stations.hours.lexicon import clean
from stations.hours.notices import Notice

MAX_CHARS: Final = 1000
"""The longest text that is read; notices have some dozen characters."""

PIECE_CHARS: Final = 60
NOTHING_SAID: Final = frozenset({"", "-", "/", "无", "暂无", "未知", "null", "none", "n/a"})
_ENGLISH_DAY: Final = re.compile(
    r"\b(?:Mon(?:day)?|Tue(?:s(?:day)?)?|Wed(?:nesday)?|Thu(?:rs(?:day)?)?|Fri(?:day)?|Sat(?:urday)?|Sun(?:day)?)\b",
    re.IGNORECASE,
)


class HoursParse(NamedTuple):
    """Hold how a text was read; the text itself stays with the caller.

    `absent`: there was none. `ok`: all of it is in `canonical`. `partial`: `not_understood` holds the parts that could
    not be turned into hours, and `canonical` says `unknown` wherever they may change them. `failed`: none could be.
    """

    canonical: str | None
    parse: Literal["absent", "ok", "partial", "failed"]
    not_understood: tuple[str, ...] = ()


def read(text: str | None) -> HoursParse:
    """Read opening hours as written on a door, in a list or in OSM; no text makes it raise."""
    if text is None or (len(text) <= MAX_CHARS and clean(text).lower() in NOTHING_SAID):
        return HoursParse(None, "absent")
    if len(text) > MAX_CHARS:
        return _failed(clean(text[:PIECE_CHARS]) + "…")
    plain = clean(text)
    if not re.search(r"[A-Za-z+]|24/7", plain):  # the hours of OSM alone are too like 8:00-5:00
        return _read_notice(plain)
    try:
        return _read_osm(plain)
    except Unreadable as stop:
        return _read_notice(plain) if re.search("[\u4e00-\u9fff]", plain) else _failed(stop.rest)


def _read_osm(text: str) -> HoursParse:
    """Read OSM syntax; raise Unreadable if it is none. A day without times is not open for 24 hours, but unknown."""
    rules = parse(_ENGLISH_DAY.sub(lambda day: day[0][:2].title(), text))
    bare = [
        str(rule).removesuffix(" unknown")
        for rule in rules
        if rule.state == "unknown" and not rule.spans and not rule.comment
    ]
    return HoursParse(render(rules), "partial" if bare else "ok", _pieces(bare))


def _read_notice(text: str) -> HoursParse:
    notice = Notice(text)
    strange = list(notice.strange)
    rules = rules_of(notice)
    if not notice.drafts and not notice.is_evasive:
        return _failed(*(strange or [text]))
    if notice.is_doubtful or not notice.drafts:
        return HoursParse(render([unknown(text)]), "partial", _pieces(strange or [text]))
    canonical = render(parse(render(rules)))
    return HoursParse(canonical, "partial" if notice.strange else "ok", _pieces(notice.strange))


def _failed(*pieces: str) -> HoursParse:
    return HoursParse(None, "failed", _pieces(pieces))


def _pieces(pieces: list[str] | tuple[str, ...]) -> tuple[str, ...]:
    """Return the pieces once each, short enough to be shown."""
    return tuple(dict.fromkeys(piece.strip()[:PIECE_CHARS] for piece in pieces if piece.strip()))
