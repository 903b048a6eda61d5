"""A week at a glance: what is covered in each of its 168 hours, district by district."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np

from maps import answering, week
from maps.city import City
from maps.engine import sums, weeks
from maps.engine.arrays import NOWHERE
from maps.engine.sums import Counted
from maps.engine.weeks import Zones
from maps.question import Question
from stations.compiling import Array


class Strip(NamedTuple):
    """By hour of the week: the demand there, and how much of it is covered, surely and possibly; (168,) each."""

    weight: Array
    sure: Array
    may: Array


class Parts(NamedTuple):
    """Cells that lie in the same districts of every level: the part of each cell (int32, NOWHERE for none).

    `is_in` (districts, parts; floats of 0 and 1) says which parts make up a district.
    """

    of_cell: Array
    is_in: Array


def of(city: City, question: Question) -> Strip:
    """Return what is covered in the whole area in each hour, as `by_district` does."""
    (whole,) = by_district(city, question, levels=1)
    return whole


def by_district(city: City, question: Question, *, levels: int | None = None) -> list[Strip]:
    """Return what is covered in each hour, whatever hour the question names, in districts of the first so many levels.

    Districts are in the order of the rows of `answering`: the whole first, then level by level.
    """
    parts = _parts(city, levels)
    zones = weeks.zones_of(city.catchments(question, question.limit_dm), parts.of_cell)
    opening = city.week.sure, city.week.may
    sure, may = (
        _covered(city, zones, weeks.covered_words(zones, weeks.masks_of(is_open, has[:, None]), k=question.k), parts)
        for is_open, has in zip(opening, city.roster.having(question.needs), strict=True)
    )
    columns = (parts.is_in @ by_part for by_part in (_weight(city, parts), sure, may))
    return [Strip(*hours) for hours in zip(*columns, strict=True)]


def rows(city: City, found: Sequence[Strip]) -> list[dict[str, Any]]:
    """Return districts by name with their hours as lists, in their order."""
    views = [view for level in city.areas.levels for view in level.views]
    return [
        answering.named(view)
        | {"weight": hours.weight.tolist(), "covered_sure": hours.sure.tolist(), "covered_may": hours.may.tolist()}
        for view, hours in zip(views, found, strict=False)
    ]


def _parts(city: City, levels: int | None) -> Parts:
    """Return the parts that the districts of the first so many levels, or of all, are made up of."""
    area_of, views = city.area_of[:levels], [level.views for level in city.areas.levels[:levels]]
    key = np.zeros(len(city.cells.h3), np.int64)
    for rows_of_cells, districts in zip(area_of, views, strict=True):
        key = key * (len(districts) + 1) + rows_of_cells + 1
    _, first, part = np.unique(key, return_index=True, return_inverse=True)
    is_in = [
        rows_of_cells[first] == row
        for rows_of_cells, districts in zip(area_of, views, strict=True)
        for row in range(len(districts))
    ]
    return Parts(np.where(area_of[0] == NOWHERE, NOWHERE, part).astype(np.int32), np.array(is_in, np.float64))


def _weight(city: City, parts: Parts) -> Array:
    """Return the demand of each part in each hour, as (parts, 168)."""
    by_hour = (_summed(parts, city.demand.weight_at(hour)) for hour in range(week.HOURS))
    return np.stack(list(by_hour), axis=1)


def _covered(city: City, zones: Zones, words: Array, parts: Parts) -> Array:
    """Return the weight covered in each part and hour, that of the hour where it is known, as (parts, 168)."""
    if city.demand.profile is None:
        counted = Counted(city.cells.weight, parts.of_cell, parts.is_in.shape[1])
        return weeks.covered_by_scenario(zones, words, counted, week.HOURS)
    by_hour = (
        _summed(parts, city.demand.weight_at(hour) * weeks.is_covered(zones, words, hour)) for hour in range(week.HOURS)
    )
    return np.stack(list(by_hour), axis=1)


def _summed(parts: Parts, weight: Array) -> Array:
    return sums.total(Counted(weight, parts.of_cell, parts.is_in.shape[1]))
