"""The service before it holds any station in memory: PostGIS answers nearest, in the same words."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from api.app import create_app
from api.quick import QuickNearest
from stations.config import Settings
from stations.database import Database
from stations.read_model import ReadModel
from tests.api.calls import fill, set_clock
from tests.factories import TIANANMEN, square

LON, LAT = TIANANMEN
NEAREST = "/v1/stations/nearest"
NOON = "2026-09-23T12:00:00+08:00"


@pytest.fixture
def early(database: Database, tmp_path: Path) -> Iterator[TestClient]:
    """Call a service whose read model has not begun."""
    app = create_app(Settings(home=tmp_path), database, ReadModel(database.url, tmp_path / "snapshot"))
    set_clock(app, NOON)
    with TestClient(QuickNearest(app), raise_server_exceptions=False) as caller:
        yield caller


@pytest.mark.parametrize(
    "special",
    [
        {},
        {"open": "any", "mode": "ebike"},
        {"order": "useful", "need": ["drink"], "unknown": "exclude"},
        {"crs": "gcj02", "limit": 2},
        {"adcode": "110101"},
        {"audience": "customers", "worker_group": "courier"},
        {"max_distance_m": 1},
    ],
)
def test_nearest_is_what_it_will_be_from_memory(
    early: TestClient, client: TestClient, app: FastAPI, database: Database, special: dict[str, Any]
) -> None:
    fill(
        database,
        {
            "lat": LAT + 0.004,
            "amenities": {"hot_water": "yes", "aed": "no"},
            "hours_osm": "Mo-Fr 08:30-17:30",
            "hours_parse": "ok",
        },
        {"lat": LAT + 0.003, "hours_osm": "Mo-Fr 19:00-22:00", "hours_parse": "ok"},
        {"lat": LAT + 0.002, "audience": "union_members", "worker_groups": ["courier"], "entry": ["qr"], "floor": "2F"},
        {"lon": LON + 0.2, "verified_at": "2026-09-20T00:00:00Z"},
        districts=[square("110101", west=LON - 0.01, south=LAT - 0.01)],
    )
    set_clock(app, NOON)

    asked = {"lon": LON, "lat": LAT, **special}
    first, later = early.get(NEAREST, params=asked), client.get(NEAREST, params=asked)

    assert first.status_code == 200
    assert first.content == later.content
    assert first.headers["Snapshot-Age"] == "0"
    assert first.headers["Content-Type"] == later.headers["Content-Type"]


def test_stations_along_a_route_wait_for_the_snapshot_and_say_so(early: TestClient) -> None:
    refused = early.get("/v1/stations/along", params={"polyline": f"{LON},{LAT};{LON},{LAT + 0.1}"})

    assert refused.status_code == 503
    assert refused.headers["Retry-After"] == "5"
    assert "正在载入" in refused.json()["detail"]


def test_with_neither_memory_nor_database_nearest_says_so(tmp_path: Path) -> None:
    nowhere = Database("postgresql+psycopg:///yizhan?host=/nowhere")
    app = create_app(Settings(home=tmp_path), nowhere, ReadModel(nowhere.url, tmp_path / "snapshot"))
    with TestClient(QuickNearest(app), raise_server_exceptions=False) as caller:
        refused = caller.get(NEAREST, params={"lon": LON, "lat": LAT})

    assert refused.status_code == 503
    assert "数据库没有应答" in refused.json()["detail"]


FIRST_QUESTION = """
import sys
from datetime import UTC, datetime
from stations import nearby, search
from stations.database import Database
from stations.hours import Calendar
from stations.search import walking

search.warm_up()
ready = len(walking.nearest.signatures)
query = search.Query(lon=116.3975, lat=39.9087, filters=search.Filters(at=datetime.now(UTC)))
search.nearest(nearby.snapshot_for(Database(sys.argv[1]), query, Calendar.packaged()), query)
print(ready, len(walking.nearest.signatures))
"""


def test_the_first_question_finds_all_machine_code_ready(database: Database) -> None:
    fill(database, {})

    said = subprocess.run([sys.executable, "-c", FIRST_QUESTION, database.url], capture_output=True, check=True)

    assert said.stdout.split() == [b"1", b"1"]
