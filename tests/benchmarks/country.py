"""A made-up country of stations on a PostGIS of its own, for benchmarks."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import text

from stations import schema
from stations.cluster import Cluster
from stations.database import Database
from stations.facts import NUMBER_OF

COMMON = ("seating", "hot_water", "microwave", "toilet", "wifi", "ac", "phone_charging", "first_aid_kit")
NEEDS = ("warm", "cool", "drink", "toilet", "rest", "aid")
SOME, RARE = "battery_swap", "aed"  # 3 % and 0.05 %
NEVER = "shower"

# half of all in one town, half all over the country; districts are squares of half a degree; seven in ten have hours
STATIONS = """
    INSERT INTO station (code, source, source_id, name, type, geom, orig_lon, orig_lat, orig_crs, datum_method, address,
                         hours_raw, hours_osm, hours_parse, audience, worker_groups, entry, verified_at, sure, may,
                         places)
    SELECT 'B' || n, 'benchmark', n::text, '示例街道工会驿站' || n, 'rest_station',
           st_setsrid(st_makepoint(lon, lat), 4326), lon, lat, 'wgs84', 'none', '某市某区某某路' || n % 1000 || '号',
           osm, osm, CASE WHEN osm IS NULL THEN 'absent' ELSE 'ok' END, 'outdoor_workers', '{courier,sanitation}',
           '{walk_in}', now() - n % 300 * interval '1 day', facts, facts,
           ARRAY[1, 1000 + floor(lon * 2)::int * 400 + floor(lat * 2)::int]
    FROM (
        SELECT n, 116.4 + spread * (random() + random() + random() - 1.5),
               39.9 + spread * (random() + random() - 1),
               CASE WHEN n % 10 < 3 THEN NULL WHEN n % 10 = 3 THEN '24/7' ELSE format(
                   'Mo-Fr 0%s:%s-1%s:%s', 6 + n % 4, lpad((n / 7 % 12 * 5)::text, 2, '0'), 5 + n % 5,
                   lpad((n / 11 % 4 * 15)::text, 2, '0')) END,
               CAST(:common AS integer[])
               || ARRAY(SELECT need FROM unnest(CAST(:needs AS integer[])) AS need WHERE random() < 0.5 + 0 * n)
               || array_remove(ARRAY[CASE WHEN random() < 0.03 THEN :some END,
                                     CASE WHEN random() < 0.0005 THEN :rare END], NULL)
        FROM generate_series(1, :count) AS n, LATERAL (SELECT CASE WHEN n % 2 = 0 THEN 0.4 ELSE 8 END) AS s (spread)
    ) AS made (n, lon, lat, osm, facts)
"""
AMENITIES = """
    INSERT INTO station_amenity (station_id, amenity, state, source)
    SELECT id, amenity, 'yes', 'benchmark' FROM station, unnest(CAST(:common AS text[])) AS amenity
"""
DISTRICTS = """
    INSERT INTO district (id, adcode, name, level, code_system, boundary_source, area_km2, geom)
    SELECT place, place::text, place::text, 'county', 'local', 'benchmark', 1,
           st_geomfromtext('MULTIPOLYGON EMPTY', 4326)
    FROM (SELECT DISTINCT unnest(places) FROM station UNION SELECT 7) AS known (place)
"""


SEARCHED_MOST = 500_000
"""A larger country is only read: to build the indexes that searches in SQL use would take longer than all the rest."""

SEARCH_INDEXES = "SELECT indexname, indexdef FROM pg_indexes WHERE tablename = 'station' AND indexdef ~ 'USING gi'"


@contextmanager
def country_of(count: int) -> Iterator[tuple[Database, Path]]:
    """Make a registry of so many stations, durable as in service; yield it with a folder for snapshots."""
    home = Path(tempfile.mkdtemp(prefix="yizhan-bench-", dir="/tmp"))
    home.chmod(0o755)
    cluster = Cluster(home)
    try:
        database = Database(cluster.up())
        schema.migrate(database)
        _fill(database, count)
        yield database, home / "snapshot"
        database.dispose()
    finally:
        cluster.destroy()
        shutil.rmtree(home)


def _fill(database: Database, count: int) -> None:
    needs = [NUMBER_OF[code] for code in NEEDS]
    common = [NUMBER_OF[code] for code in COMMON if code != "toilet"]
    with database.engine.begin() as connection:
        connection.execute(text("SELECT setseed(0.5)"))
        indexes = connection.execute(text(SEARCH_INDEXES)).all()
        for index in indexes:
            connection.execute(text(f"DROP INDEX {index.indexname}"))
        numbers = {"common": common, "needs": needs, "some": NUMBER_OF[SOME], "rare": NUMBER_OF[RARE]}
        connection.execute(text(STATIONS), {"count": count, **numbers})
        connection.execute(text(AMENITIES), {"common": list(COMMON)})
        connection.execute(text(DISTRICTS))
        for index in indexes if count <= SEARCHED_MOST else ():
            connection.execute(text(index.indexdef))
    with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("VACUUM ANALYZE"))
