"""Demand from grids of pixels (GeoTIFF), each pixel a count."""

import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from math import ceil
from pathlib import Path
from typing import Any

import numpy as np
import rasterio
import shapely
from h3.api import numpy_int
from pyproj import Transformer
from rasterio import Affine
from rasterio.errors import NotGeoreferencedWarning, RasterioError
from rasterio.windows import Window

from maps.demand import cells
from maps.demand.reading import MOST, Manner, Reading
from maps.demand.surface import HeldRow
from stations import datum, geo
from stations.compiling import Array
from stations.errors import FileError
from stations.imports import boundaries
from stations.imports.boundary_checks import check_degrees
from stations.imports.reasons import held
from stations.language import Text

MAX_PIXELS = 400_000_000
MAX_POINTS = 100_000_000
POINTS_AT_ONCE = 1_000_000
POINTS_PER_EDGE = 3  # of a cell: some forty points fall into each, so that pixels of any size fill cells evenly

ToDegrees = Callable[[Array, Array], tuple[Array, Array]]
Grid = Any
"""A file that rasterio has opened; it publishes no types."""


def read(path: Path, manner: Manner) -> Reading:
    """Read the first band: pixels are cut into equal points, and each point goes to its cell with its part.

    Pixels without data count nothing; those with negative or endless values are held, by row of the grid. The CRS is
    the file's unless it is said. Raise `FileError` or `InputError` for a file that cannot be used.
    """
    with _opened(path) as grid:
        to_degrees = _to_degrees(grid, manner.crs)
        side = _points_per_side(grid, to_degrees, manner.res)
        parts: list[tuple[Array, Array]] = [(np.empty(0, dtype=np.uint64), np.empty((0, 1)))]
        waiting: list[HeldRow] = []
        points = 0
        for first, values in _strips(grid):
            good = (values >= 0) & (values <= MOST)  # no data is NaN, which is neither good nor held
            waiting += _held(first, values, ~good & ~np.isnan(values))
            rows, columns = np.nonzero(good & (values > 0))
            points += len(rows) * side**2
            if points > MAX_POINTS:
                raise _too_large(path)
            for some in _batches(len(rows), side):
                x, y = _points(grid.transform, first + rows[some], columns[some], side)
                weight = np.repeat(values[rows[some], columns[some]] / side**2, side**2)
                parts.append(cells.added(cells.at(*to_degrees(x, y), res=manner.res), weight[:, None]))
    return Reading(
        kind="grid",
        cells=np.concatenate([own for own, _ in parts]),
        weight=np.concatenate([summed[:, 0] for _, summed in parts]),
        unit="weight",
        method=Text(
            f"格网每个像素的计数分作 {side} × {side} 个点，计入所在的 H3 {manner.res} 级单元",
            f"the count of each pixel is cut into {side} × {side} points, each in its cell of H3, size {manner.res}",
        ),
        held=waiting,
    )


@contextmanager
def _opened(path: Path) -> Iterator[Grid]:
    """Yield the file as a GeoTIFF and nothing else: GDAL would follow other formats to other places."""
    if not path.is_file():
        raise FileError(f"找不到文件 {path}。", f"There is no file {path}.")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", NotGeoreferencedWarning)
            grid = rasterio.open(path, driver="GTiff")
        with grid:
            if grid.width * grid.height > MAX_PIXELS:
                raise _too_large(path)
            if grid.transform.is_identity:
                raise FileError(
                    f"{path.name} 没有地理位置（不是 GeoTIFF）。",
                    f"{path.name} says no place on Earth: it is no GeoTIFF.",
                )
            yield grid
    except RasterioError:
        raise FileError(
            f"{path.name} 不是可读取的 GeoTIFF，或已损坏。", f"{path.name} is no GeoTIFF that can be read, or damaged."
        ) from None


def _to_degrees(grid: Grid, declared: str | None) -> ToDegrees:
    """Return the way from the grid's coordinates to WGS84; raise `InputError` where it does not lead onto Earth."""
    to_degrees: ToDegrees
    if declared in boundaries.DATUM_OF:
        to_degrees = partial(_converted, boundaries.DATUM_OF[str(declared)])
    elif declared is None and grid.crs is None:
        raise FileError(
            "文件没有写明坐标系，请用 --crs 说明，如 EPSG:4326。",
            "The file does not say its CRS: give it with --crs, like EPSG:4326.",
            field="crs",
        )
    else:
        crs = boundaries.crs_of(declared or grid.crs.to_wkt())
        to_degrees = Transformer.from_crs(crs, 4326, always_xy=True).transform
    x, y = _at(grid.transform, np.array([0, 0, grid.height, grid.height]), np.array([0, grid.width, 0, grid.width]))
    check_degrees([shapely.MultiPoint(np.column_stack(to_degrees(x, y)))])
    return to_degrees


def _converted(source: datum.Datum, lon: Array, lat: Array) -> tuple[Array, Array]:
    return datum.convert(lon, lat, source=source, target="wgs84")


def _points_per_side(grid: Grid, to_degrees: ToDegrees, res: int) -> int:
    """Return into how many points a side of a pixel in the middle of the grid is cut."""
    row, column = grid.height / 2, grid.width / 2
    x, y = _at(grid.transform, np.array([row, row, row + 1]), np.array([column, column + 1, column]))
    lon, lat = to_degrees(x, y)
    longest_m = float(geo.distance_m(np.repeat(lon[0], 2), np.repeat(lat[0], 2), lon[1:], lat[1:]).max())
    edge_m = float(numpy_int.average_hexagon_edge_length(res, "m"))
    return max(1, ceil(longest_m * POINTS_PER_EDGE / edge_m))


def _strips(grid: Grid) -> Iterator[tuple[int, Array]]:
    """Yield some rows of the grid at a time, with the number of the first; what has no data is NaN."""
    rows = max(1, POINTS_AT_ONCE // grid.width)
    for first in range(0, grid.height, rows):
        window = Window(0, first, grid.width, min(rows, grid.height - first))
        yield first, grid.read(1, window=window, masked=True, out_dtype="float64").filled(np.nan)


def _batches(pixels: int, side: int) -> Iterator[slice]:
    step = max(1, POINTS_AT_ONCE // side**2)
    return (slice(start, start + step) for start in range(0, pixels, step))


def _points(transform: Affine, rows: Array, columns: Array, side: int) -> tuple[Array, Array]:
    """Return the points of pixels in the grid's coordinates, those of a pixel one after another."""
    within = (np.arange(side) + 0.5) / side
    down, right = (each.ravel() for each in np.meshgrid(within, within))
    return _at(transform, (rows[:, None] + down).ravel(), (columns[:, None] + right).ravel())


def _at(transform: Affine, rows: Array, columns: Array) -> tuple[Array, Array]:
    """Return coordinates of places in the grid, whole numbers being corners of pixels, however the grid is turned."""
    return (
        transform.a * columns + transform.b * rows + transform.c,
        transform.d * columns + transform.e * rows + transform.f,
    )


def _held(first: int, values: Array, wrong: Array) -> list[HeldRow]:
    """Return one entry for each row of the grid that has pixels which cannot be counted."""
    return [
        HeldRow(
            first + int(row) + 1,
            held(
                None,
                f"{int(wrong[row].sum())} 个像素的值为负数或大得不可能。",
                f"{int(wrong[row].sum())} pixels are negative or impossibly large.",
            ),
            float(values[row][wrong[row] & np.isfinite(values[row])].sum()),
        )
        for row in np.flatnonzero(wrong.any(axis=1))
    ]


def _too_large(path: Path) -> FileError:
    return FileError(
        f"格网 {path.name} 过大：请先裁成一个城市，或用更粗的单元（--res）。",
        f"The grid {path.name} is too large: cut one city out of it first, or use larger cells (--res).",
    )
