import math

import numpy as np
import pytest
from geographiclib.geodesic import Geodesic
from hypothesis import given
from hypothesis import strategies as st
from pyproj import CRS, Transformer
from shapely.geometry import LineString, MultiPolygon, Point, Polygon, box

from stations import geo
from stations.errors import InputError

EQUATOR_RADIUS_M = 6_378_137.0
EARTH_AREA_KM2 = 510_065_621.724  # WGS84, as in Karney (2013), "Algorithms for geodesics"

LON = st.floats(-180, 180)
LAT = st.floats(-90, 90)


@pytest.mark.parametrize(("lon", "lat"), [(113.6, 34.7), (-180, -90), (180, 90), (0, 0), (89, 90)])
def test_a_place_on_earth_passes(lon: float, lat: float) -> None:
    geo.check_lon_lat(lon, lat)


@pytest.mark.parametrize(
    ("lon", "lat", "field"),
    [
        (math.nan, 34.7, "lon"),
        (113.6, math.nan, "lat"),
        (math.inf, 34.7, "lon"),
        (113.6, -math.inf, "lat"),
        (180.1, 34.7, "lon"),
        (-200, 34.7, "lon"),
        (113.6, 90.1, "lat"),
        (113.6, -121, "lat"),
        (31, 181, "lat"),
    ],
)
def test_a_point_outside_the_world_names_the_field_at_fault(lon: float, lat: float, field: str) -> None:
    with pytest.raises(InputError) as caught:
        geo.check_lon_lat(lon, lat)

    assert caught.value.field == field
    assert "颠倒" not in caught.value.text.zh


@pytest.mark.parametrize(("lon", "lat"), [(31.2, 121.5), (-33.9, 151.2), (40, -116)])
def test_swapped_axes_are_called_swapped(lon: float, lat: float) -> None:
    with pytest.raises(InputError) as caught:
        geo.check_lon_lat(lon, lat)

    assert "颠倒" in caught.value.text.zh
    assert "swapped" in caught.value.text.en
    assert caught.value.field == "lat"


@given(LON, LAT, LON, LAT)
def test_distance_agrees_with_geographiclib(lon1: float, lat1: float, lon2: float, lat2: float) -> None:
    expected_m = Geodesic.WGS84.Inverse(lat1, lon1, lat2, lon2)["s12"]

    distance_m = geo.distance_m(lon1, lat1, lon2, lat2)

    assert distance_m == pytest.approx(expected_m, abs=1e-6)


def test_a_degree_of_the_equator_is_its_share_of_the_circle() -> None:
    assert geo.distance_m(179.5, 0, -179.5, 0) == pytest.approx(math.radians(1) * EQUATOR_RADIUS_M, abs=1e-6)


def test_distances_are_broadcast_and_keep_their_shape() -> None:
    lon = np.array([[0.0, 1.0], [2.0, 3.0]])

    distances_m = geo.distance_m(lon, 0.0, 0.0, 0.0)

    assert distances_m == pytest.approx(np.radians(lon) * EQUATOR_RADIUS_M, abs=1e-6)


def test_a_distance_to_nowhere_is_nan() -> None:
    assert math.isnan(geo.distance_m(math.nan, 0, 0, 0))


def test_an_eighth_of_the_earth_has_an_eighth_of_its_area() -> None:
    octant = Polygon([(0, 0), (90, 0), (0, 90)])

    assert geo.geodesic_area_km2(octant) == pytest.approx(EARTH_AREA_KM2 / 8, rel=1e-9)


def test_area_agrees_with_geographiclib() -> None:
    corners = [(113.5, 34.6), (113.8, 34.65), (113.9, 34.9), (113.55, 34.85)]
    by_geographiclib = Geodesic.WGS84.Polygon()
    for lon, lat in corners:
        by_geographiclib.AddPoint(lat, lon)

    area_km2 = geo.geodesic_area_km2(Polygon(corners))

    assert area_km2 == pytest.approx(by_geographiclib.Compute()[2] / 1e6, rel=1e-9)


@pytest.mark.parametrize("turn_shell", [False, True])
@pytest.mark.parametrize("turn_hole", [False, True])
def test_a_hole_is_taken_out_whichever_way_the_rings_run(*, turn_shell: bool, turn_hole: bool) -> None:
    shell, hole = box(113, 34, 114, 35).exterior, box(113.2, 34.2, 113.6, 34.6).exterior
    expected_km2 = geo.geodesic_area_km2(Polygon(shell)) - geo.geodesic_area_km2(Polygon(hole))
    holed = Polygon(shell.reverse() if turn_shell else shell, [hole.reverse() if turn_hole else hole])

    area_km2 = geo.geodesic_area_km2(holed)

    assert area_km2 == pytest.approx(expected_km2, rel=1e-12)


def test_parts_add_up_even_when_their_rings_run_against_each_other() -> None:
    west, east = box(113, 34, 114, 35), box(115, 34, 116, 35).reverse()

    area_km2 = geo.geodesic_area_km2(MultiPolygon([west, east]))

    assert area_km2 == pytest.approx(2 * geo.geodesic_area_km2(west), rel=1e-9)


@pytest.mark.parametrize("bare", [Point(113, 34), LineString([(113, 34), (114, 35)]), Polygon()])
def test_what_has_no_area_covers_none(bare: Point | LineString | Polygon) -> None:
    assert geo.geodesic_area_km2(bare) == 0


@pytest.mark.parametrize(("lon", "lat"), [(121.5, 31.2), (87.6, 43.8), (0, -60), (179.9, 0)])
@pytest.mark.parametrize(("within_m", "off_m", "off_share"), [(20_000, 0.2, 2e-6), (250_000, 20, 2e-4)])
def test_local_metres_are_those_of_an_equal_area_projection_nearly_true_to_length(
    lon: float, lat: float, within_m: float, off_m: float, off_share: float
) -> None:
    random = np.random.default_rng(7)
    far = random.uniform(0, within_m, 500)
    x, y, _ = geo.ELLIPSOID.fwd(np.full(500, lon), np.full(500, lat), random.uniform(0, 360, 500), far)
    crs = CRS.from_dict({"proj": "laea", "lon_0": lon, "lat_0": lat, "datum": "WGS84"})
    to_metres = Transformer.from_crs(4326, crs, always_xy=True)

    found = geo.local_metres(x, y, around=(lon, lat))

    assert np.abs(found - np.column_stack(to_metres.transform(x, y))).max() < off_m
    lengths_m = np.hypot(*np.diff(found, axis=0).T)
    assert lengths_m == pytest.approx(geo.distance_m(x[:-1], y[:-1], x[1:], y[1:]), rel=off_share)


def test_the_place_that_is_measured_around_is_where_both_metres_are_nothing() -> None:
    assert geo.local_metres([121.5], [31.2], around=(121.5, 31.2)).tolist() == [[0, 0]]


@pytest.mark.parametrize("lat", [0.0, 31.2, -53.0])
def test_a_wider_box_holds_all_that_is_so_near(lat: float) -> None:
    west, south, east, north = geo.widened((121.0, lat, 121.5, lat + 0.5), 100_000)

    for lon, edge_lat in ((121.0, lat), (121.5, lat), (121.0, lat + 0.5), (121.5, lat + 0.5)):
        x, y, _ = geo.ELLIPSOID.fwd(np.full(360, lon), np.full(360, edge_lat), np.arange(360), np.full(360, 100_000))
        assert ((x >= west) & (x <= east) & (y >= south) & (y <= north)).all()
