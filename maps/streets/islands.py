"""Streets that hang together, and what lies apart from them."""

from typing import NamedTuple

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

from maps.engine.arrays import NOWHERE, Graph
from maps.streets.network import ISLAND_KM, ModeFacts
from stations.compiling import Array

M_PER_KM = 1000


class Arcs(NamedTuple):
    """Arcs of one mode: where from, where to (int32), cost (int32) and true length (float64)."""

    tail: Array
    head: Array
    cost_dm: Array
    length_m: Array


def of(graph: Graph, arcs: Arcs) -> tuple[Array, ModeFacts]:
    """Return the island of each node of a graph, and what the graph holds; see `Network`."""
    part = _parts(arcs.tail, arcs.head, len(graph.first) - 1, connection="strong")
    street_km = _street_km(arcs)
    within = part[arcs.tail] == part[arcs.head]
    km = np.bincount(part[arcs.tail[within]], street_km[within], minlength=part.max() + 1)
    longest = np.argsort(-km, kind="stable")
    islands = longest[: max(1, np.count_nonzero(km >= ISLAND_KM))]
    number = np.full(len(km), NOWHERE, np.int32)
    number[islands] = np.arange(len(islands), dtype=np.int32)
    island = number[part]
    is_used = np.bincount(np.concatenate([arcs.tail, arcs.head]), minlength=len(part)) > 0
    island[~is_used] = NOWHERE
    return island, ModeFacts(
        nodes=int(np.count_nonzero(is_used)),
        arcs=len(arcs.head),
        km=round(float(street_km.sum()), 3),
        islands_km=[round(float(length), 3) for length in km[islands]],
        fragments=_fragments(arcs, island),
        fragments_km=round(float(street_km.sum() - km[islands].sum()), 3),
    )


def _parts(tail: Array, head: Array, nodes: int, *, connection: str) -> Array:
    """Return the number of the part each node is in."""
    steps = csr_array((np.ones(len(tail), np.int8), (tail, head)), shape=(nodes, nodes))
    part: Array = connected_components(steps, directed=True, connection=connection)[1]
    return part


def _fragments(arcs: Arcs, island: Array) -> int:
    """Return how many stretches hang together, whichever way they may be used, off all islands."""
    apart = (island[arcs.tail] == NOWHERE) & (island[arcs.head] == NOWHERE)
    part = _parts(arcs.tail[apart], arcs.head[apart], len(island), connection="weak")
    return len(np.unique(part[arcs.tail[apart]]))


def _street_km(arcs: Arcs) -> Array:
    """Return the kilometres of each arc, shared with the arc the other way where there is one."""
    low, high = np.minimum(arcs.tail, arcs.head), np.maximum(arcs.tail, arcs.head)
    _, which, count = np.unique(low.astype(np.int64) << 32 | high, return_inverse=True, return_counts=True)
    km: Array = arcs.length_m / count[which] / M_PER_KM
    return km
