"""What the coordinates of a file mean: a datum's degrees or a CRS, and the way from there to WGS84."""

from collections.abc import Callable
from functools import partial

import numpy as np
import shapely
from pyproj import Transformer

from maps.demand.reading import number
from stations import datum
from stations.compiling import Array
from stations.errors import InputError
from stations.imports import boundaries
from stations.imports.boundary_checks import check_degrees
from stations.imports.coordinates import Point, read_point
from stations.imports.reasons import Reason, held, shortened
from stations.imports.record import Record
from stations.vocabulary import DATUMS

UNKNOWN = "unknown"
MARGIN_DEGREES = 1  # around where a CRS is meant for: lists go some way beyond it

ToDegrees = Callable[[Array, Array], tuple[Array, Array]]


def to_degrees(crs: str) -> ToDegrees:
    """Return the way to WGS84 from a datum or a CRS as PROJ writes them; raise `InputError` for neither of them."""
    if crs in boundaries.DATUM_OF:
        return partial(_converted, boundaries.DATUM_OF[crs])
    way: ToDegrees = Transformer.from_crs(boundaries.crs_of(crs), 4326, always_xy=True).transform
    return way


def of_table(crs: str | None) -> str:
    """Return what the coordinates of a table are in: a datum, or a projected CRS; both must be said.

    Raise `InputError` for what is neither.
    """
    codes = [term.code for term in DATUMS]
    if crs in codes or (crs and boundaries.crs_of(crs).is_projected):
        return str(crs)
    said = f"--crs 不能是 {crs}" if crs else "没有说明坐标系，而坐标系不可猜测"
    told = f"--crs cannot be {crs}" if crs else "The datum of the points is not said, and is never guessed"
    raise InputError(
        f"{said}：请用 --crs，可用 {'、'.join(codes)}，平面坐标用 EPSG 代码（x 向东，y 向北）。",
        f"{told}: use {', '.join(codes)}, or for metres an EPSG code (x is east, y is north).",
        field="crs",
    )


def is_planar(crs: str) -> bool:
    """Tell whether what `of_table` returned is a CRS, whose coordinates are x and y, and not a datum."""
    return crs not in [term.code for term in DATUMS]


def point(record: Record, crs: str) -> Point | Reason:
    """Return the coordinates of a row as they are given, or why it must wait."""
    if is_planar(crs):
        return _planar(record)
    found = read_point(record, crs=crs)
    if isinstance(found, Point) and crs == UNKNOWN:
        column = record.heading("lon") or record.heading("lon_lat")
        return held(column, "坐标系未知，等待确认。", "The datum of the coordinates is unknown: the row waits.")
    return found


def check_planar(crs: str, lon: Array, lat: Array) -> None:
    """Raise `InputError` where a CRS leads off the Earth, or most points far from where it is meant for."""
    check_degrees([shapely.MultiPoint(np.column_stack([lon, lat]))])
    use = boundaries.crs_of(crs).area_of_use
    if use is None or shapely.box(*use.bounds).buffer(MARGIN_DEGREES).covers(
        shapely.Point(np.median(lon), np.median(lat))
    ):
        return
    raise InputError(
        f"坐标落在 {crs} 的适用范围（{use.name}）之外：请核对 --crs；x 应向东，y 应向北。",
        f"The coordinates lie outside of what {crs} is for ({use.name}): check --crs; x must be east and y north.",
        field="crs",
    )


def _planar(record: Record) -> Point | Reason:
    texts = record.text("lon"), record.text("lat")
    x, y = map(number, texts)
    if x is not None and y is not None:
        return Point(x, y)
    role, wrong = ("lon", texts[0]) if x is None else ("lat", texts[1])
    return held(
        record.heading(role), f"“{shortened(wrong)}”不是平面坐标。", f"“{shortened(wrong)}” is no coordinate in metres."
    )


def _converted(source: datum.Datum, lon: Array, lat: Array) -> tuple[Array, Array]:
    return datum.convert(lon, lat, source=source, target="wgs84")
