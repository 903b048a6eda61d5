from pathlib import Path

import numpy as np
import pytest
from geographiclib.geodesic import Geodesic

from maps.engine.arrays import NOWHERE, UNREACHED_DM
from maps.streets import snap
from tests.maps.streets.towns import STREET, degrees, line, town

LAT = degrees(100)  # a hundred metres north of the equator, nearly


def test_places_go_to_the_nearest_node_by_the_geodesic(tmp_path: Path) -> None:
    random = np.random.default_rng(7)
    points = {number: (121.5 + random.uniform(0, 0.02), 31.2 + random.uniform(0, 0.02)) for number in range(1, 12)}
    network = town(tmp_path, points, (list(points), STREET))
    lon, lat = 121.5 + random.uniform(-0.01, 0.03, 20), 31.2 + random.uniform(-0.01, 0.03, 20)

    found = snap(network, "walk", lon=lon, lat=lat, limit_m=5000)

    for place in range(20):
        metres = [
            Geodesic.WGS84.Inverse(lat[place], lon[place], *node)["s12"]
            for node in zip(network.lat, network.lon, strict=True)
        ]
        assert found.node[place] == np.argmin(metres)
        assert found.offset_dm[place] == pytest.approx(min(metres) * 10, abs=1)


def test_a_long_street_is_near_all_along(tmp_path: Path) -> None:
    network = town(tmp_path, line(0, 999), ([1, 2], STREET))  # 20 pieces of 49.95 m

    found = snap(network, "walk", lon=np.array([degrees(9.5 * 49.95)]), lat=np.array([0.0]), limit_m=26)

    assert found.offset_dm.tolist() == [250]


def test_places_too_far_from_any_street_are_nowhere(tmp_path: Path) -> None:
    network = town(tmp_path, line(0, 30), ([1, 2], STREET))
    lon, lat = np.array([degrees(-80), degrees(-120), 180.0]), np.zeros(3)

    found = snap(network, "walk", lon=lon, lat=lat, limit_m=100)

    assert (found.node != NOWHERE).tolist() == [True, False, False]
    assert found.offset_dm.tolist() == [800, UNREACHED_DM, UNREACHED_DM]
    assert found.node.dtype == found.offset_dm.dtype == np.int32


def test_a_place_on_a_node_is_found_at_no_distance_within_no_limit(tmp_path: Path) -> None:
    network = town(tmp_path, line(0, 30), ([1, 2], STREET))

    found = snap(network, "walk", lon=network.lon, lat=network.lat, limit_m=0)

    assert found.node.tolist() == [0, 1]
    assert found.offset_dm.tolist() == [0, 0]


def test_a_fragment_is_passed_over_and_an_island_is_not(tmp_path: Path) -> None:
    river = {11: (0.0, LAT), 12: (degrees(1100), LAT), 21: (0.0, 2 * LAT), 22: (degrees(300), 2 * LAT)}
    points = {**line(0, 3000), **river}
    network = town(tmp_path, points, ([1, 2], STREET), ([11, 12], STREET), ([21, 22], STREET))

    found = snap(network, "walk", lon=np.zeros(2), lat=np.array([LAT, 2 * LAT]), limit_m=500)

    assert network.osm_node[found.node].tolist() == [11, 11]
    assert found.offset_dm[0] == 0
    assert found.offset_dm[1] == pytest.approx(1000, abs=10)


def test_each_mode_has_streets_of_its_own(tmp_path: Path) -> None:
    points = {**line(0, 30), 11: (0.0, LAT), 12: (degrees(30), LAT)}
    network = town(
        tmp_path, points, ([1, 2], {"highway": "steps"}), ([11, 12], {"highway": "motorway", "oneway": "no"})
    )
    here = np.zeros(1)

    walk = snap(network, "walk", lon=here, lat=here, limit_m=500)
    drive = snap(network, "drive", lon=here, lat=here, limit_m=500)
    ebike = snap(network, "ebike", lon=here, lat=here, limit_m=500)

    assert network.osm_node[walk.node].tolist() == [1]
    assert network.osm_node[drive.node].tolist() == [11]
    assert ebike.node.tolist() == [NOWHERE]
