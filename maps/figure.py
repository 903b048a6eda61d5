"""What a figure is: a number and what it is a part of, with its name, unit, formula and source."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

from stations.language import Text

FEWEST = 5
"""Of fewer people, places or stations no share is given: one more or less would swing it too far."""

PER_HEAD = 1000
"""Seats are given for so many of those who share them."""

OURS = Text("本系统定义", "defined here")
METRES, KM2, COUNT = Text("米", "m"), Text("平方公里", "km²"), Text("个", "stations")
IF_UNKNOWN = Text("；时间或设施未知的站点也计入", "; stations whose hours or amenities nobody knows count too")

Row = Mapping[str, Any]
"""A row of `coverage_area` or `coverage_station`."""

Form = Literal["share", "rate", "amount", "index"]
"""How a figure is read: a part of a whole, so much for each PER_HEAD of it, an amount, a number without a unit."""


class Figure(NamedTuple):
    """A number, and what it is a part of where it is one; None where it is not known.

    `fewest` is of how much at least a share is given: ground, unlike people, is never too little for one.
    """

    value: float | None
    of: float | None = None
    fewest: float = FEWEST

    @property
    def share(self) -> float | None:
        """The part of the whole; None without a whole of at least `fewest`."""
        if self.value is None or not self.of or self.of < self.fewest:
            return None
        return self.value / self.of


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverageMetric:
    """Say what a figure is called, its unit, how it is worked out, and by whose definition.

    `column` of a row holds the figure and `of` what it is a part of. Where they are lists, `at` is the place in them:
    that of the band asked for, a certain one, or each. A unit of None is that of the demand.
    """

    label: Text
    unit: Text | None
    formula: Text
    source: Text
    column: str
    of: str | None = None
    at: Literal["band", "each"] | int | None = None
    form: Form = "share"
    about: Literal["area", "station", "gap", "change", "plan"] = "area"

    def value(self, row: Row, place: int = 0) -> Figure:
        """Return the figure of a row; `place` is that of the band asked for, or in a list of which each is a figure."""
        own = self.at if isinstance(self.at, int) else place
        return Figure(_at(row, self.column, own), _at(row, self.of, own))

    def as_dict(self) -> dict[str, Any]:
        """Return the words and the columns as plain data."""
        return {
            "about": self.about,
            "label": self.label._asdict(),
            "unit": self.unit._asdict() if self.unit else None,
            "formula": self.formula._asdict(),
            "source": self.source._asdict(),
            "form": self.form,
            "value": self.column,
            "of": self.of,
            "at": self.at,
            "per": PER_HEAD if self.form == "rate" else 1,
        }


def _at(row: Row, column: str | None, place: int) -> float | None:
    """Return the number of a column, that at a place where it holds a list."""
    found = None if column is None else row[column]
    if found is None:
        return None
    return float(found[place] if isinstance(found, list) else found)
