"""Nearest in SQL at 200,000 stations: ours against measuring every station, and against `geography <->`.

All three are asked the same questions in turn, so that a busy machine slows them alike; each answer is compared.
"""

import sys
from collections.abc import Callable
from statistics import quantiles
from time import perf_counter

import numpy as np
from sqlalchemy import text
from sqlalchemy.orm import Session

from stations import registry
from stations.facts import NUMBER_OF
from tests.benchmarks.country import NEVER, RARE, SOME, country_of

STATIONS = 200_000
QUERIES = 60
WARM_UP = 5

FILTERS: dict[str, tuple[str, ...]] = {"no filter": (), "3 %": (SOME,), "rare, 0.05 %": (RARE,), "never": (NEVER,)}
MEASURE_ALL = """
    SELECT id FROM station WHERE publication = 'published' AND operation = 'open' {having}
    ORDER BY st_distance(geom::geography, st_point(:lon, :lat, 4326)::geography), id LIMIT 10
"""
GEOGRAPHY_KNN = """
    SELECT id FROM (
        SELECT id, st_distance(geom::geography, st_point(:lon, :lat, 4326)::geography) AS metres FROM station
        WHERE publication = 'published' AND operation = 'open' {having}
        ORDER BY geom::geography <-> st_point(:lon, :lat, 4326)::geography LIMIT 14
    ) AS candidates ORDER BY metres, id LIMIT 10
"""

Way = Callable[[Session, float, float, tuple[str, ...]], list[int]]


def ours(session: Session, lon: float, lat: float, codes: tuple[str, ...]) -> list[int]:
    """Ask the registry."""
    return [view.id for view in registry.nearest(session, registry.Nearest(lon=lon, lat=lat, codes=codes))]


def plainly(sql: str) -> Way:
    """Return a way that runs a statement of this file."""

    def ask(session: Session, lon: float, lat: float, codes: tuple[str, ...]) -> list[int]:
        having = "AND may @> CAST(:codes AS integer[])" if codes else ""
        values = {"lon": lon, "lat": lat, "codes": [NUMBER_OF[code] for code in codes]}
        return list(session.scalars(text(sql.format(having=having)), values))

    return ask


WAYS: dict[str, Way] = {
    "ours": ours,
    "measure all": plainly(MEASURE_ALL),
    "geography <->, 14 re-ranked": plainly(GEOGRAPHY_KNN),
}


def main() -> None:
    """Print per filter and way: p50 and p99 in milliseconds, the ratio to ours, and how often the answer is right."""
    with country_of(STATIONS) as (database, _), database.transaction() as session:
        session.execute(text("CREATE INDEX ON station USING gist ((geom::geography))"))
        session.execute(text("ANALYZE station"))
        for name, codes in FILTERS.items():
            _compare(session, name, codes)


def _compare(session: Session, name: str, codes: tuple[str, ...]) -> None:
    random = np.random.default_rng(5)
    times: dict[str, list[float]] = {way: [] for way in WAYS}
    agree = dict.fromkeys(WAYS, 0)
    for number in range(QUERIES + WARM_UP):
        lon, lat = random.normal((116.4, 39.9), (0.4, 0.4))
        answers = {}
        for way, ask in WAYS.items():
            start = perf_counter()
            answers[way] = ask(session, float(lon), float(lat), codes)
            if number >= WARM_UP:
                times[way].append((perf_counter() - start) * 1000)
        for way, answer in answers.items():
            agree[way] += answer == answers["measure all"]
    for way, spent in times.items():
        cuts = quantiles(spent, n=100)
        sys.stdout.write(
            f"{name:14} {way:28} p50 {cuts[49]:8.2f} ms  p99 {cuts[98]:8.2f} ms  "
            f"{cuts[49] / quantiles(times['ours'], n=100)[49]:7.1f} x ours  right {agree[way]}/{QUERIES + WARM_UP}\n"
        )
