"""The snapshot: how long a full build takes, when a change is seen, how much memory a worker holds.

python -m tests.benchmarks.snapshot [number of stations]
"""

import os
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

import numpy as np
from sqlalchemy import text

from stations.database import Database
from stations.read_model import ReadModel
from stations.search import Filters, Query, nearest
from stations.snapshot import building
from tests.benchmarks.country import country_of

STATIONS = 200_000
CHANGES = 20
QUERIES = 20_000


def main() -> None:
    """Print seconds of three builds, milliseconds until a change is seen, and megabytes of a worker."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else STATIONS
    with country_of(count) as (database, folder):
        sys.stdout.write(f"{count:,} stations\n")
        for _ in range(3):
            sys.stdout.write(f"build in a process of its own: {_build_s(database, folder):.1f} s\n")
        model = ReadModel(database.url, folder)
        model.start()
        model.wait(60)
        seen_ms = [_seen_after_ms(database, model, number) for number in range(1, CHANGES + 1)]
        sys.stdout.write(f"a change is seen after: p50 {median(seen_ms):.0f} ms, most {max(seen_ms):.0f} ms\n")
        _ask(model)
        sys.stdout.write(f"this process, with the read model and its clients: {_memory()}\n")
        import api.app  # noqa: F401 - what a worker holds beside it

        sys.stdout.write(f"with the API: {_memory()}\n")
        model.stop()


def _build_s(database: Database, folder: Path) -> float:
    claim = building.claim(folder)
    if claim is None:
        raise RuntimeError("somebody else is building")
    start = time.perf_counter()
    environment = os.environ | {"DATABASE_URL": database.url, "YIZHAN_HOME": str(folder.parent)}
    subprocess.run([sys.executable, "-m", "stations.snapshot"], env=environment, pass_fds=[claim], check=True)
    os.close(claim)
    return time.perf_counter() - start


def _seen_after_ms(database: Database, model: ReadModel, number: int) -> float:
    name = f"新名{time.time_ns()}"
    with database.engine.begin() as connection:
        connection.execute(text("UPDATE station SET name = :name WHERE id = :id"), {"name": name, "id": number})
        place = text("SELECT st_x(geom) AS lon, st_y(geom) AS lat FROM station WHERE id = :id")
        lon, lat = connection.execute(place, {"id": number}).one()
    start = time.perf_counter()
    query = Query(lon=lon, lat=lat, filters=Filters(at=datetime.now(UTC), opening="any"), limit=1)
    while model.snapshot is None or name.encode() not in next(iter(nearest(model.snapshot, query))).fragment:
        time.sleep(0.001)
    return (time.perf_counter() - start) * 1e3


def _ask(model: ReadModel) -> None:
    """Ask from all over the country, so that every page is touched that a worker would touch."""
    random = np.random.default_rng(1)
    filters = Filters(at=datetime.now(UTC))
    for lon, lat in random.normal((116.4, 39.9), (4, 4), (QUERIES, 2)).tolist():
        if model.snapshot:
            _ = [
                hit.fragment
                for hit in nearest(model.snapshot, Query(lon=lon, lat=max(-89, min(89, lat)), filters=filters))
            ]


def _memory() -> str:
    wanted = {"Rss:", "Pss:", "Private_Dirty:"}
    lines = (line.split() for line in Path("/proc/self/smaps_rollup").read_text().splitlines()[1:])
    return ", ".join(f"{name} {int(size) // 1024} MB" for name, size, *_ in lines if name in wanted)


if __name__ == "__main__":
    main()
