"""The contents of a pack in metres, made once for all its maps."""

from collections.abc import Sequence
from functools import cached_property

import numpy as np
from geopandas import GeoDataFrame, GeoSeries
from matplotlib.path import Path
from pyproj import CRS, Transformer
from shapely.geometry.base import BaseGeometry

from maps.coverage import metric_crs
from maps.picture import WGS84
from maps.report import grounds
from maps.report.contents import Contents, Station
from maps.report.grounds import Ground
from stations.compiling import Array

Box = tuple[tuple[float, float], tuple[float, float]]
WIDE_FROM = 1.2
SURE, MAY, NONE, BARE = "#1f6f73", "#cfe6e1", "#f1c4a8", "#faeee6"
HATCH = "////"


class Plane:
    """The contents of a pack in a metric projection, made once for all its maps."""

    def __init__(self, contents: Contents) -> None:
        self.contents = contents
        whole = GeoSeries([contents.whole.shape], crs=WGS84)
        self.crs: CRS = metric_crs(whole)
        self.whole: BaseGeometry = whole.to_crs(self.crs).iloc[0]
        self._to_metres = Transformer.from_crs(WGS84, self.crs, always_xy=True).transform

    @property
    def is_wide(self) -> bool:
        """Whether the district lies rather than stands."""
        west, south, east, north = self.whole.bounds
        return (east - west) > WIDE_FROM * (north - south)

    @cached_property
    def grounds(self) -> Sequence[Ground]:
        """The ground that is surely, possibly and not covered (WGS84)."""
        return grounds.of(self.contents)

    @cached_property
    def painted(self) -> Sequence[tuple[str, str | None, GeoSeries]]:
        """Colour, hatching and ground in metres of each class of it."""
        none = BARE if self.contents.is_ground else NONE
        paint = {"sure": (SURE, None), "possible": (MAY, HATCH), "none": (none, None)}
        return [(*paint[ground.covered], self.of([ground.shape])) for ground in self.grounds]

    @cached_property
    def lines(self) -> Array:
        """The streets, as `Contents.lines` in metres."""
        lines = self.contents.lines
        return np.stack(self._to_metres(lines[..., 0], lines[..., 1]), axis=-1)

    def streets_in(self, box: Box) -> Path:
        """Return the streets that touch a box ((west, east), (south, north)) in metres, as one path."""
        low, high = np.array(box).T
        touching = ((self.lines.max(axis=1) >= low) & (self.lines.min(axis=1) <= high)).all(axis=1)
        ends = self.lines[touching].reshape(-1, 2)
        return Path(ends, np.tile([Path.MOVETO, Path.LINETO], len(ends) // 2))

    @cached_property
    def below(self) -> GeoDataFrame:
        """The districts one level below, with names."""
        names = [area.name for area in self.contents.below]
        return GeoDataFrame({"name": names}, geometry=self.of([area.shape for area in self.contents.below]))

    def of(self, shapes: Sequence[BaseGeometry]) -> GeoSeries:
        """Return shapes in WGS84 in metres."""
        return GeoSeries(list(shapes), crs=WGS84).to_crs(self.crs)

    def points(self, stations: Sequence[Station]) -> tuple[Array, Array]:
        """Return where stations are, in metres."""
        x, y = self._to_metres([each.lon for each in stations], [each.lat for each in stations])
        return np.asarray(x), np.asarray(y)
