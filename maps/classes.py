"""Colour classes: at most five, none and no data told apart."""

import math
from dataclasses import dataclass

from numpy import arange, quantile, searchsorted
from pandas import Series

from maps.metrics import Metric

MOST = 5
NO_DATA, ZERO = -1, 0
NO_DATA_COLOR, ZERO_COLOR = "#d9dce1", "#ffffff"
# ColorBrewer YlGnBu (Apache-2.0), by number of classes: safe for the colour-blind, ordered in grey too
RAMPS = {
    1: ["#7fcdbb"],
    2: ["#a1dab4", "#2c7fb8"],
    3: ["#c7e9b4", "#41b6c4", "#225ea8"],
    4: ["#ffffcc", "#a1dab4", "#41b6c4", "#225ea8"],
    5: ["#ffffcc", "#a1dab4", "#41b6c4", "#2c7fb8", "#253494"],
}


@dataclass(frozen=True)
class Class:
    """Hold one line of a legend; `number` is NO_DATA, ZERO or 1 and up, `low` is exclusive and `high` inclusive."""

    number: int
    color: str
    low: str
    high: str
    districts: int


@dataclass(frozen=True)
class Classes:
    """Hold the class of each value, under its index, and the legend's lines: zero, classes upwards, no data."""

    numbers: Series
    legend: tuple[Class, ...]

    def color(self, number: int) -> str:
        """Return the colour of a class."""
        return next(line.color for line in self.legend if line.number == number)


def breaks(positive: Series, *, step: float) -> list[float]:
    """Return the upper bounds of at most five classes, lowest first, each holding about as many distinct values.

    Quantiles, rounded up to whole steps so that a bound reads exactly as it cuts.
    """
    distinct = positive.unique()
    if len(distinct) == 0:
        return []
    classes = min(MOST, len(distinct))
    # those of mapclassify's Quantiles; imported, it would compile a classifier that nobody asks for, for some seconds
    bounds = quantile(distinct, arange(1, classes + 1) / classes)
    steps = {max(1, math.ceil(round(float(bound) / step, 6))) for bound in bounds}
    return [round(number * step, 6) for number in sorted(steps)]


def classify(values: Series, metric: Metric) -> Classes:
    """Sort values into quantile classes with readable bounds; zero and null stand apart, empty classes are left out."""
    bounds = breaks(values[values > 0], step=metric.step)
    places = searchsorted(bounds, values.fillna(0)) + 1
    numbers = Series(places, index=values.index).mask(values == 0, ZERO).mask(values.isna(), NO_DATA).astype(int)
    counts = numbers.value_counts()
    edges = [">0", *(metric.say(bound) for bound in bounds)]
    lines = [
        Class(ZERO, ZERO_COLOR, "0", "0", int(counts.get(ZERO, 0))),
        *(
            Class(number, color, edges[number - 1], edges[number], int(counts.get(number, 0)))
            for number, color in enumerate(RAMPS.get(len(bounds), []), start=1)
        ),
        Class(NO_DATA, NO_DATA_COLOR, "", "", int(counts.get(NO_DATA, 0))),
    ]
    return Classes(numbers, tuple(line for line in lines if line.districts))
