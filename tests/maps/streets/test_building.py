import itertools
from pathlib import Path

import numpy as np
import pytest
from geographiclib.geodesic import Geodesic
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra

from maps.engine.arrays import NOWHERE
from maps.streets import Network
from stations.errors import FileError
from stations.search import MODES
from tests.maps.streets.towns import STREET, arcs, degrees, line, town


def test_a_street_is_walked_both_ways_in_decimetres(tmp_path: Path) -> None:
    network = town(tmp_path, line(0, 30, 42), ([1, 2, 3], STREET))

    assert arcs(network, "walk") == {(1, 2): 300, (2, 1): 300, (2, 3): 120, (3, 2): 120}


def test_a_one_way_street_binds_wheels(tmp_path: Path) -> None:
    network = town(tmp_path, line(0, 30), ([1, 2], STREET | {"oneway": "yes", "oneway:bicycle": "no"}))

    assert arcs(network, "walk").keys() == arcs(network, "ebike").keys() == {(1, 2), (2, 1)}
    assert arcs(network, "drive").keys() == {(1, 2)}


def test_driving_costs_the_metres_that_would_take_as_long_at_its_reference_speed(tmp_path: Path) -> None:
    network = town(tmp_path, line(0, 36), ([1, 2], {"highway": "secondary"}))  # 30 km/h: 36 m in 4.32 s

    assert arcs(network, "drive")[1, 2] == round(4.32 * MODES["drive"].speed_m_s * 10)
    assert arcs(network, "ebike")[1, 2] == 360


def test_long_streets_are_cut_evenly_into_pieces_of_at_most_50_m(tmp_path: Path) -> None:
    network = town(tmp_path, line(0, 130), ([1, 2], STREET))

    graph = network.graphs["walk"]
    assert sorted(network.osm_node.tolist()) == [0, 0, 1, 2]
    assert np.sort(network.lon) == pytest.approx([0, degrees(130 / 3), degrees(260 / 3), degrees(130)], abs=1e-7)
    assert sorted(graph.cost_dm.tolist()) == [433, 433, 433, 433, 434, 434]


def test_rounding_does_not_add_up_along_a_street(tmp_path: Path) -> None:
    points = line(*(step * 1.04 for step in range(1001)))

    network = town(tmp_path, points, (list(points), STREET))

    assert sum(arcs(network, "walk").values()) == 2 * 10_400


def test_lengths_are_geodesics(tmp_path: Path) -> None:
    places = {1: (121.4905, 31.2401), 2: (121.4907, 31.2404), 3: (24.95, 60.17), 4: (24.9508, 60.17)}

    network = town(tmp_path, places, ([1, 2], STREET), ([3, 4], STREET))

    costs = arcs(network, "walk")
    for tail, head in ((1, 2), (3, 4)):
        lon1, lat1, lon2, lat2 = *places[tail], *places[head]
        assert costs[tail, head] == round(Geodesic.WGS84.Inverse(lat1, lon1, lat2, lon2)["s12"] * 10)


def test_of_two_streets_between_the_same_points_the_quicker_is_taken(tmp_path: Path) -> None:
    network = town(tmp_path, line(0, 36), ([1, 2], {"highway": "service"}), ([1, 2], {"highway": "primary"}))

    assert arcs(network, "drive")[1, 2] == round(36 / (35 / 3.6) * MODES["drive"].speed_m_s * 10)
    assert network.facts["walk"].km == pytest.approx(0.036)


def test_points_at_the_same_place_are_joined_at_no_cost_and_a_point_is_not_joined_to_itself(tmp_path: Path) -> None:
    network = town(tmp_path, line(0, 0, 20), ([1, 2, 2, 3], STREET))

    assert arcs(network, "walk") == {(1, 2): 0, (2, 1): 0, (2, 3): 200, (3, 2): 200}


def test_what_leads_to_a_missing_point_or_impossibly_far_is_left_out_and_counted(tmp_path: Path) -> None:
    points = line(0, 30, 60, 90_000)

    network = town(tmp_path, points, ([1, 2, 99, 3], STREET), ([3, 4], STREET))

    assert arcs(network, "walk").keys() == {(1, 2), (2, 1)}
    assert network.left_out == 3


def test_a_street_over_the_antimeridian_is_cut_the_short_way(tmp_path: Path) -> None:
    half = degrees(60)

    network = town(tmp_path, {1: (180 - half, 0), 2: (-180 + half, 0)}, ([1, 2], STREET))

    assert len(network.lon) == 4
    assert np.abs(network.lon).min() > 179.99
    assert network.facts["walk"].km == pytest.approx(0.12, abs=1e-4)


def test_streets_without_coordinates_are_no_network(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="no coordinates"):
        town(tmp_path, {}, ([1, 2], STREET))


def test_a_mode_without_streets_has_an_empty_graph(tmp_path: Path) -> None:
    network = town(tmp_path, line(0, 30), ([1, 2], {"highway": "steps"}))

    assert network.facts["drive"].nodes == network.facts["drive"].arcs == 0
    assert network.island["drive"].tolist() == [NOWHERE, NOWHERE]
    assert network.graphs["drive"].first.tolist() == [0, 0, 0]


def test_neighbours_in_the_street_are_neighbours_in_memory(tmp_path: Path) -> None:
    side = 32
    ids = {(x, y): 1 + x * side + y for x, y in itertools.product(range(side), repeat=2)}
    points = {number: (degrees(40 * x), degrees(40 * y)) for (x, y), number in ids.items()}
    ways = [([ids[x, y] for y in range(side)], STREET) for x in range(side)]

    graph = town(tmp_path, points, *ways).graphs["walk"]

    tail = np.repeat(np.arange(side * side), np.diff(graph.first))
    assert np.median(np.abs(tail - graph.head)) < side / 2


def island_lengths(network: Network) -> list[float]:
    return network.facts["walk"].islands_km


def test_islands_are_numbered_from_the_longest_and_fragments_belong_to_none(tmp_path: Path) -> None:
    points = line(0, 1200, 5000, 8000, 9000, 9100)

    network = town(tmp_path, points, ([1, 2], STREET), ([3, 4], STREET), ([5, 6], STREET))

    assert island_lengths(network) == pytest.approx([3.0, 1.2], abs=1e-3)
    assert network.facts["walk"].fragments == 1
    assert network.facts["walk"].fragments_km == pytest.approx(0.1, abs=1e-3)
    island = dict(zip(network.osm_node.tolist(), network.island["walk"].tolist(), strict=True))
    assert [island[number] for number in (1, 2, 3, 4, 5, 6)] == [1, 1, 0, 0, NOWHERE, NOWHERE]


def test_the_longest_part_is_an_island_however_short(tmp_path: Path) -> None:
    network = town(tmp_path, line(0, 30), ([1, 2], STREET))

    assert island_lengths(network) == pytest.approx([0.03])
    assert network.facts["walk"].fragments == 0


def test_a_street_that_cannot_be_driven_back_is_no_part_of_the_island(tmp_path: Path) -> None:
    network = town(tmp_path, line(0, 1500, 1900), ([1, 2], STREET), ([2, 3], STREET | {"oneway": "yes"}))

    facts = network.facts["drive"]
    assert facts.islands_km == pytest.approx([1.5], abs=1e-3)
    assert facts.fragments == 1
    assert facts.fragments_km == pytest.approx(0.4, abs=1e-3)
    assert network.facts["walk"].islands_km == pytest.approx([1.9], abs=1e-3)


def test_of_an_island_every_place_is_reached_from_every_other(tmp_path: Path) -> None:
    random = np.random.default_rng(4)
    points = {number: tuple(random.uniform(0, 0.01, 2)) for number in range(1, 60)}
    ways = [(random.choice(59, 2, replace=False) + 1, STREET | {"oneway": "yes"}) for _ in range(90)]

    network = town(tmp_path, points, *((refs.tolist(), tags) for refs, tags in ways))

    graph, island = network.graphs["drive"], network.island["drive"]
    steps = csr_array((graph.cost_dm + 1.0, graph.head, graph.first), shape=(len(island),) * 2)
    reached = np.isfinite(dijkstra(steps))
    mutual = reached & reached.T
    for number in range(island.max() + 1):
        (members,) = np.nonzero(island == number)
        assert mutual[np.ix_(members, members)].all()
        assert not mutual[np.ix_(members, np.flatnonzero(island != number))].any()


def test_the_extent_is_the_hull_of_the_streets_within_the_box_of_the_file(tmp_path: Path) -> None:
    points = {1: (0.0, 0.0), 2: (0.02, 0.0), 3: (0.0, 0.02)}
    way = ([1, 2, 3, 1], STREET)

    whole = town(tmp_path, points, way)
    boxed = town(tmp_path, points, way, box=(0.0, 0.0, 0.01, 0.05))

    assert whole.extent.area == pytest.approx(0.0002)
    assert boxed.extent.area == pytest.approx(0.00015)
    assert boxed.extent.bounds == pytest.approx((0, 0, 0.01, 0.02))


def test_a_straight_street_alone_has_an_extent(tmp_path: Path) -> None:
    assert town(tmp_path, line(0, 30), ([1, 2], STREET)).extent.area > 0
