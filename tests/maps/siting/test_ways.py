"""The same places, straight on, with a detour, and along streets."""

from pathlib import Path

import numpy as np

from maps.siting import ways
from maps.siting.reach import Reach
from maps.siting.ways import Way
from tests.maps.streets.towns import STREET, degrees, town

BANKS = {1: (0.0, 0.0), 2: (degrees(1000), 0.0), 3: (degrees(1000), degrees(200)), 4: (0.0, degrees(200))}


def as_sets(found: Reach) -> list[list[int]]:
    return [found.point[one:two].tolist() for one, two in zip(found.first[:-1], found.first[1:], strict=True)]


def test_along_streets_the_other_bank_is_as_far_as_the_bridge_makes_it(tmp_path: Path) -> None:
    network = town(tmp_path, BANKS, ([1, 2, 3, 4], STREET))  # 1 and 4 face each other; the bridge is 1 km away
    sites = np.array([BANKS[1], [degrees(50_000), 0.0]])
    points = np.array([BANKS[4], BANKS[2], [0.0, degrees(20_000)]])

    straight, _ = ways.reached(sites, points, Way(1001.0))
    street, too_far = ways.reached(sites, points, Way(1001.0, network=network))
    whole, _ = ways.reached(sites, points, Way(2300.0, network=network))

    assert as_sets(straight) == [[0, 1], []]
    assert as_sets(street) == [[1], []]
    assert as_sets(whole) == [[0, 1], []]
    assert too_far == 1


def test_a_detour_brings_the_limit_nearer() -> None:
    site, points = np.zeros((1, 2)), np.array([[100.0, 0.0], [125.0, 0.0], [126.0, 0.0]])

    found, _ = ways.reached(site, points, Way(162.5, planar=True, detour=1.3))

    assert as_sets(found) == [[0, 1]]


def test_every_way_says_in_both_languages_what_it_is(tmp_path: Path) -> None:
    network = town(tmp_path, BANKS, ([1, 2, 3, 4], STREET))

    labels = [Way(1.0).label, Way(1.0, planar=True, detour=1.3).label, Way(1.0, network=network, mode="ebike").label]

    assert [label.zh for label in labels] == ["直线（椭球面）", "直线 × 1.3（平面）", "沿道路（电动自行车）"]
    assert [label.en for label in labels] == [
        "straight line (on the ellipsoid)",
        "straight line × 1.3 (on a plane)",
        "along streets (by e-bike)",
    ]


def test_no_limit_lets_a_search_run_beyond_all_streets(tmp_path: Path) -> None:
    network = town(tmp_path, BANKS, ([1, 2, 3, 4], STREET))
    sites, points = np.array([BANKS[1]]), np.array([BANKS[4], [0.0, degrees(600)]])

    found, too_far = ways.reached(sites, points, Way(1e12, network=network))

    assert (as_sets(found), too_far) == ([[0, 1]], 0)
