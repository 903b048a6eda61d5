"""Every question a courier asks, answered from a snapshot in memory: exact, pure, no SQL."""

from stations.search.along import Route, along
from stations.search.hits import NEVER, OPENINGS, Hit
from stations.search.nearest import nearest
from stations.search.questions import MODES, Filters, Mode, ModeCode, Query
from stations.search.useful import CANDIDATES, WEIGHTS
from stations.search.warming import warm_up

__all__ = [
    "CANDIDATES",
    "MODES",
    "NEVER",
    "OPENINGS",
    "WEIGHTS",
    "Filters",
    "Hit",
    "Mode",
    "ModeCode",
    "Query",
    "Route",
    "along",
    "nearest",
    "warm_up",
]
