"""The snapshot: what a full build takes, when a change is seen, what a worker holds, what a search costs.

python -m tests.benchmarks.snapshot [number of stations ...], as in `200000 2000000`: searches are then compared.
"""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack
from datetime import UTC, datetime
from multiprocessing import get_context
from pathlib import Path
from statistics import median
from typing import NamedTuple, TypeVar

import numpy as np
from sqlalchemy import text

from stations.database import Database
from stations.hours import Calendar
from stations.read_model import ReadModel
from stations.search import Filters, Query, nearest
from stations.snapshot import Snapshot, building, files
from stations.snapshot.overlay import laid_over
from tests.benchmarks.country import country_of

STATIONS = 200_000
BUILDS = 3
CHANGES = 20
ASKED = 20_000
ROUNDS, ROUND = 5, 2_000

T = TypeVar("T")


class Cost(NamedTuple):
    """What a build took, in seconds: on the clock, and of processors."""

    wall_s: float
    cpu_s: float


def main() -> None:
    """Print a paragraph for each number of stations, then what searches cost against the first."""
    counts = [int(word) for word in sys.argv[1:]] or [STATIONS]
    folders = []
    with ExitStack() as stack:
        for count in counts:
            database, folder = stack.enter_context(country_of(count))
            sys.stdout.write(f"{count:,} stations\n")
            for _ in range(BUILDS):
                cost = _build(database, folder)
                sys.stdout.write(f"build, a process of its own: {cost.wall_s:.1f} s, its CPU {cost.cpu_s:.1f} s\n")
            megabytes = sum(path.stat().st_size for path in (folder / files.CURRENT).iterdir()) / 1e6
            sys.stdout.write(f"on disk: {megabytes:.0f} MB\n{_alone(_work, database.url, folder)}\n")
            sys.stdout.flush()
            folders.append(folder)
        costs_us = _alone(_costs_us, folders)
    for count, cost_us in zip(counts, costs_us, strict=True):
        sys.stdout.write(f"a search of {count:,}: CPU {cost_us:.1f} us, {cost_us / costs_us[0]:.2f} x the first\n")


def _alone(work: Callable[..., T], *given: object) -> T:
    """Do some work in a fresh process, whose memory is then its own."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as alone:
        return alone.submit(work, *given).result()


def _build(database: Database, folder: Path) -> Cost:
    claim = building.claim(folder)
    if claim is None:
        raise RuntimeError("somebody else is building")
    start, before = time.perf_counter(), os.times()
    environment = os.environ | {"DATABASE_URL": database.url, "YIZHAN_HOME": str(folder.parent)}
    subprocess.run([sys.executable, "-m", "stations.snapshot"], env=environment, pass_fds=[claim], check=True)
    after = os.times()
    os.close(claim)
    cpu_s = after.children_user + after.children_system - before.children_user - before.children_system
    return Cost(time.perf_counter() - start, cpu_s)


def _work(url: str, folder: Path) -> str:
    """Be a worker: follow, see changes, be asked from all over the country; return what was measured, in lines."""
    import api.app  # noqa: F401 - what a worker holds beside it

    database, model = Database(url), ReadModel(url, folder)
    model.start()
    model.wait(60)
    idle = _memory()
    seen_ms = [_seen_after_ms(database, model, number) for number in range(1, CHANGES + 1)]
    random = np.random.default_rng(1)
    for lon, lat in random.normal((116.4, 39.9), (4, 4), (ASKED, 2)).tolist():
        if model.snapshot:
            _ask(model.snapshot, lon, lat)
    busy = _memory()
    model.stop()
    database.dispose()
    seen = f"a change is seen after: p50 {median(seen_ms):.0f} ms, most {max(seen_ms):.0f} ms"
    return f"{seen}\nworker: {idle}\nworker asked {ASKED:,} times all over the country: {busy}"


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


def _costs_us(folders: Sequence[Path]) -> list[float]:
    """Return microseconds of CPU a search, for each snapshot: asked in turn, the best of some rounds."""
    now_s = int(time.time())
    stored = [files.load(folder, Calendar.packaged()) for folder in folders]
    snapshots = [laid_over(each, {}, each.position, at_s=now_s) for each in stored]
    points = np.random.default_rng(5).normal((116.4, 39.9), (0.4, 0.4), (ROUND, 2)).tolist()
    best_us = [float("inf")] * len(snapshots)
    for _ in range(ROUNDS):
        for number, snapshot in enumerate(snapshots):
            start = time.thread_time()
            for lon, lat in points:
                _ask(snapshot, lon, lat)
            best_us[number] = min(best_us[number], (time.thread_time() - start) / ROUND * 1e6)
    return best_us


def _ask(snapshot: Snapshot, lon: float, lat: float) -> None:
    query = Query(lon=lon, lat=max(-89, min(89, lat)), filters=Filters(at=datetime.now(UTC)))
    _ = [hit.fragment for hit in nearest(snapshot, query)]


def _memory() -> str:
    wanted = {"Rss:", "Pss:", "Private_Dirty:"}
    lines = (line.split() for line in Path("/proc/self/smaps_rollup").read_text().splitlines()[1:])
    return ", ".join(f"{name} {int(size) // 1024} MB" for name, size, *_ in lines if name in wanted)


if __name__ == "__main__":
    main()
