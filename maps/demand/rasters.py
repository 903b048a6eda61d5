"""Demand from grids of pixels (GeoTIFF), each pixel a count."""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import rasterio
import shapely
from rasterio import Affine
from rasterio.errors import NotGeoreferencedWarning, RasterioError
from rasterio.windows import Window

from maps.demand import frames, pixels
from maps.demand.frames import ToDegrees
from maps.demand.pixels import POINTS_AT_ONCE, Pixels
from maps.demand.reading import MOST, Manner, Reading, check_no_cell
from maps.demand.surface import HeldRow
from stations.compiling import Array
from stations.errors import FileError
from stations.imports.boundary_checks import check_degrees
from stations.imports.reasons import held
from stations.language import Text

MAX_PIXELS = 400_000_000

Grid = Any
"""A file that rasterio has opened; it publishes no types."""


def read(path: Path, manner: Manner) -> Reading:
    """Read the first band: pixels are cut into equal points, and each point goes to its cell with its part.

    Pixels without data count nothing; those with negative or endless values are held, by row of the grid. The CRS is
    the file's unless it is said. Raise `FileError` or `InputError` for a file that cannot be used.
    """
    check_no_cell(manner)
    with _opened(path) as grid:
        shape = _shape(grid, _to_degrees(grid, manner.crs), manner.res)
        parts: list[tuple[Array, Array]] = [(np.empty(0, dtype=np.uint64), np.empty((0, 1)))]
        waiting: list[HeldRow] = []
        counted = 0
        for first, values in _strips(grid):
            good = (values >= 0) & (values <= MOST)  # no data is NaN, which is neither good nor held
            waiting += _held(first, values, ~good & ~np.isnan(values))
            rows, columns = np.nonzero(good & (values > 0))
            counted += len(rows)
            pixels.check(shape, counted)
            x, y = _at(grid.transform, first + rows + 0.5, columns + 0.5)
            parts.append(pixels.dropped(shape, x, y, values[rows, columns][:, None]))
    return Reading(
        kind="grid",
        cells=np.concatenate([own for own, _ in parts]),
        weight=np.concatenate([summed[:, 0] for _, summed in parts]),
        unit="weight",
        method=Text(f"格网每个像素的计数{shape.said.zh}", f"the count of each pixel {shape.said.en}"),
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
                raise pixels.too_large()
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
    if declared is None and grid.crs is None:
        raise FileError(
            "文件没有写明坐标系，请用 --crs 说明，如 EPSG:4326。",
            "The file does not say its CRS: give it with --crs, like EPSG:4326.",
            field="crs",
        )
    to_degrees = frames.to_degrees(declared or grid.crs.to_wkt())
    x, y = _at(grid.transform, np.array([0, 0, grid.height, grid.height]), np.array([0, grid.width, 0, grid.width]))
    check_degrees([shapely.MultiPoint(np.column_stack(to_degrees(x, y)))])
    return to_degrees


def _shape(grid: Grid, to_degrees: ToDegrees, res: int) -> Pixels:
    """Return the shape of the pixels, cut as finely as the one in the middle needs."""
    own = grid.transform
    x, y = _at(own, np.array([grid.height / 2]), np.array([grid.width / 2]))
    middle = float(x[0]), float(y[0])
    return pixels.shaped((own.a, own.d), (own.b, own.e), middle=middle, to_degrees=to_degrees, res=res)


def _strips(grid: Grid) -> Iterator[tuple[int, Array]]:
    """Yield some rows of the grid at a time, with the number of the first; what has no data is NaN."""
    rows = max(1, POINTS_AT_ONCE // grid.width)
    for first in range(0, grid.height, rows):
        window = Window(0, first, grid.width, min(rows, grid.height - first))
        yield first, grid.read(1, window=window, masked=True, out_dtype="float64").filled(np.nan)


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
