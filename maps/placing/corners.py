"""Street corners as candidates: where three or more streets that people walk on meet."""

import numpy as np

from maps.areas import Level
from maps.engine.arrays import NOWHERE, Graph
from maps.engine.grouping import group_of_each
from maps.placing.asked import Pool
from maps.placing.candidates import Candidate, Candidates, thinned
from maps.streets import Network
from stations.compiling import Array
from stations.language import Text

MEETING = 3


def corners(network: Network, district: Level, pool: Pool) -> Candidates:
    """Return the street corners of a district, those where most streets meet before others, thinned as `pool` says.

    Corners of fragments, where nobody could be put onto the streets, are left out.
    """
    streets = meeting(network.graphs["walk"])
    nodes = np.flatnonzero((streets >= MEETING) & (network.island["walk"] != NOWHERE))
    nodes = nodes[district.of_points(network.lon[nodes], network.lat[nodes]) != NOWHERE]
    lon, lat = network.lon[nodes], network.lat[nodes]
    order = np.lexsort((network.osm_node[nodes], -streets[nodes]))
    kept, apart_m = thinned(lon, lat, order, pool)
    return Candidates(
        source="corners",
        all=[Candidate(*place) for place in zip(lon[kept].tolist(), lat[kept].tolist(), strict=True)],
        found=len(nodes),
        apart_m=apart_m,
        said=Text(
            f"{len(nodes)} 个街角（三条以上步行道路相交）中相距至少 {apart_m:.0f} 米的 {len(kept)} 个",
            f"{len(kept)} of {len(nodes)} street corners (three walkable streets meet), {apart_m:.0f} m apart at least",
        ),
    )


def meeting(graph: Graph) -> Array:
    """Return how many streets meet at each node: neighbours, whichever way one may go."""
    nodes = len(graph.first) - 1
    tail, head = group_of_each(graph.first).astype(np.int64), graph.head.astype(np.int64)
    one, other = np.minimum(tail, head), np.maximum(tail, head)
    pairs = np.unique(one[one != other] * nodes + other[one != other])
    one, other = np.divmod(pairs, max(nodes, 1))
    return np.bincount(one, minlength=nodes) + np.bincount(other, minlength=nodes)
