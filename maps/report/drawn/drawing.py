"""The maps of a pack: the district on a page of its own, its centre enlarged, and each of the greatest gaps."""

from collections.abc import Sequence

from geopandas import GeoSeries
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch, Rectangle
from shapely.geometry.base import BaseGeometry

from maps import labels
from maps.printed import INK, LINE
from maps.report.contents import Gap
from maps.report.drawn import foot, names, scale, signs
from maps.report.drawn.canvas import saved, sheet
from maps.report.drawn.plane import LAND, STREET, Plane, clip
from maps.report.words.wording import say
from stations.language import Lang

Bounds = tuple[float, float, float, float]
"""West, south, east and north in metres."""

TALL_MM, WIDE_MM = (178.0, 232.0), (265.0, 150.0)
"""Width and height of the district's map on a sheet of A4 that stands or lies."""
EDGE = 0.002
"""Between the frame and the edge of the sheet, as a share of it."""
MARGIN, STRIP = 0.03, 0.06
"""Around a district, and below it for the scale, as shares of its greater side and of its height."""
SMALL_MM = 56.0
SMALL_MARGIN_M, SMALL_MARGIN = 350.0, 0.06
"""Around a gap: at least so many metres, at least such a share of its greater side."""
LIKE = 3.0
"""Gaps of which none is so many times as large as another are drawn on one scale."""


def district(plane: Plane, lang: Lang, *, map_number: str | None = None) -> tuple[bytes, bytes]:
    """Return the map of the district as SVG and PNG, with legend, scale, north, inset and where it comes from.

    Where stations crowd a frame marks what `centre` draws. The same contents give the same bytes.
    """
    with sheet(*_size_mm(plane)) as figure:
        low = foot.draw(figure, plane, lang, map_number=map_number, is_centre=False)
        axes = figure.add_axes((EDGE, low, 1 - 2 * EDGE, 1 - EDGE - low))
        _frame(axes, _with_margin(plane.whole.bounds))
        _draw_all(axes, plane, lang)
        if plane.centre is not None:
            GeoSeries([plane.centre]).boundary.plot(ax=axes, color=INK, linewidth=0.9, linestyle="--", zorder=3)
        return saved(figure, "svg"), saved(figure, "png")


def centre(plane: Plane, lang: Lang, *, map_number: str | None = None) -> bytes | None:
    """Return the map of the ground where stations crowd as SVG, with all that the district's has; None without such."""
    if plane.centre is None:
        return None
    west, south, east, north = plane.centre.bounds
    with sheet(*_size_mm(plane)) as figure:
        low = foot.draw(figure, plane, lang, map_number=map_number, is_centre=True)
        axes = figure.add_axes(_place(figure, low, (east - west) / (north - south)))
        _frame(axes, plane.centre.bounds)
        _draw_all(axes, plane, lang)
        return saved(figure, "svg")


def gap(plane: Plane, of: Gap, half_m: float) -> bytes:
    """Return a small square map (SVG) of a gap, from its middle so far to each side, the same in every language.

    North is up.
    """
    shape = plane.of([of.shape]).iloc[0]
    west, south, east, north = shape.bounds
    x, y = (west + east) / 2, (south + north) / 2
    with sheet(SMALL_MM, SMALL_MM) as figure:
        axes = figure.add_axes((0, 0, 1, 1))
        _frame(axes, (x - half_m, y - half_m, x + half_m, y + half_m))
        hidden = _draw(axes, plane, width=0.8)
        GeoSeries([shape]).boundary.plot(ax=axes, color=INK, linewidth=1.4, zorder=5)
        plane.border.plot(ax=axes, color=INK, linewidth=0.7, linestyle="--", zorder=4)
        scale.draw_scale(axes, hidden.union(shape))
        return saved(figure, "svg")


def half_widths_m(plane: Plane, gaps: Sequence[Gap]) -> list[float]:
    """Return half the width of the map of each gap: the same for all unless they are too unlike for it."""
    halves = []
    for shape in plane.of([each.shape for each in gaps]):
        west, south, east, north = shape.bounds
        side = max(east - west, north - south)
        halves.append(side / 2 + max(SMALL_MARGIN_M, SMALL_MARGIN * side))
    are_alike = bool(halves) and max(halves) <= LIKE * min(halves)
    return [max(halves)] * len(halves) if are_alike else halves


def _size_mm(plane: Plane) -> tuple[float, float]:
    return WIDE_MM if plane.is_wide else TALL_MM


def _with_margin(bounds: Bounds) -> Bounds:
    west, south, east, north = bounds
    margin = MARGIN * max(east - west, north - south)
    return west - margin, south - margin - STRIP * (north - south), east + margin, north + margin


def _place(figure: Figure, low: float, shape: float) -> Bounds:
    """Return left, bottom, width and height of axes of a shape above the foot, as shares of the sheet."""
    width, height = figure.get_size_inches()
    high = min(1 - EDGE - low, (1 - 2 * EDGE) * width / shape / height)
    wide = high * height * shape / width
    return (1 - wide) / 2, low, wide, high


def _frame(axes: Axes, bounds: Bounds) -> None:
    """Fill the axes with ground, the box of it in their middle, and draw the neat line around them."""
    west, south, east, north = bounds
    here = axes.get_window_extent()
    shape = here.width / here.height
    half_width = max(east - west, (north - south) * shape) / 2
    axes.set_xlim((west + east) / 2 - half_width, (west + east) / 2 + half_width)
    axes.set_ylim((south + north) / 2 - half_width / shape, (south + north) / 2 + half_width / shape)
    axes.set_aspect("equal")
    axes.set_axis_off()
    line = Rectangle((0, 0), 1, 1, transform=axes.transAxes, fill=False, edgecolor=LINE, linewidth=0.8, zorder=10)
    axes.add_patch(line).set_clip_on(False)


def _draw_all(axes: Axes, plane: Plane, lang: Lang) -> None:
    """Draw the ground within the axes with border, scale, names and ranks of gaps."""
    hidden = _draw(axes, plane, width=1.0)
    plane.border.plot(ax=axes, color=INK, linewidth=1.3, zorder=4)
    bar = scale.draw_scale(axes, hidden, north=say("north", lang))
    avoid = [*signs.signs_of(axes, plane), bar]
    below = plane.below.set_geometry(clip(plane.below.geometry, (axes.get_xlim(), axes.get_ylim())))
    taken = labels.write_names(axes, below[~below.is_empty], avoid)
    signs.number_gaps(axes, plane, taken, avoid)
    names.write_names(axes, plane, taken, avoid)


def _draw(axes: Axes, plane: Plane, *, width: float) -> BaseGeometry:
    """Draw land, cells, streets, districts and stations within the axes; return the ground that stations hide.

    `width` is that of lines.
    """
    box = axes.get_xlim(), axes.get_ylim()
    GeoSeries([plane.whole]).plot(ax=axes, color=LAND, edgecolor="none", zorder=0)
    for (color, hatch, ink), ground in plane.painted:
        if not (ground := clip(ground, box)).is_empty.all():
            ground.plot(ax=axes, facecolor=color, edgecolor=ink, linewidth=0.2 * width, hatch=hatch, zorder=1)
    streets = PathPatch(plane.streets_in(box), edgecolor=STREET, facecolor="none", linewidth=0.3 * width, zorder=2)
    axes.add_patch(streets)
    if len(plane.below):
        plane.below.boundary.plot(ax=axes, color=LINE, linewidth=0.6 * width, zorder=3)
    hidden = signs.draw_stations(axes, plane)
    axes.set_xlim(box[0])
    axes.set_ylim(box[1])
    return hidden
