"""Places searched by name: districts, stations and streets, in Chinese, pinyin or initials."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import text
from sqlalchemy.orm import Session

from stations.registry.districts import NEWEST_FIRST
from stations.registry.place_hits import Kind, Place, ranks
from stations.registry.place_names import refresh_names

MOST_PENDING = 500  # names spelled while somebody waits for an answer


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceView:
    """A place that was searched for, and a point in it (WGS84).

    `code` is that of a station or district; of a street, the number of its row. `level` is that of a district.
    """

    kind: Kind
    code: str
    name: str
    detail: str | None
    lon: float
    lat: float
    level: str | None = None


# A district lies in those whose codes its own begins with (GB/T 2260): 11 00 00, 11 01 00, 11 01 01, 11 01 01 001.
DISTRICTS = f"""
    SELECT DISTINCT ON (adcode) 'district' AS kind, adcode AS code, name, level,
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


SQL_OF: Mapping[Kind, str] = {"district": DISTRICTS, "station": STATIONS, "street": STREETS}


def places(session: Session, q: str, *, limit: int = 8) -> list[PlaceView]:
    """Return shown stations, districts and streets by name, in the order of `place_hits.ranks`; each comes once.

    Nothing is found for a text of spaces alone.
    """
    refresh_names(session, at_most=MOST_PENDING)
    found: dict[Place, None] = {}
    for rank in ranks(session, q, limit=limit):
        found |= dict.fromkeys(rank)
        if len(found) >= limit:
            break
    views = _views(session, list(found)[:limit])
    return [views[place] for place in list(found)[:limit]]


def _views(session: Session, wanted: list[Place]) -> dict[Place, PlaceView]:
    views: dict[Place, PlaceView] = {}
    for kind, sql in SQL_OF.items():
        codes = [code for one, code in wanted if one == kind]
        rows = session.execute(text(sql), {"codes": codes}).mappings() if codes else ()
        views |= {(kind, row["code"]): PlaceView(**row) for row in rows}
    return views
