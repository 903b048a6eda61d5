"""Boxes in a caller's datum."""

import numpy as np
import pytest

from api.boxes import Box, around_in_wgs84, parse
from api.coordinates import Crs
from stations import datum


@pytest.mark.parametrize("crs", ["gcj02", "bd09"])
def test_the_box_in_wgs84_holds_every_place_of_the_box_asked_for(crs: Crs) -> None:
    chance = np.random.default_rng(20260301)
    lon, lat = chance.uniform(72, 137, 4000), chance.uniform(2, 55, 4000)  # China, its borders, and what lies around
    shifted_lon, shifted_lat = datum.convert(lon, lat, source="wgs84", target=crs)
    left, down, right, up = 10 ** chance.uniform(-6, 1, (4, 4000))  # from a handsbreadth to ten degrees

    for n in range(4000):
        x, y = float(shifted_lon[n]), float(shifted_lat[n])
        box = Box(x - left[n], y - down[n], x + right[n], y + up[n])

        assert around_in_wgs84(box, crs=crs).holds(lon=float(lon[n]), lat=float(lat[n])), box


def test_a_small_box_in_china_is_not_widened_by_much() -> None:
    box = Box(116.39, 39.90, 116.40, 39.91)  # 0.85 km by 1.1 km

    around = around_in_wgs84(box, crs="gcj02")

    assert around.east - around.west < 0.02
    assert around.north - around.south < 0.02


def test_a_box_in_wgs84_stays_as_it_is() -> None:
    assert around_in_wgs84(Box(1, 2, 3, 4), crs="wgs84") == Box(1, 2, 3, 4)


def test_a_box_never_leaves_the_world() -> None:
    assert around_in_wgs84(Box(-180, -90, 180, 90), crs="bd09") == Box(-180, -90, 180, 90)


def test_a_box_across_the_antimeridian_holds_what_lies_beyond_both_edges() -> None:
    box = parse("170, -10, -170, 10")

    assert [box.holds(lon=lon, lat=0) for lon in (169, 170, 180, -180, -170, -169, 0)] == [
        False, True, True, True, True, False, False
    ]  # fmt: skip
