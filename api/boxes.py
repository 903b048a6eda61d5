"""Boxes in a caller's datum: read from text, put around the same ground in WGS84, asked what lies in them."""

from typing import NamedTuple

import numpy as np

from api.coordinates import Crs
from stations import datum, geo
from stations.errors import InputError

MOST_SHIFT = 0.1  # degrees; no datum moves a point as far, see `stations.datum`
MOST_BEND = 0.01  # how much the shift changes, at most, as a share of the way


class Box(NamedTuple):
    """A box in degrees; west > east crosses the antimeridian."""

    west: float
    south: float
    east: float
    north: float

    def holds(self, lon: float, lat: float) -> bool:
        """Tell whether a point lies in the box or on its edge."""
        if not self.south <= lat <= self.north:
            return False
        if self.west <= self.east:
            return self.west <= lon <= self.east
        return lon >= self.west or lon <= self.east


def parse(text: str) -> Box:
    """Return the box that `west,south,east,north` names; raise `InputError` where it is none."""
    try:
        box = Box(*(float(part) for part in text.split(",")))
    except (TypeError, ValueError):
        raise InputError(
            "bbox 应为四个数字：西,南,东,北，例如 116.3,39.8,116.5,40.0。",
            "bbox must be four numbers: west,south,east,north, for example 116.3,39.8,116.5,40.0.",
            field="bbox",
        ) from None
    for lon, lat in ((box.west, box.south), (box.east, box.north)):
        _check(lon=lon, lat=lat)
    if box.south > box.north:
        raise InputError(
            "bbox 的南界高于北界：次序应为西,南,东,北。",
            "bbox has its south above its north: the order is west,south,east,north.",
            field="bbox",
        )
    return box


def around_in_wgs84(box: Box, *, crs: Crs) -> Box:
    """Return a WGS84 box that holds every place whose coordinates in `crs` lie in a box, and little more."""
    if crs == "wgs84":
        return box
    if box.west > box.east:
        return _within_world(-180, box.south - MOST_SHIFT, 180, box.north + MOST_SHIFT)
    lon, lat = np.array([(x, y) for x in (box.west, box.east) for y in (box.south, box.north)]).T
    wgs84_lon, wgs84_lat = datum.convert(lon, lat, source=crs, target="wgs84")
    east_by, north_by = wgs84_lon - lon, wgs84_lat - lat
    side = max(box.east - box.west, box.north - box.south)
    # where a corner is not shifted, the edge of all that is shifted passes through the box: the shift ends there
    margin = min(MOST_SHIFT, 2 * MOST_BEND * side) if np.all(east_by != 0) else MOST_SHIFT
    return _within_world(
        box.west + min(0, *east_by) - margin,
        box.south + min(0, *north_by) - margin,
        box.east + max(0, *east_by) + margin,
        box.north + max(0, *north_by) + margin,
    )


def _within_world(west: float, south: float, east: float, north: float) -> Box:
    return Box(max(float(west), -180), max(float(south), -90), min(float(east), 180), min(float(north), 90))


def _check(*, lon: float, lat: float) -> None:
    try:
        geo.check_lon_lat(lon=lon, lat=lat)
    except InputError as error:
        raise InputError(*error.text, field="bbox") from None
