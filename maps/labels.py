"""Where a district's name may stand, and which names stand without touching each other."""

from collections.abc import Sequence
from itertools import pairwise, product

from geopandas import GeoDataFrame
from matplotlib.axes import Axes
from matplotlib.patheffects import withStroke
from matplotlib.text import Text
from matplotlib.transforms import Bbox
from numpy import linspace
from shapely import Point, box
from shapely.geometry.base import BaseGeometry

SMALLEST_PART = 1 / 20  # of the area: a thinner sliver is no place for a name


def spots(area: BaseGeometry) -> list[Point]:
    """Return points inside an area where its name may stand: its middle, then its ninths, roomiest first."""
    west, south, east, north = area.bounds
    columns, rows = pairwise(linspace(west, east, 4)), pairwise(linspace(south, north, 4))
    parts = [area.intersection(box(left, low, right, high)) for (left, right), (low, high) in product(columns, rows)]
    roomy = sorted((part for part in parts if part.area > area.area * SMALLEST_PART), key=lambda part: -part.area)
    return [part.representative_point() for part in (area, *roomy)]


def write_names(axes: Axes, land: GeoDataFrame, avoid: Sequence[Bbox] = ()) -> list[Bbox]:
    """Write the names of districts on a printed map and return their places; one that finds no free spot is left out.

    The smallest come first: they have the least choice of where to stand. Over what is to `avoid` a name stands only
    where there is no other spot.
    """
    taken: list[Bbox] = []
    areas = land.assign(size=land.area).sort_values("size", kind="stable")
    for name, area in zip(areas["name"], areas.geometry, strict=True):
        written = axes.text(
            *(0, 0),
            name,
            ha="center",
            va="center",
            fontsize=8.5,
            weight="bold",
            color="#22303c",
            zorder=4,
            path_effects=[withStroke(linewidth=2.4, foreground="white")],
        )
        free = spots(area)
        if not settle(written, free, taken, avoid) and not settle(written, free, taken):
            written.remove()
    return taken


def settle(written: Text, points: list[Point], taken: list[Bbox], avoid: Sequence[Bbox] = ()) -> bool:
    """Move a text to the first point where it touches nothing that stands already, and note its place; tell if it did.

    `taken` are places of texts, to which that of this one is added; `avoid` are those of other things.
    """
    for point in points:
        written.set_position((point.x, point.y))
        here = written.get_window_extent()
        if not here.count_overlaps([*taken, *avoid]):
            taken.append(here)
            return True
    return False
