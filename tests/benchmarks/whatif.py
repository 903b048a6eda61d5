"""What if over HTTP: a station added, moved, open at other hours, against FastAPI's floor, one web worker each.

python -m tests.benchmarks.whatif [rounds]

A made-up town on a grid of streets: 640,000 crossings, 600,000 cells, 16 districts, 2,000 stations in it and 2,000 all
over the country. Each round asks the service, the floor (the same body validated, a constant answer of the same size),
the worker's socket and the engine in this process, in turn, on one connection each.
"""

import json
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from datetime import UTC, datetime
from http.client import HTTPConnection
from pathlib import Path
from statistics import median, quantiles
from time import monotonic, perf_counter, sleep
from typing import Any

import numpy as np
import shapely
from sqlalchemy import text

from api import worker
from maps import city, edits, whatif
from maps.engine.arrays import Graph
from maps.streets import store
from maps.streets.network import ModeFacts, Network
from maps.worker.asks import question_of
from stations import registry
from stations.config import Settings
from stations.database import Database
from stations.hours import Calendar
from stations.search import MODES
from tests.benchmarks.country import country_of
from tests.benchmarks.serving import PATIENCE_S, YIZHAN, free_port, serving, wait_for_snapshot
from tests.factories import square

ROUNDS = 500
STATIONS = 4_000
SIDE = 800
WEST, SOUTH, EAST, NORTH = 115.8, 39.5, 117.0, 40.3
AREA = "990000"
PER_SIDE = 4
QUESTION = {"area": AREA, "streets": "grid", "needs": ["toilet"], "hour": 142}
HOURS = ("24/7", "Mo-Fr 08:00-18:00", "Mo-Su 06:00-23:00")
Way = Callable[[Mapping[str, Any]], object]


def main() -> None:
    """Print p50 and p99 of each way of asking, and how many times the floor ours is."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    with ExitStack() as stack:
        home = Path(stack.enter_context(tempfile.TemporaryDirectory(dir="/var/tmp")))
        database, _ = stack.enter_context(country_of(STATIONS))
        _build(database, home)
        port, floor = free_port(), free_port()
        environment = {"DATABASE_URL": database.url, "YIZHAN_HOME": str(home), "YIZHAN_LOG_LEVEL": "warning"}
        stack.enter_context(serving([*YIZHAN, "--port", str(port)], port, **environment))
        wait_for_snapshot(port)
        socket = Settings(home=home).worker_socket
        _wait_for(socket)
        bodies, engine = _bodies(database), _engine(database, home)
        engine(next(bodies))  # it takes seconds at first, in which a server would give an open connection up
        answer = home / "answer.json"
        answer.write_bytes(_asking(port)(next(bodies)))
        stack.enter_context(serving([sys.executable, "-m", "tests.benchmarks.floor", str(floor), str(answer)], floor))
        ways: dict[str, Way] = {
            "floor": _asking(floor),
            "service": _asking(port),
            "worker": lambda body: worker.ask(socket, "whatif", body),
            "engine": engine,
        }
        _print(_spent_ms(ways, bodies, rounds), answer.stat().st_size)


def _wait_for(socket: Path) -> None:
    deadline = monotonic() + PATIENCE_S
    while not socket.exists():
        if monotonic() > deadline:
            raise TimeoutError(socket)
        sleep(0.1)


def _build(database: Database, home: Path) -> None:
    """Put districts and streets where the service finds them."""
    width, height = (EAST - WEST) / PER_SIDE, (NORTH - SOUTH) / PER_SIDE
    ring = f"{WEST} {SOUTH}, {EAST} {SOUTH}, {EAST} {NORTH}, {WEST} {NORTH}, {WEST} {SOUTH}"
    whole = square(AREA, west=WEST, south=SOUTH, level="province", parent_adcode=None)
    parts = [
        square(f"9901{number:02}", west=west, south=south, parent_adcode=AREA, geom=_box(west, south, width, height))
        for number, (west, south) in enumerate(
            (WEST + column * width, SOUTH + row * height) for row in range(PER_SIDE) for column in range(PER_SIDE)
        )
    ]
    with database.transaction() as session:
        session.execute(text("DELETE FROM district"))  # the country's have no ground
        registry.put_districts(session, [whole | {"geom": f"SRID=4326;MULTIPOLYGON((({ring})))"}, *parts])
    grid = store.save(home, _grid())
    store.shelf(home).name("grid", grid.hash)


def _box(west: float, south: float, width: float, height: float) -> str:
    shape = shapely.MultiPolygon([shapely.box(west, south, west + width, south + height)])
    return f"SRID=4326;{shape.wkt}"


def _grid() -> Network:
    """Return crossings in rows from the south, each with a street to its neighbours, of 100 to 140 m."""
    row, column = np.divmod(np.arange(SIDE * SIDE, dtype=np.int64), SIDE)
    neighbours = [(row > 0, -SIDE), (column > 0, -1), (column < SIDE - 1, 1), (row < SIDE - 1, SIDE)]
    is_there = np.column_stack([there for there, _ in neighbours])
    head = (np.arange(SIDE * SIDE)[:, None] + [step for _, step in neighbours])[is_there]
    first = np.concatenate([[0], np.cumsum(is_there.sum(axis=1))])
    cost_dm = np.random.default_rng(2).integers(1_000, 1_400, len(head))
    graph = Graph(first.astype(np.int64), head.astype(np.int32), cost_dm.astype(np.int32))
    facts = ModeFacts(nodes=SIDE**2, arcs=len(head), km=1.0, islands_km=[1.0], fragments=0, fragments_km=0.0)
    return Network(
        hash="",
        lon=WEST + column * (EAST - WEST) / (SIDE - 1),
        lat=SOUTH + row * (NORTH - SOUTH) / (SIDE - 1),
        osm_node=np.zeros(SIDE**2, np.int64),
        graphs=dict.fromkeys(MODES, graph),
        island=dict.fromkeys(MODES, np.zeros(SIDE**2, np.int32)),
        facts=dict.fromkeys(MODES, facts),
        left_out=0,
        extent=shapely.box(WEST, SOUTH, EAST, NORTH),
    )


def _bodies(database: Database) -> Iterator[Mapping[str, Any]]:
    """Yield what is asked, for ever: a station added, one moved, one open at other hours, at random."""
    random = np.random.default_rng(6)
    with database.transaction() as session:
        ids = [row.id for row in registry.serving_rows(session) if WEST < row.lon < EAST and SOUTH < row.lat < NORTH]
    while True:
        place = {"lon": random.uniform(WEST, EAST), "lat": random.uniform(SOUTH, NORTH)}
        station, hours = int(random.choice(ids)), str(random.choice(HOURS))
        added = {**place, "needs": "all", "hours": hours}
        changes = ({"add": added}, {"move": {"id": station, **place}}, {"hours": {"id": station, "hours": hours}})
        yield {"question": QUESTION, "edits": [changes[random.integers(len(changes))]]}


def _asking(port: int) -> Callable[[Mapping[str, Any]], bytes]:
    """Return what asks a server, on a connection that stays open."""
    connection = HTTPConnection("127.0.0.1", port)

    def ask(body: Mapping[str, Any]) -> bytes:
        connection.request("POST", "/v1/whatif", json.dumps(body), {"Content-Type": "application/json"})
        answer = connection.getresponse()
        said = answer.read()
        if answer.status != 200:
            raise RuntimeError(said)
        return said

    return ask


def _engine(database: Database, home: Path) -> Way:
    question, calendar = question_of(QUESTION), Calendar.packaged()
    with database.transaction() as session:
        place = city.read(session, home, question, as_of=datetime.now(UTC), calendar=calendar)
    return lambda body: whatif.rows(place, question, edits.tried(place.roster, body["edits"]), calendar)


def _spent_ms(ways: Mapping[str, Way], bodies: Iterator[Mapping[str, Any]], rounds: int) -> Mapping[str, list[float]]:
    """Return the milliseconds of each way, each asked something else; what is asked before the first round is free."""
    spent_ms: dict[str, list[float]] = {name: [] for name in ways}
    for number in range(rounds + 1):
        for name, way in ways.items():
            body = next(bodies)
            begin = perf_counter()
            way(body)
            spent_ms[name] += [(perf_counter() - begin) * 1e3] if number else []
    return spent_ms


def _print(spent_ms: Mapping[str, list[float]], size: int) -> None:
    sys.stdout.write(f"answer {size} bytes\n")
    floor_p50, floor_p99 = _cuts(spent_ms["floor"])
    for name, spent in spent_ms.items():
        p50, p99 = _cuts(spent)
        ratios = f"{p50 / floor_p50:5.2f} and {p99 / floor_p99:5.2f} x the floor"
        sys.stdout.write(f"{name:8} p50 {p50:7.3f} ms  p99 {p99:7.3f} ms  {ratios}\n")


def _cuts(spent_ms: list[float]) -> tuple[float, float]:
    return median(spent_ms), quantiles(spent_ms, n=100)[98]


if __name__ == "__main__":
    main()
