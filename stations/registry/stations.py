"""One station: as a line of a list, or with everything that is known about it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import text
from sqlalchemy.engine import Row
from sqlalchemy.orm import Session

from stations import codes
from stations.errors import Gone, NotFound
from stations.facts import answer
from stations.serving import SPECIAL_HOURS, hours_in_effect
from stations.vocabulary import ACCESS_COLUMNS, NEEDS

COLUMNS = f"""
    id, code, name, type, brand, st_x(geom) AS lon, st_y(geom) AS lat, address,
    coalesce(derived_adcode, declared_adcode) AS adcode, sure, may,
    (SELECT jsonb_object_agg(amenity, state) FROM station_amenity WHERE station_id = station.id) AS amenities,
    hours_raw, hours_osm, hours_parse, operation, publication, verified_at, updated_at, source,
    (SELECT {SPECIAL_HOURS} FROM station_hours WHERE station_id = station.id) AS special_hours,
    {", ".join(ACCESS_COLUMNS)}
"""  # noqa: S608 - our own words


@dataclass(frozen=True, slots=True, kw_only=True)
class StationView:
    """A station as a line of a list.

    `lon`, `lat` are WGS84; `amenities` maps code to state, the unknown left out; `access` has `ACCESS_COLUMNS`.
    `hours_in_effect` are the general hours with those of special days over them.
    """

    id: int
    code: str
    name: str
    type: str
    brand: str | None
    lon: float
    lat: float
    address: str | None
    adcode: str | None
    needs: Mapping[str, str]
    amenities: Mapping[str, str]
    access: Mapping[str, Any]
    hours_raw: str | None
    hours_osm: str | None
    hours_parse: str
    hours_in_effect: str | None
    operation: str
    publication: str
    verified_at: datetime | None
    updated_at: datetime
    source: str
    distance_m: float | None = None

    @classmethod
    def of(cls, row: Row[Any]) -> "StationView":
        """Return the view of a row that was selected with `COLUMNS`."""
        values = row._asdict()
        sure, may = frozenset(values.pop("sure")), frozenset(values.pop("may"))
        values["amenities"] = values["amenities"] or {}
        values["hours_in_effect"] = hours_in_effect(values["hours_osm"], values.pop("special_hours"))
        values["access"] = {name: values.pop(name) for name in ACCESS_COLUMNS}
        return cls(needs={term.code: answer(term.code, sure=sure, may=may) for term in NEEDS}, **values)


@dataclass(frozen=True, slots=True, kw_only=True)
class StationDetail:
    """Everything about a station: its line, the further columns by name, amenities in full, roles and further hours."""

    view: StationView
    more: Mapping[str, Any]
    amenities: list[Mapping[str, Any]]
    roles: list[Mapping[str, Any]]
    hours: list[Mapping[str, Any]]


MORE = """
    source_id, level, aliases, contact, capacity, area_m2, floor, directions,
    st_x(entrance) AS entrance_lon, st_y(entrance) AS entrance_lat, orig_lon, orig_lat, orig_crs, datum_method,
    accuracy_m, declared_district, declared_adcode, derived_adcode, operation_reason, operation_until, delist_reason,
    build_mode, agreement_until, opened_on, created_at,
    (SELECT code FROM station AS other WHERE other.id = station.relocated_to_id) AS relocated_to
"""


def station(session: Session, reference: str) -> StationDetail:
    """Return a station by id or code; one that was merged answers with the station it was merged into.

    Raise `NotFound` for an unknown or unpublished one, `Gone` for one that was deleted or delisted, `InputError` for a
    reference that can be neither.
    """
    number = _number(session, reference)
    row = session.execute(text(f"SELECT {COLUMNS} FROM station WHERE id = :id"), {"id": number}).one()  # noqa: S608 - our own columns
    view = StationView.of(row)
    if view.publication == "delisted":
        raise _gone(reference)
    if view.publication != "published":
        raise _unknown(reference)
    return StationDetail(
        view=view,
        more=_mapping(session, f"SELECT {MORE} FROM station WHERE id = :id", number)[0],  # noqa: S608 - our own columns
        amenities=_mapping(session, "SELECT * FROM station_amenity WHERE station_id = :id ORDER BY amenity", number),
        roles=_mapping(
            session,
            "SELECT r.role, r.valid_from, r.valid_until, o.name, o.kind FROM station_role AS r"
            " JOIN organisation AS o ON o.id = r.organisation_id WHERE r.station_id = :id ORDER BY r.role, o.name",
            number,
        ),
        hours=_mapping(session, "SELECT * FROM station_hours WHERE station_id = :id ORDER BY kind, id", number),
    )


def _number(session: Session, reference: str) -> int:
    """Return the id behind an id or code, following merges."""
    if reference.isdecimal() and reference.isascii():
        known, key = "id", int(reference[:12])
    else:
        known, key = "code", codes.normalise(reference)  # type: ignore[assignment]  # text for a code, a number for an id
    found = session.scalar(
        text(f"""
            WITH RECURSIVE trail AS (
                SELECT id, merged_into_id, 1 AS depth FROM station WHERE {known} = :key
                UNION ALL
                SELECT station.id, station.merged_into_id, depth + 1
                FROM station JOIN trail ON station.id = trail.merged_into_id WHERE depth < 20
            )
            SELECT id FROM trail ORDER BY depth DESC LIMIT 1
        """),  # noqa: S608 - one of two column names of ours
        {"key": key},
    )
    if found is not None:
        return int(found)
    buried = "station_id" if known == "id" else "code"
    if session.scalar(text(f"SELECT true FROM tombstone WHERE {buried} = :key"), {"key": key}):  # noqa: S608 - ours too
        raise _gone(reference)
    raise _unknown(reference)


def _mapping(session: Session, sql: str, number: int) -> list[Mapping[str, Any]]:
    return [dict(row) for row in session.execute(text(sql), {"id": number}).mappings()]


def _unknown(reference: str) -> NotFound:
    return NotFound(f"没有编号为 {reference} 的驿站。", f"There is no station {reference}.", field="id")


def _gone(reference: str) -> Gone:
    return Gone(f"驿站 {reference} 已撤销。", f"Station {reference} was withdrawn.", field="id")
