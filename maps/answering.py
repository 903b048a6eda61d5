"""Coverage of a city worked out for one question: cell by cell, then district by district."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from maps.city import City
from maps.engine import sums
from maps.engine.arrays import Catchments
from maps.engine.paths import Nearest
from maps.engine.sums import Counted
from maps.question import MOST_K, Question
from stations.compiling import Array
from stations.registry import DistrictView


@dataclass(frozen=True, eq=False, kw_only=True)
class Answer:
    """Who is covered. `sure` and `may` are the nearest MOST_K answering stations of each cell, as (cells, MOST_K).

    `is_sure` and `is_may` say which stations answer; `weight` is that of the hour asked about.
    """

    city: City
    question: Question
    reached: Catchments
    is_sure: Array
    is_may: Array
    sure: Nearest
    may: Nearest
    weight: Array

    def is_covered(self, found: Nearest) -> Array:
        """Return which cells have k answering stations within reach, as booleans."""
        return np.asarray(found.distance_dm[:, self.question.k - 1] <= self.question.limit_dm)


def answer(city: City, question: Question) -> Answer:
    """Return the coverage of a city."""
    reached = city.catchments(question, question.bands_dm[-1])
    is_sure, is_may = city.answering(question)
    cells = len(city.cells.h3)
    return Answer(
        city=city,
        question=question,
        reached=reached,
        is_sure=is_sure,
        is_may=is_may,
        sure=sums.nearest_k(reached, is_sure, cells, MOST_K),
        may=sums.nearest_k(reached, is_may, cells, MOST_K),
        weight=city.weight(question),
    )


def rows(found: Answer) -> list[dict[str, Any]]:
    """Return what `coverage_area` holds: a row a district, the whole first, then level by level."""
    off_streets = found.city.reach(found.question).is_off_streets
    near_edge = found.city.is_near_edge(found.question.limit_dm)
    return [
        row
        for number, level in enumerate(found.city.areas.levels)
        for row in _level(found, number, level.views, {"off_streets": off_streets, "near_edge": near_edge})
    ]


def _level(
    found: Answer, number: int, views: Sequence[DistrictView], apart: Mapping[str, Array]
) -> list[dict[str, Any]]:
    """Return the rows of one level of districts; `apart` are booleans by cell whose weight is given beside."""
    city = found.city
    people = Counted(found.weight, city.area_of[number], len(views))
    ground = people._replace(weight=city.cells.area_km2)
    by_band = {
        "covered_sure": sums.covered(found.sure.distance_dm, people, found.question.bands_dm),
        "covered_may": sums.covered(found.may.distance_dm, people, found.question.bands_dm),
        "covered_km2_sure": sums.covered(found.sure.distance_dm, ground, found.question.bands_dm),
        "covered_km2_may": sums.covered(found.may.distance_dm, ground, found.question.bands_dm),
    }
    asked = found.question.bands_dm.index(found.question.limit_dm)
    k = found.question.k - 1
    distances = sums.spread(found.sure.distance_dm[:, k], people)
    columns: dict[str, Array] = {
        "weight": sums.total(people),
        "area_km2": city.areas.levels[number].area_km2,
        "cells_km2": sums.total(ground),
        **{f"weight_{name}": sums.total(people._replace(weight=found.weight * flag)) for name, flag in apart.items()},
        **{name: table[:, :, k] for name, table in by_band.items()},
        "by_count_sure": by_band["covered_sure"][:, asked, :],
        "by_count_may": by_band["covered_may"][:, asked, :],
        "mean_m": distances.mean_m,
        "median_m": distances.median_m,
        "p90_m": distances.p90_m,
        **_stations(found, city.station_area_of[number], len(views)),
    }
    return [
        named(view) | {name: _plain(column[row]) for name, column in columns.items()} for row, view in enumerate(views)
    ]


def _stations(found: Answer, area_of: Array, areas: int) -> dict[str, Array]:
    """Return how many stations stand in each district, and how many of them answer."""
    flags = {
        "stations": np.ones(len(area_of), bool),
        "answering_sure": found.is_sure,
        "answering_may": found.is_may,
    }
    return {name: np.bincount(area_of[flag & (area_of >= 0)], minlength=areas) for name, flag in flags.items()}


def named(view: DistrictView) -> dict[str, Any]:
    """Return what a district is called and where it belongs."""
    return {"adcode": view.adcode, "name": view.name, "level": view.level, "parent_adcode": view.parent_adcode}


def _plain(value: Any) -> Any:  # noqa: ANN401 - a number of numpy's, or a row of them
    """Return a number, or a list of numbers, as Python has them; None for what is not a number."""
    plain = value.tolist()
    return None if plain != plain else plain  # noqa: PLR0124 - only NaN differs from itself
