"""Nearest over HTTP at 200,000 stations: ours against tipg's nearest equivalent, one worker each, 8 connections.

tipg knows no nearest: it is asked for ten items in a box of about 2 km around the point. It is installed in an
environment of its own, gone afterwards; it is asked as it comes, and with no more columns than our answers say. It has
uvloop, and does not look at the catalogue again meanwhile.
"""

import json
import subprocess
import sys
import tempfile
import venv
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from statistics import mean
from typing import NamedTuple
from urllib.parse import quote
from urllib.request import urlopen

from sqlalchemy.engine import make_url

from tests.benchmarks.country import country_of
from tests.benchmarks.http import SECONDS, STATIONS, cpu_s, wrk
from tests.benchmarks.serving import POINTS, YIZHAN, free_port, questions, serving, wait_for_snapshot

PACKAGES = ("tipg==1.6.1", "uvicorn[standard]")
ROUNDS = 3
SAMPLED = 200
HALF = 0.01  # degrees
COLUMNS = [
    "code",
    "name",
    "type",
    "brand",
    "address",
    "hours_raw",
    "hours_osm",
    "hours_parse",
    "operation",
    "publication",
    "verified_at",
    "updated_at",
    "source",
    "public_facing",
    "audience",
    "worker_groups",
    "entry",
    "register_first",
    "guard_gate",
    "ebike_inside",
    "step_free",
    "fee",
    "floor",
]


class Asked(NamedTuple):
    """A server: its port, its process, and what it is asked at a point (lon, lat)."""

    port: int
    pid: int
    path: Callable[[float, float], str]


def main() -> None:
    """Print requests a second, CPU of the worker per request and p99 of both, best of three rounds in turn."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        database, _ = stack.enter_context(country_of(STATIONS))
        settings = {"DATABASE_URL": database.url, "YIZHAN_HOME": str(folder), "YIZHAN_LOG_LEVEL": "warning"}
        port = free_port()
        ours = stack.enter_context(serving([*YIZHAN, "--port", str(port)], port, **settings))
        wait_for_snapshot(port)
        python = _installed(folder / "tipg")
        servers = {"ours": Asked(port, ours, _nearest)}
        for name, special in (("tipg", {}), ("tipg, our columns", {"properties": COLUMNS})):
            port = free_port()
            command: list[str | Path] = [
                python,
                "-m",
                "uvicorn",
                "tipg.main:app",
                "--port",
                str(port),
                "--log-level",
                "warning",
            ]
            environment = _settings(database.url, special)
            pid = stack.enter_context(serving(command, port, **environment))
            servers[name] = Asked(port, pid, _items)
        for server in servers.values():
            _tell_size(server.port, [server.path(*point) for point in POINTS[:SAMPLED]])
        _compare(servers, folder)


def _tell_size(port: int, paths: Sequence[str]) -> None:
    """Say how much is answered, and refuse a server that finds nothing."""
    answers = []
    for path in paths:
        with urlopen(f"http://127.0.0.1:{port}{path}") as answer:
            answers.append(answer.read())
    features = mean(len(json.loads(said)["features"]) for said in answers)
    if not features:
        raise RuntimeError(f"nothing found: {paths[0]}")
    sys.stdout.write(f"{paths[0]}: {features:.1f} features, {mean(map(len, answers)):.0f} bytes on average\n")


def _nearest(lon: float, lat: float) -> str:
    return f"/v1/stations/nearest?lon={lon:.6f}&lat={lat:.6f}"


def _items(lon: float, lat: float) -> str:
    box = f"{lon - HALF:.6f},{lat - HALF:.6f},{lon + HALF:.6f},{lat + HALF:.6f}"
    return f"/collections/public.station/items?bbox={box}&limit=10&f=geojson"


def _installed(folder: Path) -> Path:
    """Install tipg and return the Python that has it."""
    venv.create(folder, with_pip=True)
    python = folder / "bin" / "python"
    subprocess.run([python, "-m", "pip", "install", "--quiet", *PACKAGES], check=True)
    return python


def _settings(url: str, special: Mapping[str, object]) -> dict[str, str]:
    """Return tipg's settings for a database on a Unix socket; of two geometries it would take the empty one."""
    query = make_url(url).query
    return {
        "DATABASE_URL": f"postgresql://{query['user']}@{quote(str(query['host']), safe='')}:{query['port']}/yizhan",
        "TIPG_CATALOG_TTL": "0",
        "TIPG_DB_TABLES": '["public.station"]',
        "TIPG_TABLE_CONFIG": json.dumps({"public_station": {"geomcol": "geom", **special}}),
    }


def _compare(servers: Mapping[str, Asked], folder: Path) -> None:
    scripts = {
        name: questions(folder / f"{server.port}.lua", [server.path(*point) for point in POINTS])
        for name, server in servers.items()
    }
    best: dict[str, dict[str, float]] = {name: {"rate": 0.0} for name in servers}
    for _ in range(ROUNDS):
        for name, server in servers.items():
            before = cpu_s(server.pid)
            found = dict(wrk(server.port, scripts[name]))
            found["cpu_us"] = (cpu_s(server.pid) - before) / (found["rate"] * SECONDS) * 1e6
            best[name] = max(best[name], found, key=lambda each: each["rate"])
    for name, one in best.items():
        sys.stdout.write(
            f"{name:18} {one['rate']:7.0f}/s  cpu {one['cpu_us']:6.0f} us  p99 {one['p99_ms']:6.2f} ms  "
            f"ours is {best['ours']['rate'] / one['rate']:.1f} x\n"
        )


if __name__ == "__main__":
    main()
