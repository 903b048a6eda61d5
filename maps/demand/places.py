"""Demand from rows with coordinates: points, or centres of a grid's cells."""

from collections.abc import Sequence
from math import cos, radians
from typing import NamedTuple

import numpy as np

from maps.demand import cells, frames, lattice, pixels, rows
from maps.demand.headings import Headings
from maps.demand.lattice import Cell
from maps.demand.pixels import Pixels
from maps.demand.reading import Manner, Reading
from maps.demand.surface import HeldRow
from stations.compiling import Array
from stations.errors import InputError
from stations.geo import DEGREE_M
from stations.imports import evidence
from stations.imports.coordinates import Point, read_point
from stations.imports.record import Record
from stations.language import Text

WIDEST_DEGREES = 5  # of a cell: whoever says more means metres


def read(records: Sequence[Record], found: Headings, crs: str, manner: Manner) -> Reading:
    """Read rows in what `frames.of_table` returned; each is a point, or a cell where they stand as in a grid."""
    outcomes = [rows.outcome(record.row, found, frames.point(record, crs)) for record in records]
    taken = rows.taken(outcomes)
    given = np.array([entry.place for entry in taken], dtype=np.float64).reshape(-1, 2)
    own = dropped(given[:, 0], given[:, 1], rows.values(taken), crs, manner)
    said = rows.weight(found)
    return Reading(
        kind=own.kind,
        cells=own.cells,
        weight=own.values[:, 0],
        hourly=own.values[:, 1:] if found.hours else None,
        unit=rows.unit(found),
        method=Text(f"{said.zh}；{own.said.zh}", f"{said.en}; {own.said.en}"),
        held=[entry for entry in outcomes if isinstance(entry, HeldRow)],
        claims=_claims(records[:: max(1, len(records) // evidence.MOST)], crs),
        warnings=own.doubts,
    )


class Dropped(NamedTuple):
    """Values on cells (uint64, each any number of times), how they came there, and what is not certain of it."""

    kind: str
    cells: Array
    values: Array
    said: Text
    doubts: Sequence[Text]


def dropped(x: Array, y: Array, values: Array, crs: str, manner: Manner) -> Dropped:
    """Drop rows of values on cells, by points in a datum or CRS; each fills its cell where they stand as in a grid."""
    to_degrees = frames.to_degrees(crs if len(x) else "wgs84")  # rows in an unknown datum are all held
    lon, lat = to_degrees(x, y)
    if frames.is_planar(crs) and len(x):
        frames.check_planar(crs, lon, lat)
    cell, doubts = (manner.cell, []) if manner.cell or not len(x) else _told(x, y, lon, lat, crs)
    if len(x) and cell and cell.width:
        shape = _shape(cell, (float(np.median(x)), float(np.median(y))), crs, manner.res)
        pixels.check(shape, len(x))
        step, of_each = _step(cell, crs), shape.said
        said = Text(f"格网，步长 {step.zh}：每格{of_each.zh}", f"a grid with a step of {step.en}: each {of_each.en}")
        return Dropped("grid", *pixels.dropped(shape, x, y, values), said, doubts)
    said = Text(
        f"点（{crs}）计入所在的 H3 {manner.res} 级单元",
        f"points ({crs}) counted in the cell of H3, size {manner.res}, that they lie in",
    )
    return Dropped("points", cells.at(lon, lat, res=manner.res), values, said, doubts)


def _shape(cell: Cell, middle: tuple[float, float], crs: str, res: int) -> Pixels:
    if not frames.is_planar(crs) and max(cell) > WIDEST_DEGREES:
        raise InputError(
            f"--cell 用坐标的单位，{crs} 是度，{max(cell):g} 度太大。",
            f"--cell is in the unit of the coordinates: {crs} has degrees, and {max(cell):g} of them are too many.",
            field="cell",
        )
    to_degrees = frames.to_degrees(crs)
    return pixels.shaped((cell.width, 0.0), (0.0, cell.height), middle=middle, to_degrees=to_degrees, res=res)


def _told(x: Array, y: Array, lon: Array, lat: Array, crs: str) -> tuple[Cell | None, list[Text]]:
    """Return the cell that each point is the centre of, None where they are points, and what a person should check."""
    found = lattice.of(x, y)
    if found and found.is_sure:
        return found.cell, [_read_as_grid(_step(found.cell, crs))]
    if found:
        return None, [_read_as_points(_step(found.cell, crs), found.cell)]
    spacing_m = lattice.spacing_m(lon, lat)
    if spacing_m is None:
        return None, []
    high = spacing_m if frames.is_planar(crs) else spacing_m / DEGREE_M
    wide = high if frames.is_planar(crs) else high / cos(radians(float(np.median(lat))))
    return None, [_read_as_points(Text(f"约 {spacing_m:.0f} 米", f"some {spacing_m:.0f} m"), Cell(wide, high))]


def _step(cell: Cell, crs: str) -> Text:
    size = f"{cell.width:.6g} × {cell.height:.6g}"
    if frames.is_planar(crs):
        return Text(f"{size}（{crs} 的单位）", f"{size} (the unit of {crs})")
    return Text(f"{size} 度（{crs}）", f"{size} degrees ({crs})")


def _read_as_grid(step: Text) -> Text:
    return Text(
        f"各行排成格网，步长 {step.zh}，每行按一格分布；如果是点，请加 --cell 0。",
        f"The rows stand in a grid with a step of {step.en}, and each was spread over its cell; "
        "if they are points, say --cell 0.",
    )


def _read_as_points(step: Text, cell: Cell) -> Text:
    option = f"--cell {cell.width:.4g},{cell.height:.4g}"
    return Text(
        f"各行按点计，但间隔整齐（{step.zh}），可能是格网各格的中心：如果是，请加 {option}（坐标的单位），"
        "或用原来的平面坐标 x,y 和 --crs EPSG 代码；确实是点，请加 --cell 0。",
        f"The rows were counted as points, but they stand evenly ({step.en}) and may be centres of a grid's cells: "
        f"if so, say {option} (in the unit of the coordinates), or give its own x,y with --crs and an EPSG code; "
        "if they are points, say --cell 0.",
    )


def _claims(records: Sequence[Record], crs: str) -> list[tuple[str, Point]]:
    """Return the districts that rows name, with their points as far as these are in a datum."""
    if frames.is_planar(crs):
        return []
    named = [(record.text("declared_district"), read_point(record, crs=crs)) for record in records]
    return [(district, point) for district, point in named if district and isinstance(point, Point)]
