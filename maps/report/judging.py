"""What a run cannot judge: districts whose demand is mostly off its streets have no figures, which is not 0."""

from dataclasses import replace

import numpy as np
import shapely

from maps.coverage_metrics import Figure
from maps.report.contents import Area, Contents
from stations.compiling import Array

OF_STATIONS = ("answering_sure", "seats", "seats_unknown", "spacing_broken")
"""Metrics of the stations themselves, which do not need a street."""


def judged(found: Contents) -> Contents:
    """Return contents without figures of demand where it is mostly off the streets.

    Where that is so of the whole there are neither hours nor gaps nor actions.
    """
    known = replace(found, areas=tuple(_blank(area) if area.is_off_streets else area for area in found.areas))
    return replace(known, week=(), gaps=(), steps=()) if known.whole.is_off_streets else known


def unjudged_cells(contents: Contents) -> Array:
    """Tell which cells nobody can judge: those in a district without figures that are not known to be covered."""
    off = shapely.union_all([area.shape for area in contents.areas if area.is_off_streets])
    cells = contents.cells
    return np.asarray(shapely.contains_xy(off, cells.lon, cells.lat)) & ~cells.is_may


def _blank(area: Area) -> Area:
    figures = {key: figure if key in OF_STATIONS else _unknown(figure) for key, figure in area.figures.items()}
    bands = tuple((minutes, _unknown(sure), _unknown(may)) for minutes, sure, may in area.bands)
    return replace(area, figures=figures, bands=bands)


def _unknown(figure: Figure) -> Figure:
    return figure._replace(value=None)
