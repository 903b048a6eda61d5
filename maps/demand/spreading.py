"""The cells in an area, and counts of areas spread over them."""

from collections import Counter
from collections.abc import Sequence
from math import log
from typing import Literal, NamedTuple

import numpy as np
import shapely
from h3.api import numpy_int
from shapely.geometry.base import BaseGeometry

from maps.demand import cells
from maps.demand.guides import Guide
from stations import geo
from stations.compiling import Array
from stations.errors import InputError
from stations.language import Text

MAX_CELLS = 10_000_000  # some 150,000 km² at size 10, a province
MOST_STEPS = 3  # each makes cells seven times as large
GUIDED_SHARE = 0.9
"""A guide is followed in an area of which it knows so much; else all would be counted in the part that it knows."""

NAMED = 20  # areas in a warning
MEAN_KM2 = {size: numpy_int.average_hexagon_area(size, "km^2") for size in range(16)}


class Count(NamedTuple):
    """An area, or a point, in WGS84, with what was counted in it, and what it is called."""

    area: BaseGeometry
    weight: float
    name: str = ""


class Spread(NamedTuple):
    """Counts on cells (uint64, each any number of times), in words how they came there, and what to check of it."""

    cells: Array
    weight: Array
    method: Text
    warnings: Sequence[Text]


class Placed(NamedTuple):
    """The cells of one area with the share of each, by what the shares were made, and how much a guide knows of it."""

    by: Literal["guide", "area", "point"]
    cells: Array
    share: Array
    known_share: float = 1.0

    @property
    def is_partly_known(self) -> bool:
        """Whether the guide was not followed because it knows too little of the area."""
        return self.known_share < GUIDED_SHARE


def spread(counts: Sequence[Count], *, res: int, guide: Guide | None = None) -> Spread:
    """Spread each count by itself; where areas overlap, cells get of both. Nothing is lost, whatever the shapes.

    Raise `InputError` for areas of more cells than one machine should hold.
    """
    if sum(geo.geodesic_area_km2(count.area) for count in counts) > MAX_CELLS * MEAN_KM2[res]:
        raise InputError(
            f"各区共有一千万个以上的 H3 {res} 级单元：请用更大的单元（--res），或分城市导入。",
            f"The areas have more than ten million cells of size {res}: use larger ones (--res) or one city.",
            field="res",
        )
    placed = [_placed(count.area, res, guide) for count in counts]
    return Spread(
        cells=np.concatenate([np.empty(0, dtype=np.uint64), *(each.cells for each in placed)]),
        weight=np.concatenate(
            [np.empty(0), *(each.share * count.weight for each, count in zip(placed, counts, strict=True))]
        ),
        method=_method(placed, guide, res),
        warnings=_partly_known(counts, placed, guide) if guide else [],
    )


def inside(area: BaseGeometry, *, res: int) -> Array:
    """Return the cells, in ascending order, whose centre lies in an area (WGS84) or on its border."""
    found = _around(area, res)
    lon, lat = cells.centres(found)
    shapely.prepare(area)
    kept: Array = found[shapely.intersects_xy(area, lon, lat)]
    return kept


def _placed(area: BaseGeometry, res: int, guide: Guide | None) -> Placed:
    own = inside(area, res=res) if area.area else np.empty(0, dtype=np.uint64)
    if not len(own):
        point = area.representative_point()
        return Placed("point", cells.at(np.array([point.x]), np.array([point.y]), res=res), np.ones(1))
    known_share = guide.covers_share(area) if guide else 1.0
    led = guide.weigh(own) if guide and known_share >= GUIDED_SHARE else np.zeros(len(own))
    if led.any():
        return Placed("guide", own[led > 0], led[led > 0] / led.sum())
    ground = cells.area_km2(own, cells.centres(own)[1])
    return Placed("area", own, ground / ground.sum(), known_share)


def _method(placed: Sequence[Placed], guide: Guide | None, res: int) -> Text:
    number = Counter("partly" if each.is_partly_known else each.by for each in placed)
    by = guide.text if guide else Text("面积", "area")
    zh = f"各区计数按{by.zh}分到中心落在区内的 H3 {res} 级单元"
    en = f"the count of each area is spread by {by.en} over the cells of H3, size {res}, whose centre lies in it"
    if number["point"]:
        zh += f"；{number['point']} 个点或小于单元的区计入其所在单元"
        en += f"; {number['point']} points and areas smaller than a cell are counted in the cell they lie in"
    if guide and number["area"]:
        zh += f"；{number['area']} 个区内没有{by.zh}，按面积分"
        en += f"; {number['area']} areas without {by.en} are spread by area"
    if number["partly"]:
        least = f"{GUIDED_SHARE:.0%}"
        zh += f"；{number['partly']} 个区不到 {least} 的面积有其数据，按面积分"
        en += f"; {number['partly']} areas with its data for less than {least} of their ground are spread by area"
    return Text(zh, en)


def _partly_known(counts: Sequence[Count], placed: Sequence[Placed], guide: Guide) -> list[Text]:
    """Name the areas in which the guide was not followed, with how much of each it knows."""
    partly = [
        f"{count.name} {each.known_share:.0%}"
        for count, each in zip(counts, placed, strict=True)
        if each.is_partly_known
    ]
    if not partly:
        return []
    least, rest = f"{GUIDED_SHARE:.0%}", len(partly) - NAMED
    zh = "、".join(partly[:NAMED]) + (f"，另 {rest} 个" if rest > 0 else "")
    en = ", ".join(partly[:NAMED]) + (f", and {rest} more" if rest > 0 else "")
    return [
        Text(
            f"这些区不到 {least} 的面积有{guide.text.zh}的数据，其计数按面积分：{zh}。",
            f"There is data on {guide.text.en} for less than {least} of these areas, whose counts are spread by area: "
            f"{en}.",
        )
    ]


def _around(area: BaseGeometry, res: int) -> Array:
    """Return, in ascending order, all cells whose centre may lie in an area, and some more.

    Coarse cells that touch the area are taken with their neighbours, for the small cells that make up a coarse one
    stick out a little. H3's own search asks every corner of a border for every small cell, and takes thirty times as
    long for a coast.
    """
    many = geo.geodesic_area_km2(area) / MEAN_KM2[res]
    coarse = res - min(MOST_STEPS, int(log(max(many, 1), 7) / 2))
    touching = numpy_int.h3shape_to_cells_experimental(numpy_int.geo_to_h3shape(area), coarse, "overlap")
    near = np.unique(np.concatenate([numpy_int.grid_disk(int(cell), 1) for cell in touching]))
    return np.sort(np.concatenate([numpy_int.cell_to_children(int(cell), res) for cell in near]))
