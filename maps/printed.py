"""A map for print: one page with title, legend, scale, north arrow and sources."""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from unicodedata import east_asian_width

import matplotlib as mpl
from geopandas import GeoDataFrame
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from maps import fonts
from maps.captions import Caption, caption, colon, legend_label, sources, words_of
from maps.classes import NO_DATA, Classes, classify
from maps.coverage import metric_crs
from maps.labels import write_names
from maps.metrics import METRICS, measure
from maps.picture import Picture
from maps.wording import WORDS
from stations.errors import InputError
from stations.language import Lang

DPI = 220
A4_INCHES = (11.69, 8.27)
MAP_BOX, SIDE_BOX = (0.025, 0.09, 0.735, 0.79), (0.785, 0.09, 0.195, 0.78)  # left, bottom, width, height of the page
INK, MUTED, LINE, ACCENT = "#17212b", "#5d6977", "#51606f", "#c2410c"
SIDE_LETTERS, MOST_LINES = 40, 7  # Chinese letters count twice
HATCH = "////"
STRIP = 0.06  # of the map's height, below it, for scale and north
NICE_STEPS_KM = (0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500)


def print_png(picture: Picture, path: Path, *, metric: str, lang: Lang) -> None:
    """Write the districts, coloured by a metric, and the stations as an A4 PNG of 220 dpi.

    The same picture gives the same bytes. Raise InputError for a metric that is not in METRICS.
    """
    if metric not in METRICS:
        known = ", ".join(METRICS)
        raise InputError(
            f"没有指标 {metric}，可用：{known}。", f"There is no metric {metric}; known: {known}.", field="metric"
        )
    measured = measure(picture)
    classes = classify(measured[metric], METRICS[metric])
    words = caption(picture, measured, lang)
    with sheet(path) as figure:
        axes = figure.add_axes(MAP_BOX)
        draw_map(axes, picture, measured, classes)
        draw_scale(axes, WORDS["north"].say(lang))
        draw_words(figure, words, lang)
        draw_legend(figure, classes, picture, metric=metric, lang=lang)


@contextmanager
def sheet(path: Path) -> Iterator[Figure]:
    """Yield an empty page whose text is Chinese, and write it once it is drawn."""
    with mpl.rc_context({"font.family": [fonts.family()], "hatch.linewidth": 0.5, "axes.unicode_minus": False}):
        figure = Figure(figsize=A4_INCHES, dpi=DPI, facecolor="white")
        FigureCanvasAgg(figure)
        yield figure
        figure.savefig(path, dpi=DPI, metadata={"Software": None})


def draw_map(axes: Axes, picture: Picture, measured: GeoDataFrame, classes: Classes) -> None:
    """Draw districts, stations and names in an equal-area projection; north is up at the centre."""
    crs = metric_crs(measured)
    land = measured.to_crs(crs)
    draw_classes(axes, land, classes)
    if not picture.stations.empty:
        points = picture.stations.geometry.to_crs(crs)
        size = 22 if len(points) <= 500 else 7  # noqa: PLR2004 - from here dots of the usual size would hide the map
        points.plot(ax=axes, color=ACCENT, edgecolor="white", linewidth=0.5, markersize=size, zorder=3)
    axes.set_axis_off()
    frame_map(axes, land)
    write_names(axes, land)


def draw_classes(axes: Axes, land: GeoDataFrame, classes: Classes) -> None:
    """Draw districts in the colours of their classes, those without data hatched."""
    hatched = classes.numbers == NO_DATA
    for part, hatch in ((~hatched, None), (hatched, HATCH)):
        if part.any():
            colors = [classes.color(number) for number in classes.numbers[part]]
            land[part].plot(ax=axes, color=colors, edgecolor=LINE, linewidth=0.7, hatch=hatch)


def frame_map(axes: Axes, land: GeoDataFrame) -> None:
    """Fill the map's place on the page, the districts in its middle and a strip below them."""
    west, south, east, north = land.total_bounds
    low = south - (north - south) * STRIP * 1.4
    _, _, width, height = MAP_BOX
    shape = width * A4_INCHES[0] / (height * A4_INCHES[1])
    half_width = max(east - west, (north - low) * shape) / 2
    half_height = half_width / shape
    axes.set_xlim((west + east) / 2 - half_width, (west + east) / 2 + half_width)
    axes.set_ylim((low + north) / 2 - half_height, (low + north) / 2 + half_height)
    axes.set_aspect("equal")


def draw_scale(axes: Axes, north_letter: str) -> None:
    """Draw a bar of a round length, about a sixth of the map's width, at the lower left, and north beside it."""
    west, east = axes.get_xlim()
    low, top = axes.get_ylim()
    wanted_km = (east - west) / 6000
    length_km = max((step for step in NICE_STEPS_KM if step <= wanted_km), default=NICE_STEPS_KM[0])
    half_m, tick = length_km * 500, (top - low) * 0.009
    for start, color in ((west, INK), (west + half_m, "white")):
        axes.fill_between(
            [start, start + half_m], low + tick, low + 2 * tick, facecolor=color, edgecolor=INK, linewidth=0.8
        )
    for x, text in ((west, "0"), (west + 2 * half_m, f"{length_km:g} km")):
        axes.text(x, low + 2.6 * tick, text, ha="center", va="bottom", fontsize=8.5, color=INK)
    x = west + 2 * half_m + (east - west) * 0.06
    arrow = {"arrowstyle": "-|>", "color": INK, "linewidth": 1.3, "shrinkA": 0, "shrinkB": 0}
    axes.annotate("", xy=(x, low + STRIP * (top - low)), xytext=(x, low + tick), arrowprops=arrow)
    axes.text(x + (east - west) * 0.008, low + tick, north_letter, fontsize=10, color=INK, ha="left", va="bottom")


def draw_words(figure: Figure, words: Caption, lang: Lang) -> None:
    """Write title, question and key numbers above the map, and below it date, boundaries and review number."""
    title_at, numbers_at = (0.963, 0.893) if words.asked else (0.952, 0.908)
    figure.text(0.025, title_at, words.title, fontsize=21, weight="bold", color=INK, va="center")
    figure.text(0.025, 0.924, words.asked, fontsize=12, color=INK, va="center")
    numbers = "      ".join(f"{name} {value}" if lang == "zh" else f"{value} {name}" for value, name in words.numbers)
    figure.text(0.025, numbers_at, numbers, fontsize=11, color=MUTED, va="center")
    notice = "  ·  ".join(filter(None, (words.demo, words.empty)))
    if notice:
        sign = {"boxstyle": "round,pad=0.45", "facecolor": "#fef3c7", "edgecolor": "#b45309", "linewidth": 0.8}
        figure.text(0.972, 0.95, notice, fontsize=11, color="#7c3d00", ha="right", va="center", bbox=sign)
    figure.add_artist(Line2D([0.025, 0.98], [0.07, 0.07], color="#c9d0d8", linewidth=0.8))
    below = f"{words.as_of}      {colon(WORDS['boundary'].say(lang), words.boundary, lang)}"
    figure.text(0.025, 0.042, below, fontsize=9, color=MUTED, va="center")
    figure.text(0.98, 0.042, words.map_number, fontsize=9, color=INK, ha="right", va="center")


def draw_legend(figure: Figure, classes: Classes, picture: Picture, *, metric: str, lang: Lang) -> None:
    """Draw the classes, the station's dot, and below them how the figure is worked out."""
    patches = [
        Patch(
            facecolor=line.color,
            edgecolor=LINE,
            linewidth=0.6,
            hatch=HATCH if line.number == NO_DATA else None,
            label=f"{legend_label(line, lang)}  ({line.districts})",
        )
        for line in classes.legend
    ]
    dot = Line2D([], [], color=ACCENT, marker="o", linestyle="none", markersize=6, markeredgecolor="white")
    dot.set_label(WORDS["shown_stations"].say(lang))
    chosen = METRICS[metric]
    title = words_of(chosen.label, picture, lang)
    notes = [(title, words_of(chosen.formula, picture, lang)), *sources(picture, lang)]
    draw_side(figure, [*patches, dot], title, [colon(heading, note, lang) for heading, note in notes])


def draw_side(figure: Figure, handles: Sequence[Artist], title: str, notes: Sequence[str], *, size: float = 10) -> None:
    """Draw a legend under its title beside the map, in letters of a size in points, and notes below it."""
    axes = figure.add_axes(SIDE_BOX)
    axes.set_axis_off()
    legend = axes.legend(
        handles=handles,
        title="\n".join(fold(line) for line in title.splitlines()),
        loc="upper left",
        frameon=False,
        borderpad=0,
        borderaxespad=0,
        fontsize=size,
        title_fontsize=size + 1,
        alignment="left",
        labelspacing=0.55,
    )
    legend.get_title().set_linespacing(1.5)
    text = "\n\n".join(fold(note) for note in notes)
    axes.text(0, 0, text, fontsize=7.8, color=MUTED, va="bottom", linespacing=1.45)


def fold(text: str, *, letters: int = SIDE_LETTERS) -> str:
    """Return a text in lines of so many letters, cut off with a mark after MOST_LINES.

    Chinese may break anywhere but before a mark of punctuation, other words only between them.
    """
    lines, used = [""], 0
    for piece in re.findall(r"[!-~]{1,38}| +|.[，。；：、）]*", text):
        width = sum(2 if east_asian_width(letter) in "WF" else 1 for letter in piece)
        if used + width > letters and piece.strip():
            lines, used = [*lines, ""], 0
        lines[-1] += piece
        used += width
    shown = [line.rstrip() for line in lines]
    return "\n".join(shown if len(shown) <= MOST_LINES else [*shown[:MOST_LINES], "…"])
