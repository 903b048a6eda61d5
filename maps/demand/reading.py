"""What is asked of a file of demand, and what it says: weights dropped on cells, and the rows that could not be."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from math import isfinite
from unicodedata import normalize

from maps.demand.cells import RES
from maps.demand.guides import Guide
from maps.demand.lattice import Cell
from maps.demand.surface import HeldRow
from stations.compiling import Array
from stations.errors import InputError
from stations.imports.coordinates import Point
from stations.imports.reasons import Reason, held, shortened
from stations.language import Text

MOST = 1e12
"""The heaviest row that is believed: some hundred times all people there are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Manner:
    """How demand is to be read: datum or CRS, columns by role where their headings do not say, size of the cells.

    `guide` leads the counts of areas to some of their cells; without it they are spread by area. `cell` is what each
    row of a table stands for, around its point; without it that is told by how regularly the points stand.
    """

    crs: str | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    res: int = RES
    guide: Guide | None = None
    cell: Cell | None = None


@dataclass(frozen=True, eq=False, kw_only=True)
class Reading:
    """Weights of a file, each on a cell (uint64), in any order and a cell any number of times.

    `hourly` is their weight by hour of week, shape (drops, 168), where the file has it. `claims` are the districts
    that rows name, with the point as given: by them the datum is checked. `unit` is a key of `UNITS`. `source` and
    `as_of` are what the demand says of itself.
    """

    kind: str
    cells: Array
    weight: Array
    unit: str
    method: Text
    held: Sequence[HeldRow]
    hourly: Array | None = None
    claims: Sequence[tuple[str, Point]] = ()
    as_of: date | None = None
    source: str | None = None
    warnings: Sequence[Text] = ()


def check_no_cell(manner: Manner) -> None:
    """Raise `InputError` where a cell is said for what is no list of points."""
    if manner.cell is not None:
        raise InputError(
            "--cell 只用于每行一个点的数据：面、格网文件、H3 单元和普查自有形状。",
            "--cell is for a point in each row: areas, grids, cells of H3 and the census have shapes of their own.",
            field="cell",
        )


def weigh(row: int, column: str, text: str) -> float | HeldRow:
    """Return a weight as people write it (1,234) or programs do (1.2e-05), or the row held for it."""
    weight = number(text)
    if weight is not None and 0 <= weight <= MOST:
        return weight
    return HeldRow(row, _doubt(column, text, weight), weight)


def number(text: str) -> float | None:
    """Return a number as people or programs write it, None for what is none or has no end."""
    plain = normalize("NFKC", text).replace(",", "").strip()
    try:
        found = float("nan" if "_" in plain else plain)
    except ValueError:
        return None
    return found if isfinite(found) else None


def _doubt(column: str, text: str, weight: float | None) -> Reason:
    shown = shortened(text)
    if not text.strip():
        return held(column, "没有填写权重。", "No weight is given.")
    if weight is None:
        return held(column, f"“{shown}”不是数字。", f"“{shown}” is not a number.")
    if weight < 0:
        return held(column, f"权重“{shown}”是负数。", f"The weight “{shown}” is negative.")
    return held(column, f"权重“{shown}”大得不可能。", f"The weight “{shown}” is impossibly large.")
