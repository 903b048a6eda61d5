"""Places put onto the streets."""

import numpy as np
from scipy.spatial import cKDTree

from maps.engine.arrays import NOWHERE, UNREACHED_DM, Snapped
from maps.streets.network import Network
from stations import geo
from stations.compiling import Array
from stations.search import ModeCode

DM_PER_M = 10
MARGIN_M = 1.0  # the tree takes only what is nearer than its bound


def snap(network: Network, mode: ModeCode, *, lon: Array, lat: Array, limit_m: float) -> Snapped:
    """Return the nearest node of an island of the mode for each place (WGS84), within a limit and at it.

    Any island will do, not only the longest: the other bank of a river without a bridge is no fragment. Nodes of
    fragments are passed over. The way from a place to its node is a straight line, to the decimetre; for a place too
    far from any street the node is NOWHERE and the way UNREACHED_DM. Ties are broken always in the same way.
    """
    tree, nodes = _tree(network, mode)
    distance_m, found = np.full(len(lon), np.inf), np.zeros(len(lon), np.int64)
    if len(nodes):
        places_m = geo.earth_centred(lon=lon, lat=lat)
        distance_m, found = tree.query(places_m, distance_upper_bound=limit_m + MARGIN_M)
    is_found = distance_m <= limit_m
    node, offset_dm = np.full(len(lon), NOWHERE, np.int32), np.full(len(lon), UNREACHED_DM, np.int32)
    node[is_found] = nodes[found[is_found]]
    offset_dm[is_found] = np.rint(distance_m[is_found] * DM_PER_M)
    return Snapped(node, offset_dm)


def _tree(network: Network, mode: ModeCode) -> tuple[cKDTree, Array]:
    """Return the tree of a mode's nodes on islands, in metres from the earth's centre, and their numbers; made once."""
    if mode not in network.trees:
        nodes = np.flatnonzero(network.island[mode] != NOWHERE).astype(np.int32)
        network.trees[mode] = cKDTree(geo.earth_centred(lon=network.lon[nodes], lat=network.lat[nodes])), nodes
    return network.trees[mode]
