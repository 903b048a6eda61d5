"""A plan found for a city: which candidates to take, and which stations move to them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from scipy.optimize import linear_sum_assignment

from maps.placing.board import Board
from maps.siting import planning
from maps.siting.hearing import Heard, unheard
from maps.siting.plan import Plan, reached
from maps.siting.planning import Town
from stations import geo
from stations.compiling import Array

SEARCHED = 0.5
"""Share of the work that is done once it is known what every candidate reaches, roughly."""


@dataclass(frozen=True, eq=False, kw_only=True)
class Placed:
    """What was found. Sites of `town` are the stations that exist, as `board.existing` has them, then candidates.

    `names` are of candidates that have none of their own.
    """

    board: Board
    town: Town
    plan: Plan
    names: Mapping[int, str] = field(default_factory=dict)

    @property
    def chosen(self) -> list[int]:
        """The candidates that are taken, in order of gain."""
        return [step.candidate for step in self.plan.steps]

    @cached_property
    def kept(self) -> Array:
        """The sites of stations that stay where they are."""
        return np.setdiff1d(np.arange(self.town.existing), self.plan.closed)

    @cached_property
    def closed(self) -> Array:
        """The rows of stations that move away."""
        return self.board.existing[0][list(self.plan.closed)]

    @cached_property
    def moved(self) -> Mapping[int, int]:
        """The row of the station that moves to a candidate; so that all their ways together are shortest."""
        if not len(self.closed):
            return {}
        roster, sites, chosen = self.board.city.roster, self.board.candidates, np.array(self.chosen)
        lon, lat = roster.lon[self.closed, None], roster.lat[self.closed, None]
        ways_m = geo.distance_m(lon, lat, sites.lon[chosen], sites.lat[chosen])
        station, site = linear_sum_assignment(ways_m)
        return dict(zip(chosen[site].tolist(), self.closed[station].tolist(), strict=True))

    @cached_property
    def before(self) -> Array:
        """Which cells the stations cover as they are."""
        return reached(self.town.reach, np.arange(self.town.existing), len(self.board.weight))

    @cached_property
    def after(self) -> Array:
        """Which cells are covered once all is done."""
        sites = np.concatenate([self.kept, np.array(self.chosen, np.int64) + self.town.existing])
        return reached(self.town.reach, sites, len(self.board.weight))


def solve(board: Board, *, heard: Heard = unheard) -> Placed:
    """Return the plan for a board; `heard` is told what share of the work is done."""
    town = board.town(lambda share: heard(SEARCHED * share))
    plan = _planned(board, town, lambda share: heard(SEARCHED + (1 - SEARCHED) * share))
    return Placed(board=board, town=town, plan=plan)


def _planned(board: Board, town: Town, heard: Heard) -> Plan:
    aim = board.siting.aim
    if aim.cover_all:
        return planning.all_served(town, heard=heard)
    if aim.budget is not None:
        return planning.best_for_money(town, cost=board.cost, budget=aim.budget, gap=aim.gap, heard=heard)
    return planning.most_served(town, p=aim.p or 0, most_moved=aim.move, gap=aim.gap, heard=heard)
