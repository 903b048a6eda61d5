"""Amenities as lists write them: a column each with 有 or 无, or one cell with 微波炉、饮水机、充电."""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple
from unicodedata import normalize

from stations.draft import AmenityDraft
from stations.vocabulary import AMENITY_STATES, AMENITY_WORDS

STATE_WORDS = {
    "yes": ("有", "是", "提供", "具备", "可", "y", "true", "t", "√", "✓", "✔", "○", "有り", "あり"),
    "no": ("无", "無", "没有", "否", "不提供", "未提供", "不具备", "n", "false", "f", "×", "✗", "✘", "x", "なし"),
    "unknown": ("未知", "不详", "不明", "待核实", "暂无", "?", "-", "—", "/"),
    "nearby": ("附近", "旁边", "周边", "就近"),
    "out_of_order": ("故障", "损坏", "维修", "维修中", "停用", "坏"),
    "seasonal": ("季节性", "夏季", "冬季"),
    "on_request": ("按需", "可借用", "可索取", "需登记"),
}
STATE_OF = {term.code: term.code for term in AMENITY_STATES} | {
    normalize("NFKC", word): state for state, words in STATE_WORDS.items() for word in words
}
COUNT = re.compile(r"(\d+(?:\.\d+)?)\s*[台个张把册本套处间位部只条件]?")
SEPARATORS = re.compile(r"[、,;/|\n\t。+]+|\s{2,}| (?=[^\x00-\x7f])")
DENIED = re.compile(r"(?:没有|不提供|未提供|未配备|暂无|缺|无)\s*$")
QUANTITY = re.compile(r"^\s*[x×*:()]?\s*(\d+(?:\.\d+)?)\s*[台个张把册本套处间位部只条件]?")
METRES = re.compile(r"(\d+(?:\.\d+)?)\s*(?:m\b|米)")
FILLERS = re.compile(r"免费|提供|配备|设有|服务|设施|等|及|和|与|有|可|[\s()\[\]:·]+")
LATIN = re.compile(r"[a-z]")


WORDS = tuple(
    (word, re.compile(rf"(?<![a-z]){re.escape(word)}(?![a-z])" if LATIN.search(word) else re.escape(word)), codes)
    for word, codes in ((normalize("NFKC", name), codes) for name, codes in AMENITY_WORDS.items())
)
"""Names of amenities, longer ones first, each with how to find it: Latin names are words, not parts of words."""


class AmenityCell(NamedTuple):
    """What a cell says of amenities by code, and the pieces of it that say nothing we know."""

    amenities: dict[str, AmenityDraft]
    not_understood: tuple[str, ...]


def read_state(text: str) -> AmenityDraft | None:
    """Return what 有, 无, 3台 or 故障 says of one amenity; None if it says nothing we know."""
    plain = normalize("NFKC", text).strip().casefold()
    if match := COUNT.fullmatch(plain):
        quantity = float(match[1])
        return AmenityDraft(state="yes", quantity=quantity) if quantity else AmenityDraft(state="no")
    state = STATE_OF.get(plain)
    return AmenityDraft(state=state) if state else None


def read_list(text: str) -> AmenityCell:
    """Read one cell that names several amenities; longer names win, and 无 before a name denies it."""
    amenities: dict[str, AmenityDraft] = {}
    strange = []
    for piece in SEPARATORS.split(normalize("NFKC", text).casefold()):
        found = _read_piece(piece)
        amenities |= found
        if not found and FILLERS.sub("", piece):
            strange.append(piece.strip())
    return AmenityCell(amenities, tuple(strange))


def merge(first: AmenityDraft | None, second: AmenityDraft) -> AmenityDraft:
    """Join what two columns say of one amenity: it is there if one of them says so, and their numbers add up."""
    if first is None or (first.state != "yes" and second.state == "yes"):
        return second
    if first.state != "yes" or second.state != "yes" or second.quantity is None:
        return first
    return AmenityDraft(state="yes", quantity=(first.quantity or 0) + second.quantity)


@lru_cache(maxsize=4096)  # long lists repeat the same few pieces
def _read_piece(piece: str) -> Mapping[str, AmenityDraft]:
    found: dict[str, AmenityDraft] = {}
    for word, pattern, codes in WORDS:
        match = pattern.search(piece) if word in piece else None
        if match:
            before, after = piece[: match.start()], piece[match.end() :]
            found |= dict.fromkeys(codes, _draft(before, after))
            piece = f"{before}\0{after}"  # a shorter name inside this one must not be found again
    return found


def _draft(before: str, after: str) -> AmenityDraft:
    around = before + after
    if DENIED.search(before):
        return AmenityDraft(state="no")
    if any(word in around for word in STATE_WORDS["out_of_order"]):
        return AmenityDraft(state="out_of_order")
    if any(word in around for word in STATE_WORDS["nearby"]):
        metres = METRES.search(around)
        return AmenityDraft(state="nearby", distance_m=float(metres[1]) if metres else None)
    quantity = QUANTITY.match(after)
    return AmenityDraft(state="yes", quantity=float(quantity[1]) if quantity else None)
