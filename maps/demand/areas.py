"""Cells and districts: which cell is in which, and the ground itself as a surface where there is no other demand."""

import hashlib

import numpy as np
import shapely
from geopandas import GeoDataFrame

from maps.demand import cells
from maps.demand.cells import RES
from maps.demand.spreading import inside
from maps.demand.surface import UNITS, Demand, Meta
from maps.engine.arrays import NOWHERE, Cells
from stations.compiling import Array
from stations.language import Text


def area_of(own: Cells, districts: GeoDataFrame) -> Array:
    """Return for each cell the row (int32) of the district its centre lies in, NOWHERE where that is none.

    `districts` has `adcode` and polygons in EPSG:4326. A cell on a border, or in several, belongs to the lower code.
    """
    found = np.full(len(own.h3), NOWHERE, dtype=np.int32)
    by_lon = np.argsort(own.lon, kind="stable")
    lon, lat = own.lon[by_lon], own.lat[by_lon]
    for row in np.argsort(districts["adcode"].to_numpy(dtype=str), kind="stable")[::-1]:
        shape = districts.geometry.iloc[row]
        west, south, east, north = shape.bounds
        near = np.arange(np.searchsorted(lon, west, "left"), np.searchsorted(lon, east, "right"))
        near = near[(lat[near] >= south) & (lat[near] <= north)]
        shapely.prepare(shape)
        found[by_lon[near[shapely.intersects_xy(shape, lon[near], lat[near])]]] = row
    return found


def area_surface(districts: GeoDataFrame, *, source: str, res: int = RES) -> Demand:
    """Return every cell whose centre lies in a district (polygons in EPSG:4326), weighing its ground in km².

    It is made anew whenever it is needed, and kept nowhere.
    """
    parts = [inside(shape, res=res) for shape in districts.geometry]
    own = np.unique(np.concatenate(parts)) if parts else np.empty(0, dtype=np.uint64)
    lon, lat = cells.centres(own)
    ground = cells.area_km2(own, lat)
    meta = Meta(
        kind="area",
        unit=UNITS["km2"],
        source=source,
        method=Text(
            f"没有需求数据：按面积计，中心落在区内的 H3 {res} 级单元各计其面积",
            f"No demand: ground is counted, each cell of H3 (size {res}) with its centre in a district by its area",
        ),
        as_of=None,
        res=res,
    )
    named = hashlib.sha256(repr(meta).encode() + own.tobytes()).hexdigest()
    return Demand(hash=named, cells=Cells(own, lon, lat, ground, ground), meta=meta, profile=None)
