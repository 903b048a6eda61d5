"""How unevenly something is shared among people: Lorenz, Gini, Palma, and by how densely they live.

`value` is what each person of a cell has, `weight` the people in it. What is undefined is None: where there are no
people, or nothing to share.
"""

from typing import NamedTuple

import numpy as np

from stations.compiling import Array

TOP, BOTTOM = 0.1, 0.4
QUINTILES = 5


class Lorenz(NamedTuple):
    """A curve from (0, 0) to (1, 1): the share of people, those with least first, and the share that they have."""

    people: Array
    share: Array

    def at(self, people: Array) -> Array:
        """Return the share that some shares of the people have, those with least."""
        return np.interp(people, self.people, self.share)

    @property
    def gini(self) -> float:
        """The Gini coefficient, 0 where all have the same: one less twice the area below the curve."""
        return 1 - 2 * float(np.trapezoid(self.share, self.people))

    @property
    def palma(self) -> float | None:
        """What the tenth with most has over what the four tenths with least have; None where that is 0."""
        bottom, all_but_top = self.at(np.array([BOTTOM, 1 - TOP]))
        return float((1 - all_but_top) / bottom) if bottom > 0 else None


class Quintiles(NamedTuple):
    """Numerator and denominator of five equal parts of the people (5,), those who live least densely first."""

    value: Array
    weight: Array


def lorenz(value: Array, weight: Array) -> Lorenz | None:
    """Return the Lorenz curve; None where there are no people or nothing is shared."""
    curve = _running(value, weight, by=value)
    if curve.share[-1] <= 0:
        return None
    return Lorenz(curve.people / curve.people[-1], curve.share / curve.share[-1])


def by_density(value: Array, weight: Array, density: Array) -> Quintiles | None:
    """Return value times weight, and weight, by fifths of the people in order of density, ties by number of the cell.

    A cell at the border of two fifths is divided between them. None where there are no people.
    """
    curve = _running(value, weight, by=density)
    if curve.people[-1] <= 0:
        return None
    edges = np.linspace(0, curve.people[-1], QUINTILES + 1)
    return Quintiles(np.diff(np.interp(edges, curve.people, curve.share)), np.diff(edges))


def _running(value: Array, weight: Array, *, by: Array) -> Lorenz:
    """Return running sums from 0 on of people and of what they have, in order of `by`; empty cells left out."""
    inhabited = np.flatnonzero(weight > 0)
    order = inhabited[np.argsort(by[inhabited], kind="stable")]
    people = np.cumsum(np.append(0.0, weight[order]))
    return Lorenz(people, np.cumsum(np.append(0.0, weight[order] * value[order])))
