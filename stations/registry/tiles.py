"""Vector tiles (Mapbox Vector Tile 2.1) of what the map shows, cut by PostGIS."""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from sqlalchemy import text
from sqlalchemy.orm import Session

from stations.facts import NUMBER_OF
from stations.models.street import FAR_ZOOM
from stations.registry.districts import NEWEST_FIRST
from stations.registry.pages import VISIBLE
from stations.serving import SETTLED
from stations.vocabulary import NEEDS

MOST_ZOOM = 20
EXTENT = 4096  # units along the side of a tile
BUFFER = 64  # units around it, so that lines and symbols do not break at its edge
MOST_SINGLES = 1500  # stations shown one by one: more would make a tile heavier than 200 kB
CELLS = 36  # along the side of a crowded tile, whose stations are counted by cell
LONGEST_NAME = 40  # characters
FROM_ZOOM = {"country": 0, "province": 0, "city": 5, "county": 8, "zone": 9, "township": 11, "community": 13}


class Tile(NamedTuple):
    """A square of the web map: zoom, column from the west, row from the north."""

    z: int
    x: int
    y: int

    @property
    def exists(self) -> bool:
        """Whether the map has such a square."""
        return 0 <= self.z <= MOST_ZOOM and 0 <= self.x < 2**self.z and 0 <= self.y < 2**self.z

    def box(self, margin_units: float = 0) -> dict[str, float]:
        """Return west, south, east, north in degrees of WGS84, with so many units of the tile around it."""
        margin = margin_units / EXTENT
        return {
            "west": _lon((self.x - margin) / 2**self.z),
            "south": _lat((self.y + 1 + margin) / 2**self.z),
            "east": _lon((self.x + 1 + margin) / 2**self.z),
            "north": _lat((self.y - margin) / 2**self.z),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class TileLayer:
    """What a kind of tile shows: `version` is SQL for a text that differs whenever tiles may, `cut` makes one."""

    version: str
    cut: Callable[[Session, Tile], bytes]


def _lon(share: float) -> float:
    return share * 360 - 180


def _lat(share: float) -> float:
    return math.degrees(math.atan(math.sinh(math.pi * (1 - 2 * share))))


IN_BOX = "geom && st_makeenvelope(:west, :south, :east, :north, 4326)"
IN_TILE = f"{VISIBLE} AND {IN_BOX}"
ON_TILE = "st_asmvtgeom(st_transform({geom}, 3857), st_tileenvelope(:z, :x, :y), :extent, :buffer, true) AS geom"
NEED_ROWS = ", ".join(f"({NUMBER_OF[need.code]}, '{need.code}')" for need in NEEDS)
NEED_CODES = "(SELECT string_agg(code, ',' ORDER BY number) FROM (VALUES {rows}) AS need (number, code) WHERE {which})"
STATION_FACTS = f"""
    code, left(name, {LONGEST_NAME}) AS name, type,
    {NEED_CODES.format(rows=NEED_ROWS, which="number = ANY(sure)")} AS needs,
    {NEED_CODES.format(rows=NEED_ROWS, which="number = ANY(may) AND number <> ALL(sure)")} AS needs_unknown
"""

COUNT = f"SELECT count(*) FROM (SELECT FROM station WHERE {IN_TILE} LIMIT :most) AS few"  # noqa: S608 - our own words
SINGLES = f"""
    SELECT st_asmvt(feature, 'stations', :extent, 'geom') FROM (
        SELECT {ON_TILE.format(geom="geom")}, 1 AS count, {STATION_FACTS} FROM station WHERE {IN_TILE} ORDER BY id
    ) AS feature WHERE geom IS NOT NULL
"""  # noqa: S608 - as above
# Every station counts in one cell of one tile; a mean that would be rounded over the tile's edge is kept inside.
CELL = f"""
    least({CELLS} - 1, floor((st_x(geom) - :west) / (:east - :west) * {CELLS})) AS across,
    least({CELLS} - 1, floor((st_y(geom) - :south) / (:north - :south) * {CELLS})) AS up
"""
CROWD = f"""
    WITH cell AS (
        SELECT across, up, count(*) AS count, min(id) AS id,
               least(avg(lon), :east - (:east - :west) / :extent) AS lon,
               greatest(avg(lat), :south + (:north - :south) / :extent) AS lat
        FROM (SELECT id, st_x(geom) AS lon, st_y(geom) AS lat, {CELL} FROM station
              WHERE {IN_TILE} AND st_x(geom) < :east AND st_y(geom) > :south) AS placed
        GROUP BY across, up
    )
    SELECT st_asmvt(feature, 'stations', :extent, 'geom') FROM (
        SELECT {ON_TILE.format(geom="st_point(lon, lat, 4326)")}, count, facts.*
        FROM cell LEFT JOIN LATERAL (SELECT {STATION_FACTS} FROM station WHERE count = 1 AND station.id = cell.id)
             AS facts ON true
        ORDER BY across, up
    ) AS feature WHERE geom IS NOT NULL
"""  # noqa: S608 - as above
DISTRICT_PART = f"""
    SELECT st_asmvt(feature, :part, :extent, 'geom') FROM (
        SELECT {ON_TILE}, adcode, name, level FROM district AS d
        WHERE level = ANY(:levels) AND {IN_BOX}
          AND id = (SELECT id FROM district AS version WHERE version.adcode = d.adcode ORDER BY {NEWEST_FIRST} LIMIT 1)
        ORDER BY adcode
    ) AS feature WHERE geom IS NOT NULL
"""  # noqa: S608 - as above
DISTRICT_PARTS = {
    "districts": DISTRICT_PART.replace("{geom}", "st_simplify(st_boundary(geom), :unit)"),
    "district_labels": DISTRICT_PART.replace("{geom}", "st_pointonsurface(geom)"),
}
"""Layers of one district tile: the lines, and a point in each district to write its name at."""

FROM_ZOOM_FILLED = {"country": 0, "province": 0, "city": 4, "county": 6, "zone": 8, "township": 9, "community": 12}
"""A map that is coloured by district wants them sooner than one that merely names them."""

STREETS = f"""
    SELECT st_asmvt(feature, 'streets', :extent, 'geom') FROM (
        SELECT {ON_TILE.format(geom="st_simplify(st_linemerge(st_collect(geom ORDER BY id)), :unit)")}, class, name
        FROM street WHERE from_zoom <= :z AND {IN_BOX} GROUP BY class, name ORDER BY class, name
    ) AS feature WHERE geom IS NOT NULL
"""  # noqa: S608 - as above
FAR_STREETS = STREETS.replace("WHERE from_zoom", f"WHERE from_zoom <= {FAR_ZOOM} AND from_zoom")  # names the index


def _stations(session: Session, square: Tile) -> bytes:
    """Cut stations one by one, with what they are; or, where there are too many, how many stand in each cell."""
    around = square.box(BUFFER)
    few = session.scalars(text(COUNT), around | {"most": MOST_SINGLES + 1}).one() <= MOST_SINGLES
    if few:
        return _cut(session, SINGLES, square, **around)
    return _cut(session, CROWD, square, **square.box())


def _districts(session: Session, square: Tile) -> bytes:
    levels = [level for level, zoom in FROM_ZOOM.items() if zoom <= square.z]
    unit = 360 / 2**square.z / EXTENT
    values = {**square.box(BUFFER), "levels": levels, "unit": unit}
    return b"".join(_cut(session, sql, square, part=part, **values) for part, sql in DISTRICT_PARTS.items())


def _areas(session: Session, square: Tile) -> bytes:
    """Cut districts as ground: neighbours keep the same corners, so that no gap opens between them."""
    levels = [level for level, zoom in FROM_ZOOM_FILLED.items() if zoom <= square.z]
    values = {**square.box(BUFFER), "levels": levels, "part": "areas"}
    return _cut(session, DISTRICT_PART.replace("{geom}", "geom"), square, **values)


def _streets(session: Session, square: Tile) -> bytes:
    sql = FAR_STREETS if square.z <= FAR_ZOOM else STREETS
    return _cut(session, sql, square, **square.box(BUFFER), unit=360 / 2**square.z / EXTENT)


def _cut(session: Session, sql: str, square: Tile, **values: object) -> bytes:
    return bytes(session.scalar(text(sql), _values(square, **values)) or b"")


def _values(square: Tile, **values: object) -> dict[str, object]:
    return {**square._asdict(), "extent": EXTENT, "buffer": BUFFER, **values}


DISTRICTS_VERSION = "SELECT count(*) || '-' || coalesce(sum(xmin::text::bigint), 0) FROM district"

TILE_LAYERS: Mapping[str, TileLayer] = {
    "stations": TileLayer(
        # The newest mark in the feed says it all, unless a transaction older than it may still add to it.
        version=f"""
            SELECT CASE WHEN newest.xid < {SETTLED} THEN newest.xid::text ELSE pg_current_snapshot()::text END
            FROM (SELECT coalesce(max(xid), 0) AS xid FROM station_change) AS newest
        """,  # noqa: S608 - our own words
        cut=_stations,
    ),
    "districts": TileLayer(
        version=DISTRICTS_VERSION,
        cut=_districts,
    ),
    "areas": TileLayer(version=DISTRICTS_VERSION, cut=_areas),
    "streets": TileLayer(
        version="SELECT count(*) || '-' || coalesce(sum(xmin::text::bigint), 0) FROM street_network",
        cut=_streets,
    ),
}
"""Kinds of tile by name, as they stand in addresses."""


def tile_version(session: Session, layer: str) -> str:
    """Return a text that is another one as soon as anything has changed that the tiles of a layer show."""
    return str(session.scalar(text(TILE_LAYERS[layer].version)))


def tile(session: Session, layer: str, square: Tile) -> bytes:
    """Return a tile, the same bytes for the same data; no bytes at all where it shows nothing."""
    return TILE_LAYERS[layer].cut(session, square)


def explain_tile(session: Session, square: Tile) -> list[str]:
    """Return PostgreSQL's plan for finding the stations of a tile, line by line."""
    return list(session.scalars(text(f"EXPLAIN {SINGLES}"), _values(square, **square.box(BUFFER))))
