"""All stations that couriers may be sent to, as the read model takes them: fast, in order of id."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import NamedTuple

from psycopg import Connection
from sqlalchemy import text
from sqlalchemy.orm import Session

from stations.models.station import SERVING

TYPES = {  # of the columns that are not to come as text
    "id": "int4",
    "lon": "float8",
    "lat": "float8",
    "public_facing": "bool",
    "register_first": "bool",
    "guard_gate": "bool",
    "ebike_inside": "bool",
    "step_free": "bool",
    "verified_at": "timestamptz",
    "updated_at": "timestamptz",
}


class ServingRow(NamedTuple):
    """A station in service. `lon`, `lat` are WGS84; `amenities` is a JSON object of states by code.

    `sure`, `may`, `places`, `worker_groups` and `entry` are arrays as PostgreSQL writes them: few differ, so whoever
    reads them parses each once (`parse_array`).
    """

    id: int
    lon: float
    lat: float
    sure: str
    may: str
    places: str
    code: str
    name: str
    type: str
    brand: str | None
    address: str | None
    adcode: str | None
    amenities: str
    hours_raw: str | None
    hours_osm: str | None
    hours_parse: str
    operation: str
    publication: str
    verified_at: datetime | None
    updated_at: datetime
    source: str
    public_facing: bool
    audience: str | None
    worker_groups: str
    entry: str
    register_first: bool | None
    guard_gate: bool | None
    ebike_inside: bool | None
    step_free: bool | None
    fee: str
    floor: str | None


EXPRESSIONS = {  # where a column is not simply the table's
    "lon": "st_x(geom)",
    "lat": "st_y(geom)",
    "adcode": "coalesce(derived_adcode, declared_adcode)",
    "amenities": "coalesce(known.amenities, '{}')",
}
COLUMNS = ", ".join(f"{EXPRESSIONS.get(name, f'station.{name}')} AS {name}" for name in ServingRow._fields)
# codes of amenities and states need no escaping: the table's constraints see to that
KNOWN = """
    SELECT station_id, '{' || string_agg('"' || amenity || '":"' || state || '"', ',') || '}' AS amenities
    FROM station_amenity WHERE {of_some} GROUP BY station_id
"""


def parse_array(written: str) -> list[str]:
    """Return the members of an array of codes or numbers as PostgreSQL writes it."""
    inside = written.strip("{}")
    return inside.split(",") if inside else []


def serving_rows(session: Session, ids: Iterable[int] | None = None) -> Iterator[ServingRow]:
    """Yield the stations in service, all or some, in order of id; PostgreSQL goes on reading while rows are taken."""
    some = None if ids is None else "{" + ",".join(str(int(number)) for number in ids) + "}"
    known = KNOWN.replace("{of_some}", "true" if some is None else f"station_id = ANY('{some}')")
    statement = f"""
        COPY (
            SELECT {COLUMNS} FROM station LEFT JOIN ({known}) AS known ON known.station_id = station.id
            WHERE {SERVING.text} AND {"true" if some is None else f"station.id = ANY('{some}')"} ORDER BY station.id
        ) TO STDOUT
    """  # noqa: S608 - our own columns, and whole numbers
    driver = session.connection().connection.driver_connection
    if not isinstance(driver, Connection):
        raise TypeError("rows are copied through psycopg")
    with driver.cursor() as cursor, cursor.copy(statement.encode()) as copy:
        copy.set_types([TYPES.get(name, "text") for name in ServingRow._fields])
        for row in copy.rows():
            yield ServingRow._make(row)


def district_numbers(session: Session) -> dict[str, list[int]]:
    """Return the ids of every district by adcode, in all its versions."""
    rows = session.execute(text("SELECT adcode, array_agg(id ORDER BY id) AS ids FROM district GROUP BY adcode"))
    return {row.adcode: row.ids for row in rows}
