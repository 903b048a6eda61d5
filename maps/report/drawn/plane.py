"""The contents of a pack in metres, made once for all its maps."""

from collections.abc import Sequence
from functools import cached_property
from typing import NamedTuple

import numpy as np
from geopandas import GeoDataFrame, GeoSeries
from matplotlib.path import Path
from pyproj import CRS, Transformer
from shapely import Polygon, box
from shapely.geometry.base import BaseGeometry

from maps.coverage import metric_crs
from maps.picture import WGS84
from maps.report.contents import Contents, Station
from maps.report.drawn import grounds
from maps.report.drawn.grounds import Ground
from stations.compiling import Array

Box = tuple[tuple[float, float], tuple[float, float]]
WIDE_FROM = 1.4
"""A district so much wider than high is drawn larger on a sheet that lies than on one that stands."""
SURE, MAY, NONE, BARE, UNJUDGED = "#1f6f73", "#cfe6e1", "#f1c4a8", "#faeee6", "#d9dce1"
HATCH, HATCHED = "////", "#3d8585"
CROSSED, CROSSED_INK = "xxxx", "#8e99a6"
"""How ground is hatched that may be covered, and that nobody can judge."""
LAND, STREET = "#f4f4f1", "#6b7580"
CROWD, MIDDLE, CROWDED = 20, 0.6, 1 / 3
"""Stations crowd where of at least CROWD the MIDDLE share stands in less than CROWDED of width and height."""
CENTRE_SHAPE, CENTRE_SHAPE_WIDE = 1.0, 2.05
"""Width by height of the ground that is drawn anew where stations crowd, on a sheet that stands or lies."""
WIDENED, LEAST_M = 1.15, 500.0
"""How much wider that ground is than the box of the stations, and how far it reaches at least."""


class Paint(NamedTuple):
    """The colour of some ground, and its hatching with the colour of that."""

    color: str
    hatch: str | None = None
    ink: str = "none"


class Plane:
    """The contents of a pack in a metric projection, made once for all its maps."""

    def __init__(self, contents: Contents) -> None:
        self.contents = contents
        whole = GeoSeries([contents.whole.shape], crs=WGS84)
        self.crs: CRS = metric_crs(whole)
        self.whole: BaseGeometry = whole.to_crs(self.crs).iloc[0]
        self._to_metres = Transformer.from_crs(WGS84, self.crs, always_xy=True).transform

    @property
    def border(self) -> GeoSeries:
        """The outline of the district, as a line."""
        return GeoSeries([self.whole]).boundary

    @property
    def is_wide(self) -> bool:
        """Whether the district lies rather than stands."""
        west, south, east, north = self.whole.bounds
        return (east - west) > WIDE_FROM * (north - south)

    @cached_property
    def centre(self) -> Polygon | None:
        """The ground in metres where stations crowd, around the middle one and in the district's box; else None."""
        stations = self.contents.inside
        if len(stations) < CROWD:
            return None
        shape = CENTRE_SHAPE_WIDE if self.is_wide else CENTRE_SHAPE
        places = np.array(self.points(stations))
        middle = np.median(places, axis=1)
        away = np.abs(places - middle[:, None]) / [[shape], [1]]
        high = max(float(np.quantile(away.max(axis=0), MIDDLE)) * WIDENED, LEAST_M)
        half = high * np.array([shape, 1])
        low, top = np.reshape(self.whole.bounds, (2, 2))
        if (2 * half >= CROWDED * (top - low)).any():
            return None
        middle = np.clip(middle, low + half, top - half)  # beyond the district there is nothing to see
        west, south, east, north = map(float, (*(middle - half), *(middle + half)))
        return box(west, south, east, north)

    @cached_property
    def grounds(self) -> Sequence[Ground]:
        """The ground that is surely, possibly and not covered (WGS84)."""
        return grounds.of(self.contents)

    @property
    def none(self) -> str:
        """The colour of ground that is not covered: paler where that may be the whole sheet."""
        return BARE if self.contents.is_ground else NONE

    @cached_property
    def painted(self) -> Sequence[tuple[Paint, GeoSeries]]:
        """How each class of ground is painted, and where it is, in metres."""
        return [(self.paint(ground.covered), self.of([ground.shape])) for ground in self.grounds]

    def paint(self, covered: str) -> Paint:
        """Return how ground of a class is painted."""
        paints = {
            "sure": Paint(SURE),
            "possible": Paint(MAY, HATCH, HATCHED),
            "none": Paint(self.none),
            "unjudged": Paint(UNJUDGED, CROSSED, CROSSED_INK),
        }
        return paints[covered]

    @cached_property
    def lines(self) -> Array:
        """The streets, as `Contents.lines` in metres."""
        lines = self.contents.lines
        return np.stack(self._to_metres(lines[..., 0], lines[..., 1]), axis=-1)

    def streets_in(self, frame: Box) -> Path:
        """Return the streets that touch a box ((west, east), (south, north)) in metres, as one path."""
        low, high = np.array(frame).T
        touching = ((self.lines.max(axis=1) >= low) & (self.lines.min(axis=1) <= high)).all(axis=1)
        ends = self.lines[touching].reshape(-1, 2)
        return Path(ends, np.tile([Path.MOVETO, Path.LINETO], len(ends) // 2))

    @cached_property
    def below(self) -> GeoDataFrame:
        """The districts one level below, with names."""
        names = [area.name for area in self.contents.below]
        return GeoDataFrame({"name": names}, geometry=self.of([area.shape for area in self.contents.below]))

    @cached_property
    def beside(self) -> Sequence[tuple[str, BaseGeometry]]:
        """The districts around by name, in order of code."""
        _, shapes = self.contents.around or ("", {})
        names = {code: name for code, name in sorted(self.contents.beside.items()) if code in shapes}
        names.pop(self.contents.whole.adcode, None)
        return list(zip(names.values(), self.of([shapes[code] for code in names]), strict=True))

    @cached_property
    def roads(self) -> Sequence[tuple[str, BaseGeometry]]:
        """The chief roads by name."""
        roads = self.contents.roads
        return list(zip([road.name for road in roads], self.of([road.line for road in roads]), strict=True))

    def of(self, shapes: Sequence[BaseGeometry]) -> GeoSeries:
        """Return shapes in WGS84 in metres."""
        return GeoSeries(list(shapes), crs=WGS84).to_crs(self.crs)

    def points(self, stations: Sequence[Station]) -> tuple[Array, Array]:
        """Return where stations are, in metres."""
        x, y = self._to_metres([each.lon for each in stations], [each.lat for each in stations])
        return np.asarray(x), np.asarray(y)


def clip(ground: GeoSeries, frame: Box) -> GeoSeries:
    """Return what of some ground lies in a box ((west, east), (south, north))."""
    (west, east), (south, north) = frame
    return ground.clip_by_rect(west, south, east, north)
