"""Shortest ways along the streets: from every node to the station nearest to it.

A search starts at the stations and follows arcs as they stand. People go *to* a station, so it is given the streets
`turned` round: what it finds is then the way from each node to the station, one-way streets included.

Distances are whole, so nodes wait in one bucket a decimetre (Dial, Communications of the ACM 12, 1969). A label holds
the distance above and the station's number below, so that of two stations equally far the lower one wins, also across
arcs without length.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

import numpy as np

from maps.engine.arrays import NOWHERE, UNREACHED_DM, Graph, Snapped
from maps.engine.grouping import group_of_each, grouped
from stations.compiling import Array, compiled

STATION_BITS = 32
STATION = (1 << STATION_BITS) - 1
NOT_YET = UNREACHED_DM << STATION_BITS
"""The label of a node that no search has come to; above every other."""

TOGETHER = 32
"""How many stations search together: for 2,000 on 700,000 nodes a quarter faster than all at once or one by one."""

SETTLED = -2
"""What stands before a node that no longer waits."""

NODE = np.dtype([("label", np.int64), ("before", np.int32), ("after", np.int32)])


class Nearest(NamedTuple):
    """How far the nearest station is (int32, UNREACHED_DM for none), and which one (int32, NOWHERE for none)."""

    distance_dm: Array
    station: Array


class Desk(NamedTuple):
    """What a search works on, left clean after each.

    Nodes with their labels and their neighbours in a bucket (NODE), the first node waiting at each distance (int32),
    and the nodes seen, in that order (int32).
    """

    nodes: Array
    bucket: Array
    seen: Array

    @classmethod
    def of(cls, nodes: int, limit_dm: int) -> "Desk":
        """Return a clean desk for so many nodes and distances up to the limit."""
        blank = np.empty(nodes, NODE)
        blank["label"] = NOT_YET
        return cls(blank, np.full(limit_dm + 1, NOWHERE, np.int32), np.empty(nodes, np.int32))


_free: list[Desk] = []
"""Desks that nobody is at: as many as there were searches at once. One a thread would be made anew for each caller of
the worker, which takes longer than a search."""


@contextmanager
def desk_for(graph: Graph, limit_dm: int) -> Iterator[Desk]:
    """Lend a free desk with room for a search on a graph; after an error it may not be clean and is dropped."""
    nodes = len(graph.first) - 1
    try:
        desk = _free.pop()  # in one step, whatever other threads do
    except IndexError:
        desk = Desk.of(nodes, limit_dm)
    if len(desk.nodes) < nodes or len(desk.bucket) <= limit_dm:
        desk = Desk.of(nodes, limit_dm)
    yield desk
    _free.append(desk)


def turned(graph: Graph) -> Graph:
    """Return the streets with every arc turned round: arcs out of a node are those that led to it."""
    came_to = grouped(graph.head, len(graph.first) - 1)
    return Graph(came_to.first, group_of_each(graph.first)[came_to.member], graph.cost_dm[came_to.member])


def nearest(inbound: Graph, stations: Snapped, limit_dm: int) -> Nearest:
    """Return for every node its nearest station within the limit, ties to the lower one, on streets `turned` round."""
    nodes = len(inbound.first) - 1
    found = Nearest(np.full(nodes, UNREACHED_DM, np.int32), np.full(nodes, NOWHERE, np.int32))
    order = np.argsort(stations.node, kind="stable")
    with desk_for(inbound, limit_dm) as desk:
        take_down(desk, search(inbound, stations, order, limit_dm, desk), found)
    return found


def at_places(found: Nearest, places: Snapped, limit_dm: int) -> Nearest:
    """Return the nearest station of every place from that of its node, the way to the node counted."""
    count = len(places.node)
    result = Nearest(np.full(count, UNREACHED_DM, np.int32), np.full(count, NOWHERE, np.int32))
    go_to_doors(found, places, limit_dm, result)
    return result


@compiled
def search(graph: Graph, sources: Snapped, order: Array, limit_dm: int, desk: Desk) -> int:
    """Label the nodes within the limit of some sources; return how many there are, for whoever clears the desk.

    A few sources go together, neighbours best: what they touch then stays in the processor's cache. The others find
    the labels that they left, and better them.
    """
    count = 0
    for place in range(order.shape[0]):
        source = order[place]
        if sources.node[source] != NOWHERE:
            label = (int(sources.offset_dm[source]) << STATION_BITS) + source
            count = offer(desk, sources.node[source], label, limit_dm, count)
        if place % TOGETHER == TOGETHER - 1 or place == order.shape[0] - 1:
            count = settle(graph, limit_dm, desk, count)
    return count


@compiled
def settle(graph: Graph, limit_dm: int, desk: Desk, count: int) -> int:
    """Go on from all nodes that wait, nearest first; return how many nodes have been seen."""
    for distance in range(limit_dm + 1):
        while desk.bucket[distance] != NOWHERE:
            node = desk.bucket[distance]
            leave(desk, node, distance)
            label = desk.nodes[node].label
            for arc in range(graph.first[node], graph.first[node + 1]):
                farther = label + (int(graph.cost_dm[arc]) << STATION_BITS)
                count = offer(desk, graph.head[arc], farther, limit_dm, count)
    return count


@compiled
def offer(desk: Desk, node: int, label: int, limit_dm: int, count: int) -> int:
    """Let a node wait under a label if that is better than its own; return how many nodes have been seen."""
    record = desk.nodes[node]
    old = record.label
    if label >= old or label >> STATION_BITS > limit_dm:
        return count
    record.label = label
    if old == NOT_YET:
        desk.seen[count] = node
        count += 1
    elif record.before != SETTLED:
        leave(desk, node, old >> STATION_BITS)
    wait(desk, node, label >> STATION_BITS)
    return count


@compiled
def wait(desk: Desk, node: int, distance_dm: int) -> None:
    """Put a node first into a bucket."""
    second = desk.bucket[distance_dm]
    if second != NOWHERE:
        desk.nodes[second].before = node
    desk.nodes[node].before, desk.nodes[node].after = NOWHERE, second
    desk.bucket[distance_dm] = node


@compiled
def leave(desk: Desk, node: int, distance_dm: int) -> None:
    """Take a node out of its bucket."""
    before, after = desk.nodes[node].before, desk.nodes[node].after
    if before == NOWHERE:
        desk.bucket[distance_dm] = after
    else:
        desk.nodes[before].after = after
    if after != NOWHERE:
        desk.nodes[after].before = before
    desk.nodes[node].before = SETTLED


@compiled
def take_down(desk: Desk, count: int, found: Nearest) -> None:
    """Fill in what the first nodes seen were labelled, and clear the desk."""
    for place in range(count):
        node = desk.seen[place]
        label = desk.nodes[node].label
        found.distance_dm[node], found.station[node] = label >> STATION_BITS, label & STATION
        desk.nodes[node].label = NOT_YET


@compiled
def go_to_doors(found: Nearest, places: Snapped, limit_dm: int, result: Nearest) -> None:
    """Fill in the nearest station of every place that is within the limit."""
    for place in range(places.node.shape[0]):
        node = places.node[place]
        if node == NOWHERE or found.station[node] == NOWHERE:
            continue
        distance = found.distance_dm[node] + places.offset_dm[place]
        if distance <= limit_dm:
            result.distance_dm[place], result.station[place] = distance, found.station[node]
