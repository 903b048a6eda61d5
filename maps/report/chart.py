"""The curve of the hours: what is covered in each of the 168 hours of a week, surely and possibly."""

import numpy as np

from maps.coverage_metrics import Figure
from maps.report.contents import Contents
from maps.report.drawing import INK, MUTED, saved, sheet
from maps.report.plane import HATCH, MAY
from maps.report.wording import say
from maps.week import DAY_HOURS, DAY_NAMES, HOURS
from stations.language import Lang

SIZE_MM = (178.0, 52.0)
EDGE = "#3d8585"


def curve(contents: Contents, lang: Lang) -> bytes:
    """Return the curve as SVG; the asked hour is marked."""
    with sheet(*SIZE_MM) as figure:
        axes = figure.add_axes((0.055, 0.17, 0.935, 0.72))
        edges = np.arange(HOURS + 1)
        sure, may = (
            _steps([hour.sure for hour in contents.week]),
            _steps([hour.may for hour in contents.week]),
        )
        axes.fill_between(
            edges, sure, may, step="post", facecolor=MAY, edgecolor=EDGE, linewidth=0, hatch=HATCH, zorder=1
        )
        axes.step(edges, may, where="post", color=EDGE, linewidth=0.8, linestyle="--", label=say("possibly", lang))
        axes.step(edges, sure, where="post", color=INK, linewidth=1.4, label=say("surely", lang), zorder=3)
        if contents.question.hour is not None:
            axes.axvline(contents.question.hour + 0.5, color=INK, linewidth=0.8, linestyle=":", zorder=2)
        axes.set_xlim(0, HOURS)
        axes.set_ylim(0, 100)
        axes.set_xticks(range(0, HOURS + 1, DAY_HOURS), labels=[""] * 8)
        axes.set_xticks(range(12, HOURS, DAY_HOURS), labels=[name.say(lang) for name in DAY_NAMES], minor=True)
        axes.set_yticks(range(0, 101, 25), labels=[f"{share}%" for share in range(0, 101, 25)])
        axes.tick_params(labelsize=7.5, length=0, which="both", colors=MUTED)
        axes.grid(color="#d5dade", linewidth=0.4)
        axes.spines[["top", "right"]].set_visible(False)
        axes.legend(loc="lower right", bbox_to_anchor=(1, 1), ncols=3, frameon=False, fontsize=7.5, borderpad=0)
        return saved(figure, "svg")


def _steps(figures: list[Figure]) -> list[float]:
    """Return shares in percent, the last twice so that its hour is drawn to its end; NaN where there is none."""
    shares = [np.nan if figure.share is None else 100 * figure.share for figure in figures]
    return [*shares, shares[-1]]
