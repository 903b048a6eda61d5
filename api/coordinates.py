"""Coordinates between the datum a caller asks in and the WGS84 we store."""

from collections.abc import Iterable
from typing import Any, Literal

import numpy as np

from stations import datum, geo

Crs = Literal["wgs84", "gcj02", "bd09"]
LonLat = tuple[float, float]

DECIMALS = 7  # of a degree: a centimetre
FINEST = 12  # a tenth of a micrometre; PostgreSQL refuses to square 1e-200


def to_wgs84(lon: float, lat: float, *, crs: Crs) -> LonLat:
    """Return a caller's point in WGS84; raise `InputError` unless it is a place on Earth."""
    geo.check_lon_lat(lon=lon, lat=lat)
    if crs != "wgs84":  # most ask in WGS84, and looking whether there is anything to convert takes as long as searching
        lon, lat = datum.convert(lon, lat, source=crs, target="wgs84")
    return round(lon, FINEST), round(lat, FINEST)


def from_wgs84(points: Iterable[LonLat], *, crs: Crs) -> list[LonLat]:
    """Return WGS84 points in a caller's datum, in their order."""
    given = np.array(list(points), dtype=np.float64).reshape(-1, 2)
    lon, lat = datum.convert(given[:, 0], given[:, 1], source="wgs84", target=crs)
    return list(zip(lon.round(DECIMALS).tolist(), lat.round(DECIMALS).tolist(), strict=True))


def nested_from_wgs84(coordinates: list[Any], *, crs: Crs) -> list[Any]:
    """Return the coordinates of any GeoJSON geometry, nested as they were, in a caller's datum."""
    if isinstance(coordinates[0][0], int | float):
        return from_wgs84(((lon, lat) for lon, lat in coordinates), crs=crs)
    return [nested_from_wgs84(part, crs=crs) for part in coordinates]
