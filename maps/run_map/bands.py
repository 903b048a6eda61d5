"""The cells of a run by how well they are covered, in hexagons as coarse as they have to be."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from h3.api import basic_int
from shapely import Polygon

from maps import hexagons
from maps.engine.grouping import summed
from maps.question import DM_PER_M
from maps.report import judging
from maps.report.contents import Contents
from stations.compiling import Array

COARSEST = 5


class Banded(NamedTuple):
    """Hexagons of H3 with demand, ascending, and their demand by class as (hexagons, classes).

    Classes are the bands up to the reach asked for, shortest first, then what is possibly covered, what is not, and
    what nobody can judge.
    `way_m` is the way to the k-th nearest station that surely answers, NaN where there is none; None for coarser
    hexagons than the run's cells.
    """

    h3: Array
    weight: Array
    way_m: Array | None

    @property
    def band(self) -> Array:
        """The class that most of the demand of each hexagon is in; ties go to the worse one."""
        last = self.weight.shape[1] - 1
        return np.asarray(last - self.weight[:, ::-1].argmax(axis=1))

    @property
    def resolution(self) -> int:
        """The size of the hexagons; COARSEST of none."""
        return basic_int.get_resolution(int(self.h3[0])) if len(self.h3) else COARSEST


def banded(contents: Contents) -> Banded:
    """Return the cells of a run that hold demand."""
    cells = contents.cells
    has = cells.weight > 0
    reaches_dm = [contents.question.reach_dm(minutes) for minutes in minutes_of(contents)]
    far_dm = np.where(np.isnan(cells.sure_m), np.inf, np.rint(cells.sure_m * DM_PER_M))
    first = np.searchsorted(reaches_dm, far_dm, side="left")
    uncovered = len(reaches_dm) + 1 + judging.unjudged_cells(contents)
    number = np.where(cells.is_sure, first, np.where(cells.is_may, len(reaches_dm), uncovered))
    weight = np.where(np.arange(len(reaches_dm) + 3) == number[:, None], cells.weight[:, None], 0.0)
    order = np.argsort(cells.h3[has])
    return Banded(*(column[has][order] for column in (cells.h3, weight, cells.sure_m)))


def minutes_of(contents: Contents) -> Sequence[float]:
    """Return the bands that are drawn: those up to the reach asked for, shortest first."""
    return [minutes for minutes in contents.question.bands_min if minutes <= contents.question.minutes]


def coarser(own: Banded) -> Banded:
    """Return the hexagons one size larger, with the sums of the demand in them."""
    h3, inside = np.unique(hexagons.parents(own.h3, own.resolution - 1), return_inverse=True)
    weight = np.column_stack([summed(column, inside, len(h3)) for column in own.weight.T])
    return Banded(h3, weight, None)


def outlines(h3: Array) -> list[Polygon]:
    """Return the ground of each hexagon in WGS84."""
    return [Polygon([(lon, lat) for lat, lon in basic_int.cell_to_boundary(cell)]) for cell in h3.tolist()]
