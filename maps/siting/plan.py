"""A plan for a person: which sites, in order of what they add, how good, and how good it could have been."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import fsum
from typing import Literal, NamedTuple

import numpy as np

from maps.siting.reach import Reach
from stations.compiling import Array

Model = Literal["mclp", "lscp"]


class Step(NamedTuple):
    """A site that is opened: its place among the candidates, the weight it adds to those before, and all until then."""

    candidate: int
    gain: float
    served: float


@dataclass(frozen=True, eq=False, kw_only=True)
class Plan:
    """Which candidates to open, and which of the existing stations to close.

    `objective` is the weight served (MCLP) or the number of sites opened (LSCP); no plan has a better one than `bound`.
    `before` is the weight that existing stations serve, `served` what is served once all is done, `total` all there is;
    `unreachable` are the demand points, ascending, that neither a candidate nor an existing station reaches.
    """

    model: Model
    objective: float
    bound: float
    before: float
    served: float
    total: float
    steps: Sequence[Step]
    closed: Sequence[int]
    unreachable: Array

    @property
    def gap(self) -> float:
        """By what share of the larger of objective and bound the plan may fall short of the best; 0 if it cannot."""
        larger = max(self.objective, self.bound)
        return abs(self.bound - self.objective) / larger if larger else 0.0


def ordered(reach: Reach, weight: Array, chosen: Sequence[int], served: Array) -> tuple[Step, ...]:
    """Return the chosen sites so that each adds most to those before it; ties go to the lower number.

    `served` says which points are served already.
    """
    served, left, steps = served.copy(), sorted(chosen), []
    gains = {site: _gain(reach, weight, site, served) for site in left}
    while left:
        best = max(left, key=lambda site: (gains[site], -site))
        fresh = _gain(reach, weight, best, served)
        if fresh < gains[best]:  # gains only ever fall: only the best need be weighed anew
            gains[best] = fresh
            continue
        served[points_of(reach, best)] = True
        left.remove(best)
        steps.append(Step(best, fresh, fsum(weight[served])))
    return tuple(steps)


def points_of(reach: Reach, site: int) -> Array:
    """Return the points that a site reaches."""
    return reach.point[reach.first[site] : reach.first[site + 1]]


def reached(reach: Reach, sites: Sequence[int] | Array, points: int) -> Array:
    """Return which of the points any of the sites reaches."""
    found = np.zeros(points, np.bool_)
    for site in sites:
        found[points_of(reach, int(site))] = True
    return found


def _gain(reach: Reach, weight: Array, site: int, served: Array) -> float:
    points = points_of(reach, site)
    return fsum(weight[points[~served[points]]])
