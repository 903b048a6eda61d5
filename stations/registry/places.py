"""Places searched by name: districts, stations and streets, in Chinese, pinyin or initials."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import text
from sqlalchemy.orm import Session

from stations import names
from stations.registry.districts import NEWEST_FIRST
from stations.registry.pages import VISIBLE
from stations.registry.place_names import refresh_names

MOST_COMPARED = 3000  # stations of one rank: of more, those first entered are compared
MOST_PENDING = 500  # names spelled while somebody waits for an answer


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceView:
    """A place that was searched for, and a point in it (WGS84).

    `code` is that of a station or district; of a street, the number of its row.
    """

    kind: Literal["district", "station", "street"]
    code: str
    name: str
    detail: str | None
    lon: float
    lat: float


HITS = """
    SELECT {code} AS code FROM (
        SELECT {place}_id, name FROM place_name
        WHERE grams @> CAST(:grams AS text[]) AND strpos(keys, :needle) > 0 AND (role = 'address') = :is_address
          AND {place}_id IS NOT NULL {condition} LIMIT :most
    ) AS hit JOIN {place} ON {place}.id = {place}_id
    GROUP BY {code} ORDER BY min(char_length(hit.name)), {code} LIMIT :limit
"""
IS_SHOWN = f"AND EXISTS (SELECT FROM station WHERE station.id = station_id AND {VISIBLE})"
DISTRICT_HITS = HITS.format(place="district", code="adcode", condition="")
STATION_HITS = HITS.format(place="station", code="code", condition=IS_SHOWN)
STREET_HITS = HITS.format(place="street", code="street.id::text", condition="")

# A district lies in those whose codes its own begins with (GB/T 2260): 11 00 00, 11 01 00, 11 01 01, 11 01 01 001.
DISTRICTS = f"""
    SELECT DISTINCT ON (adcode) 'district' AS kind, adcode AS code, name,
           (SELECT string_agg(above.name, ' ' ORDER BY above.adcode) FROM (
                SELECT DISTINCT ON (adcode) adcode, name FROM district
                WHERE adcode <> d.adcode AND adcode IN (left(d.adcode, 2) || '0000', left(d.adcode, 4) || '00',
                                                        left(d.adcode, 6), left(d.adcode, 9))
                ORDER BY adcode, {NEWEST_FIRST}
            ) AS above) AS detail,
           st_x(st_pointonsurface(geom)) AS lon, st_y(st_pointonsurface(geom)) AS lat
    FROM district AS d WHERE adcode = ANY(:codes) ORDER BY adcode, {NEWEST_FIRST}
"""  # noqa: S608 - our own words
STATIONS = f"""
    SELECT 'station' AS kind, code, name, st_x(geom) AS lon, st_y(geom) AS lat,
           coalesce(address, (SELECT name FROM district WHERE adcode = derived_adcode
                              ORDER BY {NEWEST_FIRST} LIMIT 1)) AS detail
    FROM station WHERE code = ANY(:codes)
"""  # noqa: S608 - as above
STREETS = f"""
    SELECT 'street' AS kind, street.id::text AS code, street.name, st_x(middle) AS lon, st_y(middle) AS lat,
           (SELECT name FROM district WHERE st_covers(district.geom, middle) ORDER BY area_km2, {NEWEST_FIRST} LIMIT 1)
           AS detail
    FROM street, LATERAL st_lineinterpolatepoint(geom, 0.5) AS middle WHERE street.id = ANY(CAST(:codes AS integer[]))
"""  # noqa: S608 - as above


def places(session: Session, q: str, *, limit: int = 8) -> list[PlaceView]:
    """Return shown stations, districts and streets by name: the whole name first, then its beginning, then a part.

    Last come stations by a part of their address. Within a rank districts come before stations and these before
    streets, short names before long ones. Nothing is found for a text of spaces alone.
    """
    refresh_names(session, at_most=MOST_PENDING)
    found: dict[tuple[str, str], None] = {}
    for hits in _hits(session, names.fold(q), limit=limit):
        found |= dict.fromkeys(hits)
        if len(found) >= limit:
            break
    views = _views(session, list(found)[:limit])
    return [views[place] for place in list(found)[:limit]]


def explain_places(session: Session, q: str) -> list[str]:
    """Return PostgreSQL's plan for finding stations by a part of their name, line by line."""
    return list(session.scalars(text("EXPLAIN " + STATION_HITS), _values(names.fold(q), limit=8)))


def _hits(session: Session, folded: str, *, limit: int) -> Iterator[list[tuple[str, str]]]:
    """Yield (kind, code) of what fits, rank by rank."""
    if not folded:
        return
    for needle in (f"{names.EDGE}{folded}{names.EDGE}", f"{names.EDGE}{folded}", folded):
        for kind, sql in (("district", DISTRICT_HITS), ("station", STATION_HITS), ("street", STREET_HITS)):
            yield [(kind, code) for code in session.scalars(text(sql), _values(needle, limit=limit))]
    in_address = session.scalars(text(STATION_HITS), _values(folded, limit=limit) | {"is_address": True})
    yield [("station", code) for code in in_address]


def _values(needle: str, *, limit: int) -> dict[str, Any]:
    return {
        "needle": needle,
        "grams": names.grams_within(needle),
        "is_address": False,
        "most": MOST_COMPARED,
        "limit": limit,
    }


def _views(session: Session, wanted: list[tuple[str, str]]) -> dict[tuple[str, str], PlaceView]:
    views: dict[tuple[str, str], PlaceView] = {}
    for kind, sql in (("district", DISTRICTS), ("station", STATIONS), ("street", STREETS)):
        codes = [code for one, code in wanted if one == kind]
        rows = session.execute(text(sql), {"codes": codes}).mappings() if codes else ()
        views |= {(kind, row["code"]): PlaceView(**row) for row in rows}
    return views
