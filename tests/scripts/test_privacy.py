"""Where somebody is, is written down nowhere: no log, no file and no table holds the position of a caller."""

import json
import os
import socket
import struct
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import quote
from urllib.request import urlopen
from uuid import uuid4

import pytest
from sqlalchemy import text
from sqlalchemy.exc import ProgrammingError

from stations import registry, schema
from stations.cluster import Cluster
from stations.database import Database
from stations.snapshot import building
from tests.factories import draft
from tests.scripts.positions import DATUMS, MARKER, in_datum, in_files, in_tables, is_in, percent_encoded
from tests.stations.cluster.helpers import ask, temporary_home

LON, LAT = (f"{value:.6f}" for value in MARKER)
HERE = f"lon={LON}&lat={LAT}"
LEAK = """
    INSERT INTO report (key, receipt, station_id, station_code, kind, text)
    SELECT gen_random_uuid(), 'r', id, code, 'praise', :said FROM station
"""
BOX = f"/v1/stations?bbox={LON},{LAT},117,40"


@dataclass
class Trail:
    """A service that was asked from the marker in every way, and how it answered."""

    cluster: Cluster
    statuses: dict[str, int] = field(default_factory=dict)

    @property
    def log(self) -> Path:
        """What the service wrote: its own words, the requests and the errors."""
        return self.cluster.home / "service.log"

    def ask(self, port: int, path: str, body: bytes | None = None) -> None:
        """Ask once, with the position in the headers too."""
        headers = {"Referer": f"http://127.0.0.1/?{HERE}", "Cookie": f"at={LON},{LAT}", "User-Agent": f"{LON} {LAT}"}
        connection = HTTPConnection("127.0.0.1", port, timeout=60)
        connection.request(
            "GET" if body is None else "POST", path, body, headers | {"Content-Type": "application/json"}
        )
        self.statuses[path if body is None else f"{path} {body!r}"] = connection.getresponse().status
        connection.close()


def sound() -> Iterator[str]:
    """Yield questions that have an answer."""
    for crs in DATUMS:
        lon, lat = in_datum(crs)
        for digits in (6, 4):
            here, there = f"{lon:.{digits}f},{lat:.{digits}f}", f"{lon + 0.01:.{digits}f},{lat:.{digits}f}"
            at = f"lon={lon:.{digits}f}&lat={lat:.{digits}f}&crs={crs}"
            yield f"/v1/stations/nearest?{at}"
            yield f"/v1/stations/nearest?{at}&order=useful&open=any&mode=ebike"
            yield f"/v1/stations/along?polyline={here};{there}&crs={crs}"
            yield f"/v1/stations/along?polyline={quote(f'{here};{there}', safe='')}&crs={crs}"
            yield f"/v1/stations?bbox={here},117,40&crs={crs}"
            yield f"/v1/stations?q={here}"
            yield f"/v1/places?q={here}"
    yield f"/v1/stations/nearest?lon={percent_encoded(LON)}&lat={percent_encoded(LAT)}"


WRONG = (
    f"/v1/stations/nearest?{HERE}&amenity=spaceship",
    f"/v1/stations/nearest?{HERE}&adcode=999999",
    f"/v1/stations/nearest?{HERE}&lon={LON}",
    f"/v1/stations/nearest?{HERE}&{LON}={LAT}",
    f"/v1/stations/nearest?lon={LON}x&lat={LAT}",
    f"/v1/stations/nearest?lon={LAT}&lat={LON}",
    f"/v1/stations/along?polyline={LON},{LAT}",
    f"/v1/stations/along?polyline={LON}%20{LAT}",
    f"/v1/stations?bbox={LON},{LAT}",
    f"/v1/changes?since={LON}-{LAT}",
    f"/v1/districts?{HERE}",
    f"/v1/stations/1?{HERE}",
)


def report(**more: object) -> bytes:
    """Return a report as a page sends it."""
    return json.dumps({"station": "1", "kind": "praise", "text": "好", "key": str(uuid4()), **more}).encode()


@pytest.fixture(scope="module")
def trail() -> Iterator[Trail]:
    """Have the service asked while PostgreSQL logs all it can, then on broken tables, then without PostgreSQL."""
    with temporary_home() as home:
        cluster = Cluster(home, durable=False)
        _fill(cluster.up())
        for setting in ("log_statement = 'all'", "log_min_duration_statement = 0", "log_min_messages = 'debug1'"):
            ask(cluster, f"ALTER SYSTEM SET {setting}")
        ask(cluster, "SELECT pg_reload_conf()")
        trail = Trail(cluster)
        builds = building.claim(home / "snapshot")  # none may begin while it is ours: PostGIS answers
        with _serving(home, trail.log) as port:
            for path in sound():
                trail.ask(port, path.replace("nearest?", "nearest?limit=9&"))
            os.close(builds or 0)
            _wait_for(port, "/readyz", "memory")
            for path in (*sound(), *WRONG, f"/v1/stations/nearest/?{HERE}"):
                trail.ask(port, path)
            _report(trail, port)
            _ask_while_broken(trail, port)
        cluster.up()
        yield trail


def _report(trail: Trail, port: int) -> None:
    trail.ask(port, "/v1/reports", report())
    trail.ask(port, f"/v1/reports?{HERE}", report())
    trail.ask(port, "/v1/reports", report(lon=MARKER[0], lat=MARKER[1]))
    trail.ask(port, "/v1/reports", report(station=f"{LON},{LAT}"))


def _ask_while_broken(trail: Trail, port: int) -> None:
    ask(trail.cluster, "ALTER TABLE station RENAME TO hidden")
    trail.ask(port, f"{BOX}.1")
    ask(trail.cluster, "CREATE VIEW station AS SELECT * FROM hidden WHERE 1 / (id - id) = 1")
    trail.ask(port, f"{BOX}.2")
    ask(trail.cluster, "DROP VIEW station")
    ask(trail.cluster, "ALTER TABLE hidden RENAME TO station")
    trail.cluster.down()
    trail.ask(port, f"{BOX}.3")
    trail.ask(port, f"/v1/stations/nearest?{HERE}&limit=7")


def _fill(url: str) -> None:
    database = Database(url)
    schema.migrate(database)
    with database.transaction() as session:
        registry.upsert(session, "test", [draft() for _ in range(3)], toilet_nearby_m=150)
    database.dispose()


@contextmanager
def _serving(home: Path, log: Path) -> Iterator[int]:
    """Run `yizhan serve` until it answers, yield its port, and end it."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    settings = {"YIZHAN_HOME": str(home), "PORT": str(port), "YIZHAN_LOG_LEVEL": "debug", "DATABASE_URL": ""}
    with log.open("wb") as file:
        service = subprocess.Popen(
            [sys.executable, "-m", "scripts.main", "serve"],
            env=os.environ | settings,
            stdout=file,
            stderr=subprocess.STDOUT,
        )
        try:
            _wait_for(port, "/healthz", "status")
            yield port
        finally:
            service.terminate()
            service.wait()


def _wait_for(port: int, path: str, name: str) -> None:
    """Wait until an answer of the service has something under a name."""
    deadline = time.monotonic() + 60
    while True:
        with suppress(OSError), urlopen(f"http://127.0.0.1:{port}{path}", timeout=10) as answer:
            if json.load(answer)[name]:
                return
        assert time.monotonic() < deadline
        time.sleep(0.1)


def test_the_position_was_asked_about_in_every_way_and_answered(trail: Trail) -> None:
    statuses = trail.statuses

    assert {statuses[path] for path in sound()} == {200}
    assert {status for path, status in statuses.items() if "nearest?limit=9" in path} == {200}
    assert {statuses[path] for path in WRONG} == {422}
    assert sorted(status for path, status in statuses.items() if path.startswith("/v1/reports")) == [201, 422, 422, 422]
    assert [statuses[f"{BOX}.{number}"] for number in (1, 2, 3)] == [500, 500, 503]
    assert statuses[f"/v1/stations/nearest?{HERE}&limit=7"] == 200


def test_what_was_asked_is_in_the_logs_without_the_position(trail: Trail) -> None:
    said, logged = trail.log.read_text(), trail.cluster.place.log.read_text()

    assert said.count("GET /v1/stations/nearest HTTP") > 20
    assert "UndefinedTable" in said
    assert "failed" in said
    assert "st_makeenvelope" in logged
    assert "yizhan_ecef($" in logged  # nearest was asked of PostGIS too
    assert 'ERROR:  relation "station" does not exist' in logged
    assert "ERROR:  division by zero" in logged
    assert not is_in(said.encode())
    assert not is_in(logged.encode())


def test_no_file_of_the_service_or_of_its_database_holds_the_position(trail: Trail) -> None:
    ask(trail.cluster, "CHECKPOINT")  # all that is in tables is in files now

    assert in_files(trail.cluster.home) == []


def test_no_column_of_any_table_holds_the_position(trail: Trail) -> None:
    assert ask(trail.cluster, "SELECT count(*) FROM report") == 1
    assert in_tables(trail.cluster, "yizhan") == []


def test_a_position_that_is_written_down_would_be_found(cluster: Cluster, new_database: Callable[[], str]) -> None:
    database = Database(new_database())
    name = database.url.rpartition("///")[2].partition("?")[0]
    with database.transaction() as session:
        registry.upsert(session, "test", [draft(lon=MARKER[0], lat=MARKER[1])], toilet_nearby_m=150)
        session.execute(text(LEAK), {"said": f"在{in_datum('gcj02')[0]:.4f}附近"})
        table = session.scalar(text("SELECT pg_relation_filepath('station')"))
    with database.engine.connect() as connection, pytest.raises(ProgrammingError):
        connection.exec_driver_sql(f"SELECT st_point({LON}, {LAT}) FROM nowhere")  # noqa: S608 - meant to be logged
    database.dispose()
    ask(cluster, "CHECKPOINT")

    assert in_tables(cluster, name) == ["report.text", "station.geom", "station.orig_lat", "station.orig_lon"]
    assert is_in(cluster.place.log.read_bytes())
    assert (cluster.place.data / str(table)).name in in_files((cluster.place.data / str(table)).parent)


@pytest.mark.parametrize(
    "written",
    [
        *(f'{{"lat": {lat:.{digits}f}}}' for crs in DATUMS for _, lat in [in_datum(crs)] for digits in (4, 6, 12)),
        f"lon={percent_encoded(LON)}",
        f"lon={LON.replace('.', '%2E')}",
        "0101000020E6100000" + struct.pack("<dd", *MARKER).hex().upper(),
    ],
)
def test_every_form_of_the_position_would_be_found(written: str) -> None:
    assert is_in(f"GET /?{written} HTTP/1.1".encode())
