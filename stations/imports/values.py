"""Cells read as values: numbers, degrees, dates, yes or no, terms of a vocabulary; None for what they do not say."""

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime
from math import isfinite
from unicodedata import normalize
from zoneinfo import ZoneInfo

from stations.imports.columns import plain_text
from stations.vocabulary import Term

CHINA = ZoneInfo("Asia/Shanghai")
NOTHING = frozenset(
    {
        *("", "-", "--", "—", "/", "\\", "无", "暂无", "未知", "不详", "未提供", "null", "none", "n/a", "nan"),
        *("#n/a", "#ref!", "#value!", "#div/0!", "#name?", "#num!", "#null!"),  # a formula of a spreadsheet that failed
    }
)
INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]")
CONTROLS = re.compile("[\u2400-\u2421\ufffd]")  # how the readers show what cannot be stored
NUMBER = re.compile(r"([+-]?\d+(?:\.\d+)?)\s*(?:m2|平方米|平方|平米|人|个|座|户)?")
DECIMAL_DEGREES = re.compile(r"([+-]?\d+(?:\.\d*)?(?:e[+-]?\d+)?)\s*[°度]?")
SEXAGESIMAL = re.compile(r"(\d+)\s*[°度]\s*(\d+(?:\.\d+)?)\s*[′'’分]\s*(?:(\d+(?:\.\d+)?)\s*(?:″|\"|”|′′|''|秒)?)?")
MINUTES_A_DAY = 1440
COMPASS = {"e": 1, "w": -1, "n": 1, "s": -1, "东经": 1, "西经": -1, "北纬": 1, "南纬": -1}
DAY_SHARE = re.compile(r"0\.\d+")
TO_THE_SECOND = re.compile(r"(\d{1,2}:\d{2}):\d{2}")
DATE = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:[T ].*)?")


def clean(text: str) -> str:
    """Return a text without invisible characters and needless space; line breaks become spaces."""
    return " ".join(INVISIBLE.sub("", text).split())


def is_damaged(text: str) -> bool:
    """Tell whether a text holds control characters, broken ones, or UTF-8 that was once read as GBK."""
    if CONTROLS.search(text):
        return True
    try:
        mended = text.encode("gb18030").decode("utf-8")
    except UnicodeError:
        return False
    return mended != text and all("\u4e00" <= symbol <= "\u9fff" for symbol in mended if not symbol.isascii())


def number(text: str) -> float | None:
    """Return a number, with or without a unit of area or people; None if it is none, NaN or infinite."""
    match = NUMBER.fullmatch(normalize("NFKC", text).replace(",", "").strip().casefold())
    return float(match[1]) if match else None


def degrees(text: str) -> float | None:
    """Return degrees from 113.62, 113.62°E, 东经113.62度 or 113°37′12″; None if it is no number, NaN or infinite."""
    plain = normalize("NFKC", text).casefold().strip()
    sign = 1
    for mark, side in COMPASS.items():
        if plain.startswith(mark) or plain.endswith(mark):
            plain, sign = plain.removeprefix(mark).removesuffix(mark).strip(), side
            break
    if match := DECIMAL_DEGREES.fullmatch(plain):
        value = float(match[1])
    elif match := SEXAGESIMAL.fullmatch(plain):
        value = int(match[1]) + float(match[2]) / 60 + float(match[3] or 0) / 3600
    else:
        return None
    return sign * value if isfinite(value) else None


def clock(text: str) -> str:
    """Return a time as a notice writes it; a spreadsheet holds it as a share of the day, or shows it to the second."""
    if match := TO_THE_SECOND.fullmatch(text):
        return match[1]
    if not DAY_SHARE.fullmatch(text):
        return text
    hour, minute = divmod(round(float(text) * MINUTES_A_DAY), 60)
    return f"{hour:02}:{minute:02}"


def day(text: str) -> date | None:
    """Return the date that a text names with year, month and day; None if it does not, or if there is no such day."""
    match = DATE.fullmatch(normalize("NFKC", text).strip())
    if not match:
        return None
    try:
        return date(*map(int, match.groups()))
    except ValueError:
        return None


def instant(text: str) -> datetime | None:
    """Return the beginning of a day in China, as UTC."""
    found = day(text)
    return datetime(found.year, found.month, found.day, tzinfo=CHINA).astimezone(UTC) if found else None


def term(text: str, vocabulary: Iterable[Term]) -> str | None:
    """Return the code of the term that a text names, however it spells it."""
    wanted = plain_text(text)
    return next((term.code for term in vocabulary if wanted in map(plain_text, term.names)), None)
