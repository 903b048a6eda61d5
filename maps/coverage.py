"""How much of each district lies within a straight line of a station."""

from geopandas import GeoDataFrame, GeoSeries
from pandas import DataFrame
from pyproj import CRS
from shapely import MultiPolygon, Polygon

from maps.picture import WGS84

QUAD_SEGS = 32  # a circle of 128 sides: 0.04 % less area than a true one
DRAWN_QUAD_SEGS = 8  # 32 sides: 5 m inside a circle of 1 km, less than a pixel


def metric_crs(districts: GeoDataFrame) -> CRS:
    """Return an equal-area CRS in metres centred on the districts.

    Lambert azimuthal: areas are true; distances err by under 0.01 % within 150 km of the centre.
    """
    west, south, east, north = districts.total_bounds
    lon, lat = (west + east) / 2, (south + north) / 2
    return CRS.from_proj4(f"+proj=laea +lon_0={lon:.4f} +lat_0={lat:.4f} +datum=WGS84 +units=m +no_defs")


def reach(stations: GeoDataFrame, *, radius_m: float, crs: CRS, quad_segs: int = QUAD_SEGS) -> Polygon | MultiPolygon:
    """Return the ground within a straight line of any station, in a metric CRS; an empty area when there is none."""
    ground: Polygon | MultiPolygon = stations.geometry.to_crs(crs).buffer(radius_m, quad_segs=quad_segs).union_all()
    return ground


def covered(districts: GeoDataFrame, stations: GeoDataFrame, *, radius_m: float) -> DataFrame:
    """Return `adcode, area_km2, covered_km2, covered_share` of every district, in its order and under its index.

    Straight line, whatever lies between; stations outside a district serve it too. Areas are of polygons whose edges
    are straight in the projection and lie within 0.1 % of geodesic ones.
    """
    crs = metric_crs(districts)
    areas = districts.geometry.to_crs(crs)
    area_km2 = areas.area / 1e6
    covered_km2 = areas.intersection(reach(stations, radius_m=radius_m, crs=crs)).area / 1e6
    return DataFrame(
        {
            "adcode": districts["adcode"],
            "area_km2": area_km2,
            "covered_km2": covered_km2,
            "covered_share": covered_km2 / area_km2,
        }
    )


def outline(districts: GeoDataFrame, stations: GeoDataFrame, *, radius_m: float) -> GeoSeries:
    """Return the ground reached, cut to the districts, as one row in EPSG:4326 for drawing; no row for nothing."""
    crs = metric_crs(districts)
    ground = reach(stations, radius_m=radius_m, crs=crs, quad_segs=DRAWN_QUAD_SEGS)
    land = districts.geometry.to_crs(crs).union_all()
    cut = GeoSeries([ground.intersection(land)], crs=crs)
    return cut[~cut.is_empty].to_crs(WGS84)
