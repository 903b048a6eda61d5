"""How long after its commit a change is seen over HTTP in every one of several workers, at 200,000 stations."""

import sys
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from functools import partial
from http.client import HTTPConnection
from statistics import median

from sqlalchemy import text

from stations.database import Database
from tests.benchmarks.country import country_of
from tests.benchmarks.http import STATIONS
from tests.benchmarks.serving import YIZHAN, free_port, serving, wait_for_snapshot

WORKERS = (2, 4)
CHANGES = 40
LOOK_EVERY_S = 0.002
PATIENCE_S = 20
WANTED_MS = 250
UPDATE = "UPDATE station SET name = :name WHERE id = :id RETURNING st_x(geom) AS lon, st_y(geom) AS lat"


def main() -> None:
    """Print milliseconds from a commit until each worker has answered with the change: p50 and most of all of them."""
    with country_of(STATIONS) as (database, _):
        for count in WORKERS:
            with ExitStack() as stack:
                home = stack.enter_context(tempfile.TemporaryDirectory())
                ports = [free_port() for _ in range(count)]
                settings = {"DATABASE_URL": database.url, "YIZHAN_HOME": home, "YIZHAN_LOG_LEVEL": "warning"}
                for port in ports:
                    stack.enter_context(serving([*YIZHAN, "--port", str(port)], port, **settings))
                for port in ports:
                    wait_for_snapshot(port)
                looks = stack.enter_context(ThreadPoolExecutor(count))
                seen_ms = [ms for number in range(1, CHANGES + 1) for ms in _change(database, number, ports, looks)]
            all_ms = [max(seen_ms[first : first + count]) for first in range(0, len(seen_ms), count)]
            sys.stdout.write(
                f"{count} workers, {CHANGES} changes: a worker p50 {median(seen_ms):.0f} ms; "
                f"all workers p50 {median(all_ms):.0f} ms, most {max(all_ms):.0f} ms, "
                f"{sum(ms <= WANTED_MS for ms in all_ms)} of them within {WANTED_MS} ms\n"
            )


def _near(lon: float, lat: float) -> str:
    return f"/v1/stations/nearest?lon={lon:.7f}&lat={lat:.7f}&limit=3&open=any"


def _get(connection: HTTPConnection, path: str) -> bytes:
    connection.request("GET", path)
    return connection.getresponse().read()


def _change(database: Database, number: int, ports: Sequence[int], looks: ThreadPoolExecutor) -> list[float]:
    """Change a station and return the milliseconds after which each worker has answered so."""
    name = f"新名{time.time_ns()}"
    with database.engine.begin() as connection:
        lon, lat = connection.execute(text(UPDATE), {"name": name, "id": number}).one()
    committed_s = time.perf_counter()
    return list(looks.map(partial(_seen_ms, _near(lon, lat), name.encode(), committed_s), ports))


def _seen_ms(path: str, name: bytes, committed_s: float, port: int) -> float:
    connection = HTTPConnection("127.0.0.1", port)
    while name not in _get(connection, path):
        if time.perf_counter() > committed_s + PATIENCE_S:
            raise RuntimeError(f"the worker on {port} does not see the change")
        time.sleep(LOOK_EVERY_S)
    return (time.perf_counter() - committed_s) * 1e3


if __name__ == "__main__":
    main()
