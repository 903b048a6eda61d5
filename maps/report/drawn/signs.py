"""The signs of a map: stations by what they answer, and the ranks of the greatest gaps."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.transforms import Bbox
from shapely import MultiPoint
from shapely.geometry.base import BaseGeometry

from maps import labels
from maps.printed import INK
from maps.report.contents import Station
from maps.report.drawn.plane import Plane, clip

GAPS_NUMBERED = 9
MANY, MANY_SIZE, SIGN_DOTS = 60, 0.75, 14
"""Of more stations than MANY the signs are smaller; SIGN_DOTS is half of the room that one takes."""
STATION_STYLES: Mapping[str, dict[str, Any]] = {
    "no": {"marker": "X", "color": INK, "markersize": 6.6, "markeredgecolor": "white", "markeredgewidth": 0.6},
    "unknown": {"marker": "o", "color": "white", "markersize": 5.2, "markeredgecolor": INK, "markeredgewidth": 1.0},
    "yes": {"marker": "o", "color": INK, "markersize": 6.4, "markeredgecolor": "white", "markeredgewidth": 0.8},
}
"""How a station is drawn; what is of use comes last, for it must not be hidden."""


def draw_stations(axes: Axes, plane: Plane) -> BaseGeometry:
    """Draw the stations whose signs lie wholly within the axes, and return the ground in metres that they hide."""
    shown = _wholly_within(axes, plane)
    size = MANY_SIZE if len(shown) > MANY else 1.0
    for answer, style in STATION_STYLES.items():
        those = [station for station in shown if station.answers == answer]
        own = style | {"markersize": style["markersize"] * size}
        axes.plot(*plane.points(those), linestyle="none", zorder=6, **own)
    west, east = axes.get_xlim()
    sign_m = SIGN_DOTS * (east - west) / axes.get_window_extent().width
    return MultiPoint(np.column_stack(plane.points(shown))).buffer(sign_m)


def signs_of(axes: Axes, plane: Plane) -> list[Bbox]:
    """Return the places of all stations, in dots of the picture, as boxes."""
    places = axes.transData.transform(np.column_stack(plane.points(plane.contents.stations)))
    return [Bbox([(x - SIGN_DOTS, y - SIGN_DOTS), (x + SIGN_DOTS, y + SIGN_DOTS)]) for x, y in places]


def number_gaps(axes: Axes, plane: Plane, taken: list[Bbox], signs: Sequence[Bbox]) -> None:
    """Write the ranks of the greatest gaps inside them, none over another or over a name."""
    sign = {"boxstyle": "square,pad=0.25", "facecolor": "white", "edgecolor": INK, "linewidth": 0.9}
    for each in plane.contents.ranked[:GAPS_NUMBERED]:
        ground = clip(plane.of([each.shape]), (axes.get_xlim(), axes.get_ylim())).iloc[0]
        if ground.is_empty:
            continue
        written = axes.text(
            0, 0, str(each.rank), fontsize=8, weight="bold", color=INK, ha="center", va="center", zorder=7
        )
        written.set_bbox(sign)
        if not labels.settle(axes, written, labels.spots(ground), taken, signs):
            written.remove()


def _wholly_within(axes: Axes, plane: Plane) -> list[Station]:
    here, places = axes.get_window_extent(), signs_of(axes, plane)
    return [
        station for station, place in zip(plane.contents.stations, places, strict=True) if labels.holds(here, place)
    ]
