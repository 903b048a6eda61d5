"""The streets that maps show, brought in a file at a time."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from sqlalchemy import text
from sqlalchemy.orm import Session

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


def put_streets(session: Session, network: NetworkRow, batches: Iterable[Sequence[StreetRow]]) -> None:
    """Store streets under a name, in place of those that had it."""
    number = session.scalar(text(PUT_NETWORK), network._asdict())
    session.execute(text("DELETE FROM street WHERE network_id = :network"), {"network": number})
    for rows in batches:
        columns = zip(*rows, strict=True)
        names = ("osm_ways", "classes", "names", "zooms", "geoms")
        values = {name: list(column) for name, column in zip(names, columns, strict=True)}
        session.execute(text(PUT_STREETS), values | {"network": number})
