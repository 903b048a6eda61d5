"""Rows of a table as they count: where each is, what it weighs, and that by hour of the week."""

from collections.abc import Sequence
from statistics import fmean
from typing import Generic, NamedTuple, TypeVar

import numpy as np

from maps.demand import headings
from maps.demand.headings import Headings
from maps.demand.reading import weigh
from maps.demand.surface import HeldRow
from maps.week import HOURS
from stations.compiling import Array
from stations.imports.coordinates import Point
from stations.imports.raw import RawRow
from stations.imports.reasons import Reason
from stations.language import Text

P = TypeVar("P", Point, int)


class Taken(NamedTuple, Generic[P]):
    """A row that counts: where it is, what it weighs, and that by hour of week (empty where it is not known)."""

    place: P
    weight: float
    hours: Sequence[float]


def outcome(row: RawRow, found: Headings, place: P | Reason) -> Taken[P] | HeldRow:
    """Return what a row counts at a place, or the row held with its weight."""
    weights = []
    for heading in found.weights:
        value = weigh(row.number, heading, row.cells.get(heading, ""))
        if isinstance(value, HeldRow):
            return value._replace(weight=None) if found.hours else value  # one hour is not the weight
        weights.append(value)
    mean = fmean(weights) if weights else 1.0
    if isinstance(place, Reason):
        return HeldRow(row.number, place, mean)
    return Taken(place, mean, weights if found.hours else ())


def taken(outcomes: Sequence[Taken[P] | HeldRow]) -> list[Taken[P]]:
    """Return the rows that count."""
    return [entry for entry in outcomes if isinstance(entry, Taken)]


def values(counted: Sequence[Taken[Point]] | Sequence[Taken[int]]) -> Array:
    """Return the weight of each row, and after it those by hour where they are known: shape (rows, 1 or 169)."""
    hours = HOURS if counted and counted[0].hours else 0
    return np.array([[entry.weight, *entry.hours] for entry in counted], dtype=np.float64).reshape(-1, 1 + hours)


def unit(found: Headings) -> str:
    """Return which of `UNITS` the weights are in, as far as the headings tell."""
    if found.weight:
        return headings.unit(found.weight)
    return "weight" if found.hours else "places"


def weight(found: Headings) -> Text:
    """Return in words what a row weighs."""
    if found.hours:
        return Text(f"权重取 {HOURS} 个小时列的平均", f"Weight: the mean of the {HOURS} columns by hour")
    if found.weight:
        return Text(f"权重取自列“{found.weight}”", f"Weight: column “{found.weight}”")
    return Text("每行计 1", "Every row counts as 1")
