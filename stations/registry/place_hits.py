"""Which places a text may mean, in ranks from the surest to the boldest guess."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import permutations
from typing import Any, Literal, NamedTuple

from sqlalchemy import text
from sqlalchemy.orm import Session

from stations import codes, names
from stations.errors import InputError
from stations.registry.pages import VISIBLE
from stations.vocabulary import BRANDS

Kind = Literal["district", "station", "street"]
KINDS: tuple[Kind, ...] = ("district", "station", "street")
Place = tuple[Kind, str]
"""The kind of a place, and its code: see `PlaceView`."""

MOST_COMPARED = 3000  # names of one rank: of more, those first entered are compared
SHORTEST_PART = 2  # characters of a district's name, and of what is looked for in it, where no space parts them
MOST_PARTS = 4  # words that may stand in any order
LONGEST_GAPPED = 12  # characters of a text in whose middle something may be missing

HITS = """
    SELECT {code} AS code FROM (
        SELECT {place}_id, name FROM place_name
        WHERE grams @> CAST(:grams AS text[]) AND {fits} AND (role = 'address') = :is_address
          AND {place}_id IS NOT NULL {condition} LIMIT :most
    ) AS hit JOIN {place} ON {place}.id = {place}_id
    GROUP BY {code} ORDER BY min(char_length(hit.name)), {code} LIMIT :limit
"""
HOLDS, MATCHES = "strpos(keys, :needle) > 0", "keys ~ :pattern"
CONDITIONS = {
    "district": "",
    "station": f"AND EXISTS (SELECT FROM station WHERE station.id = station_id AND {VISIBLE})",
    "street": "AND name !~ '车库|停车场.*[出入]'",  # OSM names the ramps of garages; nobody looks for them
}
INSIDE = {
    "district": "AND EXISTS (SELECT FROM district, unnest(CAST(:stems AS text[])) AS stem"
    " WHERE id = district_id AND starts_with(adcode, stem) AND adcode <> rpad(stem, 6, '0'))",
    "station": "AND EXISTS (SELECT FROM station WHERE station.id = station_id AND places && CAST(:above AS integer[]))",
    "street": "AND EXISTS (SELECT FROM street JOIN district ON st_intersects(street.geom, district.geom)"
    " WHERE street.id = street_id AND district.id = ANY(:above))",
}
CODES = {"district": "adcode", "station": "code", "street": "street.id::text"}

BY_CODE = f"SELECT code FROM station WHERE code = :code AND {VISIBLE}"  # noqa: S608 - our own words
BY_BRAND = f"SELECT code FROM station WHERE brand = :brand AND {VISIBLE} ORDER BY id LIMIT :limit"  # noqa: S608 - as above
ABOVE = """
    SELECT district.id, adcode, keys FROM place_name JOIN district ON district.id = district_id
    WHERE grams @> CAST(:grams AS text[]) AND strpos(keys, :needle) > 0 AND level IN ('province', 'city', 'county')
"""

ENDINGS = (
    *("特别行政区", "维吾尔自治区", "壮族自治区", "回族自治区", "自治区", "自治州", "地区", "省", "市", "区", "县"),
    *("sheng", "shi", "qu", "xian"),
)
"""What follows the names of districts, and is left out as often as not."""

BRAND_OF = {names.fold(word): term.code for term in BRANDS for word in (term.code, term.text.en, *term.words)}


class _Cut(NamedTuple):
    """A text read as the name of a district and the words that are looked for in it.

    `above` are the ids of all districts of that name, in all their versions, and `stems` begin the codes of what lies
    in them (GB/T 2260); `is_spaced`: the asker parted the two.
    """

    rest: Sequence[str]
    is_spaced: bool
    stems: list[str]
    above: list[int]


def ranks(session: Session, q: str, *, limit: int) -> Iterator[list[Place]]:
    """Yield places, at most `limit` a rank, each rank asked for only when it is needed.

    The station with this code; whole names, then beginnings, then parts: of each districts before stations and these
    before streets, short names before long ones; what lies in a district named before it; stations of a brand; stations
    by a part of their address. Only where all this finds nothing, names that have more in their middle.
    """
    words = _words(q)
    if not words:
        return
    yield _by_code(session, q)
    is_found = False
    for rank in _named(session, words, limit=limit):
        is_found = is_found or bool(rank)
        yield rank
    if not is_found:
        yield from _gapped(session, words, limit=limit)


def explain_places(session: Session, q: str) -> list[str]:
    """Return PostgreSQL's plans for finding stations by a part of their name, and by a name with a gap, by line."""
    words = _words(q)
    asked = [(_sql("station"), _values("".join(words), limit=8))]
    if (gaps := _gaps(words, limit=8))["pattern"]:
        asked.append((_sql("station", MATCHES), gaps))
    return [line for sql, values in asked for line in session.scalars(text(f"EXPLAIN {sql}"), values)]


def _words(q: str) -> list[str]:
    return [word for word in map(names.fold, q.split()) if word]


def _by_code(session: Session, q: str) -> list[Place]:
    try:
        code = codes.normalise(q)
    except InputError:
        return []
    return [("station", found) for found in session.scalars(text(BY_CODE), {"code": code})]


def _named(session: Session, words: Sequence[str], *, limit: int) -> Iterator[list[Place]]:
    folded = "".join(words)
    for needle in (f"{names.EDGE}{folded}{names.EDGE}", f"{names.EDGE}{folded}", folded):
        yield from _kinds(session, HOLDS, _values(needle, limit=limit))
    for cut in _cuts(session, words):
        inside, rest = {"stems": cut.stems, "above": cut.above}, "".join(cut.rest)
        yield from _kinds(session, HOLDS, _values(names.EDGE + rest, limit=limit), inside)
        if cut.is_spaced:
            yield from _kinds(session, HOLDS, _values(rest, limit=limit), inside)
    if brand := BRAND_OF.get(folded):
        found = session.scalars(text(BY_BRAND), {"brand": brand, "limit": limit})
        yield [("station", code) for code in found]
    in_address = session.scalars(text(_sql("station")), _values(folded, limit=limit) | {"is_address": True})
    yield [("station", code) for code in in_address]


def _kinds(
    session: Session, fits: str, values: Mapping[str, Any], inside: Mapping[str, Any] | None = None
) -> Iterator[list[Place]]:
    """Yield districts, stations and streets by name, of all or of those inside a district."""
    for kind in KINDS:
        sql = _sql(kind, fits, is_inside=inside is not None)
        yield [(kind, code) for code in session.scalars(text(sql), {**values, **(inside or {})})]


def _sql(kind: str, fits: str = HOLDS, *, is_inside: bool = False) -> str:
    condition = f"{CONDITIONS[kind]} {INSIDE[kind] if is_inside else ''}"
    return HITS.format(code=CODES[kind], place=kind, fits=fits, condition=condition)


def _values(needle: str, *, limit: int) -> dict[str, Any]:
    return _asked(names.grams_within(needle), limit=limit) | {"needle": needle}


def _asked(grams: Sequence[str], *, limit: int) -> dict[str, Any]:
    return {"grams": list(grams), "is_address": False, "most": MOST_COMPARED, "limit": limit}


def _cuts(session: Session, words: Sequence[str], within: Sequence[str] = ("",)) -> list[_Cut]:
    """Return the ways to read a text as a district and something in it, those that say most of the district first.

    The code of the district is longer than one of `within`, and begins with it.
    """
    folded = "".join(words)
    if len(folded) < 2 * SHORTEST_PART:
        return []
    needle = names.EDGE + folded[:SHORTEST_PART]
    rows = session.execute(text(ABOVE), {"needle": needle, "grams": names.grams_within(needle)})
    heads = ["".join(words[:count]) for count in range(1, len(words))]
    found: dict[str, _Cut] = {}
    for number, adcode, keys in rows:
        stem = adcode.removesuffix("00").removesuffix("00")
        if not any(stem != outer and stem.startswith(outer) for outer in within):
            continue
        for length in {length for key in keys.split(names.EDGE) for length in _lengths(key, folded, heads)}:
            rest = words[heads.index(folded[:length]) + 1 :] if heads else [folded[length:]]
            cut = found.setdefault(folded[length:], _Cut(rest, bool(heads), [], []))
            cut.stems.append(stem)
            cut.above.append(number)
    inner = [cut for outer in found.values() for cut in _cuts(session, outer.rest, outer.stems)]
    return sorted([*inner, *found.values()], key=lambda cut: len("".join(cut.rest)))


def _lengths(key: str, folded: str, heads: Sequence[str]) -> Iterator[int]:
    """Yield how many of a text's characters may name the district that is written so: all, or without 省, 市, 区, 县.

    Where spaces part the text, the beginning of a name or of its initials will do.
    """
    if heads:
        yield from (len(head) for head in heads if len(head) >= SHORTEST_PART and key.startswith(head))
        return
    for name in {key, *(key.removesuffix(ending) for ending in ENDINGS)}:
        if SHORTEST_PART <= len(name) <= len(folded) - SHORTEST_PART and folded.startswith(name):
            yield len(name)


def _gapped(session: Session, words: Sequence[str], *, limit: int) -> Iterator[list[Place]]:
    """Yield what is found where a name may go on between the words, or in the middle of a Chinese one."""
    values = _gaps(words, limit=limit)
    if values["pattern"]:
        yield from _kinds(session, MATCHES, values)


def _gaps(words: Sequence[str], *, limit: int) -> dict[str, Any]:
    """Return what to ask for, with an empty pattern where a text is too short, too long or too vague to be parted.

    Words come in any order, and where there are no spaces, so do characters and numbers.
    """
    folded = "".join(words)
    parts = words if len(words) > 1 else re.findall("[a-z]+|[0-9]+|[^a-z0-9]+", folded)
    pieces: list[tuple[str, ...]] = list(permutations(parts)) if 1 < len(parts) <= MOST_PARTS else []
    if len(words) == 1 and not folded.isascii() and SHORTEST_PART < len(folded) <= LONGEST_GAPPED:
        pieces += [(folded[:at], folded[at:]) for at in range(1, len(folded))]
        parts = list(folded)
    pattern = "|".join(r"[^\n]*".join(map(re.escape, each)) for each in pieces)
    grams = {gram for part in parts for gram in names.grams_within(part)}
    return _asked(sorted(grams), limit=limit) | {"pattern": pattern}
