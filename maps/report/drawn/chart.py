"""The hours of a week: the curve of what is covered in each of the 168, and how the table of them is shaded."""

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes

from maps.coverage_metrics import Figure
from maps.printed import INK, MUTED
from maps.report.contents import Contents, Hour
from maps.report.drawn.canvas import saved, sheet
from maps.report.drawn.plane import HATCH, HATCHED, MAY
from maps.report.words.wording import say
from maps.report.words.writing import DASH
from maps.week import DAY_HOURS, DAY_NAMES, HOURS
from stations.language import Lang

SIZE_MM = (178.0, 52.0)
TOPS = (0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5)
"""Shares at which the axis may end before the whole."""
SMALL = 0.1
"""An axis that ends here or lower makes the table tell tenths of a percent and shade them up to that end."""
STEPS = 5


def top(week: Sequence[Hour]) -> float:
    """Return the share at which the axis ends: the least round one that holds all, the whole from half on."""
    greatest = max((hour.may.share or 0 for hour in week), default=0)
    return next((end for end in TOPS if end >= greatest > 0), 1.0)


def heat(figures: Sequence[Figure], end: float) -> list[tuple[float | None, str]]:
    """Return how dark each hour is, from 0 to 1, and its percentage in words; None where there is no share."""
    full, digits = (end, 1) if end <= SMALL else (1.0, 0)
    return [
        (None, DASH) if figure.share is None else (figure.share / full, f"{figure.share * 100:.{digits}f}")
        for figure in figures
    ]


def curve(contents: Contents, lang: Lang) -> bytes:
    """Return the curve as SVG; the asked hour is marked, and where the axis ends before the whole it says so."""
    end = top(contents.week)
    with sheet(*SIZE_MM) as figure:
        axes = figure.add_axes((0.055, 0.12, 0.935, 0.75))
        _draw(axes, contents, lang)
        axes.set_ylim(0, 100 * end)
        steps = np.linspace(0, 100 * end, STEPS + 1)
        axes.set_yticks(steps, labels=[f"{step:g}%" for step in steps])
        axes.set_xlim(0, HOURS)
        axes.set_xticks(range(0, HOURS + 1, DAY_HOURS), labels=[""] * 8)
        axes.set_xticks(range(12, HOURS, DAY_HOURS), labels=[name.say(lang) for name in DAY_NAMES], minor=True)
        axes.tick_params(labelsize=7.5, length=0, which="both", colors=MUTED)
        axes.grid(color="#d5dade", linewidth=0.4)
        axes.spines[["top", "right"]].set_visible(False)
        axes.legend(loc="lower right", bbox_to_anchor=(1, 1), ncols=3, frameon=False, fontsize=7.5, borderpad=0)
        if end < 1:
            said = say("hours_top", lang).format(top=f"{end:.0%}")
            figure.text(0.003, 0.98, said, fontsize=7.5, weight="bold", color=INK, va="top")
        return saved(figure, "svg")


def _draw(axes: Axes, contents: Contents, lang: Lang) -> None:
    edges = np.arange(HOURS + 1)
    sure, may = _steps([hour.sure for hour in contents.week]), _steps([hour.may for hour in contents.week])
    axes.step(edges, sure, where="post", color=INK, linewidth=1.4, label=say("surely", lang), zorder=3)
    axes.step(edges, may, where="post", color=HATCHED, linewidth=0.8, linestyle="--", label=say("possibly", lang))
    between = axes.fill_between(edges, sure, may, step="post", facecolor=MAY, edgecolor=HATCHED, linewidth=0, zorder=1)
    between.set(hatch=HATCH, label=say("hours_between", lang))
    if contents.question.hour is not None:
        axes.axvline(contents.question.hour + 0.5, color=INK, linewidth=0.8, linestyle=":", zorder=2)


def _steps(figures: Sequence[Figure]) -> list[float]:
    """Return shares in percent, the last twice so that its hour is drawn to its end; NaN where there is none."""
    shares = [np.nan if figure.share is None else 100 * figure.share for figure in figures]
    return [*shares, shares[-1]]
