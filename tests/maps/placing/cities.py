"""A small district on two banks of a river, and what is within reach in it by SciPy's Dijkstra."""

from collections.abc import Iterable
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra
from sqlalchemy.orm import Session

from maps.city import City
from maps.placing.asked import Place
from maps.question import Question
from maps.streets import store
from stations import geo, registry
from stations.compiling import Array
from tests.factories import Add, square
from tests.maps.osm.files import Way
from tests.maps.streets.towns import STREET, town
from tests.maps.test_answering import SOUTH, WEST, asked, city_of

SIDE = 0.012
ACROSS = 7  # streets in either direction, some 170 m apart
RIVER = 3  # between the third and the fourth street from the west; one bridge
DOUBT_DM = 5  # the local metric of snapping and whole decimetres, together


class Banks(NamedTuple):
    """The district with its question, candidates, and which cells each place reaches (places, cells), by SciPy.

    The places are the stations that surely answer, in order of id, and then the candidates.
    """

    city: City
    question: Question
    candidates: tuple[Place, ...]
    stations: int
    reach: Array

    def weight_of(self, places: Iterable[int]) -> float:
        """Return what some places cover."""
        return float(self.city.cells.weight[self.reach[list(places)].any(axis=0)].sum())

    @property
    def existing(self) -> range:
        """The stations that answer."""
        return range(self.stations)

    @property
    def others(self) -> range:
        """The candidates, as places."""
        return range(self.stations, len(self.reach))


def banks(session: Session, add: Add, home: Path, seed: int) -> Banks:
    """Return a district with three stations, of which two have a toilet and one lies beyond its border."""
    random = np.random.default_rng(seed)
    registry.put_districts(
        session,
        [
            square("310101", west=WEST, south=SOUTH, side=SIDE, name="黄浦区"),
            square("310101001", west=WEST, south=SOUTH, side=SIDE / 2, parent_adcode="310101", level="township"),
        ],
    )
    lon, lat = WEST + random.uniform(0, SIDE, 11), SOUTH + random.uniform(0, SIDE, 11)
    lon[0] = WEST - 0.001
    has = ("yes", "yes", "no")
    add(*({"lon": lon[at], "lat": lat[at], "amenities": {"toilet": has[at]}} for at in range(3)))
    streets = store.save(home, town(home, *_streets(random)))
    candidates = tuple(Place(lon=x, lat=y) for x, y in zip(lon[3:].tolist(), lat[3:].tolist(), strict=True))
    question = asked(way="streets", streets=streets.hash, needs=("toilet",))
    city = city_of(session, home, question)
    places = np.array([0, 1, *range(3, 11)])
    far_dm = _ways_dm(city, lon[places], lat[places])
    question = asked(**{**question.as_dict(), "minutes": _clear(question, far_dm)})
    return Banks(city, question, candidates, 2, far_dm <= question.limit_dm)


def choices(places: Iterable[int], most: int) -> Iterable[tuple[int, ...]]:
    """Return every choice of at most so many places."""
    places = list(places)
    return (chosen for count in range(min(most, len(places)) + 1) for chosen in combinations(places, count))


def _streets(random: np.random.Generator) -> tuple[dict[int, tuple[float, float]], *tuple[Way, ...]]:
    """Return a crooked lattice of streets, cut by a river over which one bridge leads."""
    step = SIDE / (ACROSS - 1)
    points = {
        1 + row * ACROSS + column: (
            WEST + step * column + random.uniform(-step, step) / 4,
            SOUTH + step * row + random.uniform(-step, step) / 4,
        )
        for row in range(ACROSS)
        for column in range(ACROSS)
    }
    ways: list[Way] = []
    bridge = int(random.integers(ACROSS))
    for row in range(ACROSS):
        first = 1 + row * ACROSS
        if row == bridge:
            ways.append(([*range(first, first + ACROSS)], STREET))
        else:
            ways += [([*range(first, first + RIVER)], STREET), ([*range(first + RIVER, first + ACROSS)], STREET)]
    ways += [([*range(1 + column, 1 + ACROSS * ACROSS, ACROSS)], STREET) for column in range(ACROSS)]
    return points, *ways


def _ways_dm(city: City, lon: Array, lat: Array) -> Array:
    """Return the way from every cell to every place (places, cells), in decimetres."""
    network = city.network
    assert network is not None
    graph = network.graphs["walk"]
    nodes = len(graph.first) - 1
    matrix = csr_array((np.maximum(graph.cost_dm, 1e-9), graph.head, graph.first), shape=(nodes, nodes))
    node, far_dm = _nearest(city, lon, lat)
    cell, cell_dm = _nearest(city, city.cells.lon, city.cells.lat)
    found = dijkstra(matrix, indices=node)[:, cell] + far_dm[:, None] + cell_dm
    return np.asarray(found)


def _nearest(city: City, lon: Array, lat: Array) -> tuple[Array, Array]:
    network = city.network
    assert network is not None
    metres = geo.distance_m(lon[:, None], lat[:, None], network.lon, network.lat)
    return metres.argmin(axis=1), metres.min(axis=1) * 10


def _clear(question: Question, far_dm: Array) -> float:
    """Return minutes at whose reach no way is so nearly as long that rounding decides."""
    for minutes in (5.0, 5.1, 5.2, 5.3, 5.4, 5.5, 5.6, 5.7, 5.8, 5.9):
        if np.abs(far_dm - question.reach_dm(minutes)).min() > DOUBT_DM:
            return minutes
    raise AssertionError("choose another seed")
