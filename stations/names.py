"""Names as people type them: in Traditional characters or Simplified, in pinyin or its initials, in full or in part.

The dictionary of readings weighs 58 MB: only those who spell names load it, not those who look for them.
"""

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache

import opencc

EDGE = "\n"
"""Stands before and behind every key, so that the beginning and the whole of a name can be looked for as well."""

LEFT_OUT = frozenset("·•・‧'’`")
LONGEST_LETTERS, LONGEST_OTHERS = 3, 2  # grams: single Chinese characters tell more than single letters

_SIMPLIFIER = opencc.OpenCC("t2s")


def fold(text: str) -> str:
    """Return a text so that ways of writing it fall together: widths, cases, Traditional, spaces, middle dots."""
    return "".join(_folded(character) for character in unicodedata.normalize("NFKC", text).casefold())


def keys_of(name: str, *, spelled: bool = True) -> str:
    """Return the ways to write a name, between edges: itself, and unless not `spelled`, in pinyin and in initials.

    Of characters with several readings the one in the phrase counts, and each other in turn: 重庆市长安街 is read as
    市长 by the dictionary, and looked for as 长安街. A name with two characters that are both read wrongly is found by
    a part that holds one of them.
    """
    folded = fold(name)
    spellings = list(_spellings(folded)) if spelled else []
    full = ("".join(syllables) for syllables in spellings)
    initials = ("".join(syllable[0] for syllable in syllables) for syllables in spellings)
    written = [folded, *full, *initials]
    return EDGE + EDGE.join(dict.fromkeys(written)) + EDGE


def grams_of(keys: str) -> list[str]:
    """Return every short piece of keys, edges included, as the index holds them."""
    return sorted(piece for piece in _pieces(keys) if EDGE not in piece[1:-1] and len(piece) <= _longest(piece))


def grams_within(needle: str) -> list[str]:
    """Return the longest pieces of what is looked for: a name that holds it has them all."""
    return sorted(piece for piece in _pieces(needle) if len(piece) == _longest(piece)) or [needle]


def _pieces(text: str) -> set[str]:
    return {text[start : start + n] for n in range(1, LONGEST_LETTERS + 1) for start in range(len(text) - n + 1)}


def _longest(piece: str) -> int:
    return LONGEST_LETTERS if piece.isascii() else LONGEST_OTHERS


@lru_cache(maxsize=8192)
def _folded(character: str) -> str:
    if character.isspace() or character in LEFT_OUT or unicodedata.category(character).startswith("C"):
        return ""
    return str(_SIMPLIFIER.convert(character))


def _spellings(folded: str) -> Iterable[list[str]]:
    """Yield the syllables of a name in its likeliest reading, then with one character at a time read otherwise."""
    likeliest = [readings[0] for readings in _pinyin(folded)]
    yield likeliest
    for place, character in enumerate(folded):
        for reading in _readings(character):
            if reading != likeliest[place]:
                yield [*likeliest[:place], reading, *likeliest[place + 1 :]]


@lru_cache(maxsize=8192)
def _readings(character: str) -> tuple[str, ...]:
    """Return the toneless readings of a character that words use; all its readings where no word has it."""
    known = _pinyin(character, heteronym=True)[0]
    used = _readings_in_words().get(character, frozenset(known))
    return tuple(reading for reading in known if reading in used)


def _pinyin(text: str, *, heteronym: bool = False) -> list[list[str]]:
    """Return toneless readings for each character of a text, itself where it has none."""
    from pypinyin import Style, pinyin

    return pinyin(
        text,
        style=Style.NORMAL,
        heteronym=heteronym,
        errors=list,  # type: ignore[arg-type]  # its types forget what its manual says: a list has an entry each
    )


@cache
def _readings_in_words() -> Mapping[str, frozenset[str]]:
    """Return how the words of the dictionary read each character: 市 is fu in the books, in no name of a street."""
    from pypinyin.contrib.tone_convert import to_normal
    from pypinyin.phrases_dict import phrases_dict

    toneless = cache(to_normal)
    found: defaultdict[str, set[str]] = defaultdict(set)
    for word, syllables in phrases_dict.items():
        for character, readings in zip(word, syllables, strict=False):  # a few words hold punctuation
            found[character].update(toneless(reading) for reading in readings)
    return {character: frozenset(readings) for character, readings in found.items()}
