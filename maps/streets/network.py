"""A street network as it is computed on: the same nodes for every mode, one graph a mode."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from scipy.spatial import cKDTree
from shapely import Polygon

from maps.engine.arrays import Graph
from stations.compiling import Array
from stations.search import ModeCode

ISLAND_KM = 1.0
"""Streets that hang together and are at least so long are an island, where places may be snapped to; less is a
fragment: a yard, a stub that a one-way street leaves at the edge of the data."""


class ModeFacts(NamedTuple):
    """What the graph of a mode holds; `islands_km` are the lengths of its islands, the longest first.

    Of an island every place can be reached from every other. Lengths are of streets, however many ways they are used.
    """

    nodes: int
    arcs: int
    km: float
    islands_km: list[float]
    fragments: int
    fragments_km: float


@dataclass(frozen=True, eq=False, kw_only=True)
class Network:
    """Streets of an area; nothing in it is ever changed.

    `lon`, `lat` (nodes, float64, WGS84); `osm_node` (nodes, int64; 0 for nodes laid into long streets). `island` holds
    for each mode the number of each node's island (int32; 0 is the longest), NOWHERE for nodes of fragments and nodes
    without a street of that mode. `extent` is where the data is known to lie: beyond it is not "no street" but "no
    data". `hash` names all of this.
    """

    hash: str
    lon: Array
    lat: Array
    osm_node: Array
    graphs: Mapping[ModeCode, Graph]
    island: Mapping[ModeCode, Array]
    facts: Mapping[ModeCode, ModeFacts]
    left_out: int
    extent: Polygon
    trees: dict[ModeCode, tuple[cKDTree, Array]] = field(default_factory=dict, init=False)
