"""The streets that maps show, brought in a file at a time."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import text
from sqlalchemy.orm import Session

from stations.models.street import FAR_ZOOM

PUT_NETWORK = """
    INSERT INTO street_network (name, hash, source, extent) VALUES (:name, :hash, :source, CAST(:extent AS geometry))
    ON CONFLICT (name) DO UPDATE
        SET hash = excluded.hash, source = excluded.source, extent = excluded.extent, imported_at = now()
    RETURNING id
"""
PUT_STREETS = """
    INSERT INTO street (network_id, osm_way, class, name, from_zoom, geom)
    SELECT :network, osm_way, class, nullif(name, ''), from_zoom, CAST(geom AS geometry)
    FROM unnest(
        CAST(:osm_ways AS bigint[]), CAST(:classes AS text[]), CAST(:names AS text[]), CAST(:zooms AS integer[]),
        CAST(:geoms AS text[])
    ) WITH ORDINALITY AS street (osm_way, class, name, from_zoom, geom, place)
    ORDER BY place
"""
APART_DEG = 0.005  # about 500 m: pieces of one name that lie further apart are streets of their own
PUT_NAMES = f"""
    INSERT INTO place_name (street_id, role, name)
    SELECT DISTINCT ON (name, stretch) id, 'name', name
    FROM (
        SELECT id, name, geom, stretch, st_centroid(st_collect(geom) OVER (PARTITION BY name, stretch)) AS middle
        FROM (
            SELECT id, name, geom, st_clusterdbscan(geom, {APART_DEG}, 1) OVER (PARTITION BY name) AS stretch
            FROM street WHERE network_id = :network AND name IS NOT NULL
        ) AS parted
    ) AS placed
    ORDER BY name, stretch, st_distance(geom, middle), id
"""  # noqa: S608 - our own number
NETWORKS = """
    SELECT name, source, imported_at, ARRAY[st_xmin(extent), st_ymin(extent), st_xmax(extent), st_ymax(extent)]
    FROM street_network
"""
NAMES_WITHIN = """
    SELECT (SELECT array_agg(name ORDER BY length_m DESC, name)
            FROM (SELECT street.name, sum(st_length(st_intersection(street.geom, place.geom)::geography)) AS length_m
                  FROM street JOIN street_network AS network ON network.id = network_id
                  WHERE network.hash = :hash AND street.name IS NOT NULL AND st_intersects(street.geom, place.geom)
                  GROUP BY street.name) AS named) AS names
    FROM unnest(CAST(:places AS text[])) WITH ORDINALITY AS given (wkt, number),
         LATERAL (SELECT st_geomfromtext(wkt, 4326) AS geom) AS place
    ORDER BY number
"""


CHIEF_ROADS = f"""
    SELECT street.name, st_asgeojson(st_linemerge(st_collect(st_intersection(street.geom, place.geom))), 5) AS line
    FROM street JOIN street_network AS network ON network.id = network_id,
         (SELECT st_geomfromtext(:place, 4326) AS geom) AS place
    WHERE network.hash = :hash AND street.name IS NOT NULL AND st_intersects(street.geom, place.geom)
      AND (from_zoom <= {FAR_ZOOM} OR street.name = ANY(CAST(:first AS text[])))
    GROUP BY street.name
    ORDER BY street.name = ANY(CAST(:first AS text[])) DESC,
             sum(st_length(st_intersection(street.geom, place.geom)::geography)) DESC, street.name
    LIMIT :most
"""  # noqa: S608 - our own number


class NetworkView(NamedTuple):
    """Where the streets of a name come from, when they were brought in; `bbox` is west, south, east, north (WGS84)."""

    name: str
    source: str
    imported_at: datetime
    bbox: list[float]


class NetworkRow(NamedTuple):
    """The streets of one file; `extent` is a polygon (WGS84) as hexadecimal EWKB."""

    name: str
    hash: str
    source: str
    extent: str


class StreetRow(NamedTuple):
    """A stretch of street; `name` may be empty, `geom` is a line (WGS84) as hexadecimal EWKB."""

    osm_way: int
    class_: str
    name: str
    from_zoom: int
    geom: str


def networks(session: Session) -> list[NetworkView]:
    """Return all streets that were brought in, in order of name."""
    return [NetworkView(*row) for row in session.execute(text(f"{NETWORKS} ORDER BY name"))]


def put_streets(session: Session, network: NetworkRow, batches: Iterable[Sequence[StreetRow]]) -> None:
    """Store streets under a name, in place of those that had it; each stretch of a name can then be searched for."""
    number = session.scalar(text(PUT_NETWORK), network._asdict())
    session.execute(text("DELETE FROM street WHERE network_id = :network"), {"network": number})
    for rows in batches:
        columns = zip(*rows, strict=True)
        names = ("osm_ways", "classes", "names", "zooms", "geoms")
        values = {name: list(column) for name, column in zip(names, columns, strict=True)}
        session.execute(text(PUT_STREETS), values | {"network": number})
    session.execute(text(PUT_NAMES), {"network": number})


def network(session: Session, own: str) -> NetworkView | None:
    """Return what is known of the streets that have this hash, None where they were replaced."""
    row = session.execute(text(f"{NETWORKS} WHERE hash = :hash ORDER BY name LIMIT 1"), {"hash": own}).first()
    return None if row is None else NetworkView(*row)


def street_names(session: Session, own: str, places: Sequence[str]) -> list[list[str]]:
    """Return for each place (a polygon in WGS84 as WKT) the names of its streets, of most metres inside it first.

    `own` is the hash of the streets.
    """
    rows = session.execute(text(NAMES_WITHIN), {"hash": own, "places": list(places)})
    return [list(row.names or ()) for row in rows]


def chief_roads(session: Session, own: str, place: str, *, first: Sequence[str], most: int) -> list[tuple[str, str]]:
    """Return names and lines (GeoJSON) of the chief roads in a polygon (WGS84 as WKT).

    `own` is the hash of the streets. Names in `first` come first, of whatever class; then those of most metres.
    """
    values = {"hash": own, "place": place, "first": list(first), "most": most}
    return [(row.name, row.line) for row in session.execute(text(CHIEF_ROADS), values)]
