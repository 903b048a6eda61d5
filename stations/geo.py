"""Points on the WGS84 ellipsoid: are they on Earth, how far apart, how much ground, in which metres."""

from math import isfinite
from typing import overload

import numpy as np
import shapely
from numpy.typing import ArrayLike, NDArray
from pyproj import CRS, Geod
from shapely.geometry.base import BaseGeometry

from stations.errors import InputError

ELLIPSOID = Geod(ellps="WGS84")
M2_PER_KM2 = 1e6
MOST_LON, MOST_LAT = 180, 90


def check_lon_lat(lon: float, lat: float) -> None:
    """Raise `InputError` unless the degrees are a place on Earth; say so where the two look swapped."""
    if abs(lon) <= MOST_LON and abs(lat) <= MOST_LAT:
        return
    for name, degrees in (("lon", lon), ("lat", lat)):
        if not isfinite(degrees):
            raise InputError(
                f"{name} 必须是数字，不能是 {degrees}。", f"{name} must be a number, not {degrees}.", field=name
            )
    if abs(lon) <= MOST_LAT < abs(lat) <= MOST_LON:
        raise InputError(
            f"经纬度似乎颠倒了：lon={lon:g}，lat={lat:g}；lon 是经度，lat 是纬度。",
            f"lon and lat look swapped: lon={lon:g}, lat={lat:g}; lon is the longitude, lat the latitude.",
            field="lat",
        )
    for name, degrees, most in (("lon", lon, MOST_LON), ("lat", lat, MOST_LAT)):
        if abs(degrees) > most:
            raise InputError(
                f"{name}={degrees:g} 不在地球上：必须在 -{most} 到 {most} 之间。",
                f"{name}={degrees:g} is not on Earth: it must lie between -{most} and {most}.",
                field=name,
            )


@overload
def distance_m(lon1: float, lat1: float, lon2: float, lat2: float) -> float: ...
@overload
def distance_m(lon1: ArrayLike, lat1: ArrayLike, lon2: ArrayLike, lat2: ArrayLike) -> NDArray[np.float64]: ...
def distance_m(lon1: ArrayLike, lat1: ArrayLike, lon2: ArrayLike, lat2: ArrayLike) -> float | NDArray[np.float64]:
    """Return geodesic metres between WGS84 points; shapes are broadcast, numbers alone give a number."""
    from_lon, from_lat, to_lon, to_lat = np.broadcast_arrays(lon1, lat1, lon2, lat2)
    metres = np.asarray(ELLIPSOID.inv(from_lon, from_lat, to_lon, to_lat)[2], dtype=np.float64)
    return metres if metres.ndim else float(metres)


def earth_centred(lon: ArrayLike, lat: ArrayLike) -> NDArray[np.float64]:
    """Return (n, 3) metres from the centre of the earth (EPSG:4978) of WGS84 points on the ellipsoid.

    Without PROJ: to begin in a new thread takes that 40 ms, and every caller of the worker is one.
    """
    east, north = np.radians(lon), np.radians(lat)
    normal_m = ELLIPSOID.a / np.sqrt(1 - ELLIPSOID.es * np.sin(north) ** 2)
    level_m = normal_m * np.cos(north)
    up_m = normal_m * (1 - ELLIPSOID.es) * np.sin(north)
    return np.column_stack([level_m * np.cos(east), level_m * np.sin(east), up_m])


def geodesic_area_km2(geometry: BaseGeometry) -> float:
    """Return the ground that polygons in WGS84 cover, whichever way their rings run; other geometry covers none."""
    area_m2, _ = ELLIPSOID.geometry_area_perimeter(shapely.orient_polygons(geometry))
    return abs(area_m2) / M2_PER_KM2


def local_crs(lon: float, lat: float) -> CRS:
    """Return a CRS of metres around a WGS84 point: Lambert azimuthal equal-area, lengths 0.02 % off at 250 km."""
    return CRS.from_dict({"proj": "laea", "lon_0": lon, "lat_0": lat, "datum": "WGS84", "units": "m"})
