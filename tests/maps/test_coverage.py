from math import pi
from pathlib import Path

import geopandas
import pytest
from pyproj import Geod
from shapely import Point, box
from shapely.geometry.base import BaseGeometry

from maps import coverage
from tests.maps.pictures import EAST, WEST, district, districts, station, stations

GEOD = Geod(ellps="WGS84")


def geodesic_km2(area: BaseGeometry) -> float:
    """Return the area on the ellipsoid, each edge cut into short pieces of the parallel or meridian it follows."""
    square_m, _ = GEOD.geometry_area_perimeter(area.segmentize(0.001))
    return abs(square_m) / 1e6


def test_areas_are_those_of_the_ellipsoid() -> None:
    found = coverage.covered(districts(), stations(), radius_m=500)

    assert list(found["area_km2"]) == pytest.approx([geodesic_km2(WEST), geodesic_km2(EAST)], rel=1e-3)


def test_real_districts_have_the_area_of_the_ellipsoid(shared_data: Path) -> None:
    real = geopandas.read_file(shared_data / "boundaries" / "districts_tianditu_wgs84.geojson")
    beijing = real[real["city_adcode"].astype(str) == "110000"].rename(columns={"district_adcode": "adcode"})

    found = coverage.covered(beijing, stations(), radius_m=500)

    assert list(found["area_km2"]) == pytest.approx([geodesic_km2(area) for area in beijing.geometry], rel=1e-3)


def test_one_station_covers_a_circle_short_of_its_corners_only() -> None:
    found = coverage.covered(districts(), stations(station()), radius_m=1000)

    circle_km2 = pi
    assert found["covered_km2"][0] == pytest.approx(circle_km2, rel=1e-3)
    assert found["covered_km2"][0] < circle_km2
    assert found["covered_share"][0] == pytest.approx(circle_km2 / geodesic_km2(WEST), rel=2e-3)
    assert found["covered_share"][1] == 0


def test_two_stations_at_one_place_cover_no_more_than_one() -> None:
    once = coverage.covered(districts(), stations(station()), radius_m=800)
    twice = coverage.covered(districts(), stations(station(), station(id=2)), radius_m=800)

    assert list(once["covered_km2"]) == list(twice["covered_km2"])


def test_a_station_on_the_border_serves_half_a_circle_on_either_side() -> None:
    on_border = stations(station(geometry=Point(113.70, 34.75)))

    found = coverage.covered(districts(), on_border, radius_m=1000)

    assert list(found["covered_km2"]) == pytest.approx([pi / 2, pi / 2], rel=2e-3)


def test_a_station_outside_every_district_serves_those_in_reach() -> None:
    beyond = stations(station(geometry=Point(113.5999, 34.75)))  # 9 m west of the western square

    found = coverage.covered(districts(), beyond, radius_m=1000)

    assert found["covered_km2"][0] == pytest.approx(pi / 2 - 2 * 0.00916, rel=2e-3)


def test_without_stations_nothing_is_covered() -> None:
    found = coverage.covered(districts(), stations(), radius_m=500)

    assert list(found["covered_share"]) == [0, 0]


def test_the_frames_given_are_left_as_they_were() -> None:
    areas, points = districts(), stations(station())
    before = areas.copy(), points.copy()

    coverage.covered(areas, points, radius_m=500)

    assert areas.equals(before[0])
    assert points.equals(before[1])


def test_the_outline_is_cut_to_the_districts() -> None:
    beyond = stations(station(geometry=Point(113.5999, 34.75)))

    outline = coverage.outline(districts(), beyond, radius_m=1000)

    assert len(outline) == 1
    assert box(113.599999, 34.69, 113.81, 34.81).covers(outline.iloc[0])


def test_the_outline_of_nothing_has_no_row() -> None:
    assert coverage.outline(districts(district()), stations(), radius_m=500).empty
