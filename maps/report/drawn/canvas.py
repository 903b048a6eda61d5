"""Sheets to draw on: of a size in millimetres, with Chinese letters, their bytes the same each time."""

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import Literal

import matplotlib as mpl
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from maps import fonts

Format = Literal["png", "svg"]

DPI = 300
MM = 1 / 25.4
"""A millimetre in inches."""


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
