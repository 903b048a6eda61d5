"""Demand from shapes with counts: districts, squares of a grid, points of any file of shapes."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from maps.demand import headings
from maps.demand.places import Dropped, dropped
from maps.demand.reading import Manner, Reading, check_no_cell, weigh
from maps.demand.spreading import Count, spread
from maps.demand.surface import HeldRow
from stations.errors import InputError
from stations.imports import boundaries
from stations.imports.boundaries import Features
from stations.imports.boundary_checks import check_degrees
from stations.imports.columns import plain_text
from stations.imports.reasons import held
from stations.language import Text

OVERLAP_SHARE = 0.01  # neighbours drawn by hand overlap by less


def read(path: Path, manner: Manner) -> Reading:
    """Read shapes with a column of counts; features that cannot be used are held with their count.

    The CRS is the file's unless it is said. Raise `FileError` or `InputError` for a file that cannot be used, or whose
    shapes are not on Earth.
    """
    found = boundaries.features(path, crs=manner.crs)
    present = [shape for shape in found.shapes if shape is not None and not shape.is_empty]
    if not present:
        raise InputError(f"{path.name} 没有几何数据。", f"{path.name} has no geometry.", field="geometry")
    check_degrees(present)
    heading = _heading(found, manner)
    entries = [
        _count(row, shape, found, weigh(row, heading, text))
        for row, (shape, text) in enumerate(zip(found.shapes, found.words(heading), strict=True), start=1)
    ]
    named = zip(entries, _names(found), strict=True)
    counts = [entry._replace(name=name) for entry, name in named if isinstance(entry, Count)]
    done = _in_cells(counts, manner)
    return Reading(
        kind=done.kind,
        cells=done.cells,
        weight=done.values[:, 0],
        unit=headings.unit(heading),
        method=Text(f"列“{heading}”的{done.said.zh}", f"column “{heading}”: {done.said.en}"),
        held=[entry for entry in entries if isinstance(entry, HeldRow)],
        warnings=done.doubts,
    )


def _in_cells(counts: Sequence[Count], manner: Manner) -> Dropped:
    """Spread areas by themselves; points alone are read as those of a table."""
    if counts and all(isinstance(count.area, shapely.Point) for count in counts):
        x, y = shapely.get_coordinates([count.area for count in counts]).T
        return dropped(x, y, np.array([[count.weight] for count in counts]), "wgs84", manner)
    check_no_cell(manner)
    done = spread(counts, res=manner.res, guide=manner.guide)
    doubts = [*_overlap([count.area for count in counts]), *done.warnings]
    return Dropped("polygons", done.cells, done.weight[:, None], done.method, doubts)


def _heading(found: Features, manner: Manner) -> str:
    heading = headings.guess(list(found.fields), manner.columns).weight
    if heading is None:
        raise InputError(
            f"找不到计数列。文件的列：{'、'.join(found.fields)}；请用 --column weight=列名 指明。",
            f"No column holds counts. The file has {', '.join(found.fields)}: name it with --column weight=NAME.",
            field="weight",
        )
    return heading


def _names(found: Features) -> list[str]:
    """Return what features are called, or their places in the file where no column says so."""
    words = set(map(plain_text, boundaries.HEADINGS["name"]))
    heading = next((field for field in found.fields if plain_text(field) in words), None)
    names = found.words(heading) if heading else [""] * len(found.shapes)
    return [name or f"#{row}" for row, name in enumerate(names, start=1)]


def _count(row: int, shape: BaseGeometry | None, found: Features, weight: float | HeldRow) -> Count | HeldRow:
    if isinstance(weight, HeldRow):
        return weight
    if shape is not None and shape.geom_type == "Point" and not shape.is_empty:
        return Count(boundaries.to_wgs84(shape, found.datum), weight)
    area = boundaries.polygons(boundaries.to_wgs84(shape, found.datum)) if shape is not None else None
    if area is None:
        kind = shape.geom_type if shape is not None and not shape.is_empty else "—"
        return HeldRow(
            row, held("geometry", f"几何类型是 {kind}，不是面。", f"The geometry is a {kind}, no area."), weight
        )
    return Count(area, weight)


def _overlap(areas: Sequence[BaseGeometry]) -> list[Text]:
    """Warn where areas lie on one another: somebody may be counted twice."""
    summed = sum(area.area for area in areas)
    share = 1 - shapely.union_all(areas).area / summed if summed else 0  # squared degrees: only their ratio is used
    if share <= OVERLAP_SHARE:
        return []
    return [
        Text(
            f"各区有 {share:.0%} 的面积互相重叠：同样的人可能计了不止一次。",
            f"{share:.0%} of the areas lie on one another: the same people may be counted more than once.",
        )
    ]
