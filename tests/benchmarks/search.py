"""Search from memory: what each filter costs against none, and ten times the stations against 200,000.

Every filter is asked the same points in turn with the unfiltered question, so that a busy machine slows both alike.
"""

import sys
from collections.abc import Mapping
from datetime import datetime, timedelta
from statistics import median, quantiles
from time import perf_counter, thread_time
from typing import Any

import numpy as np

from stations.hours import Calendar
from stations.hours.state import ZONE
from stations.search import Filters, Query, nearest, warm_up
from stations.snapshot import Snapshot, building, files
from stations.snapshot.overlay import laid_over
from tests.benchmarks.country import NEEDS, NEVER, RARE, SOME, country_of

SMALL, LARGE = 200_000, 2_000_000
QUERIES = 3_000
NOON = (datetime.now(ZONE) + timedelta(days=1)).replace(hour=12, minute=0, second=0, microsecond=0)
NIGHT = NOON.replace(hour=23)

FILTERS: Mapping[str, Mapping[str, Any]] = {
    "hours not asked": {"opening": "any"},
    "3 %": {"codes": (SOME,)},
    "rare and far": {"codes": (RARE,)},
    "never": {"codes": (NEVER,), "unknown": "exclude"},
    "six needs": {"codes": NEEDS, "unknown": "exclude"},
    "closed at night": {"at": NIGHT},
    "closed at night, by e-bike": {"at": NIGHT, "mode": "ebike"},
    "a district": {"adcode": str(1000 + 232 * 400 + 79)},
    "an empty district": {"adcode": "7"},
    "who is let in": {"worker_group": "courier"},
    "type": {"types": ("rest_station",)},
}


def main() -> None:
    """Print microseconds a query (p50, p99, CPU) by filter, with the ratio of CPU to the unfiltered question."""
    warm_up()
    plain_us = {}
    for count in (SMALL, LARGE):
        with country_of(count) as (database, folder):
            building.build(database.url, folder, Calendar.packaged())
            stored = files.load(folder, Calendar.packaged())
            snapshot = laid_over(stored, {}, stored.position, at_s=int(NOON.timestamp()))
            plain_us[count] = _compare(snapshot, count)
    sys.stdout.write(f"{LARGE:,} against {SMALL:,} unfiltered: {plain_us[LARGE] / plain_us[SMALL]:.2f} x\n")


def _compare(snapshot: Snapshot, count: int) -> float:
    plain = Filters(at=NOON)
    cpu_us = 0.0
    for name, special in FILTERS.items():
        filters = Filters(**{"at": NOON, **special})
        spent = _ask_in_turn(snapshot, (plain, filters))
        (_, cpu_us), (wall_us, own_us) = spent
        cuts = quantiles(wall_us, n=100)
        sys.stdout.write(
            f"{count:>9,} {name:28} p50 {median(wall_us):7.1f} us  p99 {cuts[98]:7.1f} us  CPU {own_us:7.1f} us"
            f"  {own_us / cpu_us:5.2f} x none ({cpu_us:.1f} us)\n"
        )
    return cpu_us


def _ask_in_turn(snapshot: Snapshot, questions: tuple[Filters, ...]) -> list[tuple[list[float], float]]:
    """Return wall times in microseconds, and the mean CPU time, for each question."""
    random = np.random.default_rng(5)
    points = random.normal((116.4, 39.9), (0.4, 0.4), (QUERIES, 2)).tolist()
    wall_us: list[list[float]] = [[] for _ in questions]
    cpu_s = [0.0 for _ in questions]
    for lon, lat in points:
        for number, filters in enumerate(questions):
            query = Query(lon=lon, lat=lat, filters=filters)
            start, cpu = perf_counter(), thread_time()
            found = nearest(snapshot, query)
            _ = [hit.fragment for hit in found]
            cpu_s[number] += thread_time() - cpu
            wall_us[number].append((perf_counter() - start) * 1e6)
    return [(wall, cpu / QUERIES * 1e6) for wall, cpu in zip(wall_us, cpu_s, strict=True)]


if __name__ == "__main__":
    main()
