"""Every question a courier asks, answered from a snapshot in memory: exact, pure, no SQL."""

from stations.search.along import Route, along
from stations.search.doubts import with_doubts
from stations.search.filling import Blank, Forms, fill_in
from stations.search.hits import NEVER, OPENINGS, Hit, Hits
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
    "Blank",
    "Filters",
    "Forms",
    "Hit",
    "Hits",
    "Mode",
    "ModeCode",
    "Query",
    "Route",
    "along",
    "fill_in",
    "nearest",
    "warm_up",
    "with_doubts",
]
