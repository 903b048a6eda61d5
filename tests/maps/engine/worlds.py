"""Small made-up worlds, as awkward as streets get, with every distance in them by SciPy."""

from typing import NamedTuple

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra

from maps.engine.arrays import NOWHERE, UNREACHED_DM, Graph, Snapped
from maps.engine.catchments import Ground
from maps.engine.grouping import grouped
from maps.engine.paths import Nearest, turned
from maps.engine.sums import Counted
from stations.compiling import Array

LIMIT_DM = 900
NODES, CELLS, STATIONS, AREAS = 60, 150, 12, 4


class World(NamedTuple):
    """Streets with some one-way, some without length, some twice, and islands; places at the same node or nowhere.

    `apart_dm` (stations, cells) is how far it is from a cell to a station by SciPy, UNREACHED_DM beyond LIMIT_DM.
    """

    streets: Graph
    stations: Snapped
    cells: Snapped
    apart_dm: Array

    @property
    def ground(self) -> Ground:
        """The cells on the streets turned round."""
        return Ground.of(turned(self.streets), self.cells)

    def nearest(self, is_open: Array) -> Nearest:
        """Return the nearest open station of every cell, looked up one by one."""
        apart = np.where(is_open[:, None], self.apart_dm, UNREACHED_DM)
        distance = apart.min(axis=0)
        return Nearest(distance, np.where(distance == UNREACHED_DM, NOWHERE, apart.argmin(axis=0)))


def world_of(seed: int, count: int = STATIONS) -> World:
    """Return a world of its own for every seed, with so many stations."""
    random = np.random.default_rng(seed)
    streets = _streets(random)
    stations, cells = _places(random, count), _places(random, CELLS)
    stations.node[1], stations.offset_dm[1] = stations.node[0], stations.offset_dm[0]
    return World(streets, stations, cells, apart_dm(streets, stations, cells))


def apart_dm(streets: Graph, stations: Snapped, cells: Snapped) -> Array:
    """Return (stations, cells) every pair by itself, on streets as they are: from the cell's node to the station's."""
    matrix = csr_array((streets.cost_dm.astype(float), streets.head, streets.first), shape=(NODES, NODES))
    between = dijkstra(matrix)[cells.node][:, stations.node].T
    apart = between + stations.offset_dm[:, None] + cells.offset_dm
    is_lost = (stations.node == NOWHERE)[:, None] | (cells.node == NOWHERE)
    whole: Array = np.where(is_lost | (apart > LIMIT_DM), UNREACHED_DM, apart).astype(np.int64)
    return whole


def counted_of(seed: int) -> Counted:
    """Return whole people in some areas; some cells lie in none, some are empty."""
    random = np.random.default_rng(seed + 1_000)
    area_of = random.integers(NOWHERE, AREAS, CELLS).astype(np.int32)
    return Counted(random.integers(0, 50, CELLS).astype(np.float64), area_of, AREAS)


def graph_of(arcs: list[tuple[int, int, int]], nodes: int) -> Graph:
    """Return a graph of arcs (tail, head, cost in decimetres)."""
    tail, head, cost_dm = np.array(arcs, np.int32).reshape(-1, 3).T
    out = grouped(tail, nodes)
    return Graph(out.first, head[out.member], cost_dm[out.member])


def snapped(node: list[int], offset_dm: list[int]) -> Snapped:
    """Return places at nodes."""
    return Snapped(np.array(node, np.int32), np.array(offset_dm, np.int32))


def _streets(random: np.random.Generator) -> Graph:
    """Two islands, and a few nodes without streets."""
    arcs = []
    for first, past in ((0, 40), (40, 55)):
        pairs = random.integers(first, past, ((past - first) * 2, 2))
        for tail, head in pairs.tolist():
            cost = int(random.choice(np.array([0, 0, 1, *random.integers(2, 300, 2)])))
            arcs += [(tail, head, cost)] if random.random() < 0.3 else [(tail, head, cost), (head, tail, cost)]
    return graph_of(arcs, NODES)


def _places(random: np.random.Generator, count: int) -> Snapped:
    node = random.integers(0, NODES, count).astype(np.int32)
    node[random.random(count) < 0.05] = NOWHERE
    return Snapped(node, random.integers(0, 120, count).astype(np.int32))
