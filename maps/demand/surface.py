"""What a demand surface is: who needs a station, in cells, with everything that must be said beside its figures."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from math import fsum
from typing import NamedTuple

from maps.engine.arrays import Cells
from stations.compiling import Array
from stations.imports.reasons import Reason
from stations.language import Text

KINDS: Mapping[str, Text] = {
    "points": Text("点", "Points"),
    "polygons": Text("分区计数", "Areas with counts"),
    "grid": Text("格网", "Grid"),
    "census": Text("行政区人口", "Census by district"),
    "area": Text("面积", "Area"),
}
UNITS: Mapping[str, Text] = {
    "people": Text("人", "people"),
    "eateries": Text("家", "eateries"),
    "places": Text("处", "places"),
    "orders": Text("单", "orders"),
    "weight": Text("权重", "weight"),
    "km2": Text("平方公里", "km²"),
}


class HeldRow(NamedTuple):
    """A row that is in no cell: its number in the file, why, and its weight, None where that cannot be read."""

    row: int
    reason: Reason
    weight: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Meta:
    """What must be said beside a figure: what was counted, by whom, when, and how it came into cells of which size."""

    kind: str
    unit: Text
    source: str
    method: Text
    as_of: date | None
    res: int
    held: tuple[HeldRow, ...] = ()

    @property
    def held_weight(self) -> float:
        """What the held rows weigh, as far as that is known: with the total of the cells, all that the file has."""
        return fsum(entry.weight for entry in self.held if entry.weight is not None)


@dataclass(frozen=True, eq=False, kw_only=True)
class Demand:
    """A surface as it is computed with. The same hash is the same cells, profile and words; nothing is ever changed.

    `profile` holds the share of the weight that is there by hour of week: shape (1, 168) for all cells alike,
    (cells, 168) for each its own, None where it is not known.
    """

    hash: str
    cells: Cells
    meta: Meta
    profile: Array | None

    @property
    def total(self) -> float:
        """The weight of all cells."""
        return float(self.cells.weight.sum())

    def weight_at(self, hour: int) -> Array:
        """Return the weight of every cell in an hour of the week; without a profile it is the same in all of them."""
        weight: Array = self.cells.weight if self.profile is None else self.cells.weight * self.profile[:, hour]
        return weight

    def only(self, is_kept: Array) -> "Demand":
        """Return the surface with some of its cells (cells, booleans), said to be what it is all the same."""
        is_each_its_own = self.profile is not None and len(self.profile) > 1
        return replace(
            self,
            cells=Cells(*(column[is_kept] for column in self.cells)),
            profile=self.profile[is_kept] if self.profile is not None and is_each_its_own else self.profile,
        )
