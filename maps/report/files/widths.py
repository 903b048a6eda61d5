"""How wide text is, and how the columns of a table share a page by it."""

import re
from collections.abc import Sequence
from unicodedata import east_asian_width

WIDE, NARROW = 1.0, 0.6
"""Widths of a Chinese character and, about, of any other, in em."""
PART = 0.25
MEETING = re.compile("(?<=[\u4e00-\u9fff])(?=[0-9A-Za-z])|(?<=[0-9A-Za-z])(?=[\u4e00-\u9fff])")
FREE = 1.3
"""What stands free beside a text, in em."""
BOLD = 1.1
"""How much wider headings are, being bold."""
PAIR = 2 * WIDE
SHORT, MOST = 12.0, 40
"""A text no wider than this is short, in em; long ones are broken into no more lines than MOST."""
TRIED = [(lines / 10, SHORT) for lines in range(10, MOST * 10)] + [(MOST, short / 10) for short in range(120, 0, -1)]
"""Into how many lines long texts are broken, and what counts as short, one after the other until a table fits."""
UNBROKEN = re.compile(r"[^\s\u2e80-\u9fff\u3000-\u303f\uff00-\uffef]+")


def ems(text: str) -> float:
    """Return the width of a text on one line, in em; office programs part Chinese from other letters."""
    letters = sum(WIDE if east_asian_width(letter) in "WFA" else NARROW for letter in text)
    return letters + PART * len(MEETING.findall(text))


def shared(columns: Sequence[Sequence[str]], room: float) -> list[float]:
    """Return the width of each column of texts, its heading first; together they fill a room, all in em.

    Short texts stay on one line, long ones are broken into about as many lines in each column. Where that is too much
    for the room, short texts are broken too, and in the end words.
    """
    asked = [max([_asked(head), *map(ems, texts)]) + FREE for head, *texts in columns]
    least = [_unbroken(texts) for texts in columns]
    tried = (
        [max(low, min(wish, short), wish / lines) for low, wish in zip(least, asked, strict=True)]
        for lines, short in TRIED
    )
    widths = next((widths for widths in tried if sum(widths) <= room), least)
    return [width * room / sum(widths) for width in widths]


def _asked(head: str) -> float:
    """Return the width of a heading in two lines, or in one where it is of a word of Chinese."""
    width = BOLD * ems(head)
    return max(width / 2, min(width, BOLD * PAIR))


def _unbroken(texts: Sequence[str]) -> float:
    """Return the width below which a column breaks what should not be."""
    head, *values = (max(map(ems, pieces(text)), default=0.0) for text in texts)
    return max([BOLD * head, *values]) + FREE


def pieces(text: str) -> list[str]:
    """Return what of a text is never broken: runs of letters that are neither Chinese nor blank."""
    return UNBROKEN.findall(text)
