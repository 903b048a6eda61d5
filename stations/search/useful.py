"""Which of the near stations serves best: time, opening, needs and freshness, weighed."""

from collections.abc import Mapping
from math import exp, log

from stations.search.hits import NEVER, Hit, Hits
from stations.search.questions import Filters

WEIGHTS: Mapping[str, float] = {"time": 0.5, "opening": 0.25, "needs": 0.15, "freshness": 0.1}
"""What counts for how much; together 1. Each part is a number from 0 to 1: see `score`."""

CANDIDATES = 50
"""How many of the nearest that pass the filters are weighed."""

TIME_HALVES_S = 600
FRESHNESS_HALVES_S = 90 * 86_400
STAY_S = 1_800
UNKNOWN_OPENING = 0.4
UNKNOWN_NEEDS = 0.5


def most_useful(hits: Hits, filters: Filters) -> Hits:
    """Return hits with the most useful first; ties go to the nearer, then to the lower id."""
    now_s = filters.at.timestamp()
    ranks = [(-score(hit, now_s=now_s), hit.distance_m, hit.id) for hit in hits]
    order = sorted(range(len(ranks)), key=ranks.__getitem__)
    return Hits(hits.records[order], hits.columns)


def score(hit: Hit, *, now_s: float) -> float:
    """Return how useful a station is, from 0 to 1.

    time halves with every 10 minutes of way; opening is 1 where half an hour or more is left on arrival, less in
    proportion, 0.4 where nobody knows, 0 where it is shut; needs is 1 where all that was asked for is known to be
    there, else 0.5; freshness halves with every 90 days since somebody looked, 0 where nobody did.
    """
    parts = {
        "time": _halved(hit.travel_time_s / TIME_HALVES_S),
        "opening": _opening(hit),
        "needs": 1.0 if hit.is_sure else UNKNOWN_NEEDS,
        "freshness": 0.0 if hit.verified_s == NEVER else _fresh(now_s - hit.verified_s),
    }
    return sum(WEIGHTS[name] * part for name, part in parts.items())


def _opening(hit: Hit) -> float:
    if hit.state in {"open", "closing_soon"}:
        return 1.0 if hit.until_s == NEVER else min(1.0, (hit.until_s - hit.arrives_s) / STAY_S)
    return UNKNOWN_OPENING if hit.state == "unknown" else 0.0


def _fresh(age_s: float) -> float:
    return _halved(max(0.0, age_s) / FRESHNESS_HALVES_S)


def _halved(times: float) -> float:
    return exp(-log(2) * times)
