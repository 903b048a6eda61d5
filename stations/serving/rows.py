"""All stations that couriers may be sent to, as the read model takes them: fast, in order of id."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any, NamedTuple

from psycopg import Connection
from psycopg.rows import args_row

from stations.serving.special_hours import SPECIAL_HOURS, hours_in_effect
from stations.vocabulary import SERVING_OPERATION

IN_SERVICE = (
    f"publication = 'published' AND operation IN {SERVING_OPERATION}"  # Python writes a tuple as SQL does a list
)
"""Stations a courier may be sent to. Queries repeat these very words, or PostgreSQL would not use the indexes."""

CHUNK_ROWS = 200


class ServingRow(NamedTuple):
    """A station in service. `lon`, `lat` are WGS84; `amenities` is a JSON object of states by code.

    `sure`, `may`, `places`, `worker_groups` and `entry` are arrays as PostgreSQL writes them: few differ, so whoever
    reads them parses each once (`parse_array`). `special_hours` is what `hours_in_effect` takes.
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
    special_hours: str | None

    @property
    def hours_in_effect(self) -> str | None:
        """The general hours with those of special days over them."""
        return hours_in_effect(self.hours_osm, self.special_hours)


EXPRESSIONS = {  # where a column is not simply the table's
    "lon": "st_x(geom)",
    "lat": "st_y(geom)",
    "adcode": "coalesce(derived_adcode, declared_adcode)",
    "amenities": "coalesce(known.amenities, '{}')",
    "special_hours": "special.hours",
    **{name: f"station.{name}::text" for name in ("sure", "may", "places", "worker_groups", "entry")},
}
COLUMNS = ", ".join(f"{EXPRESSIONS.get(name, f'station.{name}')} AS {name}" for name in ServingRow._fields)
# codes of amenities and states need no escaping: the table's constraints see to that
ROWS = f"""
    SELECT {COLUMNS} FROM station
    LEFT JOIN (
        SELECT station_id, '{{' || string_agg('"' || amenity || '":"' || state || '"', ',') || '}}' AS amenities
        FROM station_amenity WHERE [of_some] GROUP BY station_id
    ) AS known ON known.station_id = station.id
    LEFT JOIN (
        SELECT station_id, {SPECIAL_HOURS} AS hours FROM station_hours WHERE [of_some] GROUP BY station_id
    ) AS special ON special.station_id = station.id
    WHERE {IN_SERVICE} AND [some] ORDER BY station.id
"""  # noqa: S608 - our own words


def parse_array(written: str) -> list[str]:
    """Return the members of an array of codes or numbers as PostgreSQL writes it."""
    inside = written.strip("{}")
    return inside.split(",") if inside else []


def serving_rows(connection: Connection[Any], ids: Iterable[int] | None = None) -> Iterator[ServingRow]:
    """Yield the stations in service, all or some, in order of id; PostgreSQL goes on reading while rows are taken."""
    some = "" if ids is None else f"= ANY('{{{','.join(str(int(number)) for number in ids)}}}')"
    sql = ROWS.replace("[of_some]", f"station_id {some}" if some else "true")
    sql = sql.replace("[some]", f"station.id {some}" if some else "true")
    with connection.cursor(row_factory=args_row(ServingRow)) as cursor:
        yield from cursor.stream(sql.encode(), binary=True, size=CHUNK_ROWS)


def district_numbers(connection: Connection[Any]) -> dict[str, list[int]]:
    """Return the ids of every district by adcode, in all its versions."""
    return dict(connection.execute("SELECT adcode, array_agg(id ORDER BY id) FROM district GROUP BY adcode"))
