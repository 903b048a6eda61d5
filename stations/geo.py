"""Points on the WGS84 ellipsoid: are they on Earth, how far apart, how much ground, in which metres."""

from math import cos, isfinite, radians
from typing import overload

import numpy as np
import shapely
from numpy.typing import ArrayLike, NDArray
from pyproj import Geod
from shapely.geometry.base import BaseGeometry

from stations.errors import InputError

ELLIPSOID = Geod(ellps="WGS84")
M2_PER_KM2 = 1e6
MOST_LON, MOST_LAT = 180, 90
DEGREE_M = 110_574.0  # of latitude at the equator, where it is shortest: boxes made with it are rather too large

Box = tuple[float, float, float, float]
"""West, south, east, north in WGS84 degrees."""


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


def local_metres(lon: ArrayLike, lat: ArrayLike, *, around: tuple[float, float]) -> NDArray[np.float64]:
    """Return (n, 2) metres east and north of a place (lon, lat) of WGS84 points, without PROJ as `earth_centred` is.

    A point lies in its direction on the tangent plane, as far off as the chord to it is long: Lambert's azimuthal
    equal-area projection but for the flattening, 0.2 m from it at 20 km. Lengths are 0.02 % off at 250 km.
    """
    east, north = np.radians(around)
    axes = np.array(
        [
            [-np.sin(east), np.cos(east), 0.0],
            [-np.sin(north) * np.cos(east), -np.sin(north) * np.sin(east), np.cos(north)],
        ]
    )
    chord = earth_centred(lon, lat) - earth_centred(*around)
    flat = chord @ axes.T
    level_m = np.hypot(*flat.T)
    stretch = np.divide(np.linalg.norm(chord, axis=1), level_m, out=np.ones_like(level_m), where=level_m > 0)
    return np.asarray(flat * stretch[:, None])


def widened(box: Box, margin_m: float) -> Box:
    """Return a box that holds at least what lies within so many metres of another; not made for the poles."""
    west, south, east, north = box
    up = margin_m / DEGREE_M
    across = up / max(cos(radians(min(max(abs(south), abs(north)) + up, MOST_LAT))), 0.01)
    return west - across, south - up, east + across, north + up


def geodesic_area_km2(geometry: BaseGeometry) -> float:
    """Return the ground that polygons in WGS84 cover, whichever way their rings run; other geometry covers none."""
    area_m2, _ = ELLIPSOID.geometry_area_perimeter(shapely.orient_polygons(geometry))
    return abs(area_m2) / M2_PER_KM2
