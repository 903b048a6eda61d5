"""Gaps: where people are that no station surely serves, why not, and which station is nearest."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from scipy.spatial import cKDTree
from shapely import MultiPolygon

from maps import patches
from maps.answering import Answer
from maps.engine import catchments, changes, sums
from maps.engine.arrays import NOWHERE
from maps.engine.grouping import grouped, rows_of, summed
from maps.engine.paths import Nearest
from maps.question import DM_PER_M, Way
from stations import geo
from stations.compiling import Array
from stations.search import MODES
from stations.vocabulary import GAP_REASONS

MOST = 300
"""So many gaps are told, the greatest ones."""

ORDER: Sequence[str] = [term.code for term in GAP_REASONS]
"""Reasons in the order of the vocabulary, which decides ties."""


class Near(NamedTuple):
    """The station nearest to a gap, how far, and how that was measured."""

    id: int
    distance_m: float
    way: Way


@dataclass(frozen=True, eq=False, kw_only=True)
class Gap:
    """Cells side by side (`cells`: their places, ascending) that are not surely covered though somebody is there.

    `weight_may` is the part that may be covered all the same: nobody knows. `reason` holds for most of the weight.
    `middle` is the cell nearest to the centre of the weight; `adcode` and `nearest` are those of it.
    """

    cells: Array
    weight: float
    weight_may: float
    area_km2: float
    reason: str
    middle: int
    adcode: str | None
    nearest: Near | None


def find(found: Answer, *, most: int = MOST) -> list[Gap]:
    """Return the greatest gaps of an answer, those of most weight first; ties go to the one with the lowest cell."""
    cells = uncovered(found)
    patch = patches.joined(found.city.cells.h3[cells])
    count = int(patch.max(initial=NOWHERE)) + 1
    weight = summed(found.weight[cells], patch, count)
    ranked = np.argsort(-weight, kind="stable")[:most]
    members = rows_of(grouped(patch, count))
    reason = reasons(found)
    nearest = sums.nearest_k(found.reached, np.ones(len(found.is_may), bool), len(found.weight), 1)
    return [_gap(found, cells[members[number]], reason, nearest) for number in ranked]


def uncovered(found: Answer) -> Array:
    """Return the places of the cells, ascending, that are not surely covered though somebody is there."""
    return np.flatnonzero(~found.is_covered(found.sure) & (found.weight > 0))


def reasons(found: Answer) -> Array:
    """Return for every cell, as a place in ORDER, why it is not covered; for one that is it means nothing.

    Stations are taken for what they may be: that a cell lacks something is said only where it is known. A barrier is
    where an ordinary detour from the straight line would bring a station into reach, but the streets do not.
    """
    limit_dm, cells = found.question.limit_dm, len(found.weight)
    within = catchments.within(found.reached, limit_dm)
    having = found.city.roster.having(found.question.needs)[1]
    near, with_need, of_use = (
        changes.open_stations_near(within, flag, cells) for flag in (np.ones(len(having), bool), having, found.is_may)
    )
    cases: Mapping[str, Array] = {
        "off_streets": found.city.reach(found.question).is_off_streets,
        "barrier": (near == 0) & _is_near_straight(found),
        "none_near": near == 0,
        "unknown": found.is_covered(found.may),
        "too_few": of_use > 0,
        "shut_then": with_need > 0,
    }
    numbers = [ORDER.index(reason) for reason in cases]
    return np.select(list(cases.values()), numbers, ORDER.index("lacks_need"))


def rows(gaps: Sequence[Gap]) -> list[dict[str, Any]]:
    """Return what `gap_area` holds but for the outlines, in the order of the gaps."""
    return [
        {
            "adcode": gap.adcode,
            "weight": gap.weight,
            "weight_may": gap.weight_may,
            "area_km2": gap.area_km2,
            "cells": len(gap.cells),
            "reason": gap.reason,
            "nearest_id": gap.nearest.id if gap.nearest else None,
            "nearest_m": gap.nearest.distance_m if gap.nearest else None,
            "nearest_way": gap.nearest.way if gap.nearest else None,
        }
        for gap in gaps
    ]


def outlines(found: Answer, gaps: Sequence[Gap]) -> list[MultiPolygon]:
    """Return the ground of each gap."""
    return [patches.outline(found.city.cells.h3[gap.cells]) for gap in gaps]


def _gap(found: Answer, own: Array, reason: Array, nearest: Nearest) -> Gap:
    """Return the gap of some cells."""
    weight, ground = found.weight[own], found.city.cells.area_km2[own]
    middle = _middle(found, own)
    return Gap(
        cells=own,
        weight=float(weight.sum()),
        weight_may=float(weight[found.is_covered(found.may)[own]].sum()),
        area_km2=float(ground.sum()),
        reason=ORDER[int(np.bincount(reason[own], weight, len(ORDER)).argmax())],
        middle=middle,
        adcode=found.city.district_of(middle),
        nearest=_near(found, middle, nearest),
    )


def _middle(found: Answer, own: Array) -> int:
    """Return the cell nearest to the centre of the weight, the lowest of several."""
    cells_m = geo.earth_centred(found.city.cells.lon[own], found.city.cells.lat[own])
    centre_m = np.average(cells_m, axis=0, weights=found.weight[own])
    return int(own[((cells_m - centre_m) ** 2).sum(axis=1).argmin()])


def _near(found: Answer, cell: int, nearest: Nearest) -> Near | None:
    """Return the nearest station of a cell: by the way asked for, or straight where that leads to none in reach."""
    stations = found.city.roster
    number = nearest.station[cell, 0]
    if number != NOWHERE:
        return Near(int(stations.id[number]), float(nearest.distance_dm[cell, 0]) / DM_PER_M, found.question.way)
    if not len(stations.id):
        return None
    lon, lat = found.city.cells.lon[cell], found.city.cells.lat[cell]
    distance_m = geo.distance_m(lon, lat, stations.lon, stations.lat)
    number = distance_m.argmin()
    return Near(int(stations.id[number]), float(distance_m[number]), "straight")


def _is_near_straight(found: Answer) -> Array:
    """Return which cells an ordinary detour from the straight line would bring a station into reach of."""
    cells, stations = found.city.cells, found.city.roster
    if found.question.way != "streets" or not len(stations.id):
        return np.zeros(len(cells.h3), bool)
    tree = cKDTree(geo.earth_centred(stations.lon, stations.lat))
    reach_m = found.question.limit_dm / DM_PER_M / MODES[found.question.mode].detour
    distance_m, _ = tree.query(geo.earth_centred(cells.lon, cells.lat), distance_upper_bound=reach_m)
    return np.asarray(np.isfinite(distance_m))
