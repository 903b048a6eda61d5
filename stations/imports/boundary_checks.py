"""Boundaries in a wrong CRS, found out by evidence: their box, and how they lie on the boundaries we know."""

from collections.abc import Mapping, Sequence
from statistics import median

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from stations import datum, geo
from stations.errors import InputError
from stations.imports import boundaries
from stations.language import Text

CHINA = shapely.box(73, 3, 136, 54)
READINGS: tuple[datum.Datum, ...] = ("wgs84", "gcj02", "bd09")
SAMPLE = 40
CLEARLY = 0.9
"""How much smaller the difference must be read another way. Measured on 124 counties of an Amap set against Tianditu's:
boundaries in GCJ-02 differ, read as WGS84, 1.00 to 6.3 times as much (median 2.1) as read rightly; those in WGS84, read
as GCJ-02, 1.01 to 5.9 times."""


def check_degrees(shapes: Sequence[BaseGeometry]) -> None:
    """Raise `InputError` unless all corners are places on Earth in the order lon, lat."""
    west, south, east, north = shapely.total_bounds(shapes)
    box = f"{west:.5g} – {east:.5g}, {south:.5g} – {north:.5g}"
    if not np.isfinite([west, south, east, north]).all():
        raise InputError("边界坐标无法换算为经纬度。", "The corners cannot be turned into degrees.", field="crs")
    flipped_inside = CHINA.covers(shapely.box(south, west, north, east))
    inside = CHINA.intersects(shapely.box(west, south, east, north))
    if flipped_inside and (not inside or north > 90):  # noqa: PLR2004 - degrees
        raise InputError(
            f"边界的经纬度颠倒了：第一个坐标为 {west:.5g} – {east:.5g}，第二个为 {south:.5g} – {north:.5g}，"
            "应当经度在前、纬度在后。",
            f"The axes are swapped: the first coordinate runs over {west:.5g} – {east:.5g} and the second over "
            f"{south:.5g} – {north:.5g}; longitude must come first.",
            field="crs",
        )
    if west < -180 or east > 180 or south < -90 or north > 90:  # noqa: PLR2004 - degrees
        raise InputError(
            f"边界不在地球上（{box}），坐标可能是米而不是度：请用 --crs 说明，如 EPSG:4527。",
            f"The boundaries are not on Earth ({box}); if they are metres, not degrees, say so: --crs EPSG:4527.",
            field="crs",
        )


def check_datum(shapes: Mapping[str, BaseGeometry], declared: datum.Datum) -> list[Text]:
    """Compare boundaries by code, as given, with the default ones; return a warning where none can be compared.

    Raise `InputError` if they fit clearly better when they are read in another datum than the declared one.
    """
    known = boundaries.default_shapes()
    common = sorted(shapes.keys() & known.keys(), key=lambda code: (code.endswith("00"), code))
    if not common:
        return [
            Text(
                "没有可对照的边界，无法核实坐标系。",
                "There is nothing to compare with: the datum could not be checked.",
            )
        ]
    sample = common[:: max(1, len(common) // SAMPLE)]
    differences = {
        reading: median(_difference(shapes[code], known[code], reading) for code in sample) for reading in READINGS
    }
    given: datum.Datum = "wgs84" if declared == "cgcs2000" else declared
    better = min(READINGS, key=lambda reading: differences[reading])
    if differences[better] < CLEARLY * differences[given]:
        offset_m = median(_offset_m(shapes[code], known[code]) for code in sample)
        predicted_m = median(_predicted_m(known[code], better) for code in sample)
        raise InputError(
            f"边界不像 {declared}，而像 {better}：与天地图的 {len(sample)} 个行政区相比，中心偏移约 {offset_m:.0f} 米"
            f"（{better} 在此应偏 {predicted_m:.0f} 米），按 {better} 读，不重合的面积由 {differences[given]:.1%} 变为 "
            f"{differences[better]:.1%}。如确是 {better}，请用 --crs {better}。",
            f"The boundaries look like {better}, not {declared}: against {len(sample)} districts of Tianditu their "
            f"centres lie {offset_m:.0f} m off ({better} would be {predicted_m:.0f} m off here); read as {better}, "
            f"{differences[better]:.1%} of the area differ instead of {differences[given]:.1%}. "
            f"If that is what they are, say --crs {better}.",
            field="crs",
        )
    return []


def _difference(shape: BaseGeometry, known: BaseGeometry, reading: datum.Datum) -> float:
    """Return the area that one of two boundaries has and the other has not, as a share of the known one."""
    read = shapely.make_valid(boundaries.to_wgs84(shape, reading))
    return float(read.symmetric_difference(known).area / known.area)  # squared degrees: only their ratio is used


def _offset_m(shape: BaseGeometry, known: BaseGeometry) -> float:
    here, there = shape.centroid, known.centroid
    return geo.distance_m(here.x, here.y, there.x, there.y)


def _predicted_m(known: BaseGeometry, reading: datum.Datum) -> float:
    """Return how far a datum moves the middle of a district."""
    there = known.centroid
    lon, lat = datum.convert(there.x, there.y, source="wgs84", target=reading)
    return geo.distance_m(lon, lat, there.x, there.y)
