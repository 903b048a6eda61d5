"""LAYERS of a run: what can be switched on and off on its map, each drawn as one folium layer."""

from collections.abc import Mapping, Sequence
from functools import lru_cache

import numpy as np
import shapely
from folium import GeoJson
from folium.utilities import JsCode
from shapely import LineString, MultiLineString

from maps.coverage_metrics import METRICS
from maps.layers import Drawing, Layer, collection, filled, hole, named
from maps.page import packing
from maps.run_map import bands, cards
from maps.run_map.scene import SHOWN, RunScene
from stations.language import Text

SMOOTHED_DEGREES = 0.00005
"""Streets may be drawn off by so much: 5 m."""
STREET_STEPS = 60_000
"""So many points of streets are drawn at most, those of the longest stretches."""
MOST_GAPS = 100
"""So many gaps are drawn, the greatest ones."""


def land(scene: RunScene, key: str) -> Drawing:
    """Draw the ground of the district, which is neither covered nor uncovered where nobody is."""
    style = {"style": {"fillColor": "#fafaf7", "fillOpacity": 1, "stroke": False}}
    layer = GeoJson(hole(key), interactive=False, smooth_factor=0.5, show=False)
    return Drawing(layer, collection(scene.measured.geometry, [style] * len(scene.measured)))


def cells(scene: RunScene, key: str) -> Drawing:
    """Draw the hexagons in the colours of their classes."""
    own = scene.cells
    sums = [own.weight.sum(axis=1), own.weight[:, :-3].sum(axis=1), own.weight[:, :-2].sum(axis=1)]
    columns = [own.band.tolist(), *([_short(value) for value in column.tolist()] for column in sums)]
    if own.way_m is not None:
        columns.append([None if np.isnan(way) else round(way) for way in own.way_m.tolist()])
    keys = ("band", "weight", "sure", "may", "way")[: len(columns)]
    features = packing.packed(bands.outlines(own.h3), keys, list(zip(*columns, strict=True)))
    layer = GeoJson(hole(key), style=JsCode("yizhan.cellStyle"), smooth_factor=0, show=False)
    return Drawing(layer, features, is_packed=True)


def _short(value: float) -> float:
    """Return a weight without digits that say nothing."""
    return int(value) if value.is_integer() else float(f"{value:.4g}")


def districts(scene: RunScene, key: str) -> Drawing:
    """Draw the districts in the colours of their classes by a figure of the run."""
    facts = [cards.of_district(scene, area, key) for area in scene.areas]
    return filled(scene.measured, scene.classes[key], facts, key)


def streets(scene: RunScene, key: str) -> Drawing | None:
    """Draw the streets inside the district, in long lines, those of most points first as far as there is room."""
    lines = streets_drawn(scene)
    if not lines:
        return None
    features = packing.packed([MultiLineString(lines)], [], [[]])
    return Drawing(
        GeoJson(hole(key), interactive=False, style=JsCode("yizhan.streetStyle"), show=False), features, is_packed=True
    )


def streets_drawn(scene: RunScene) -> Sequence[LineString]:
    """Return the longest streets inside the district, as many as there is room for."""
    lines = streets_inside(scene)
    room = np.cumsum(shapely.get_num_coordinates(lines)) <= STREET_STEPS
    return lines[: int(room.sum())]


@lru_cache(maxsize=1)
def streets_inside(scene: RunScene) -> Sequence[LineString]:
    """Return the streets of the run inside the district, smoothed, the longest first."""
    pieces = scene.contents.lines
    middle = pieces.mean(axis=1)
    inside = pieces[shapely.contains_xy(scene.contents.whole.shape, middle[:, 0], middle[:, 1])]
    joined = shapely.get_parts(shapely.line_merge(shapely.multilinestrings(shapely.linestrings(inside))))
    smooth = shapely.simplify(joined, SMOOTHED_DEGREES)
    longest_first: Sequence[LineString] = smooth[np.argsort(-shapely.length(smooth), kind="stable")].tolist()
    return longest_first


def gaps(scene: RunScene, key: str) -> Drawing | None:
    """Draw the outlines of the greatest gaps."""
    drawn = scene.contents.gaps[:MOST_GAPS]
    if not drawn:
        return None
    rows = [cards.of_gap(scene, gap) for gap in drawn]
    keys = list(rows[0])
    features = packing.packed([gap.shape for gap in drawn], keys, [list(card.values()) for card in rows])
    layer = GeoJson(
        hole(key), style=JsCode("yizhan.gapStyle"), on_each_feature=JsCode("yizhan.gap"), smooth_factor=0, show=False
    )
    return Drawing(layer, features, is_packed=True)


def boundaries(scene: RunScene, key: str) -> Drawing:
    """Draw the borders of the districts."""
    style = {"style": {"fill": False, "color": "#17212b", "weight": 1.6}}
    layer = GeoJson(hole(key), interactive=False, smooth_factor=0.5, show=False)
    return Drawing(layer, collection(scene.measured.geometry, [style] * len(scene.measured)))


def names(scene: RunScene, key: str) -> Drawing:
    """Write the name of each district inside it."""
    return named(scene.measured, key)


def stations(scene: RunScene, key: str) -> Drawing | None:
    """Draw the stations by whether they are of use at the hour asked about, or open."""
    told = scene.contents.stations
    if not told:
        return None
    rows = [cards.of_station(scene, station) for station in told]
    places = [shapely.Point(station.lon, station.lat) for station in told]
    layer = GeoJson(hole(key), point_to_layer=JsCode("yizhan.sign"), show=False)
    return Drawing(layer, packing.packed(places, cards.STATION_KEYS, rows), is_packed=True)


def needs(scene: RunScene, key: str) -> Drawing | None:
    """Draw the stations by what they have; the page gives this layer the features of the one above."""
    if not scene.contents.stations:
        return None
    return Drawing(
        GeoJson(hole(key), point_to_layer=JsCode("yizhan.sign"), show=False),
        {"type": "FeatureCollection", "features": []},
    )


LAYERS: Mapping[str, Layer[RunScene]] = {
    "land": Layer(Text("陆地", "Ground"), "base", land),
    "coverage": Layer(Text("覆盖等级", "Coverage bands"), "fill", cells),
    **{key: Layer(METRICS[key].label, "fill", districts) for key in SHOWN},
    "streets": Layer(Text("道路", "Streets"), "over", streets),
    "gaps": Layer(Text("空白", "Gaps"), "over", gaps),
    "boundaries": Layer(Text("区界", "Boundaries"), "over", boundaries),
    "names": Layer(Text("区名", "District names"), "over", names, shown=False),
    "needs": Layer(Text("站点：设施需求", "Stations: what they have"), "over", needs, shown=False),
    "stations": Layer(Text("站点：此时状态", "Stations: state then"), "over", stations),
}
