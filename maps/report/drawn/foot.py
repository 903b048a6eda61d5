"""What stands below a district's map: what its signs mean, where it comes from, and where the ground lies."""

from geopandas import GeoSeries
from matplotlib.figure import Figure
from matplotlib.legend import Legend
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.text import Text as Written

from maps import printed
from maps.coverage import metric_crs
from maps.picture import WGS84
from maps.printed import INK, LINE, MUTED
from maps.report.drawn.canvas import MM
from maps.report.drawn.plane import LAND, STREET, Paint, Plane
from maps.report.drawn.signs import GAPS_NUMBERED, STATION_STYLES
from maps.report.words import borders
from maps.report.words.wording import say
from maps.report.words.writing import on
from stations.language import Lang, Text

LETTERS, LEGEND_LETTERS = 6.5, 7.5
LETTER_MM = 1.2
"""Half of a Chinese letter of LETTERS points, or a wide one of another script."""
APART_MM = 2.5
LEFT, INSET_SHARE = 0.003, 0.25
"""Where the foot begins, and how wide the inset is, as shares of the sheet's width."""


def draw(figure: Figure, plane: Plane, lang: Lang, *, map_number: str | None, is_centre: bool) -> float:
    """Draw all of it and return the share of the sheet's height that it takes; no part touches another.

    On a sheet that lies the origin stands beside the legend, else below it. `is_centre` is for the map of the centre.
    """
    wide_mm, high_mm = (float(inches) / MM for inches in figure.get_size_inches())
    apart = APART_MM / high_mm
    legend = _legend(figure, plane, lang, is_centre=is_centre)
    legend_wide, legend_high = _size(figure, legend)
    left, below = (legend_wide + 3 * APART_MM / wide_mm, 0.0) if plane.is_wide else (LEFT, legend_high + apart)
    origin = _origin(figure, plane, lang, map_number, room_mm=(1 - INSET_SHARE - left) * wide_mm)
    heights = [_size(figure, written)[1] for written in origin]
    used = max(legend_high, below + sum(heights) + apart * (len(heights) - 1))
    legend.set_bbox_to_anchor((LEFT, used))
    top = used - below
    for written, height in zip(origin, heights, strict=True):
        written.set_position((left, top))
        top -= height + apart
    _inset(figure, plane, used, is_centre=is_centre)
    return used + apart


def _size(figure: Figure, drawn: Legend | Written) -> tuple[float, float]:
    """Return width and height as shares of the figure's."""
    box = drawn.get_window_extent()
    return box.width / figure.bbox.width, box.height / figure.bbox.height


def _legend(figure: Figure, plane: Plane, lang: Lang, *, is_centre: bool) -> Legend:
    """Say what colours, lines and signs mean: how ground is covered always, the rest where it is drawn."""
    handles = [*_grounds(plane, lang), *_lines(plane, lang, is_centre=is_centre), *_signs(plane, lang)]
    return figure.legend(
        handles=handles,
        loc="upper left",
        bbox_to_anchor=(LEFT, 1),
        ncols=2,
        frameon=False,
        fontsize=LEGEND_LETTERS,
        labelspacing=0.5,
        borderpad=0,
        borderaxespad=0,
    )


def _grounds(plane: Plane, lang: Lang) -> list[Patch]:
    kinds = {key: plane.paint(key) for key in ("sure", "possible", "none")}
    if any(area.is_off_streets for area in plane.contents.areas):
        kinds["unjudged"] = plane.paint("unjudged")
    if not plane.contents.is_ground:
        kinds["blank"] = Paint(LAND)
    return [
        Patch(
            facecolor=color,
            edgecolor=ink if hatch else LINE,
            linewidth=0.4,
            hatch=hatch,
            label=say(f"legend_{key}", lang),
        )
        for key, (color, hatch, ink) in kinds.items()
    ]


def _lines(plane: Plane, lang: Lang, *, is_centre: bool) -> list[Line2D]:
    lines = []
    if plane.border.intersects(plane.centre if is_centre else plane.whole).any():
        border = say("legend_border", lang).format(area=plane.contents.whole.name)
        lines.append(Line2D([], [], color=INK, linewidth=1.3, label=border))
    if len(plane.below):
        lines.append(Line2D([], [], color=LINE, linewidth=0.6, label=say("legend_below", lang)))
    if len(plane.contents.lines):
        lines.append(Line2D([], [], color=STREET, linewidth=0.5, label=say("legend_street", lang)))
    if plane.centre is not None and not is_centre:
        lines.append(Line2D([], [], color=INK, linewidth=0.9, linestyle="--", label=say("legend_box", lang)))
    return lines


def _signs(plane: Plane, lang: Lang) -> list[Line2D]:
    signs = []
    if plane.contents.stations:
        signs = [
            Line2D([], [], linestyle="none", label=say(f"legend_{answer}", lang), **style)
            for answer, style in reversed(list(STATION_STYLES.items()))
        ]
    if ranked := len(plane.contents.ranked):
        square = Line2D([], [], linestyle="none", marker="s", markersize=8, color="white", markeredgecolor=INK)
        square.set_label(say("legend_gap", lang).format(n=min(ranked, GAPS_NUMBERED), all=ranked))
        signs.append(square)
    return signs


def _origin(figure: Figure, plane: Plane, lang: Lang, map_number: str | None, *, room_mm: float) -> list[Written]:
    """Write what the map answers, of when it is, and who drew its borders, for it may be torn out."""
    contents = plane.contents
    colon = Text("：", ": ").say(lang)
    number = map_number or say("to_fill_in", lang)
    lines = (
        f"{contents.whole.name} · {contents.question.say().say(lang)}",
        f"{say('as_of', lang)}{colon}{on(contents.as_of, lang)}",
        f"{say('boundary', lang)}{colon}{borders.sources(contents).say(lang)}",
        f"{say('map_number', lang)}{colon}{number}　{say('run', lang)}{colon}{contents.run[:12]}",
    )
    told = [("\n".join(_folded(line, room_mm) for line in lines), MUTED, "normal")]
    if contents.is_demo:
        told.insert(0, (_folded(say("demo", lang), room_mm), INK, "bold"))
    return [
        figure.text(0, 0, text, fontsize=LETTERS, color=color, weight=weight, va="top", linespacing=1.4)
        for text, color, weight in told
    ]


def _folded(text: str, room_mm: float) -> str:
    return printed.fold(text, letters=int(room_mm / LETTER_MM))


def _inset(figure: Figure, plane: Plane, high: float, *, is_centre: bool) -> None:
    """Draw at the lower right where the ground lies in what is above it; nothing where nothing is above."""
    name, land, own = _within(plane) if is_centre else _around(plane)
    if not len(land):
        return
    axes = figure.add_axes((1 - INSET_SHARE, 0, INSET_SHARE, high * 0.88))
    land.plot(ax=axes, color="#e6e6e2", edgecolor="white", linewidth=0.3)
    own.plot(ax=axes, color=INK, edgecolor=INK, linewidth=0.8)
    axes.set_axis_off()
    axes.set_aspect("equal")
    axes.set_anchor("SE")
    figure.text(0.998, high, name, fontsize=LEGEND_LETTERS, color=MUTED, ha="right", va="top")


def _around(plane: Plane) -> tuple[str, GeoSeries, GeoSeries]:
    """Return the district above by name, what lies in it, and the district itself."""
    if plane.contents.around is None:
        return "", GeoSeries(), GeoSeries()
    name, shapes = plane.contents.around
    around = GeoSeries(list(shapes.values()), index=list(shapes), crs=WGS84)
    land = around.to_crs(metric_crs(around))
    return name, land, land[land.index == plane.contents.whole.adcode]


def _within(plane: Plane) -> tuple[str, GeoSeries, GeoSeries]:
    """Return the district by name, what lies in it, and its centre."""
    land = plane.below.geometry if len(plane.below) else GeoSeries([plane.whole])
    return plane.contents.whole.name, land, GeoSeries([plane.centre])
