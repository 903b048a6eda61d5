"""Where a row says its station is: degrees as given, or why they cannot be used."""

import re
from typing import NamedTuple

from stations.imports.reasons import Reason, held, shortened
from stations.imports.record import Record
from stations.imports.values import degrees

CHINA = (72.0, 0.8, 138.0, 56.0)  # west, south, east, north of all that maps in GCJ-02 and BD-09 show as China
NORTHERNMOST = 73.0  # no list has stations further north, and all of China's longitudes are larger
SHIFTED = ("gcj02", "bd09")
BETWEEN = re.compile(r"[,，;；\s]+")


class Point(NamedTuple):
    """Degrees in the datum of the list."""

    lon: float
    lat: float


def read_point(record: Record, *, crs: str) -> Point | Reason:
    """Return the point of a row in the datum `crs`, or the reason why the row must wait."""
    column = record.heading("lon") or record.heading("lon_lat")
    lon_text, lat_text = _texts(record)
    if not lon_text or not lat_text:
        return held(
            column, "没有坐标，请补充经度和纬度。", "There are no coordinates: please add longitude and latitude."
        )
    lon, lat = degrees(lon_text), degrees(lat_text)
    if lon is None or lat is None:
        wrong = lon_text if lon is None else lat_text
        return held(
            column if lon is None else record.heading("lat") or column,
            f"“{shortened(wrong)}”不是经纬度。",
            f"“{shortened(wrong)}” is no longitude or latitude.",
        )
    return _doubt(column, Point(lon, lat), crs) or Point(lon, lat)


def _texts(record: Record) -> tuple[str, str]:
    if record.heading("lon") and record.heading("lat"):
        return record.text("lon"), record.text("lat")
    lon, _, lat = BETWEEN.sub(" ", record.text("lon_lat").strip("()[]（）")).partition(" ")
    return lon, lat


def _doubt(column: str | None, point: Point, crs: str) -> Reason | None:
    """Return why a point cannot be meant; swapped axes are told apart from other slips."""
    shown = f"{point.lon:g}, {point.lat:g}"
    if point == (0, 0):
        return held(column, "坐标是 0, 0，等于没有填写。", "The coordinates are 0, 0, which is as good as none.")
    on_earth = abs(point.lon) <= 180 and abs(point.lat) <= 90  # noqa: PLR2004 - degrees
    usable = on_earth and (_in_china(*point) or (crs not in SHIFTED and abs(point.lat) < NORTHERNMOST))
    if usable:
        return None
    if _in_china(point.lat, point.lon) or abs(point.lon) <= 90 < abs(point.lat) <= 180:  # noqa: PLR2004 - degrees
        return held(
            column,
            f"经纬度似乎颠倒了（{shown}）：经度在前，纬度在后。",
            f"Longitude and latitude look swapped ({shown}): longitude comes first.",
        )
    if on_earth and crs in SHIFTED:
        return held(
            column,
            f"坐标（{shown}）在中国之外，{crs} 坐标系只用于中国。",
            f"The point ({shown}) lies outside China, where there is no {crs}.",
        )
    if on_earth:
        return None
    return held(column, f"坐标（{shown}）不在地球上。", f"The point ({shown}) is not on Earth.")


def _in_china(lon: float, lat: float) -> bool:
    west, south, east, north = CHINA
    return west <= lon <= east and south <= lat <= north
