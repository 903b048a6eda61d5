"""The files at hand, against distances that others computed."""

import csv
from pathlib import Path

import numpy as np
import pytest
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra

from maps.engine.arrays import NOWHERE, Graph
from maps.osm import reading
from maps.osm.tags import BOTH, CLASSES, FORWARD
from maps.osm.ways import Ways
from maps.streets import Network, snap
from maps.streets.building import build
from stations import geo
from stations.search import MODES

BUND, LUJIAZUI = (121.4868571, 31.2363437), (121.4971246, 31.2416709)
"""The points of the file 1,143 m apart, on either side of the river, that lie about 5,076 m apart for a car."""


@pytest.fixture(scope="module")
def ways(shared_data: Path) -> Ways:
    return reading.read(shared_data / "networks/shanghai-center-2025.osm.pbf")


@pytest.fixture(scope="module")
def shanghai(ways: Ways) -> Network:
    return build(ways)


def distances_m(graph: Graph, tail: int) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """Return metres from a node to all, by SciPy; arcs of no length are given a hair, or it would not see them."""
    nodes = len(graph.first) - 1
    steps = csr_array((np.maximum(graph.cost_dm, 1e-6), graph.head, graph.first), shape=(nodes, nodes))
    return np.asarray(dijkstra(steps, indices=tail)) / 10


def node_at(network: Network, osm_node: int) -> int:
    (node,) = np.flatnonzero(network.osm_node == osm_node)
    return int(node)


def reference(shared_data: Path) -> list[tuple[int, int, float]]:
    with (shared_data / "networks/shanghai_center_distances.csv").open(encoding="utf-8") as file:
        return [
            (int(row["from_osm_node"]), int(row["to_osm_node"]), float(row["network_undirected_m"]))
            for row in csv.DictReader(file)
        ]


def test_two_hundred_undirected_distances_are_those_computed_by_another_hand(shared_data: Path, ways: Ways) -> None:
    open_to_all = build(ways._replace(passage=np.full_like(ways.passage, BOTH)))
    pairs = reference(shared_data)

    from_m = {tail: distances_m(open_to_all.graphs["walk"], node_at(open_to_all, tail)) for tail, _, _ in pairs}

    found = [from_m[tail][node_at(open_to_all, head)] for tail, head, _ in pairs]
    assert len(pairs) == 200
    assert found == pytest.approx([metres for _, _, metres in pairs], rel=0.0005)  # ten times as close as demanded


def test_on_foot_no_way_is_shorter_than_with_every_street_open(shared_data: Path, shanghai: Network) -> None:
    held = set(shanghai.osm_node.tolist())
    pairs = [(tail, head, metres) for tail, head, metres in reference(shared_data) if {tail, head} <= held]
    from_m = {tail: distances_m(shanghai.graphs["walk"], node_at(shanghai, tail)) for tail, _, _ in pairs}

    found = np.array([from_m[tail][node_at(shanghai, head)] for tail, head, _ in pairs])

    expected = np.array([metres for _, _, metres in pairs])
    assert (found > expected * 0.9995).all()
    assert np.count_nonzero(found < expected * 1.005) > 150  # the others would lead through tunnels closed to walkers


def test_by_car_lujiazui_is_over_four_times_as_far_from_the_bund_as_it_looks(ways: Ways) -> None:
    as_fast = np.full_like(ways.drive_m_s, MODES["drive"].speed_m_s)  # so that costs are metres
    network = build(ways._replace(drive_m_s=as_fast))
    tail, head = (int(np.argmin(np.hypot(network.lon - lon, network.lat - lat))) for lon, lat in (BUND, LUJIAZUI))

    by_street_m = distances_m(network.graphs["drive"], tail)[head]

    straight_m = geo.distance_m(lon1=BUND[0], lat1=BUND[1], lon2=LUJIAZUI[0], lat2=LUJIAZUI[1])
    assert straight_m == pytest.approx(1143, abs=1)
    assert by_street_m == pytest.approx(5076, rel=0.002)


def test_on_foot_the_river_parts_the_city_and_each_bank_snaps_to_its_own_streets(shanghai: Network) -> None:
    banks = snap(shanghai, "walk", lon=np.array([BUND[0], 121.5025]), lat=np.array([BUND[1], 31.2393]), limit_m=200)

    assert shanghai.island["walk"][banks.node].tolist() == [0, 1]  # the tunnels say foot=no
    assert len(shanghai.facts["walk"].islands_km) == 2
    assert np.isinf(distances_m(shanghai.graphs["walk"], int(banks.node[0]))[banks.node[1]])


@pytest.mark.parametrize(("file", "inside"), [("beijing-tsinghua-2017", (116.32, 40.0)), ("Helsinki", (24.945, 60.17))])
def test_files_with_footways_are_networks_that_hang_together(
    shared_data: Path, file: str, inside: tuple[float, float]
) -> None:
    network = build(reading.read(shared_data / f"networks/{file}.osm.pbf"))

    found = snap(network, "walk", lon=np.array([inside[0]]), lat=np.array([inside[1]]), limit_m=200)

    assert found.node[0] != NOWHERE
    assert (network.left_out > 0) == (file == "Helsinki")  # whose streets were cut off at the box
    assert network.facts["walk"].km > network.facts["ebike"].km > network.facts["drive"].km
    assert network.facts["walk"].islands_km[0] > 0.95 * network.facts["walk"].km


def test_every_street_of_a_real_file_has_a_passage_that_its_class_allows(ways: Ways) -> None:
    kinds = [ways.words[kind] for kind in ways.kind]

    assert set(kinds) <= CLASSES.keys()
    assert set(np.unique(ways.passage).tolist()) <= {0, FORWARD, BOTH - FORWARD, BOTH}
