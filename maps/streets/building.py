"""Streets made into a network: pieces into arcs, arcs into graphs, graphs into islands."""

import numpy as np
import shapely

from maps.engine.arrays import NOWHERE, Graph
from maps.osm.tags import BACKWARD, FORWARD
from maps.osm.ways import Ways
from maps.streets import islands
from maps.streets.islands import Arcs
from maps.streets.network import Network
from maps.streets.segments import Pieces, cut
from stations.compiling import Array
from stations.errors import FileError
from stations.search import MODES

DM_PER_M = 10
GRID_BITS = 16
HAIR_DEGREES = 1e-7  # a straight street alone has no hull


def build(ways: Ways) -> Network:
    """Return the network of streets, the same for the same streets; its hash is given to it when it is stored.

    Raise `FileError` where no street has two points with coordinates.
    """
    pieces = cut(ways)
    arcs = {mode: _arcs(ways, pieces, place) for place, mode in enumerate(MODES)}
    used = np.unique(np.concatenate([ends for mode in MODES for ends in (arcs[mode].tail, arcs[mode].head)]))
    if not len(used):
        raise FileError("文件里的道路没有坐标。", "The streets in the file have no coordinates.")
    order = used[_curve(pieces.lon[used], pieces.lat[used])]
    number = np.full(len(pieces.lon), NOWHERE, np.int32)
    number[order] = np.arange(len(order), dtype=np.int32)
    lon, lat = pieces.lon[order], pieces.lat[order]
    numbered = {mode: _without_doubles(_numbered(arcs[mode], number)) for mode in MODES}
    graphs = {mode: _graph(numbered[mode], len(order)) for mode in MODES}
    found = {mode: islands.of(graphs[mode], numbered[mode]) for mode in MODES}
    return Network(
        hash="",
        lon=lon,
        lat=lat,
        osm_node=pieces.osm_node[order],
        graphs=graphs,
        island={mode: island for mode, (island, _) in found.items()},
        facts={mode: facts for mode, (_, facts) in found.items()},
        left_out=pieces.left_out,
        extent=_extent(lon, lat, ways.box),
    )


def _arcs(ways: Ways, pieces: Pieces, place: int) -> Arcs:
    """Return the arcs of the mode at a place among the modes.

    Costs are differences of rounded distances from the beginning of the way, so that rounding does not add up.
    """
    passage = ways.passage[pieces.way, place]
    factor = np.ones(len(ways.way_id))
    if list(MODES)[place] == "drive":
        factor = MODES["drive"].speed_m_s / ways.drive_m_s
    scale = factor[pieces.way] * DM_PER_M
    cost_dm = (np.rint(pieces.to_m * scale) - np.rint(pieces.from_m * scale)).astype(np.int32)
    length_m = pieces.to_m - pieces.from_m
    ahead, back = passage & FORWARD > 0, passage & BACKWARD > 0
    return Arcs(
        tail=np.concatenate([pieces.tail[ahead], pieces.head[back]]),
        head=np.concatenate([pieces.head[ahead], pieces.tail[back]]),
        cost_dm=np.concatenate([cost_dm[ahead], cost_dm[back]]),
        length_m=np.concatenate([length_m[ahead], length_m[back]]),
    )


def _curve(lon: Array, lat: Array) -> Array:
    """Return the order of points along a Z-curve, where neighbours stay together; ties keep the order given."""
    code = np.zeros(len(lon), np.uint64)
    for shift, degrees in enumerate((lon, lat)):
        span = np.ptp(degrees) or 1.0
        cell = ((degrees - degrees.min()) / span * (2**GRID_BITS - 1)).astype(np.uint64)
        for bit in range(GRID_BITS):
            code |= (cell >> np.uint64(bit) & np.uint64(1)) << np.uint64(2 * bit + shift)
    order: Array = np.argsort(code, kind="stable")
    return order


def _numbered(arcs: Arcs, number: Array) -> Arcs:
    return arcs._replace(tail=number[arcs.tail], head=number[arcs.head])


def _without_doubles(arcs: Arcs) -> Arcs:
    """Return arcs in order of tail and head, of several between the same nodes the cheapest."""
    order = np.lexsort((arcs.length_m, arcs.cost_dm, arcs.head, arcs.tail))
    tail, head = arcs.tail[order], arcs.head[order]
    is_first = np.ones(len(order), bool)
    is_first[1:] = (tail[1:] != tail[:-1]) | (head[1:] != head[:-1])
    return Arcs(*(column[order[is_first]] for column in arcs))


def _graph(arcs: Arcs, nodes: int) -> Graph:
    first = np.zeros(nodes + 1, np.int64)
    np.cumsum(np.bincount(arcs.tail, minlength=nodes), out=first[1:])
    return Graph(first, arcs.head, arcs.cost_dm)


def _extent(lon: Array, lat: Array, box: Array) -> shapely.Polygon:
    """Return the hull of the nodes, as far as the file says that it is complete."""
    hull = shapely.convex_hull(shapely.MultiPoint(np.column_stack([lon, lat])))
    hull = hull if isinstance(hull, shapely.Polygon) else hull.buffer(HAIR_DEGREES)
    within = hull.intersection(shapely.box(*box)) if np.isfinite(box).all() else hull
    return within if isinstance(within, shapely.Polygon) and not within.is_empty else hull
