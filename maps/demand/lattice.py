"""Points that are the centres of a grid's cells, told by how regularly they stand."""

from typing import NamedTuple

import numpy as np
from scipy.spatial import cKDTree

from stations import geo
from stations.compiling import Array

FEWEST = 20  # places: fewer are no grid that anybody would write down
FEWEST_LINES = 3
TOLERANCE = 0.1  # of a step: coordinates are rounded
NEAR_ONE = 1.5  # steps
MOST_BESIDE = 2 / 3  # of the places have another beside them: points rounded to a step seldom do
EVEN_SHARE, EVEN_PART = 0.9, 0.05


class Cell(NamedTuple):
    """The size of a cell in the unit of the coordinates; of no width where each row is a point."""

    width: float
    height: float


class Lattice(NamedTuple):
    """The cell of places at whole steps, and whether most of these have a neighbour: then it is a grid for sure."""

    cell: Cell
    is_sure: bool


def of(x: Array, y: Array) -> Lattice | None:
    """Return the lattice that points stand on: whole steps both ways, several lines of several places, each once."""
    if len(x) <= FEWEST or _are_repeated(x, y):
        return None
    hair = TOLERANCE * float(np.median(_nearest(np.column_stack([x, y]))))
    columns, rows = _lines(x, hair), _lines(y, hair)
    if columns is None or rows is None:
        return None
    past = int(columns.number.max()) + 2  # one more than there are: the end of a row is not beside the next's begin
    place = rows.number * past + columns.number
    if len(np.unique(place)) < len(place):
        return None
    is_beside = np.isin(place, np.concatenate([place + way for way in (-1, 1, -past, past)]))
    return Lattice(Cell(columns.step, rows.step), bool(is_beside.mean() >= MOST_BESIDE))


def spacing_m(lon: Array, lat: Array) -> float | None:
    """Return how far almost every point is from the nearest other, None where they stand unevenly or are few."""
    if len(lon) <= FEWEST or _are_repeated(lon, lat):
        return None
    nearest_m = _nearest(geo.local_metres(lon, lat, around=(float(np.median(lon)), float(np.median(lat)))))
    usual_m = float(np.median(nearest_m))
    is_even = np.mean(np.abs(nearest_m - usual_m) <= EVEN_PART * usual_m) >= EVEN_SHARE
    return usual_m if is_even else None


class _Lines(NamedTuple):
    """The line that each value lies on, counted from the lowest in steps."""

    number: Array
    step: float


def _lines(values: Array, hair: float) -> _Lines | None:
    """Return the parallel lines that values lie on, None where these are too few, too thin or no whole steps apart.

    Values less than a hair apart are on one line.
    """
    order = np.argsort(values)
    line = np.empty(len(values), dtype=np.int64)
    line[order] = np.cumsum(np.diff(values[order], prepend=values[order[0]]) > hair)
    centre = np.bincount(line, values - values[order[0]]) / np.bincount(line)
    if not FEWEST_LINES <= len(centre) <= len(values) / 2:
        return None
    gaps = np.diff(centre)
    rough = gaps[gaps < NEAR_ONE * gaps.min()].mean()
    number = np.concatenate([[0], np.cumsum(np.rint(gaps / rough).astype(np.int64))])
    step, start = np.polyfit(number, centre, 1)
    if np.abs(start + step * number - centre).max() > TOLERANCE * step:
        return None
    return _Lines(number[line], float(step))


def _nearest(places: Array) -> Array:
    """Return how far each place (n, 2) is from the nearest other."""
    distance: Array = cKDTree(places).query(places, k=2)[0][:, 1]
    return distance


def _are_repeated(x: Array, y: Array) -> bool:
    return len(np.unique(x + 1j * y)) < len(x)
