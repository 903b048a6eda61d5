"""From what each site reaches to a plan: existing stations kept or moved, candidates chosen."""

from math import fsum, inf, nextafter
from typing import NamedTuple

import numpy as np

from maps.siting import instance, limits, lscp, mclp
from maps.siting.hearing import Heard, unheard
from maps.siting.limits import Limits
from maps.siting.mclp import Served
from maps.siting.plan import Model, Plan, ordered, reached
from maps.siting.reach import Reach
from stations.compiling import Array


class Town(NamedTuple):
    """The question in arrays: `reach` of the existing stations, which come first, and then of the candidates.

    `weight` of the demand points. The first `fixed` of the existing stations may not move.
    """

    reach: Reach
    existing: int
    weight: Array
    fixed: int = 0

    @property
    def candidates(self) -> int:
        """How many candidates there are."""
        return len(self.reach.first) - 1 - self.existing


def most_served(town: Town, *, p: int, most_moved: int = 0, gap: float = 0.0, heard: Heard = unheard) -> Plan:
    """Return the plan that opens `p` candidates, and moves up to so many existing stations, to serve most weight."""
    if not most_moved:
        return _added(town, limits.number(town.candidates, p), gap, heard)
    served = _served_by(town, town.fixed)
    whole = instance.merged(_from(town.reach, town.fixed), np.where(served, 0.0, town.weight))
    allowed = limits.moves(town.existing - town.fixed, town.candidates, p=p, most_moved=most_moved)
    found = mclp.solve(whole, allowed, gap=gap, heard=heard)
    sites = found.sites + town.fixed
    opened = sites[sites >= town.existing]
    idle = np.setdiff1d(np.arange(town.fixed, town.existing), sites)
    closed = idle[len(idle) - max(0, len(opened) - p) :]  # a station that need not move stays, though it adds nothing
    return _plan("mclp", town, opened, closed, _bound(found, fsum(town.weight[served])))


def best_for_money(town: Town, *, cost: Array, budget: float, gap: float = 0.0, heard: Heard = unheard) -> Plan:
    """Return the plan that serves most weight by candidates whose costs sum to no more than a budget."""
    return _added(town, limits.money(cost, budget), gap, heard)


def all_served(town: Town, *, heard: Heard = unheard) -> Plan:
    """Return the plan of fewest candidates that together serve every point that any of them reaches (LSCP).

    Every point counts, also one without weight; what existing stations serve needs no other.
    """
    wanted = np.where(_served_by(town, town.existing), 0.0, 1.0)
    found = lscp.solve(instance.merged(_from(town.reach, town.existing), wanted), heard=heard)
    return _plan("lscp", town, found.sites + town.existing, np.empty(0, np.int64), found.bound)


def _added(town: Town, allowed: Limits, gap: float, heard: Heard) -> Plan:
    """Return the plan that keeps all existing stations."""
    served = _served_by(town, town.existing)
    left = instance.merged(_from(town.reach, town.existing), np.where(served, 0.0, town.weight))
    found = mclp.solve(left, allowed, gap=gap, heard=heard)
    bound = _bound(found, fsum(town.weight[served]))
    return _plan("mclp", town, found.sites + town.existing, np.empty(0, np.int64), bound)


def _bound(found: Served, before: float) -> float:
    """Return what no plan exceeds, with what is served before; 0 where the plan itself is proven best."""
    if not found.gap:
        return 0.0
    total = before + found.bound
    return total if before.is_integer() and found.bound.is_integer() else nextafter(total, inf)


def _served_by(town: Town, sites: int) -> Array:
    """Return which points the first so many sites reach."""
    return reached(town.reach, range(sites), len(town.weight))


def _from(reach: Reach, site: int) -> Reach:
    """Return what the sites from one on reach."""
    first = reach.first[site:]
    return Reach(first - first[0], reach.point[first[0] :])


def _plan(model: Model, town: Town, opened: Array, closed: Array, bound: float) -> Plan:
    kept = reached(town.reach, np.setdiff1d(np.arange(town.existing), closed), len(town.weight))
    steps = ordered(town.reach, town.weight, opened.tolist(), kept)
    served = steps[-1].served if steps else fsum(town.weight[kept])
    objective = served if model == "mclp" else float(len(opened))
    return Plan(
        model=model,
        objective=objective,
        bound=max(objective, bound) if model == "mclp" else bound,
        before=fsum(town.weight[_served_by(town, town.existing)]),
        served=served,
        total=fsum(town.weight),
        steps=[step._replace(candidate=step.candidate - town.existing) for step in steps],
        closed=closed.tolist(),
        unreachable=np.flatnonzero(np.bincount(town.reach.point, minlength=len(town.weight)) == 0),
    )
