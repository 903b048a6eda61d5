"""Names by which a reader finds her way on a district's map: those of its chief roads, and of the districts around."""

from collections.abc import Iterator, Sequence
from math import atan2, degrees, hypot

from matplotlib.axes import Axes
from matplotlib.patheffects import withStroke
from matplotlib.text import Text
from matplotlib.transforms import Bbox
from shapely import LineString, Point, box, get_parts, line_merge
from shapely.geometry.base import BaseGeometry

from maps import labels
from maps.printed import MUTED
from maps.report.drawn.plane import Plane

ROADS = 12
"""So many roads are named at most."""
ROAD_LETTERS, NEIGHBOUR_LETTERS = 6.0, 7.5
ALONG = (0.5, 0.35, 0.65, 0.2, 0.8)
"""Where along a road its name may stand, the best place first."""
SPARE = 0.9
"""A name may be longer than the stretch of its road by a little."""
LEAST = 0.01
"""A neighbour of which less of the sheet is seen is not named."""
ROAD_INK = "#33404d"


def write_names(axes: Axes, plane: Plane, taken: list[Bbox], avoid: Sequence[Bbox]) -> None:
    """Write the names of neighbours and roads where they touch no text in `taken`, which grows, and hide no sign."""
    for name, ground in _neighbours(axes, plane):
        written = _text(axes, name, NEIGHBOUR_LETTERS, MUTED)
        if not labels.settle(axes, written, labels.spots(ground), taken, avoid):
            written.remove()
    hidden = [*taken, *avoid]
    count = 0
    for name, line in plane.roads:
        written = _text(axes, name, ROAD_LETTERS, ROAD_INK)
        if count < ROADS and any(_settles(axes, written, at, hidden) for at in _places(axes, written, line)):
            count += 1
        else:
            written.remove()


def _text(axes: Axes, name: str, size: float, color: str) -> Text:
    halo = [withStroke(linewidth=1.8, foreground="white")]
    return axes.text(
        0,
        0,
        name,
        ha="center",
        va="center",
        rotation_mode="anchor",
        fontsize=size,
        color=color,
        zorder=5,
        path_effects=halo,
    )


def _neighbours(axes: Axes, plane: Plane) -> Iterator[tuple[str, BaseGeometry]]:
    """Yield the districts around by name, with what is seen of their ground."""
    sheet = _sheet(axes)
    for name, shape in plane.beside:
        ground = shape.intersection(sheet).difference(plane.whole)
        if ground.area > LEAST * sheet.area:
            yield name, max(get_parts(ground), key=lambda part: float(part.area))


def _places(axes: Axes, written: Text, line: BaseGeometry) -> Iterator[tuple[Point, float]]:
    """Yield where along a road its name may stand and how it is turned, in degrees; none where there is no room."""
    (west, east), here = axes.get_xlim(), axes.get_window_extent()
    wide = written.get_window_extent().width * (east - west) / here.width
    seen = get_parts(line_merge(line.intersection(_sheet(axes))))
    lines = [part for part in seen if isinstance(part, LineString)]
    longest = max(lines, key=lambda part: part.length, default=LineString())
    if longest.length < SPARE * wide:
        return
    for share in ALONG:
        at = share * longest.length
        first, last = (longest.interpolate(at + half) for half in (-wide / 2, wide / 2))
        if hypot(last.x - first.x, last.y - first.y) > 0:
            yield longest.interpolate(at), _upright(degrees(atan2(last.y - first.y, last.x - first.x)))


def _settles(axes: Axes, written: Text, at: tuple[Point, float], hidden: list[Bbox]) -> bool:
    point, angle = at
    written.set_rotation(angle)
    return labels.settle(axes, written, [point], hidden)


def _upright(angle: float) -> float:
    """Return an angle at which text is not upside down."""
    return (angle + 90) % 180 - 90


def _sheet(axes: Axes) -> BaseGeometry:
    (west, east), (south, north) = axes.get_xlim(), axes.get_ylim()
    return box(west, south, east, north)
