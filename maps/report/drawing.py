"""The maps of a pack: the district on a page of its own, and each of the greatest gaps in a small square."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from io import BytesIO
from typing import Any, Literal

import matplotlib as mpl
import numpy as np
from geopandas import GeoSeries
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch, PathPatch
from matplotlib.transforms import Bbox

from maps import fonts, labels, printed
from maps.coverage import metric_crs
from maps.picture import WGS84
from maps.report.contents import Contents, Gap
from maps.report.plane import BARE, HATCH, MAY, NONE, SURE, Box, Plane
from maps.report.wording import say
from maps.report.writing import on
from stations.language import Lang, Text

Format = Literal["png", "svg"]

DPI = 300
MM = 1 / 25.4
TALL_MM, WIDE_MM = (178.0, 232.0), (265.0, 150.0)
"""Width and height of the district's map on a sheet of A4 that stands or lies."""
FOOT_MM, FOOT_WIDE_MM = 42.0, 27.0
EDGE = 0.012
MANY, MANY_SIZE, SIGN_DOTS = 60, 0.75, 14
"""Of more stations than MANY the signs are smaller; SIGN_DOTS is half of the room that one takes."""
SMALL_MM = 56.0
GAPS_NUMBERED = 9
SMALL_MARGIN_M = 350.0
INK, MUTED, LINE = "#17212b", "#5d6977", "#51606f"
LAND = "#f4f4f1"


def district(plane: Plane, lang: Lang, *, map_number: str | None = None) -> tuple[bytes, bytes]:
    """Return the map of the district as SVG and PNG, with legend, scale, north, inset and where it comes from.

    The same contents give the same bytes.
    """
    width, height = WIDE_MM if plane.is_wide else TALL_MM
    foot = FOOT_WIDE_MM if plane.is_wide else FOOT_MM
    share = foot / height
    with sheet(width, height) as figure:
        axes = figure.add_axes((EDGE, share, 1 - 2 * EDGE, 1 - share))
        _frame(axes, plane.whole.bounds, ((1 - 2 * EDGE) * width, height - foot))
        _draw(axes, plane, width=1.0)
        plane.of([plane.contents.whole.shape]).boundary.plot(ax=axes, color=INK, linewidth=1.3, zorder=4)
        signs = signs_of(axes, plane)
        taken = labels.write_names(axes, plane.below, signs) if len(plane.below) else []
        number_gaps(axes, plane, taken, signs)
        printed.draw_scale(axes, say("north", lang))
        _legend(figure, plane.contents, lang, share=share)
        _inset(figure, plane, share)
        _origin(figure, plane, lang, map_number)
        return saved(figure, "svg"), saved(figure, "png")


def gap(plane: Plane, of: Gap) -> bytes:
    """Return a small square map (SVG) of a gap and what lies around it, the same in every language; north is up."""
    shape = plane.of([of.shape]).iloc[0]
    with sheet(SMALL_MM, SMALL_MM) as figure:
        axes = figure.add_axes((0, 0, 1, 1))
        _frame(axes, shape.buffer(SMALL_MARGIN_M).bounds, (SMALL_MM, SMALL_MM))
        _draw(axes, plane, width=0.8)
        GeoSeries([shape]).boundary.plot(ax=axes, color=INK, linewidth=1.4, zorder=5)
        plane.of([plane.contents.whole.shape]).boundary.plot(
            ax=axes, color=INK, linewidth=0.7, linestyle="--", zorder=4
        )
        _small_scale(axes)
        return saved(figure, "svg")


def _small_scale(axes: Axes) -> None:
    """Write a bar of a round length, about a quarter of the map's width, on a white ground at the lower left."""
    west, east = axes.get_xlim()
    low, top = axes.get_ylim()
    wanted_km = (east - west) / 4000
    length_km = max((step for step in printed.NICE_STEPS_KM if step <= wanted_km), default=printed.NICE_STEPS_KM[0])
    said = f"{length_km:g} km" if length_km >= 1 else f"{length_km * 1000:g} m"
    x, y, length = west + (east - west) * 0.05, low + (top - low) * 0.05, length_km * 1000
    sign = {"boxstyle": "square,pad=0.3", "facecolor": "white", "edgecolor": "none"}
    axes.text(x, y + (top - low) * 0.025, said, fontsize=6.5, color=INK, va="bottom", bbox=sign, zorder=8)
    axes.plot([x, x + length], [y, y], color="white", linewidth=4.5, solid_capstyle="butt", zorder=8)
    axes.plot([x, x + length], [y, y], color=INK, linewidth=2, solid_capstyle="butt", zorder=9)


def _origin(figure: Figure, plane: Plane, lang: Lang, map_number: str | None) -> None:
    """Write below the map what it answers, of when it is, and who drew its borders, for it may be torn out."""
    contents = plane.contents
    facts, colon = contents.whole.facts, Text("：", ": ").say(lang)
    number = map_number or say("to_fill_in", lang)
    lines = (
        f"{contents.whole.name} · {contents.question.say().say(lang)}",
        f"{say('as_of', lang)}{colon}{on(contents.as_of, lang)}",
        f"{say('boundary', lang)}{colon}{facts['boundary_source']}",
        f"{say('map_number', lang)}{colon}{number}　{say('run', lang)}{colon}{contents.run[:12]}",
    )
    told = [*([say("demo", lang)] if contents.is_demo else []), *lines]
    figure.text(
        0.4 if plane.is_wide else EDGE, 0.006, "\n".join(told), fontsize=6.5, color=MUTED, va="bottom", linespacing=1.5
    )


@contextmanager
def sheet(width_mm: float, height_mm: float) -> Iterator[Figure]:
    """Yield an empty figure whose text is Chinese and whose bytes do not change from one time to the next."""
    with mpl.rc_context(
        {
            "font.family": [fonts.family()],
            "hatch.linewidth": 0.4,
            "axes.unicode_minus": False,
            "svg.hashsalt": "yizhan",
            "svg.fonttype": "path",
        }
    ):
        figure = Figure(figsize=(width_mm * MM, height_mm * MM), dpi=DPI, facecolor="white")
        FigureCanvasAgg(figure)
        yield figure


def saved(figure: Figure, form: Format) -> bytes:
    """Return a figure as a file."""
    written = BytesIO()
    unsaid = {"Software": None} if form == "png" else {"Date": None, "Creator": None}
    figure.savefig(written, format=form, dpi=DPI, metadata=unsaid)
    return written.getvalue()


def _frame(axes: Axes, bounds: tuple[float, float, float, float], size_mm: tuple[float, float]) -> None:
    """Fill a place of the page with a box of ground, a margin around it and a strip for the scale below."""
    west, south, east, north = bounds
    margin = 0.03 * max(east - west, north - south)
    west, south, east, north = (
        west - margin,
        south - margin - printed.STRIP * (north - south),
        east + margin,
        north + margin,
    )
    shape = size_mm[0] / size_mm[1]
    half_width = max(east - west, (north - south) * shape) / 2
    axes.set_xlim((west + east) / 2 - half_width, (west + east) / 2 + half_width)
    axes.set_ylim((south + north) / 2 - half_width / shape, (south + north) / 2 + half_width / shape)
    axes.set_aspect("equal")
    axes.set_axis_off()


def _draw(axes: Axes, plane: Plane, *, width: float) -> None:
    """Draw land, cells, streets, districts and stations within the box of the axes; `width` is that of lines."""
    box = axes.get_xlim(), axes.get_ylim()
    GeoSeries([plane.whole]).plot(ax=axes, color=LAND, edgecolor="none", zorder=0)
    for color, hatch, ground in plane.painted:
        if not (ground := clip(ground, box)).is_empty.all():
            edge = "#3d8585" if hatch else "none"
            ground.plot(ax=axes, facecolor=color, edgecolor=edge, linewidth=0.2 * width, hatch=hatch, zorder=1)
    streets = PathPatch(plane.streets_in(box), edgecolor="#6b7580", facecolor="none", linewidth=0.3 * width, zorder=2)
    axes.add_patch(streets)
    if len(plane.below):
        plane.below.boundary.plot(ax=axes, color=LINE, linewidth=0.6 * width, zorder=3)
    size = MANY_SIZE if len(plane.contents.stations) > MANY else 1.0
    for answer, style in STATION_STYLES.items():
        those = [station for station in plane.contents.stations if station.answers == answer]
        axes.plot(
            *plane.points(those), linestyle="none", zorder=6, **style | {"markersize": style["markersize"] * size}
        )
    axes.set_xlim(box[0])
    axes.set_ylim(box[1])


def clip(ground: GeoSeries, box: Box) -> GeoSeries:
    """Return what of some ground lies in a box."""
    (west, east), (south, north) = box
    return ground.clip_by_rect(west, south, east, north)


def signs_of(axes: Axes, plane: Plane) -> list[Bbox]:
    """Return the places of the stations, in dots of the picture, as boxes."""
    places = axes.transData.transform(np.column_stack(plane.points(plane.contents.stations)))
    return [Bbox([(x - SIGN_DOTS, y - SIGN_DOTS), (x + SIGN_DOTS, y + SIGN_DOTS)]) for x, y in places]


STATION_STYLES: Mapping[str, dict[str, Any]] = {
    "no": {"marker": "x", "color": INK, "markersize": 4, "markeredgewidth": 0.9},
    "unknown": {"marker": "o", "color": "white", "markersize": 5.2, "markeredgecolor": INK, "markeredgewidth": 1.0},
    "yes": {"marker": "o", "color": INK, "markersize": 6.4, "markeredgecolor": "white", "markeredgewidth": 0.8},
}


def number_gaps(axes: Axes, plane: Plane, taken: list[Bbox], signs: Sequence[Bbox]) -> None:
    """Write the ranks of the greatest gaps inside them, none over another or over a name."""
    sign = {"boxstyle": "square,pad=0.25", "facecolor": "white", "edgecolor": INK, "linewidth": 0.9}
    for each in plane.contents.gaps[:GAPS_NUMBERED]:
        written = axes.text(
            0, 0, str(each.rank), fontsize=8, weight="bold", color=INK, ha="center", va="center", zorder=7
        )
        written.set_bbox(sign)
        free = labels.spots(plane.of([each.shape]).iloc[0])
        if not labels.settle(written, free, taken, signs) and not labels.settle(written, free, taken):
            written.remove()


def _legend(figure: Figure, contents: Contents, lang: Lang, *, share: float) -> None:
    """Draw what colours and signs mean, below the map."""
    axes = figure.add_axes((0, 0, 1, share))
    axes.set_axis_off()
    none = BARE if contents.is_ground else NONE
    kinds = ("legend_sure", SURE, None), ("legend_may", MAY, HATCH), ("legend_none", none, None)
    ground = [
        Patch(facecolor=color, edgecolor="#3d8585" if hatch else LINE, linewidth=0.4, hatch=hatch, label=say(key, lang))
        for key, color, hatch in kinds
    ]
    points = [
        Line2D([], [], linestyle="none", label=say(f"legend_{answer}", lang), **style)
        for answer, style in reversed(list(STATION_STYLES.items()))
    ]
    gap = Line2D([], [], linestyle="none", marker="s", markersize=8, color="white", markeredgecolor=INK)
    gap.set_label(say("legend_gap", lang))
    street = Line2D([], [], color="#6b7580", linewidth=0.8, label=say("legend_street", lang))
    handles = [*ground, *([street] if len(contents.lines) else []), *points, gap]
    axes.legend(
        handles=handles, loc="upper left", ncols=2, frameon=False, fontsize=7.5, labelspacing=0.5, borderpad=0.2
    )


def _inset(figure: Figure, plane: Plane, share: float) -> None:
    """Draw where the district lies in the one above it, at the lower right; nothing where there is none above."""
    contents = plane.contents
    if contents.around is None:
        return
    name, shapes = contents.around
    around = GeoSeries(list(shapes.values()), index=list(shapes), crs=WGS84)
    land = around.to_crs(metric_crs(around))
    axes = figure.add_axes((0.72, 0.0, 0.28, share * 0.95))
    land.plot(ax=axes, color="#e6e6e2", edgecolor="white", linewidth=0.3)
    land[land.index == contents.whole.adcode].plot(ax=axes, color=INK, edgecolor=INK, linewidth=0.8)
    axes.set_axis_off()
    axes.set_aspect("equal")
    axes.set_anchor("E")
    axes.text(0.0, 1.0, name, transform=axes.transAxes, fontsize=7.5, color=MUTED, ha="left", va="top")
