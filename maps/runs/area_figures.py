"""Figures of districts that take longer than an answer at once may: seats, access, equity, density, spacing."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from maps.answering import Answer
from maps.engine import equity, sums
from maps.engine.arrays import NOWHERE
from maps.engine.grouping import grouped, rows_of, summed
from maps.engine.sums import Counted
from maps.runs import sharing
from maps.runs.neighbourhoods import Neighbourhoods
from maps.runs.sharing import Shared
from maps.runs.station_figures import Spaced
from stations.compiling import Array

TENTHS = np.linspace(0, 1, 11)


def rows(found: Answer, among: Shared, around: Neighbourhoods | None, apart: Spaced) -> list[dict[str, Any]]:
    """Return what `coverage_area` holds beside the rows of `answering` but for the week, in the same order."""
    seats_a_head = sharing.access(found, among)
    density = None if around is None else around.at_cells(found.city.cells.h3)
    return [
        row
        for number in range(len(found.city.areas.levels))
        for row in _level(found, number, seats_a_head, density, apart)
    ]


def _level(
    found: Answer, number: int, seats_a_head: Mapping[str, Array], density: Array | None, apart: Spaced
) -> list[dict[str, Any]]:
    """Return the rows of one level of districts."""
    areas, area_of = len(found.city.areas.levels[number].views), found.city.area_of[number]
    columns = {
        name: sums.total(Counted(found.weight * each, area_of, areas)) for name, each in seats_a_head.items()
    } | _stations(found, found.city.station_area_of[number], areas, apart)
    return [
        {name: column[area].item() for name, column in columns.items()}
        | _equity(seats_a_head["access2_sure"][cells], found.weight[cells])
        | _by_density(found, cells, density)
        for area, cells in enumerate(rows_of(grouped(area_of, areas)))
    ]


def _stations(found: Answer, area_of: Array, areas: int, apart: Spaced) -> dict[str, Array]:
    """Return by district the seats of its stations that answer, of how many nobody knows, and which stand too alone."""
    stations, is_in = found.city.roster, area_of != NOWHERE
    flags = {
        "seats_unknown": found.is_sure & np.isnan(stations.seats),
        "spacing_broken": ~apart.is_kept,
    }
    seats = summed(sharing.seats(stations) * found.is_sure, area_of, areas)
    return {"seats": seats} | {
        name: np.bincount(area_of[flag & is_in], minlength=areas) for name, flag in flags.items()
    }


def _equity(seats_a_head: Array, weight: Array) -> dict[str, Any]:
    """Return how unevenly seats are shared among the demand of a district; None where that is undefined."""
    curve = equity.lorenz(seats_a_head, weight)
    if curve is None:
        return {"gini": None, "palma": None, "lorenz": None}
    return {"gini": curve.gini, "palma": curve.palma, "lorenz": curve.at(TENTHS).tolist()}


def _by_density(found: Answer, cells: Array, density: Array | None) -> dict[str, Any]:
    """Return demand, and what of it is surely covered, by how densely it lies; None where that is undefined."""
    fifths = None
    if density is not None:
        covered = found.is_covered(found.sure)[cells].astype(float)
        fifths = equity.by_density(covered, found.weight[cells], density[cells])
    if fifths is None:
        return {"density_weight": None, "density_sure": None}
    return {"density_weight": fifths.weight.tolist(), "density_sure": fifths.value.tolist()}
