"""Candidates found as they were asked for: listed, at corners, or at hosts; and what the corners are called."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import shapely
from sqlalchemy.orm import Session

from maps import demand
from maps.city import City
from maps.placing import candidates as found
from maps.placing.asked import MOST_CANDIDATES, Siting
from maps.placing.candidates import Candidates
from maps.placing.corners import corners
from maps.placing.hosts import hosts
from maps.placing.placed import Placed
from stations import geo, registry
from stations.errors import InputError

AROUND_M = 15.0
"""Streets that come so near to a corner are those that meet there."""

SOUTH_WEST, NORTH_EAST = 225.0, 45.0


def candidates(city: City, siting: Siting, *, session: Session, home: Path) -> Candidates:
    """Return the candidates of a city.

    Raise `InputError` where there are none, or far too many, and `NotFound` for a demand there is not.
    """
    every = _found(city, siting, session=session, home=home)
    if not every.all:
        raise InputError("区内没有这样的候选点。", "There are no such candidates in the district.", field="candidates")
    if len(every.all) > MOST_CANDIDATES:
        raise InputError(
            f"候选点有 {len(every.all)} 个，最多 {MOST_CANDIDATES} 个：请选较小的区域。",
            f"There are {len(every.all)} candidates, {MOST_CANDIDATES} at most: choose a smaller area.",
            field="candidates",
        )
    return every


def named(session: Session, found: Placed) -> Placed:
    """Return a plan with the names of the streets that meet at its corners, as far as they have any."""
    city, board = found.board.city, found.board
    chosen = found.chosen if board.siting.pool.source == "corners" else []
    if city.network is None or not chosen:
        return found
    lon, lat = board.candidates.lon[chosen], board.candidates.lat[chosen]
    far = np.full(len(chosen), AROUND_M)
    west, south, _ = geo.ELLIPSOID.fwd(lon, lat, np.full(len(chosen), SOUTH_WEST), far)
    east, north, _ = geo.ELLIPSOID.fwd(lon, lat, np.full(len(chosen), NORTH_EAST), far)
    around = shapely.to_wkt(shapely.box(west, south, east, north), rounding_precision=-1)
    streets = registry.street_names(session, city.network.hash, around.tolist())
    return replace(found, names={site: "／".join(met) for site, met in zip(chosen, streets, strict=True) if met})


def _found(city: City, siting: Siting, *, session: Session, home: Path) -> Candidates:
    pool = siting.pool
    if pool.source == "list":
        return found.listed(pool.places)
    if pool.source == "corners" and city.network is not None:
        return corners(city.network, city.areas.levels[0], pool)
    places = demand.load(home, pool.demand) if pool.demand else None
    return hosts(city, siting.question, pool, rows=registry.hosts(session), places=places)
