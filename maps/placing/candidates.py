"""Candidates: the places among which siting chooses, and how they were come by."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from scipy.spatial import cKDTree

from maps.placing.asked import Place, Pool, Source
from maps.remedies import Action
from stations import geo
from stations.compiling import Array
from stations.language import Text

WIDER = 1.1
"""By so much at least the distance between candidates grows where there would be too many."""


class Candidate(NamedTuple):
    """A place where a station could open, or could come to do. `station_id` is that of the host, if it is a station.

    `lacks` are codes of what the host has not; `is_known` is false where it may have all of it. `actions` are what is
    to be done, the first names the step. `cost` in yuan, None where it is what such actions cost. `holds` is said of
    a cell: how much demand is in it.
    """

    lon: float
    lat: float
    name: str | None = None
    actions: tuple[Action, ...] = ("open",)
    station_id: int | None = None
    lacks: tuple[str, ...] = ()
    is_known: bool = True
    cost: float | None = None
    holds: Text | None = None


@dataclass(frozen=True, eq=False, kw_only=True)
class Candidates:
    """All of them, in their order. `found` is how many there were before thinning to `apart_m`, None where not."""

    source: Source
    all: Sequence[Candidate]
    found: int
    apart_m: float | None
    said: Text

    @property
    def lon(self) -> Array:
        """Where they are, WGS84."""
        return np.array([each.lon for each in self.all], np.float64)

    @property
    def lat(self) -> Array:
        """Where they are, WGS84."""
        return np.array([each.lat for each in self.all], np.float64)

    def digest(self) -> str:
        """Return a hash of everything that a plan depends on."""
        return hashlib.sha256(repr([tuple(each) for each in self.all]).encode()).hexdigest()

    def as_dict(self) -> dict[str, Any]:
        """Return how they were come by, as plain data."""
        return {
            "from": self.source,
            "count": len(self.all),
            "found": self.found,
            "apart_m": self.apart_m,
            "said": self.said._asdict(),
        }


class Thinned(NamedTuple):
    """The places that were kept, ascending, and how far at least they are from each other."""

    kept: Array
    apart_m: float


def listed(places: Sequence[Place]) -> Candidates:
    """Return the candidates of a list."""
    return Candidates(
        source="list",
        all=[Candidate(place.lon, place.lat, place.name, cost=place.cost) for place in places],
        found=len(places),
        apart_m=None,
        said=Text(f"{len(places)} 个给定的候选点", f"{len(places)} candidates as listed"),
    )


def thinned(lon: Array, lat: Array, order: Array, pool: Pool) -> Thinned:
    """Return places (WGS84 degrees) at least `apart_m` from each other, farther until there are at most `most`.

    Those earlier in `order` are kept before the others. Distances are chords: 5 cm too short at 36 km.
    """
    places_m, apart_m = geo.earth_centred(lon=lon, lat=lat), pool.apart_m
    kept = _apart(places_m, order, apart_m)
    while len(kept) > pool.most:
        apart_m = max(apart_m, 1.0) * max(WIDER, float(np.sqrt(len(kept) / pool.most)))
        kept = _apart(places_m, order, apart_m)
    return Thinned(np.sort(kept), apart_m)


def _apart(places_m: Array, order: Array, apart_m: float) -> Array:
    """Return the places that are nearer than a distance to none before them in order that was kept."""
    if not len(places_m) or apart_m == 0:
        return order
    tree, is_free, kept = cKDTree(places_m), np.ones(len(places_m), bool), []
    nearer_m = float(np.nextafter(apart_m, 0.0))
    for place in order.tolist():
        if is_free[place]:
            kept.append(place)
            is_free[tree.query_ball_point(places_m[place], nearer_m)] = False
    return np.array(kept, np.int64)
