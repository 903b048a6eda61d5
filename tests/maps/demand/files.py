"""Files of demand for tests, with defaults so that a test names only what it is about."""

from collections.abc import Sequence
from pathlib import Path

import geopandas
import numpy as np
import pyogrio
import rasterio
from numpy.typing import NDArray
from rasterio import Affine
from shapely.geometry.base import BaseGeometry

SHANGHAI = Affine(0.01, 0, 121.4, 0, -0.01, 31.3)
"""Pixels of 0.01° with the corner of the first at 121.4° E, 31.3° N."""


def table(folder: Path, text: str, *, name: str = "points.csv", encoding: str = "utf-8") -> Path:
    """Write a table as it is."""
    path = folder / name
    path.write_text(text, encoding=encoding)
    return path


def shapes(
    folder: Path,
    areas: Sequence[BaseGeometry | None],
    counts: Sequence[object],
    *,
    name: str = "areas.gpkg",
    crs: str = "EPSG:4326",
) -> Path:
    """Write shapes with a column `people`."""
    path = folder / name
    frame = geopandas.GeoDataFrame({"people": list(counts)}, geometry=list(areas), crs=crs)
    pyogrio.write_dataframe(frame, path)
    return path


def grid(
    folder: Path,
    values: NDArray[np.float64] | Sequence[Sequence[float]],
    *,
    transform: Affine = SHANGHAI,
    crs: str | None = "EPSG:4326",
    nodata: float | None = None,
) -> Path:
    """Write a GeoTIFF of one band."""
    path = folder / "grid.tif"
    band = np.asarray(values, dtype=np.float64)
    height, width = band.shape
    options = {"height": height, "width": width, "count": 1, "dtype": "float64", "nodata": nodata}
    with rasterio.open(path, "w", driver="GTiff", crs=crs, transform=transform, **options) as file:
        file.write(band, 1)
    return path
