"""The cells of a kept run as tiles: hexagons one by one near by, coarser ones farther out, with all totals kept."""

from functools import lru_cache
from math import cos, radians
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pyarrow.parquet as pq
from h3.api import basic_int

from maps import hexagons
from maps.demand import cells as hexagonal
from maps.engine.grouping import summed
from maps.tiles import vector
from maps.tiles.vector import EXTENT, Ring
from stations.compiling import Array
from stations.errors import NotFound

MOST_HEXAGONS = 2000
"""So many hexagons a tile, about, at the equator, where it is largest: their size depends on the zoom alone."""

AROUND_THE_EARTH_KM = 40_075.0
RUNS_KEPT, TILES_KEPT = 3, 512
WAYS = ("distance_sure_m", "distance_may_m")


class Hexagons(NamedTuple):
    """Hexagons of one size with what is in them, as columns; `adcode` is the district of most weight.

    Ways are weighted means of the cells that reach a station, NaN where none does.
    """

    h3: Array
    lon: Array
    lat: Array
    adcode: Array
    weight: Array
    weight_sure: Array
    weight_may: Array
    distance_sure_m: Array
    distance_may_m: Array
    cells: Array
    area_km2: Array


@lru_cache(TILES_KEPT)
def tile(path: Path, z: int, x: int, y: int) -> bytes:
    """Return a square of the web map with the hexagons that touch it; no bytes where there are none.

    Raise `NotFound` for a run whose file is gone.
    """
    found = _at_zoom(path, z)
    corner, side = np.array([x, y]), 2**z
    across, down = _mercator(found.lon, found.lat)
    near = (np.stack([across, down], axis=1) * side - corner) * EXTENT
    reach = _reach_units(found, z)
    is_near = ((near > -reach) & (near < EXTENT + reach)).all(axis=1)
    features = ((_ring(int(found.h3[row]), z, x, y), _said(found, row)) for row in np.flatnonzero(is_near).tolist())
    return vector.layer("cells", (each for each in features if _touches(each[0])))


def size_at(z: int) -> int:
    """Return the resolution of hexagons shown at a zoom."""
    tile_km2 = (AROUND_THE_EARTH_KM / 2**z) ** 2
    fitting = (res for res in range(hexagons.FINEST, 0, -1) if _hexagons_in(tile_km2, res) <= MOST_HEXAGONS)
    return next(fitting, 0)


def _hexagons_in(tile_km2: float, resolution: int) -> float:
    return float(tile_km2 / basic_int.average_hexagon_area(resolution, "km^2"))


def _at_zoom(path: Path, z: int) -> Hexagons:
    own = _cells(path)
    finest = hexagonal.size(int(own.h3[0])) if len(own.h3) else 0
    return own if size_at(z) >= finest else _coarser(path, size_at(z))


@lru_cache(RUNS_KEPT)
def _cells(path: Path) -> Hexagons:
    """Return the cells of a run as they are."""
    try:
        table = pq.read_table(path)
    except FileNotFoundError:
        raise NotFound("这次计算的单元文件已不在。", "The cells of this run are gone.", field="run") from None
    column = {name: table[name].to_numpy() for name in table.column_names}
    return Hexagons(
        weight_sure=column["weight"] * column["is_covered_sure"],
        weight_may=column["weight"] * column["is_covered_may"],
        cells=np.ones(len(column["h3"]), np.int64),
        **{name: column[name] for name in ("h3", "lon", "lat", "adcode", "weight", *WAYS, "area_km2")},
    )


@lru_cache(RUNS_KEPT * 8)
def _coarser(path: Path, resolution: int) -> Hexagons:
    """Return the hexagons of a coarser size that the cells of a run lie in."""
    own = _cells(path)
    parents = hexagons.parents(own.h3, resolution)
    h3, inside, count = np.unique(parents, return_inverse=True, return_counts=True)

    def total(weight: Array) -> Array:
        return summed(weight, inside, len(h3))

    return Hexagons(
        h3=h3,
        lon=total(own.lon) / count,
        lat=total(own.lat) / count,
        adcode=_of_most_weight(own, inside),
        weight=total(own.weight),
        weight_sure=total(own.weight_sure),
        weight_may=total(own.weight_may),
        distance_sure_m=_mean(own.distance_sure_m, own.weight, inside, len(h3)),
        distance_may_m=_mean(own.distance_may_m, own.weight, inside, len(h3)),
        cells=count,
        area_km2=total(own.area_km2),
    )


def _of_most_weight(own: Hexagons, inside: Array) -> Array:
    """Return the district with most weight in each coarser hexagon, ties to the lower code."""
    codes, code = np.unique(own.adcode.astype(str), return_inverse=True)
    pairs, pair = np.unique(inside * len(codes) + code, return_inverse=True)
    hexagon, of_pair = np.divmod(pairs, len(codes))
    order = np.lexsort((of_pair, -summed(own.weight, pair, len(pairs)), hexagon))
    _, first = np.unique(hexagon[order], return_index=True)
    return np.asarray(codes[of_pair[order[first]]])


def _mean(way_m: Array, weight: Array, inside: Array, count: int) -> Array:
    """Return the mean way in each coarser hexagon of the cells that have one, NaN where none has."""
    is_reached = ~np.isnan(way_m)
    reached = summed(weight[is_reached], inside[is_reached], count)
    going = summed(weight[is_reached] * way_m[is_reached], inside[is_reached], count)
    return np.asarray(np.divide(going, reached, out=np.full(count, np.nan), where=reached > 0))


def _mercator(lon: Array, lat: Array) -> tuple[Array, Array]:
    """Return places on the web map (EPSG:3857) as shares of its side, from the west and from the north."""
    return (lon + 180) / 360, (1 - np.arcsinh(np.tan(np.radians(lat))) / np.pi) / 2


def _reach_units(found: Hexagons, z: int) -> float:
    """Return how far from its middle a hexagon may reach, in units of a tile, with room to spare."""
    if not len(found.h3):
        return 0.0
    edge_km = basic_int.average_hexagon_edge_length(hexagonal.size(int(found.h3[0])), "km")
    stretched = cos(radians(min(float(np.abs(found.lat).max()) + 1, 85)))
    return float(3 * edge_km / AROUND_THE_EARTH_KM / stretched * 2**z * EXTENT)


def _ring(h3: int, z: int, x: int, y: int) -> Ring:
    """Return the corners of a hexagon in units of a tile, clockwise as seen: the way H3 does not give them."""
    lat, lon = np.array(basic_int.cell_to_boundary(h3)[::-1]).T
    across, down = _mercator(lon, lat)
    corners = np.rint((np.stack([across, down], axis=1) * 2**z - (x, y)) * EXTENT).astype(int)
    return [(int(right), int(below)) for right, below in corners]


def _touches(ring: Ring) -> bool:
    """Return whether the box around a ring meets the tile."""
    return all(min(axis) <= EXTENT and max(axis) >= 0 for axis in zip(*ring, strict=True))


def _said(found: Hexagons, row: int) -> dict[str, Any]:
    """Return the properties of a hexagon; a way there is none of is left out."""
    ways = {name: getattr(found, name)[row] for name in WAYS}
    return {
        "h3": f"{int(found.h3[row]):x}",
        "adcode": str(found.adcode[row]),
        **{name: float(getattr(found, name)[row]) for name in ("weight", "weight_sure", "weight_may", "area_km2")},
        **{name: None if np.isnan(way) else float(way) for name, way in ways.items()},
        "cells": int(found.cells[row]),
    }
