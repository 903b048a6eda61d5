"""The map of a run for print: coverage bands, or districts by a figure, on one page with legend, scale and north."""

from dataclasses import replace
from pathlib import Path

from geopandas import GeoSeries
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from maps import labels, patches, printed
from maps.captions import colon
from maps.coverage_metrics import METRICS
from maps.page.onepage import Fill
from maps.printed import HATCH, INK, LINE, MAP_BOX
from maps.report.contents import Contents
from maps.report.drawn.plane import Plane
from maps.report.drawn.signs import GAPS_NUMBERED, STATION_STYLES, number_gaps, signs_of
from maps.run_map import legends
from maps.run_map.captions import caption, sources
from maps.run_map.layers import streets_drawn
from maps.run_map.legends import INKS, sign_words
from maps.run_map.scene import SHOWN, RunScene, scene
from maps.wording import WORDS
from stations.errors import InputError
from stations.language import Lang

BANDS = "coverage"
RUN_LETTERS, LEGEND_POINTS = 12, 9
KNOWN = (BANDS, *SHOWN)
"""What a picture may show."""
LAND, STREET, GAP = "#fafaf7", "#6b7580", "#8a2f06"


def print_run(
    contents: Contents, path: Path, *, lang: Lang, metric: str = BANDS, map_number: str | None = None
) -> None:
    """Write a run as an A4 PNG of 220 dpi: its coverage bands, or its districts by a figure.

    The same run gives the same bytes. Raise `InputError` for a figure that is not KNOWN.
    """
    if metric not in KNOWN:
        known = ", ".join(KNOWN)
        raise InputError(
            f"没有指标 {metric}，可用：{known}。", f"There is no metric {metric}; known: {known}.", field="metric"
        )
    shown = scene(contents, lang=lang)
    fill = next(each for each in legends.fills(shown) if each.key == metric)
    words = caption(contents, lang, map_number=map_number)
    in_a_line = [(value, label.replace("\n", " ")) for value, label in words.numbers]
    with printed.sheet(path) as figure:
        axes = figure.add_axes(MAP_BOX)
        _draw(axes, Plane(contents), shown, fill)
        printed.draw_scale(axes, WORDS["north"].say(lang))
        printed.draw_words(figure, replace(words, numbers=in_a_line), lang)
        said = [*fill.notes, *_formula(metric, lang), *(colon(*pair, lang) for pair in sources(contents, lang)[:2])]
        notes = [*said, colon(WORDS["run"].say(lang), contents.run[:RUN_LETTERS], lang)]
        title = f"{fill.label}\n{fill.unit}"
        printed.draw_side(figure, [*_patches(fill), *_signs(shown)], title, notes, size=LEGEND_POINTS)


def _formula(metric: str, lang: Lang) -> list[str]:
    return [] if metric == BANDS else [colon(METRICS[metric].label.say(lang), METRICS[metric].formula.say(lang), lang)]


def _draw(axes: Axes, plane: Plane, shown: RunScene, fill: Fill) -> None:
    """Draw ground, colours, streets, borders, gaps, stations and names; north is up at the centre."""
    land = shown.measured.to_crs(plane.crs)
    if fill.key == BANDS:
        land.plot(ax=axes, color=LAND, edgecolor="none")
        _draw_bands(axes, plane, shown, fill)
    else:
        printed.draw_classes(axes, land, shown.classes[fill.key])
    if lines := streets_drawn(shown):
        plane.of(lines).plot(ax=axes, color=STREET, linewidth=0.3, zorder=2)
    land.boundary.plot(ax=axes, color=INK, linewidth=0.9, zorder=3)
    axes.set_axis_off()
    printed.frame_map(axes, land)
    stations = plane.contents.stations
    for answer, style in STATION_STYLES.items():
        those = [station for station in stations if station.answers == answer]
        axes.plot(*plane.points(those), linestyle="none", zorder=6, **style)
    signs = signs_of(axes, plane)
    taken = labels.write_names(axes, plane.below, signs) if len(plane.below) > 1 else []
    if fill.key == BANDS and (gaps := plane.contents.gaps[:GAPS_NUMBERED]):
        plane.of([gap.shape for gap in gaps]).boundary.plot(ax=axes, color=GAP, linewidth=1.1, zorder=4)
        number_gaps(axes, plane, taken, signs)


def _draw_bands(axes: Axes, plane: Plane, shown: RunScene, fill: Fill) -> None:
    own = shown.cells
    for band, line in enumerate(fill.legend):
        if (own.band == band).any():
            ground: GeoSeries = plane.of([patches.outline(own.h3[own.band == band])])
            edge = INKS.get(line.texture)
            hatch = HATCH if edge else None
            ground.plot(
                ax=axes,
                facecolor=line.color,
                edgecolor=edge or "none",
                linewidth=0.3 if edge else 0,
                hatch=hatch,
                zorder=1,
            )


def _patches(fill: Fill) -> list[Artist]:
    """Return what the colours mean."""
    return [
        Patch(
            facecolor=line.color,
            edgecolor=INKS.get(line.texture, LINE),
            linewidth=0.6,
            hatch=HATCH if line.texture else None,
            label=f"{line.label}  ({line.count})",
        )
        for line in fill.legend
    ]


def _signs(shown: RunScene) -> list[Artist]:
    """Return what the signs of stations mean, with how many there are of each, and those of gaps and streets."""
    words, contents = sign_words(shown.lang)["0"], shown.contents
    signs: list[Artist] = []
    for answer in ("yes", "unknown", "no"):
        count = sum(station.answers == answer for station in contents.stations)
        signs.append(Line2D([], [], linestyle="none", label=f"{words[answer[0]]}  ({count})", **STATION_STYLES[answer]))
    if contents.gaps:
        gap = Line2D([], [], linestyle="none", marker="s", markersize=8, color="white", markeredgecolor=GAP)
        gap.set_label(WORDS["gap_ranked"].say(shown.lang))
        signs.append(gap)
    if len(contents.lines):
        signs.append(Line2D([], [], color=STREET, linewidth=0.8, label=WORDS["streets"].say(shown.lang)))
    return signs
