"""The districts that figures are given for, and which of them each cell lies in."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import shapely
from geopandas import GeoDataFrame
from sqlalchemy.orm import Session

from maps.demand import area_of
from maps.engine.arrays import NOWHERE, Cells
from maps.picture import WGS84
from stations import geo, registry
from stations.compiling import Array
from stations.registry import DistrictView


@dataclass(frozen=True, eq=False, kw_only=True)
class Level:
    """Districts that do not overlap: all of one depth below the one asked about.

    `frame` has `adcode` and polygons in EPSG:4326, in the order of `views`.
    """

    views: Sequence[DistrictView]
    frame: GeoDataFrame

    @cached_property
    def area_km2(self) -> Array:
        """The ground of each district on the ellipsoid, from its boundary."""
        return np.array([geo.geodesic_area_km2(shape) for shape in self.frame.geometry], np.float64)

    def of_cells(self, cells: Cells) -> Array:
        """Return the row of each cell's district (int32), NOWHERE for cells in none."""
        return area_of(cells, self.frame)

    def of_points(self, lon: Array, lat: Array) -> Array:
        """Return the row of each point's district (int32), NOWHERE for points in none; a border is the lower code's."""
        found = np.full(len(lon), NOWHERE, np.int32)
        for row in reversed(range(len(self.views))):
            found[shapely.intersects_xy(self.frame.geometry.iloc[row], lon, lat)] = row
        return found


@dataclass(frozen=True, eq=False, kw_only=True)
class Areas:
    """A district and everything below it, level by level."""

    levels: Sequence[Level]

    @property
    def whole(self) -> DistrictView:
        """The district asked about."""
        return self.levels[0].views[0]

    def digest(self) -> str:
        """Return a hash of the codes, names and boundaries."""
        said = hashlib.sha256()
        for level in self.levels:
            said.update(
                repr([(view.adcode, view.name, view.level, view.parent_adcode) for view in level.views]).encode()
            )
            for wkb in shapely.to_wkb(level.frame.geometry.to_numpy()):
                said.update(wkb)
        return said.hexdigest()


def read(session: Session, adcode: str) -> Areas:
    """Return a district and all below it; raise `NotFound` when the code is not in the registry."""
    levels = registry.all_within(session, adcode)
    shapes = registry.district_shapes(session, [view.adcode for views in levels for view in views])
    return Areas(levels=[_level(views, [shapes[view.adcode] for view in views]) for views in levels])


def _level(views: Sequence[DistrictView], shapes: Sequence[str]) -> Level:
    geometry = shapely.from_geojson(list(shapes))
    frame = GeoDataFrame({"adcode": [view.adcode for view in views]}, geometry=geometry, crs=WGS84)
    return Level(views=views, frame=frame)
