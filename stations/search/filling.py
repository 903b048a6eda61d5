"""Hits written out (machine code): what is known of each station beforehand, then forms with their blanks filled in.

The forms are their writer's. They are text in which a `Blank` stands where something depends on the hit; numbers are
written as JSON, instants as ISO 8601 in China's time, in quotes, or as null where nobody knows.
"""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from itertools import accumulate, chain
from typing import Any, Final, NamedTuple

import numpy as np
from numba import types

from stations.compiling import Array, Record, compiled
from stations.search.hits import NEVER, Hits
from stations.search.numerals import put_instant, put_number
from stations.snapshot import bits
from stations.snapshot.timetable import DAY_S, read_only


class Blank(StrEnum):
    """What a form leaves blank: characters that JSON never holds as they are, in the order of `values_of`."""

    UNTIL = "\x00"
    NEXT_OPEN = "\x01"
    ARRIVES_AT = "\x02"
    DISTANCE_M = "\x03"
    ALONG_M = "\x04"
    TRAVEL_TIME_S = "\x05"
    LON = "\x06"
    LAT = "\x07"
    DAYS_SINCE_VERIFIED = "\x08"


INSTANT: Final = -1
DECIMALS: Final = (INSTANT, INSTANT, INSTANT, 3, 1, 0, 7, 7, 0)
"""How each blank is filled in: an instant, or a number with so many decimals."""

LAST_BLANK: Final = len(DECIMALS) - 1
NEVER_VERIFIED, TODAY, _YESTERDAY, EARLIER = range(4)

USUAL_BYTES: Final = 4_096
"""Room made for a hit before it is known what it needs."""

ROOM: Final = 256
"""More than all blanks of a hit take."""

UNREADABLE: Final = -1

COMMA: Final = ord(",")

pread: Any = types.ExternalFunction("pread", types.intp(types.intc, types.voidptr, types.uintp, types.int64))
"""POSIX's own: a call of the system from machine code costs a tenth of one from Python."""


class Forms(NamedTuple):
    """Forms for all that a hit may be, one after another as UTF-8; `first` says where each begins, and the end.

    They follow each other for a hit: one by its opening, for each thing asked for one by whether it is surely there,
    and one by when it was verified. `openings` is how many there are of the first kind, `asked` (things, 2) are the
    bits of what was asked for.
    """

    text: Array
    first: Array
    asked: Array
    openings: int

    @classmethod
    def of(cls, opening: Sequence[str], having: Mapping[str, tuple[str, str]], verified: Sequence[str]) -> "Forms":
        """Return forms by `opening` of a hit; by code, of may be and surely; of never, today, yesterday, earlier."""
        pieces = [piece.encode() for piece in (*opening, *chain(*having.values()), *verified)]
        first = np.array([0, *accumulate(map(len, pieces))], np.int64)
        asked = np.array([bits.words_of([code], ())[: bits.HALF] for code in having], np.int64).reshape(-1, bits.HALF)
        return cls(np.frombuffer(b"".join(pieces), np.uint8), read_only(first), read_only(asked), len(opening))


def fill_in(hits: Hits, forms: Forms, *, now_s: int) -> bytes:
    """Return hits as bytes, commas between them: for each its fragment, and its forms filled in.

    Raise `OSError` where fragments cannot be read.
    """
    files = np.array([columns.fragments.number for columns in hits.columns], np.int32)
    out = np.empty(len(hits.records) * USUAL_BYTES, np.uint8)
    past = write(hits.records, files, forms, now_s, out)
    if past > len(out):
        out = np.empty(past, np.uint8)
        past = write(hits.records, files, forms, now_s, out)
    if past == UNREADABLE:
        raise OSError("the fragments of the snapshot cannot be read")
    return out[:past].tobytes()


@compiled
def write(hits: Array, files: Array, forms: Forms, now_s: int, out: Array) -> int:
    """Write hits to `out`; return how many bytes, or how much room there should be, or UNREADABLE."""
    room, past = 0, 0
    for number in range(hits.shape[0]):
        room += hits[number].end - hits[number].begin + forms.text.shape[0] + ROOM
    if room > out.shape[0]:
        return room
    for number in range(hits.shape[0]):
        hit = hits[number]
        if number:
            out[past] = COMMA
            past += 1
        size = hit.end - hit.begin
        if pread(files[hit.part], out[past:].ctypes, size, hit.begin) != size:
            return UNREADABLE
        past = put_forms(out, past + size, hit, forms, now_s)
    return past


@compiled
def put_forms(out: Array, past: int, hit: Record, forms: Forms, now_s: int) -> int:
    """Write the forms of a hit, filled in, from `past` on; return where they end."""
    days = max(0, now_s - hit.verified_s) // DAY_S
    since = NEVER_VERIFIED if hit.verified_s == NEVER else min(TODAY + days, EARLIER)
    values = values_of(hit, days)
    past = put_form(out, past, forms, hit.opening, values)
    things = forms.asked.shape[0]
    for thing in range(things):
        word0, word1 = forms.asked[thing, 0], forms.asked[thing, 1]
        is_there = hit.sure0 & word0 == word0 and hit.sure1 & word1 == word1
        past = put_form(out, past, forms, forms.openings + 2 * thing + is_there, values)
    return put_form(out, past, forms, forms.openings + 2 * things + since, values)


@compiled
def put_form(out: Array, past: int, forms: Forms, number: int, values: tuple[int, ...]) -> int:
    """Write one form, filled in, from `past` on; return where it ends."""
    for place in range(forms.first[number], forms.first[number + 1]):
        character = forms.text[place]
        if character > LAST_BLANK:
            out[past] = character
            past += 1
        elif DECIMALS[character] == INSTANT:
            past = put_instant(out, past, values[character])
        else:
            past = put_number(out, past, values[character], DECIMALS[character])
    return past


@compiled
def values_of(hit: Record, days: int) -> tuple[int, ...]:
    """Return what is to stand in each blank, as a whole number."""
    return (
        int(hit.until_s),
        int(hit.next_open_s),
        int(hit.arrives_s),
        round(hit.distance_m * 1e3),
        round(hit.along_m * 1e1),
        int(hit.travel_time_s),
        round(hit.lon * 1e7),
        round(hit.lat * 1e7),
        int(days),
    )
