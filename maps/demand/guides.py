"""Where in an area its count is: by what the counts are led to some cells rather than to others."""

from dataclasses import dataclass

import numpy as np
from shapely.geometry.base import BaseGeometry

from maps.demand import cells
from maps.demand.surface import Demand
from maps.streets import Network
from stations import geo
from stations.compiling import Array
from stations.errors import InputError
from stations.language import Text


@dataclass(frozen=True, eq=False, slots=True, kw_only=True)
class Guide:
    """A weight for some cells, in ascending order, and what it is, to be put into a sentence.

    `extent` (WGS84) is where the weights are known: beyond it is no data, and not nothing. None is everywhere.
    """

    cells: Array
    weight: Array
    text: Text
    extent: BaseGeometry | None = None

    def covers_share(self, area: BaseGeometry) -> float:
        """Return how much of the ground of an area (WGS84) lies where the weights are known."""
        if self.extent is None or self.extent.covers(area):
            return 1.0
        return geo.geodesic_area_km2(self.extent.intersection(area)) / geo.geodesic_area_km2(area)

    def weigh(self, wanted: Array) -> Array:
        """Return the weight of cells, 0 for those it has none for."""
        if not len(self.cells):
            return np.zeros(len(wanted))
        place = np.minimum(np.searchsorted(self.cells, wanted), len(self.cells) - 1)
        return np.where(self.cells[place] == wanted, self.weight[place], 0.0)


def of_demand(demand: Demand, name: str, *, res: int) -> Guide:
    """Return the guide that leads counts to where another surface has weight: from residents to inhabited cells."""
    if demand.meta.res != res:
        raise InputError(
            f"需求“{name}”的单元为 {demand.meta.res} 级，与 {res} 级不同：请用 --res {demand.meta.res}。",
            f"The cells of “{name}” are of size {demand.meta.res}, not {res}: use --res {demand.meta.res}.",
            field="res",
        )
    own = demand.cells
    return Guide(cells=own.h3, weight=own.weight, text=Text(f"“{name}”的权重", f"the weight of “{name}”"))


def of_streets(network: Network, name: str, *, res: int) -> Guide:
    """Return the guide that leads counts to streets: half the length of each piece goes to either end of it."""
    graph = network.graphs["walk"]
    nodes = np.repeat(np.arange(len(network.lon)), np.diff(graph.first))
    length = np.bincount(nodes, weights=graph.cost_dm, minlength=len(network.lon))
    own, summed = cells.added(cells.at(network.lon, network.lat, res=res), length[:, None])
    return Guide(
        cells=own,
        weight=summed[:, 0],
        text=Text(f"路网“{name}”的步行道路长度", f"the length of the streets of “{name}” that one may walk"),
        extent=network.extent,
    )
