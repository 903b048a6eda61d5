"""Small networks made for a test, through a real OSM file."""

from pathlib import Path

from maps.osm import parsing
from maps.streets import Network
from maps.streets.building import build
from tests.maps.osm.files import Points, Way, write

STREET = {"highway": "residential"}
M_PER_DEGREE = 111_319.49  # of longitude at the equator (WGS84)


def degrees(metres: float) -> float:
    """Return how many degrees of longitude are so many metres at the equator."""
    return metres / M_PER_DEGREE


def line(*metres: float, lat: float = 0.0) -> Points:
    """Return points 1, 2, ... so many metres east of a meridian, on the equator or beside it."""
    return {number: (degrees(east), lat) for number, east in enumerate(metres, start=1)}


def town(folder: Path, points: Points, *ways: Way, box: tuple[float, float, float, float] | None = None) -> Network:
    """Return the network of streets between points."""
    return build(parsing.parse(write(folder / "town.osm.pbf", points, *ways, box=box)))


def arcs(network: Network, mode: str) -> dict[tuple[int, int], int]:
    """Return what it costs to go along each arc, by the OSM ids of its ends (0 for nodes laid between points)."""
    graph = next(graph for code, graph in network.graphs.items() if code == mode)
    ids = network.osm_node
    return {
        (int(ids[tail]), int(ids[graph.head[arc]])): int(graph.cost_dm[arc])
        for tail in range(len(ids))
        for arc in range(graph.first[tail], graph.first[tail + 1])
    }
