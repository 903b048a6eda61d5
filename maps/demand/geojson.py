"""Demand from GeoJSON: a table where all features are points, else shapes."""

from pathlib import Path

from maps.demand import polygons, tables
from maps.demand.reading import Manner, Reading
from stations.imports import readers


def read(path: Path, manner: Manner) -> Reading:
    """Read features; the datum of points must be said, as for any table."""
    is_shapes = "geometry.type" in readers.read(path, max_rows=tables.MAX_ROWS).columns
    return polygons.read(path, manner) if is_shapes else tables.read(path, manner)
