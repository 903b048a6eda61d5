from pathlib import Path

import geopandas
import numpy as np
import pandas as pd
import pytest
from geopandas import GeoDataFrame
from pyproj import Geod
from shapely import box, orient_polygons

from maps import demand
from maps.demand import cells
from maps.engine.arrays import NOWHERE, Cells

GEOD = Geod(ellps="WGS84")


def districts(**areas: tuple[float, float, float, float]) -> GeoDataFrame:
    """Return districts by code (`d` and digits), each a box."""
    return GeoDataFrame(
        {"adcode": [code[1:] for code in areas]}, geometry=[box(*edges) for edges in areas.values()], crs="EPSG:4326"
    )


def centred(*places: tuple[float, float]) -> Cells:
    """Return cells that stand for themselves: only their centres count."""
    lon, lat = np.array(places, dtype=np.float64).reshape(-1, 2).T
    nothing = np.zeros(len(lon))
    return Cells(np.arange(len(lon), dtype=np.uint64), lon, lat, nothing, nothing)


def test_a_cell_is_in_the_district_of_its_centre_or_nowhere() -> None:
    frame = districts(d310102=(1, 0, 2, 1), d310101=(0, 0, 1, 1))

    found = demand.area_of(centred((1.5, 0.5), (0.5, 0.5), (3, 0.5), (0.5, 1.5)), frame)

    assert found.tolist() == [0, 1, NOWHERE, NOWHERE]
    assert found.dtype == np.int32


@pytest.mark.parametrize("order", [("d310101", "d310102"), ("d310102", "d310101")])
def test_on_a_shared_border_a_cell_belongs_to_the_lower_code(order: tuple[str, str]) -> None:
    edges = {"d310101": (0.0, 0.0, 1.0, 1.0), "d310102": (1.0, 0.0, 2.0, 1.0)}
    frame = districts(**{code: edges[code] for code in order})

    found = demand.area_of(centred((1, 0.5), (1, 0), (1, 1)), frame)

    assert frame["adcode"][found].tolist() == ["310101"] * 3


def test_the_owners_are_those_of_a_join_of_every_point_with_every_polygon(shared_data: Path) -> None:
    frame = geopandas.read_file(shared_data / "boundaries" / "districts_tianditu_wgs84.geojson")
    frame["adcode"] = frame["district_adcode"].astype(str)
    random = np.random.default_rng(6)
    own = centred(*zip(random.uniform(115, 122, 20_000), random.uniform(30, 41, 20_000), strict=True))
    points = GeoDataFrame(geometry=geopandas.points_from_xy(own.lon, own.lat), crs="EPSG:4326")
    joined = points.sjoin(frame[["adcode", "geometry"]], predicate="intersects").sort_values("adcode")
    owner = joined[~joined.index.duplicated()]["index_right"].reindex(range(20_000), fill_value=NOWHERE)

    found = demand.area_of(own, frame)

    assert found.tolist() == owner.tolist()
    assert (found >= 0).sum() > 500


def test_nearly_all_eateries_lie_in_the_district_they_name(shared_data: Path) -> None:
    frame = geopandas.read_file(shared_data / "boundaries" / "districts_tianditu_wgs84.geojson")
    frame["adcode"] = frame["district_adcode"].astype(str)
    eateries = pd.read_csv(shared_data / "demand" / "shanghai_restaurants.csv")
    own = cells.at(eateries["lon"].to_numpy(), eateries["lat"].to_numpy(), res=10)

    found = demand.area_of(cells.described(own, np.ones(len(own))), frame)

    agrees = frame["district_name"].reindex(found).to_numpy() == eateries["adname"].to_numpy()
    assert len(own) == 14_398
    assert agrees.mean() > 0.98  # the boundaries are coarse: 19 corners for 东城


def test_no_cells_and_no_districts_are_no_error() -> None:
    assert demand.area_of(centred(), districts(d310101=(0, 0, 1, 1))).tolist() == []
    assert demand.area_of(centred((0.5, 0.5)), districts()).tolist() == [NOWHERE]


def test_the_ground_of_districts_is_that_of_the_ellipsoid_to_the_width_of_a_cell() -> None:
    frame = districts(d310101=(121.4, 31.2, 121.5, 31.3), d310102=(121.5, 31.2, 121.6, 31.3))

    found = demand.area_surface(frame, source="made for a test")

    square_m = sum(GEOD.geometry_area_perimeter(orient_polygons(area))[0] for area in frame.geometry)
    assert found.total == pytest.approx(square_m / 1e6, rel=2e-3)
    assert found.cells.weight.tolist() == found.cells.area_km2.tolist()
    assert (demand.area_of(found.cells, frame) != NOWHERE).all()
    assert "No demand: ground is counted" in found.meta.method.en


def test_the_same_districts_give_the_same_surface_and_others_another() -> None:
    west, east = districts(d310101=(121.4, 31.2, 121.41, 31.21)), districts(d310101=(121.5, 31.2, 121.51, 31.21))

    first, again, other = (demand.area_surface(each, source="x").hash for each in (west, west, east))

    assert first == again != other
    assert cells.RES == 10
