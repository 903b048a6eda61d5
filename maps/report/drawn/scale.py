"""The bar of scale of a map, with north where it is wanted, on a white ground."""

from matplotlib.axes import Axes
from matplotlib.patches import Rectangle
from matplotlib.transforms import Bbox
from shapely import box
from shapely.geometry.base import BaseGeometry

from maps.printed import INK, NICE_STEPS_KM
from maps.report.drawn.canvas import MM

PAD_MM, HIGH_MM, LEAST_MM, NORTH_MM = 1.6, 6.4, 9.0, 9.0
MOST = 0.2
"""Of the map's width, the longest that a bar may be."""
LETTERS = 6.5


def draw_scale(axes: Axes, avoid: BaseGeometry, *, north: str | None = None) -> Bbox:
    """Draw a bar of a round length in the first corner, from the lower left on, where it hides least of `avoid`.

    `avoid` is ground in metres. Return the place of the bar, in dots.
    """
    west, east = axes.get_xlim()
    mm = (east - west) / axes.get_window_extent().width * axes.figure.dpi * MM  # metres in a millimetre of the sheet
    length_km = max((step for step in NICE_STEPS_KM if step * 1000 <= (east - west) * MOST), default=NICE_STEPS_KM[0])
    length = length_km * 1000
    wide = max(length, LEAST_MM * mm) + 2 * PAD_MM * mm + (NORTH_MM * mm if north else 0)
    x, y = _corner(axes, wide, HIGH_MM * mm, avoid)
    ground = axes.add_patch(Rectangle((x, y), wide, HIGH_MM * mm, facecolor="white", edgecolor="none", zorder=8))
    x, y = x + PAD_MM * mm, y + PAD_MM * mm
    axes.plot([x, x + length], [y, y], color=INK, linewidth=2, solid_capstyle="butt", zorder=9)
    said = f"{length_km:g} km" if length_km >= 1 else f"{length:g} m"
    axes.text(x, y + 0.7 * mm, said, fontsize=LETTERS, color=INK, va="bottom", zorder=9)
    if north:
        x += wide - (2 * PAD_MM + NORTH_MM - 3.5) * mm
        arrow = {"arrowstyle": "-|>", "color": INK, "linewidth": 1.2, "shrinkA": 0, "shrinkB": 0}
        axes.annotate("", xy=(x, y + 4.4 * mm), xytext=(x, y), arrowprops=arrow, zorder=9)
        axes.text(x + 1.5 * mm, y - 0.3 * mm, north, fontsize=8.5, color=INK, va="bottom", zorder=9)
    return ground.get_window_extent()


def _corner(axes: Axes, wide: float, high: float, avoid: BaseGeometry) -> tuple[float, float]:
    """Return the lower left of a ground in metres that lies in a corner of the axes."""
    (west, east), (low, top) = axes.get_xlim(), axes.get_ylim()
    corners = [(x, y) for y in (low, top - high) for x in (west, east - wide)]
    return min(corners, key=lambda at: avoid.intersection(box(at[0], at[1], at[0] + wide, at[1] + high)).area)
