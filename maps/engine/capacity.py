"""How much of a station is there for each person: two-step and three-step floating catchment areas.

A station whose capacity is 0 is not there. A station that nobody reaches serves nobody; the capacity of all others is
given out whole: people times access sums to it.
"""

import numpy as np

from maps.engine.arrays import Catchments
from maps.engine.grouping import group_of_each, summed
from stations.compiling import Array

EDGE = np.exp(-0.5)


def gaussian(distance_dm: Array, limit_dm: int) -> Array:
    """Return how willing people are to go so far, 1 at the door and 0 at the limit (Dai, Health & Place 2010)."""
    falling = np.exp(-0.5 * (distance_dm / limit_dm) ** 2)
    willing: Array = ((falling - EDGE) / (1 - EDGE)).clip(0, 1)
    return willing


def access_2(reached: Catchments, limit_dm: int, capacity: Array, weight: Array) -> Array:
    """Return capacity per head in each cell (cells,) by E2SFCA (Luo and Qi, Health & Place 2009), Gaussian decay.

    A station's capacity (stations,) is shared by all people (cells,) around it as they are willing to come; a cell's
    access is the sum of its shares.
    """
    return _shared_out(reached, gaussian(reached.distance_dm, limit_dm), capacity, weight)


def access_3(reached: Catchments, limit_dm: int, capacity: Array, weight: Array) -> Array:
    """Return capacity per head in each cell (cells,) by 3SFCA (Wan, Zou and Sternberg, IJGIS 2012), Gaussian decay.

    As `access_2`, but people divide themselves among the stations near them, so that none is asked for twice.
    """
    is_there = (capacity > 0)[group_of_each(reached.first)]
    willing = gaussian(reached.distance_dm, limit_dm) * is_there
    all_willing = summed(willing, reached.cell, len(weight))
    choice = _ratio(willing, all_willing[reached.cell])
    return _shared_out(reached, willing * choice, capacity, weight)


def _shared_out(reached: Catchments, pull: Array, capacity: Array, weight: Array) -> Array:
    """Return each cell's sum of shares, a station's capacity being divided by the people it pulls."""
    station = group_of_each(reached.first)
    asked = summed(pull * weight[reached.cell], station, len(capacity))
    per_head = _ratio(capacity, asked)
    return summed(pull * per_head[station], reached.cell, len(weight))


def _ratio(part: Array, whole: Array) -> Array:
    """Return part over whole, 0 where the whole is 0."""
    return np.divide(part, whole, out=np.zeros(len(part)), where=whole > 0)
