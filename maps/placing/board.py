"""The board that siting plays on: which existing stations and which candidates reach which cells of a city."""

from dataclasses import asdict, dataclass
from functools import cached_property
from math import pi

import numpy as np

from maps.city import City
from maps.engine import catchments
from maps.engine.arrays import NOWHERE
from maps.engine.catchments import Row
from maps.placing.asked import Siting
from maps.placing.candidates import Candidates
from maps.question import DM_PER_M
from maps.siting.hearing import Heard, unheard
from maps.siting.planning import Town
from maps.siting.reach import Reach
from stations.compiling import Array

ENGINE = "2"
"""Raised whenever the same inputs would give another plan, or another list of what could be done otherwise."""

AT_A_TIME = 100
"""So many candidates are searched from between two words on how far it is."""

QUICK_LABELS = 20_000_000
"""So many nodes and cells met in all searches together are a matter of seconds."""


@dataclass(frozen=True, eq=False, kw_only=True)
class Board:
    """A wish, with the city and the candidates it is about."""

    city: City
    siting: Siting
    candidates: Candidates

    @cached_property
    def inputs(self) -> dict[str, str | None]:
        """The hashes of everything that a plan depends on beside the wish."""
        return {**self.city.inputs, "candidates": self.candidates.digest(), "siting": ENGINE}

    @cached_property
    def id(self) -> str:
        """The hash that names the run."""
        return self.siting.digest(self.inputs)

    @property
    def is_long(self) -> bool:
        """Whether it may take more than seconds: a guess by how much every search meets, the same on every machine."""
        city, reach_km = self.city, self.siting.question.limit_dm / DM_PER_M / 1000
        share = min(1.0, pi * reach_km**2 / max(float(city.cells.area_km2.sum()), 1e-9))
        met = len(city.cells.h3) + (len(city.network.lon) if city.network else 0)
        return len(self.candidates.all) * share * met > QUICK_LABELS

    @cached_property
    def weight(self) -> Array:
        """The demand of every cell at the hour asked about."""
        return self.city.weight(self.siting.question)

    @cached_property
    def existing(self) -> tuple[Array, int]:
        """The rows of the stations that surely answer and count here, and how many of them may not move.

        Those are of other districts, and stand first. Of them only those count that reach a cell.
        """
        city, question = self.city, self.siting.question
        is_sure, _ = city.answering(question)
        reached = city.catchments(question, question.limit_dm)
        is_own = city.station_area_of[0] != NOWHERE
        others = np.flatnonzero(is_sure & ~is_own & (np.diff(reached.first) > 0))
        return np.concatenate([others, np.flatnonzero(is_sure & is_own)]), len(others)

    @cached_property
    def cost(self) -> Array:
        """What each candidate costs, in yuan."""
        yuan = asdict(self.siting.costs)
        sums = [sum(yuan[action] for action in each.actions) for each in self.candidates.all]
        given = [each.cost for each in self.candidates.all]
        return np.array([usual if own is None else own for usual, own in zip(sums, given, strict=True)], np.float64)

    def town(self, heard: Heard = unheard) -> Town:
        """Return who reaches which cell that anybody is in; `heard` is told the share of candidates searched from."""
        question, (rows, fixed) = self.siting.question, self.existing
        reach, lon, lat = self.city.reach(question), self.candidates.lon, self.candidates.lat
        known = reach.catchments(self.city.roster.lon[rows], self.city.roster.lat[rows], question.limit_dm)
        found: list[Row] = [catchments.row_of(known, station) for station in range(len(rows))]
        for begin in range(0, len(lon), AT_A_TIME):
            heard(begin / len(lon))
            part = slice(begin, begin + AT_A_TIME)
            more = reach.catchments(lon[part], lat[part], question.limit_dm)
            found += [catchments.row_of(more, number) for number in range(len(more.first) - 1)]
        whole = catchments.of_rows(found)
        kept = catchments.part(whole, self.weight[whole.cell] > 0)
        return Town(Reach(kept.first, kept.cell), len(rows), self.weight, fixed)
