"""What a station surely has and may have, and whom it lets in, as bits: a filter is then one AND.

Four words of 64 bits: two of what is sure, two of what may be. One place in them for every amenity, need, audience and
worker group. They are kept as signed numbers, which is what Python's numbers become in machine code.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import product
from typing import Literal

from stations.facts import NUMBER_OF
from stations.vocabulary import AUDIENCES, HOST_STAFF, NEEDS, STATION_TYPES, WORKER_GROUPS, Answer, meant_for

Words = tuple[int, int, int, int]
"""sure0, sure1, may0, may1: signed, of 64 bits."""

HALF = 2  # words
WORD_BITS = 64

OUTSIDERS = "outsiders"
"""Let in wherever a room is not for its host's own staff."""

_NAMES = (
    *NUMBER_OF,
    *(f"audience {term.code}" for term in AUDIENCES),
    *(f"group {term.code}" for term in WORKER_GROUPS),
    OUTSIDERS,
)
PLACE_OF = {name: place for place, name in enumerate(_NAMES)}
"""Code of an amenity or need, `audience ...`, `group ...` or OUTSIDERS → its bit."""

CODE_OF_NUMBER = {number: code for code, number in NUMBER_OF.items()}
TYPE_OF = {term.code: place for place, term in enumerate(STATION_TYPES)}
"""Code of a station type → its bit; a type no longer in the vocabulary has none."""

NO_TYPE = 63
ANY_TYPE = -1

LETS_IN: dict[str | None, tuple[Answer, Mapping[str, Answer]]] = {
    "public": ("yes", {}),
    "outdoor_workers": ("no", {"outdoor_workers": "yes", "union_members": "unknown", "registered": "unknown"}),
    "union_members": ("unknown", {"union_members": "yes"}),
    HOST_STAFF: ("no", {HOST_STAFF: "yes"}),
    "customers": ("unknown", {"customers": "yes"}),
    "registered": ("unknown", {"registered": "yes"}),
    None: ("unknown", {}),
}
"""Whom a room is for → whether it lets in whoever asks, and what it answers to those named.

Anybody may be or become a member, a customer or registered: that is never a no (DECISIONS 26). Nobody works outdoors
by wishing to; most members and registered people who look for a station do.
"""

if len(_NAMES) > HALF * WORD_BITS or len(TYPE_OF) >= NO_TYPE:
    raise NotImplementedError("the vocabularies have outgrown the words of bits")


def words_of(sure: Iterable[str], may: Iterable[str]) -> Words:
    """Return the words for names that are known to hold, and names that may hold."""
    return (*_halves(sure), *_halves(may))


def _halves(names: Iterable[str]) -> tuple[int, int]:
    mask = sum(1 << PLACE_OF[name] for name in set(names))
    return _signed(mask), _signed(mask >> WORD_BITS)


def _signed(mask: int) -> int:
    word = mask & (1 << WORD_BITS) - 1
    return word - (1 << WORD_BITS) if word >> WORD_BITS - 1 else word


def facts_of(sure: Iterable[int], may: Iterable[int]) -> tuple[list[str], list[str]]:
    """Return the codes of stored numbers; a number no longer in the vocabulary is left out."""
    return [CODE_OF_NUMBER[n] for n in sure if n in CODE_OF_NUMBER], [
        CODE_OF_NUMBER[n] for n in may if n in CODE_OF_NUMBER
    ]


def admitted(audience: str | None, groups: Sequence[str], *, public_facing: bool) -> tuple[list[str], list[str]]:
    """Return the audiences and worker groups a station surely lets in, and those it may let in.

    What is public lets in everybody. Who is not said is unknown; where groups are named, the others are not meant.
    """
    who = meant_for(audience, public_facing=public_facing)
    answers = {f"audience {term.code}": _lets_in(term.code, who) for term in AUDIENCES}
    answers |= {f"group {term.code}": _lets_in_group(term.code, groups, who) for term in WORKER_GROUPS}
    answers[OUTSIDERS] = "no" if who == HOST_STAFF else "yes"
    sure = [name for name, answer in answers.items() if answer == "yes"]
    return sure, [name for name, answer in answers.items() if answer != "no"]


def _lets_in(asked: str, who: str | None) -> Answer:
    otherwise, named = LETS_IN[who]
    return named.get(asked, otherwise)


def _lets_in_group(asked: str, groups: Sequence[str], who: str | None) -> Answer:
    if who == "public" or asked in groups:
        return "yes"
    return "no" if groups or who == HOST_STAFF else "unknown"


def fingerprint() -> str:
    """Return a hash of all that stored words rest on: the places of the bits, and whom each kind of room lets in."""
    rooms = product(LETS_IN, ((), (WORKER_GROUPS[0].code,)), (False, True))
    let_in = [admitted(who, groups, public_facing=public_facing) for who, groups, public_facing in rooms]
    return hashlib.sha256(repr((_NAMES, TYPE_OF, let_in)).encode()).hexdigest()


FINGERPRINT = fingerprint()
"""Changes whenever a stored bit would come to mean something else, or another answer would be stored."""


@lru_cache(maxsize=4096)
def wanted(names: tuple[str, ...], unknown: Literal["include", "exclude"]) -> Words:
    """Return the words a station must have to pass: all of the names, surely or possibly."""
    return words_of(names, ()) if unknown == "exclude" else words_of((), names)


@lru_cache(maxsize=4096)
def types_wanted(types: tuple[str, ...]) -> int:
    """Return the bits of station types of which any will do; none named is any."""
    return sum(1 << TYPE_OF[code] for code in set(types)) if types else ANY_TYPE


@lru_cache(maxsize=65536)
def needs_met(words: Words) -> dict[str, Answer]:
    """Return the answer to every need."""
    return {need.code: _answer(words, PLACE_OF[need.code]) for need in NEEDS}


def _answer(words: Words, place: int) -> Answer:
    word, bit = place // WORD_BITS, 1 << place % WORD_BITS
    if words[word] & bit:
        return "yes"
    return "unknown" if words[HALF + word] & bit else "no"
