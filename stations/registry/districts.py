"""Districts at any level, with their boundaries and census."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, select, text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from stations.errors import InputError, NotFound
from stations.models import Census, District
from stations.registry.place_names import refresh_names
from stations.vocabulary import DISTRICT_LEVELS

COLUMNS = """
    d.adcode, d.name, d.level, d.parent_adcode, d.code_system, d.code_year, d.boundary_source, d.boundary_year,
    d.area_km2, c.population, c.as_of AS population_as_of, c.kind AS population_kind, c.source AS population_source,
    st_xmin(d.geom) AS west, st_ymin(d.geom) AS south, st_xmax(d.geom) AS east, st_ymax(d.geom) AS north
"""
NEWEST_FIRST = "boundary_year DESC NULLS LAST, code_year DESC NULLS LAST, id DESC"
# Of several versions of a district the newest boundary counts, and of several counts the newest.
TABLES = f"""
    (SELECT DISTINCT ON (adcode) * FROM district ORDER BY adcode, {NEWEST_FIRST}) AS d
    LEFT JOIN LATERAL
    (SELECT * FROM census WHERE census.adcode = d.adcode ORDER BY as_of DESC, kind LIMIT 1) AS c ON true
"""  # noqa: S608 - our own words


@dataclass(frozen=True, slots=True, kw_only=True)
class DistrictView:
    """A district without its boundary; the box is WGS84 degrees, the area is measured on the ellipsoid."""

    adcode: str
    name: str
    level: str
    parent_adcode: str | None
    code_system: str
    code_year: int | None
    boundary_source: str
    boundary_year: int | None
    area_km2: float
    population: int | None
    population_as_of: date | None
    population_kind: str | None
    population_source: str | None
    west: float
    south: float
    east: float
    north: float


def districts(session: Session, *, level: str | None = None, parent: str | None = None) -> list[DistrictView]:
    """Return districts in order of adcode."""
    sql = f"""
        SELECT {COLUMNS} FROM {TABLES}
        WHERE (CAST(:level AS text) IS NULL OR d.level = :level)
          AND (CAST(:parent AS text) IS NULL OR d.parent_adcode = :parent)
        ORDER BY d.adcode
    """  # noqa: S608 - our own columns
    return [DistrictView(**row) for row in session.execute(text(sql), {"level": level, "parent": parent}).mappings()]


def district(session: Session, adcode: str) -> DistrictView:
    """Return one district; raise `NotFound` when the code is not in the registry."""
    sql = f"SELECT {COLUMNS} FROM {TABLES} WHERE d.adcode = :adcode"  # noqa: S608 - our own columns
    row = session.execute(text(sql), {"adcode": adcode}).mappings().first()
    if row is None:
        raise NotFound(f"没有代码为 {adcode} 的行政区。", f"There is no district {adcode}.", field="adcode")
    return DistrictView(**row)


def within(session: Session, adcode: str) -> list[DistrictView]:
    """Return the districts one level below another, or that one alone where nothing lies below it."""
    return districts(session, parent=adcode) or [district(session, adcode)]


def all_within(session: Session, adcode: str) -> list[list[DistrictView]]:
    """Return a district, then all one level below it, and so on down, each level in order of adcode.

    Raise `NotFound` when the code is not in the registry.
    """
    levels = [[district(session, adcode)]]
    sql = f"SELECT {COLUMNS} FROM {TABLES} WHERE d.parent_adcode = ANY(:parents) ORDER BY d.adcode"  # noqa: S608 - ours
    for _ in DISTRICT_LEVELS:
        rows = session.execute(text(sql), {"parents": [view.adcode for view in levels[-1]]}).mappings()
        below = [DistrictView(**row) for row in rows]
        if not below:
            break
        levels.append(below)
    return levels


def district_shapes(session: Session, adcodes: Sequence[str], *, simplify_m: float = 0) -> dict[str, str]:
    """Return boundaries as GeoJSON text (WGS84, seven decimals) by adcode; neighbours are simplified each by itself."""
    degrees = simplify_m / 111_320  # of latitude; a tolerance, not a measurement
    sql = f"""
        SELECT d.adcode, st_asgeojson(CASE WHEN :degrees > 0
                                           THEN st_multi(st_simplifypreservetopology(d.geom, :degrees))
                                           ELSE d.geom END, 7) AS shape
        FROM {TABLES} WHERE d.adcode = ANY(:adcodes)
    """  # noqa: S608 - our own columns
    rows = session.execute(text(sql), {"adcodes": list(adcodes), "degrees": degrees})
    return {row.adcode: row.shape for row in rows}


def district_ids(session: Session, adcode: str) -> list[int]:
    """Return the ids of a district in all its versions; raise `InputError` when there is none."""
    found = list(session.scalars(select(District.id).where(District.adcode == adcode)))
    if not found:
        raise InputError(
            f"没有代码为 {adcode} 的行政区；可用的代码见 /v1/districts。",
            f"There is no district {adcode}; /v1/districts lists those there are.",
            field="adcode",
        )
    return found


def count_districts(session: Session) -> int:
    """Return how many districts there are, every version of each."""
    return session.scalars(select(func.count()).select_from(District)).one()


def put_districts(session: Session, rows: Iterable[Mapping[str, Any]]) -> dict[str, int]:
    """Add or renew districts by (adcode, code system, code year); return how many were added, changed and unchanged."""
    counts = {"added": 0, "changed": 0, "unchanged": 0}
    for row in rows:
        statement = insert(District).values(**row)
        renewed = {name: statement.excluded[name] for name in row if name not in {"adcode", "code_system", "code_year"}}
        differs = func.row(*(getattr(District, name) for name in renewed)).is_distinct_from(func.row(*renewed.values()))
        outcome = session.execute(
            statement.on_conflict_do_update(
                index_elements=["adcode", "code_system", "code_year"],
                set_={**renewed, "updated_at": func.now()},
                where=differs,
            ).returning(text("xmax = 0"))
        ).scalar()
        counts["unchanged" if outcome is None else "added" if outcome else "changed"] += 1
    refresh_names(session)
    return counts


def put_census(session: Session, rows: Iterable[Mapping[str, Any]]) -> int:
    """Add or renew census figures by (adcode, kind, date); return how many rows there were."""
    count = 0
    for row in rows:
        statement = insert(Census).values(**row)
        renewed = {"population": statement.excluded.population, "source": statement.excluded.source}
        session.execute(statement.on_conflict_do_update(index_elements=["adcode", "kind", "as_of"], set_=renewed))
        count += 1
    return count
