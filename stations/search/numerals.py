"""Numbers and instants written as JSON (machine code).

Each function writes from `past` on, and returns where the writing ends.
"""

from typing import Final

import numpy as np

from stations.compiling import Array, compiled
from stations.snapshot.timetable import DAY_S, NEVER

CHINA_S: Final = 8 * 3_600
"""China's time is this far ahead of UTC, without exception since 1992."""

DAYS_OF_400_YEARS: Final = 146_097
DAYS_TO_1970: Final = 719_468
"""From the first of March of the year 0."""

NULL = np.frombuffer(b"null", np.uint8)
INSTANT = np.frombuffer(b'"0000-00-00T00:00:00+08:00"', np.uint8)
MINUS, POINT, ZERO = b"-.0"


@compiled
def put_instant(out: Array, past: int, instant_s: int) -> int:
    """Write an instant of the years 0 to 9999 in China's time, in quotes, or null where nobody knows."""
    if instant_s == NEVER:
        return put_text(out, past, NULL)
    days, second = divmod(instant_s + CHINA_S, DAY_S)
    year, month, day = date_of(days)
    end = put_text(out, past, INSTANT)
    put_digits(out, past + 1, year, 4)
    put_digits(out, past + 6, month, 2)
    put_digits(out, past + 9, day, 2)
    put_digits(out, past + 12, second // 3_600, 2)
    put_digits(out, past + 15, second // 60 % 60, 2)
    put_digits(out, past + 18, second % 60, 2)
    return end


@compiled
def date_of(days: int) -> tuple[int, int, int]:
    """Return (year, month, day) of days since 1970: `civil_from_days` by Howard Hinnant, whose years begin in March."""
    era, day = divmod(days + DAYS_TO_1970, DAYS_OF_400_YEARS)
    year = (day - day // 1_460 + day // 36_524 - day // 146_096) // 365
    day -= 365 * year + year // 4 - year // 100
    month = (5 * day + 2) // 153
    day -= (153 * month + 2) // 5
    month = (month + 2) % 12 + 1
    return 400 * era + year + int(month <= 2), month, day + 1  # noqa: PLR2004 - January and February are of the next


@compiled
def put_number(out: Array, past: int, value: int, decimals: int) -> int:
    """Write `value` / 10 ** `decimals`, as short as can be, but with one decimal if it may have any."""
    if value < 0:
        out[past] = MINUS
        past, value = past + 1, -value
    past = put_digits(out, past, value // 10**decimals, 1)
    if decimals == 0:
        return past
    out[past] = POINT
    past = put_digits(out, past + 1, value % 10**decimals, decimals)
    while out[past - 1] == ZERO and out[past - 2] != POINT:
        past -= 1
    return past


@compiled
def put_digits(out: Array, past: int, value: int, least: int) -> int:
    """Write a whole number in at least so many digits."""
    digits = least
    while value >= 10**digits:
        digits += 1
    for place in range(past + digits - 1, past - 1, -1):
        out[place] = ZERO + value % 10
        value //= 10
    return past + digits


@compiled
def put_text(out: Array, past: int, text: Array) -> int:
    """Write some characters."""
    for number in range(len(text)):
        out[past + number] = text[number]
    return past + len(text)
