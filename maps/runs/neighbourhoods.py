"""How densely demand lies around a place: that of the coarser hexagon it stands in, by its area."""

from typing import NamedTuple

import numpy as np

from maps import hexagons
from maps.demand import cells as hexagonal
from maps.engine.arrays import Cells
from maps.engine.grouping import summed
from stations.compiling import Array

COARSER = 2  # sizes of H3: a kilometre across where cells are a hundred and thirty metres
CHILDREN = 7


class Neighbourhoods(NamedTuple):
    """Hexagons in ascending order (uint64), and the demand in each by the square kilometre."""

    h3: Array
    per_km2: Array

    def at_cells(self, h3: Array) -> Array:
        """Return how densely demand lies around cells (uint64); 0 where there is none."""
        return self._of(hexagons.parents(h3, self.resolution))

    def at_points(self, lon: Array, lat: Array) -> Array:
        """Return how densely demand lies around points (WGS84); 0 where there is none."""
        return self._of(hexagonal.at(lon, lat, res=self.resolution))

    @property
    def resolution(self) -> int:
        """The size of the hexagons."""
        return hexagonal.size(int(self.h3[0]))

    def _of(self, hexagon: Array) -> Array:
        place = np.minimum(np.searchsorted(self.h3, hexagon), len(self.h3) - 1)
        return np.where(self.h3[place] == hexagon, self.per_km2[place], 0.0)


def of(cells: Cells, weight: Array) -> Neighbourhoods | None:
    """Return the neighbourhoods of cells; None where there are none."""
    if not len(cells.h3):
        return None
    own = hexagonal.size(int(cells.h3[0]))
    coarse = max(own - COARSER, 0)
    h3, inverse, count = np.unique(hexagons.parents(cells.h3, coarse), return_inverse=True, return_counts=True)
    area_km2 = summed(cells.area_km2, inverse, len(h3)) / count * CHILDREN ** (own - coarse)
    return Neighbourhoods(h3, summed(weight, inverse, len(h3)) / area_km2)


def median(per_km2: Array, weight: Array) -> float:
    """Return the density in which half of the weight lies more densely; infinite where there is none."""
    order = np.argsort(per_km2, kind="stable")
    within = np.cumsum(weight[order])
    if not len(order) or within[-1] <= 0:
        return np.inf
    return float(per_km2[order][np.searchsorted(within, within[-1] / 2)])
