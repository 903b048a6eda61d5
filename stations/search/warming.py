"""The machine code made ready before the first question."""

import subprocess
import sys
from datetime import UTC, datetime
from typing import Any

import numpy as np

from stations.compiling import has_to_be_compiled, leave_blas_out, tidy_up
from stations.hours import Calendar
from stations.registry import Position, ServingRow
from stations.search import describing, filling, walking
from stations.search.along import Route, along
from stations.search.hits import OPENINGS
from stations.search.nearest import asked_of, nearest
from stations.search.questions import Filters, Query
from stations.snapshot.overlay import columns_of
from stations.snapshot.timetable import read_only
from stations.snapshot.view import Part, Snapshot

SOMEWHERE = (116.4, 39.9)
LON, LAT = SOMEWHERE
ROOM = np.empty(1, np.int32)


def warm_up() -> None:
    """Load the machine code; a process of its own compiles it first where needed, for that takes 115 MB for good."""
    if any(has_to_be_compiled(function) for function in (walking.nearest, filling.write, describing.arrive_at_all)):
        subprocess.run([sys.executable, "-m", "stations.search"], check=False)
    run_everything()
    tidy_up()


def run_everything() -> None:
    """Call every function that becomes machine code."""
    leave_blas_out()
    at = datetime.now(UTC)
    columns = columns_of([_station()], at_s=int(at.timestamp()), calendar=Calendar.packaged())
    parts = [Part(columns, read_only(np.zeros(1, np.uint8)))]
    snapshot = Snapshot(parts=parts, districts={}, position=Position("", 0), version="", built_s=0)
    hits = nearest(snapshot, Query(lon=LON, lat=LAT, filters=Filters(at=at)))
    filling.fill_in(hits, filling.Forms.of(opening=[""] * len(OPENINGS), having={}, verified=[""] * 4), now_s=0)
    nearest(snapshot, Query(lon=-LON, lat=-LAT, filters=Filters(at=at)))  # far away: another way through
    walking.list_all(*next(asked_of(snapshot, Filters(at=at), lon=LON, lat=LAT, limit=1, farthest_m=1.0))[1:], ROOM)
    along(snapshot, Route(points=[SOMEWHERE, (LON, LAT + 0.01)], filters=Filters(at=at)))


def _station() -> ServingRow:
    values: dict[str, Any] = dict.fromkeys(ServingRow._fields)
    values |= {"id": 1, "lon": LON, "lat": LAT, "public_facing": True, "amenities": "{}"}
    values |= dict.fromkeys(("sure", "may", "places", "worker_groups", "entry"), "{}")
    return ServingRow(**values)
