"""Nearest in SQL at 200,000 stations: ours against measuring every station, and against `geography <->`.

All three are asked the same questions in turn, so that a busy machine slows them alike; each answer is compared.
"""

import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import quantiles
from time import perf_counter

import numpy as np
from sqlalchemy import text
from sqlalchemy.orm import Session

from stations import registry, schema
from stations.cluster import Cluster
from stations.database import Database
from stations.facts import NUMBER_OF

STATIONS = 200_000
QUERIES = 60
WARM_UP = 5

FILL = """
    INSERT INTO station
        (code, source, source_id, name, type, geom, orig_lon, orig_lat, orig_crs, datum_method, sure, may)
    SELECT 'B' || n, 'benchmark', n::text, '站' || n, 'rest_station', st_setsrid(st_makepoint(lon, lat), 4326),
           lon, lat, 'wgs84', 'none', facts, facts
    FROM (
        SELECT n, 116.4 + spread * (random() + random() + random() - 1.5), 39.9 + spread * (random() + random() - 1),
               array_remove(ARRAY[:common, CASE WHEN random() < 0.03 THEN :some END,
                                  CASE WHEN random() < 0.0005 THEN :rare END], NULL)
        FROM generate_series(1, :count) AS n, LATERAL (SELECT CASE WHEN n % 2 = 0 THEN 0.4 ELSE 8 END) AS s (spread)
    ) AS made (n, lon, lat, facts)
"""
FILTERS = {"no filter": (), "3 %": ("microwave",), "rare, 0.05 %": ("aed",), "never": ("shower",)}
MEASURE_ALL = """
    SELECT id FROM station WHERE publication = 'published' AND operation = 'open' {having}
    ORDER BY st_distance(geom::geography, st_point(:lon, :lat, 4326)::geography), id LIMIT 10
"""
GEOGRAPHY_KNN = """
    SELECT id FROM (
        SELECT id, st_distance(geom::geography, st_point(:lon, :lat, 4326)::geography) AS metres FROM station
        WHERE publication = 'published' AND operation = 'open' {having}
        ORDER BY geom::geography <-> st_point(:lon, :lat, 4326)::geography LIMIT 14
    ) AS candidates ORDER BY metres, id LIMIT 10
"""

Way = Callable[[Session, float, float, tuple[str, ...]], list[int]]


def ours(session: Session, lon: float, lat: float, codes: tuple[str, ...]) -> list[int]:
    """Ask the registry."""
    return [view.id for view in registry.nearest(session, registry.Nearest(lon=lon, lat=lat, codes=codes))]


def plainly(sql: str) -> Way:
    """Return a way that runs a statement of this file."""

    def ask(session: Session, lon: float, lat: float, codes: tuple[str, ...]) -> list[int]:
        having = "AND may @> CAST(:codes AS integer[])" if codes else ""
        values = {"lon": lon, "lat": lat, "codes": [NUMBER_OF[code] for code in codes]}
        return list(session.scalars(text(sql.format(having=having)), values))

    return ask


WAYS: dict[str, Way] = {
    "ours": ours,
    "measure all": plainly(MEASURE_ALL),
    "geography <->, 14 re-ranked": plainly(GEOGRAPHY_KNN),
}


@contextmanager
def registry_of(count: int) -> Iterator[Session]:
    """Make a registry of so many stations on a cluster of its own, durable as in service."""
    home = Path(tempfile.mkdtemp(prefix="yizhan-bench-", dir="/tmp"))
    home.chmod(0o755)
    cluster = Cluster(home)
    try:
        database = Database(cluster.up())
        schema.migrate(database)
        with database.engine.begin() as connection:
            numbers = {"common": NUMBER_OF["seating"], "some": NUMBER_OF["microwave"], "rare": NUMBER_OF["aed"]}
            connection.execute(text("SELECT setseed(0.5)"))
            connection.execute(text(FILL), {"count": count, **numbers})
            connection.execute(text("CREATE INDEX ON station USING gist ((geom::geography))"))
        with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text("VACUUM ANALYZE station"))
        with database.transaction() as session:
            yield session
        database.dispose()
    finally:
        cluster.destroy()
        shutil.rmtree(home)


def main() -> None:
    """Print per filter and way: p50 and p99 in milliseconds, the ratio to ours, and how often the answer is right."""
    with registry_of(STATIONS) as session:
        for name, codes in FILTERS.items():
            _compare(session, name, codes)


def _compare(session: Session, name: str, codes: tuple[str, ...]) -> None:
    random = np.random.default_rng(5)
    times: dict[str, list[float]] = {way: [] for way in WAYS}
    agree = dict.fromkeys(WAYS, 0)
    for number in range(QUERIES + WARM_UP):
        lon, lat = random.normal((116.4, 39.9), (0.4, 0.4))
        answers = {}
        for way, ask in WAYS.items():
            start = perf_counter()
            answers[way] = ask(session, float(lon), float(lat), codes)
            if number >= WARM_UP:
                times[way].append((perf_counter() - start) * 1000)
        for way, answer in answers.items():
            agree[way] += answer == answers["measure all"]
    for way, spent in times.items():
        cuts = quantiles(spent, n=100)
        sys.stdout.write(
            f"{name:14} {way:28} p50 {cuts[49]:8.2f} ms  p99 {cuts[98]:8.2f} ms  "
            f"{cuts[49] / quantiles(times['ours'], n=100)[49]:7.1f} x ours  right {agree[way]}/{QUERIES + WARM_UP}\n"
        )
