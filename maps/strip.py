"""A week at a glance: what is covered in each of its 168 hours."""

from typing import NamedTuple

import numpy as np

from maps import week
from maps.city import City
from maps.engine import weeks
from maps.engine.sums import Counted
from maps.engine.weeks import Zones
from maps.question import Question
from stations.compiling import Array
from stations.errors import InputError


class Strip(NamedTuple):
    """By hour of the week: the demand there, and how much of it is covered, surely and possibly."""

    weight: Array
    sure: Array
    may: Array


def of(city: City, question: Question) -> Strip:
    """Return what is covered in the whole area in each hour, whatever hour the question names.

    Raise `InputError` where more than one station is asked for.
    """
    if question.k > 1:
        raise InputError("按小时的覆盖只能按一个站点计算。", "By the hour only k = 1 is worked out.", field="k")
    area_of = city.area_of[0]
    zones = weeks.zones_of(city.catchments(question, question.limit_dm), area_of)
    weight = np.array([city.demand.weight_at(hour).sum() for hour in range(week.HOURS)])
    opening = city.week.sure, city.week.may
    sure, may = (
        _covered(city, zones, weeks.masks_of(is_open, has[:, None]))
        for is_open, has in zip(opening, city.roster.having(question.needs), strict=True)
    )
    return Strip(weight, sure, may)


def _covered(city: City, zones: Zones, masks: Array) -> Array:
    """Return the weight covered in each hour, that of the hour where it is known."""
    words = weeks.covered_words(zones, masks)
    if city.demand.profile is None:
        counted = Counted(city.cells.weight, city.area_of[0], 1)
        (covered,) = weeks.covered_by_scenario(zones, words, counted, week.HOURS)
        return np.asarray(covered)
    by_hour = (city.demand.weight_at(hour)[weeks.is_covered(zones, words, hour)].sum() for hour in range(week.HOURS))
    return np.fromiter(by_hour, np.float64, week.HOURS)
