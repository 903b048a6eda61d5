"""Shapes and their facts as short lists of whole numbers, which the page unpacks into GeoJSON."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from stations.compiling import Array

PER_DEGREE = 100_000
"""Steps to a degree: one is 1.1 m at most."""
MOST_WORDS = 100


def packed(shapes: Sequence[BaseGeometry], keys: Sequence[str], facts: Sequence[Sequence[object]]) -> dict[str, Any]:
    """Return shapes of one kind (WGS84) with their facts, a row each: coordinates, then a value for each key.

    Coordinates nest as in GeoJSON, but a line, and a ring without its last point, is one list `x, y, x, y …`: the first
    point from `origin`, each other from the one before it, in steps of a PER_DEGREE'th of a degree. Words that repeat
    stand once in `tables`, and in the rows as their places there.
    """
    if not shapes:
        return {"type": "Point", "origin": [0, 0], "keys": list(keys), "tables": {}, "rows": []}
    origin = np.floor(shapely.total_bounds(list(shapes))[:2] * PER_DEGREE)
    columns = [list(column) for column in zip(*facts, strict=True)]
    tables = {key: table for key, column in zip(keys, columns, strict=True) if (table := _table(column))}
    told = [
        [tables[key].index(value) for value in column] if key in tables else column
        for key, column in zip(keys, columns, strict=True)
    ]
    rows = [[_steps(shape, origin), *values] for shape, *values in zip(shapes, *told, strict=True)]
    return {
        "type": shapes[0].geom_type,
        "origin": origin.astype(int).tolist(),
        "keys": list(keys),
        "tables": tables,
        "rows": rows,
    }


def _table(column: Sequence[object]) -> list[str]:
    """Return the words of a column, each once, in their order of appearance; nothing where few repeat."""
    words = list(dict.fromkeys(value for value in column if isinstance(value, str)))
    is_worth_it = len(column) == sum(isinstance(value, str) for value in column) and len(words) <= MOST_WORDS
    return words if is_worth_it and 2 * len(words) <= len(column) else []


def _steps(shape: Any, origin: Array) -> list[Any]:  # noqa: ANN401 - shapely types no kind of shape by its parts
    if shape.geom_type == "Polygon":
        return [_line(ring, origin)[:-2] for ring in (shape.exterior, *shape.interiors)]
    if shape.geom_type in {"Point", "LineString"}:
        return _line(shape, origin)
    return [_steps(part, origin) for part in shape.geoms]


def _line(line: BaseGeometry, origin: Array) -> list[int]:
    places = np.rint(shapely.get_coordinates(line) * PER_DEGREE) - origin
    steps: list[int] = np.diff(places, axis=0, prepend=0).astype(int).ravel().tolist()
    return steps
