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
ROOM_DOTS = 7  # around a text, for its white edge


def spots(area: BaseGeometry) -> list[Point]:
    """Return points inside an area where its name may stand: its middle, then its ninths, roomiest first."""
    west, south, east, north = area.bounds
    columns, rows = pairwise(linspace(west, east, 4)), pairwise(linspace(south, north, 4))
    parts = [area.intersection(box(left, low, right, high)) for (left, right), (low, high) in product(columns, rows)]
    roomy = sorted((part for part in parts if part.area > area.area * SMALLEST_PART), key=lambda part: -part.area)
    return [part.representative_point() for part in (area, *roomy)]


def write_names(axes: Axes, land: GeoDataFrame, avoid: Sequence[Bbox] = ()) -> list[Bbox]:
    """Write the names of districts on a printed map and return their places; one that finds no free spot is left out.

    The smallest come first: they have the least choice of where to stand.
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
        if not settle(axes, written, spots(area), taken, avoid):
            written.remove()
    return taken


def settle(axes: Axes, written: Text, points: list[Point], taken: list[Bbox], avoid: Sequence[Bbox] = ()) -> bool:
    """Move a text to the point where it hides least of what is to `avoid`, and note its place; tell if there is one.

    There it touches none of the texts in `taken`, to which it is added, and does not leave the map. Ties go to the
    first point.
    """
    sheet = axes.get_window_extent()
    places = [(point, _place(written, point)) for point in points]
    free = [(point, here) for point, here in places if not here.count_overlaps(taken) and holds(sheet, here)]
    if not free:
        return False
    point, here = min(free, key=lambda place: place[1].count_overlaps(avoid))
    written.set_position((point.x, point.y))
    taken.append(here)
    return True


def _place(written: Text, point: Point) -> Bbox:
    written.set_position((point.x, point.y))
    return written.get_window_extent().padded(ROOM_DOTS)


def holds(whole: Bbox, part: Bbox) -> bool:
    """Tell whether a box lies in another."""
    return bool(whole.x0 <= part.x0 and part.x1 <= whole.x1 and whole.y0 <= part.y0 and part.y1 <= whole.y1)
