"""A position that no station has, and how to find it wherever somebody wrote it down."""

import struct
from collections.abc import Iterator
from pathlib import Path
from typing import LiteralString

import psycopg
from psycopg import sql

from api.coordinates import Crs
from stations import datum
from stations.cluster import Cluster

MARKER = (116.123457, 39.765432)
DATUMS: tuple[Crs, ...] = ("wgs84", "gcj02", "bd09")
NEAR_M = 30  # rounded to four decimals a point moves 7 m; to shift a datum moves it 500 m and more


def in_datum(crs: Crs) -> tuple[float, float]:
    """Return the marker in a datum."""
    return datum.convert(*MARKER, source="wgs84", target=crs)


VALUES = [value for crs in DATUMS for value in in_datum(crs)]


def _texts() -> Iterator[str]:
    """Yield how each coordinate begins in writing, rounded to four decimals or cut off there."""
    for value in VALUES:
        yield from (f"{value:.4f}", f"{value:.6f}"[:-2])


TEXTS = sorted(set(_texts()))


def percent_encoded(words: str) -> str:
    """Return words with every sign percent-encoded."""
    return "".join(f"%{ord(sign):02X}" for sign in words)


NEEDLES: tuple[bytes, ...] = (
    *(written(words).encode() for words in TEXTS for written in (str, percent_encoded)),
    *(words.replace(".", "%2E").encode() for words in TEXTS),
    *(struct.pack("<d", value) for value in VALUES),  # as a table's pages hold it
    *(struct.pack("<d", value).hex().encode() for value in VALUES),  # as geometry is written
    *(struct.pack("<d", value).hex().upper().encode() for value in VALUES),
)


def in_files(folder: Path) -> list[str]:
    """Return the files in and below a folder that hold the marker in any form."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file() and not path.is_symlink())
    return [str(path.relative_to(folder)) for path in files if is_in(path.read_bytes())]


def is_in(content: bytes) -> bool:
    """Return whether some bytes hold the marker in any form."""
    return any(needle in content for needle in NEEDLES)


def in_tables(cluster: Cluster, database: str) -> list[str]:
    """Return the columns of a database in which the marker stands: in writing, or as a point beside it."""
    with psycopg.connect(cluster.url(database).replace("+psycopg", "")) as connection:
        columns = connection.execute(COLUMNS).fetchall()
        return [
            f"{table}.{column}" for table, column, kind in columns if _is_in_column(connection, table, column, kind)
        ]


COLUMNS: LiteralString = """
    SELECT table_name, column_name, udt_name FROM information_schema.columns JOIN information_schema.tables
    USING (table_schema, table_name) WHERE table_schema = 'public' AND table_type = 'BASE TABLE' ORDER BY 1, 2
"""
POINTED: LiteralString = """
    SELECT EXISTS (SELECT FROM {table}, unnest(%s::float8[], %s::float8[]) AS at (lon, lat)
                   WHERE st_dwithin({column}::geography, st_point(lon, lat, 4326)::geography, %s))
"""
SAID: LiteralString = "SELECT EXISTS (SELECT FROM {table} WHERE {column}::text ~* %s)"


def _is_in_column(connection: psycopg.Connection, table: str, column: str, kind: str) -> bool:
    names = {"table": sql.Identifier(table), "column": sql.Identifier(column)}
    if kind in {"geometry", "geography"}:
        values = (VALUES[::2], VALUES[1::2], NEAR_M)
        row = connection.execute(sql.SQL(POINTED).format(**names), values).fetchone()
    else:
        anything = "|".join(words.replace(".", r"(\.|%%2E)") for words in TEXTS)
        row = connection.execute(sql.SQL(SAID).format(**names), (anything,)).fetchone()
    return bool(row and row[0])
