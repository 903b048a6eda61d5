"""Pixels cut into points, each of which goes to its cell with its part of the count."""

from math import ceil
from typing import NamedTuple

import numpy as np
from h3.api import numpy_int

from maps.demand import cells
from maps.demand.frames import ToDegrees
from stations import geo
from stations.compiling import Array
from stations.errors import FileError
from stations.language import Text

MAX_POINTS = 100_000_000
POINTS_AT_ONCE = 1_000_000
POINTS_PER_EDGE = 3  # of a cell: some forty points fall into each, so that pixels of any size fill cells evenly

Way = tuple[float, float]


class Pixels(NamedTuple):
    """Pixels of one shape: the ways along two sides in the file's coordinates, and how many points a side is cut into.

    `res` is the size of the cells.
    """

    across: Way
    down: Way
    to_degrees: ToDegrees
    res: int
    side: int

    @property
    def said(self) -> Text:
        """What becomes of a pixel, in words."""
        return Text(
            f"分作 {self.side} × {self.side} 个点，计入所在的 H3 {self.res} 级单元",
            f"is cut into {self.side} × {self.side} points, each in its cell of H3, size {self.res}",
        )


def shaped(across: Way, down: Way, *, middle: Way, to_degrees: ToDegrees, res: int) -> Pixels:
    """Return the shape of pixels, cut as finely as the one around `middle` needs."""
    (x, y), (right_x, right_y), (down_x, down_y) = middle, across, down
    lon, lat = to_degrees(np.array([x, x + right_x, x + down_x]), np.array([y, y + right_y, y + down_y]))
    longest_m = float(geo.distance_m(np.repeat(lon[0], 2), np.repeat(lat[0], 2), lon[1:], lat[1:]).max())
    edge_m = float(numpy_int.average_hexagon_edge_length(res, "m"))
    return Pixels(across, down, to_degrees, res, max(1, ceil(longest_m * POINTS_PER_EDGE / edge_m)))


def check(shape: Pixels, pixels: int) -> None:
    """Raise `FileError` for more pixels than can be cut in reasonable time."""
    if pixels * shape.side**2 > MAX_POINTS:
        raise too_large()


def dropped(shape: Pixels, x: Array, y: Array, values: Array) -> tuple[Array, Array]:
    """Return cells (uint64, each any number of times) and what falls into them of pixels around `x`, `y`.

    `values` has a row for each pixel and any number of columns, as has the answer.
    """
    parts = [(np.empty(0, dtype=np.uint64), np.empty((0, values.shape[1])))]
    step = max(1, POINTS_AT_ONCE // (shape.side**2 * values.shape[1]))
    for start in range(0, len(x), step):
        some = slice(start, start + step)
        lon, lat = shape.to_degrees(*_points(shape, x[some], y[some]))
        own = np.repeat(values[some] / shape.side**2, shape.side**2, axis=0)
        parts.append(cells.added(cells.at(lon, lat, res=shape.res), own))
    return np.concatenate([own for own, _ in parts]), np.concatenate([summed for _, summed in parts])


def too_large() -> FileError:
    """Return the refusal of a grid that is too large."""
    return FileError(
        "格网过大：请先裁成一个城市，或用更粗的单元（--res）。",
        "The grid is too large: cut one city out of it first, or use larger cells (--res).",
    )


def _points(shape: Pixels, x: Array, y: Array) -> tuple[Array, Array]:
    """Return the points of pixels, those of a pixel one after another."""
    within = (np.arange(shape.side) + 0.5) / shape.side - 0.5
    down, right = (each.ravel() for each in np.meshgrid(within, within))
    return (
        (x[:, None] + right * shape.across[0] + down * shape.down[0]).ravel(),
        (y[:, None] + right * shape.across[1] + down * shape.down[1]).ravel(),
    )
