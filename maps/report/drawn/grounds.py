"""The ground where demand is, by whether it is covered."""

from typing import NamedTuple

from shapely import MultiPolygon

from maps import patches
from maps.report import judging
from maps.report.contents import Contents


class Ground(NamedTuple):
    """Cells that are alike, joined: `sure`, `possible`, `none` or `unjudged`, their demand, their outline (WGS84)."""

    covered: str
    weight: float
    shape: MultiPolygon


def of(contents: Contents) -> list[Ground]:
    """Return the ground that is surely, possibly or not covered, or cannot be judged; what is empty is left out."""
    cells = contents.cells
    has, unjudged = cells.weight > 0, judging.unjudged_cells(contents)
    classes = {
        "sure": cells.is_sure,
        "possible": cells.is_may & ~cells.is_sure,
        "none": ~cells.is_may & ~unjudged,
        "unjudged": unjudged,
    }
    return [
        Ground(name, float(cells.weight[has & is_so].sum()), patches.outline(cells.h3[has & is_so]))
        for name, is_so in classes.items()
        if (has & is_so).any()
    ]
