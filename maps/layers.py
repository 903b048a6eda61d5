"""LAYERS: what can be switched on and off on the map, each drawn as one folium layer."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, Literal, TypeVar

from folium import GeoJson
from folium.map import Layer as FoliumLayer
from folium.plugins import MarkerCluster
from folium.utilities import JsCode
from geopandas import GeoDataFrame, GeoSeries

from maps import cards, coverage, labels
from maps.cards import Scene
from maps.classes import NO_DATA, Classes
from maps.metrics import METRICS
from stations.language import Text

DECIMALS = 6  # of a degree: 0.1 m
NO_CLUSTERS_FROM_ZOOM = 16

Shown = TypeVar("Shown")


@dataclass(frozen=True)
class Drawing:
    """Hold a folium layer with a hole, and the GeoJSON features that go into the hole once folium is done.

    Those that are packed (`maps.page.packing`) are unpacked by the page.

    folium reads what it has rendered a second time as a template: a station named `{{ ... }}` would be run as code.
    So nothing from the registry goes through it.
    """

    layer: FoliumLayer
    features: dict[str, Any]
    is_packed: bool = False


@dataclass(frozen=True)
class Layer(Generic[Shown]):
    """Say what a layer is called, whether it is one of several fills or lies below or over them, and how it is built.

    `build` takes the layer's own key beside what is shown and returns a drawing not yet on the map, or None where there
    is nothing to draw. A layer that is not `shown` waits to be switched on; of the fills one is shown.
    """

    label: Text
    kind: Literal["base", "fill", "over"]
    build: Callable[[Shown, str], Drawing | None]
    shown: bool = True


def hole(key: str) -> dict[str, Any]:
    """Return the empty collection that stands for a layer's features while folium renders."""
    return {"features": [], "hole": key, "type": "FeatureCollection"}


def collection(geometry: GeoSeries, properties: list[dict[str, Any]]) -> dict[str, Any]:
    """Return a GeoJSON feature collection, its coordinates cut to DECIMALS."""
    shapes = json.loads(geometry.set_precision(10**-DECIMALS, mode="pointwise").to_json())["features"]
    features = [
        {"type": "Feature", "geometry": shape["geometry"], "properties": facts}
        for shape, facts in zip(shapes, properties, strict=True)
    ]
    return {"type": "FeatureCollection", "features": features}


def choropleth(scene: Scene, key: str) -> Drawing:
    """Draw the districts in the colours of their classes by the metric `key`."""
    return filled(scene.measured, scene.classes[key], cards.district_facts(scene, key), key)


def filled(areas: GeoDataFrame, classes: Classes, facts: list[dict[str, Any]], key: str) -> Drawing:
    """Draw areas in the colours of their classes, each with what its card says; the page hatches those without data."""
    styled = [
        {
            **card,
            "hatched": bool(number == NO_DATA),
            "style": {"fillColor": classes.color(number), "fillOpacity": 1, "color": "#51606f", "weight": 1},
        }
        for card, number in zip(facts, classes.numbers, strict=True)
    ]
    layer = GeoJson(hole(key), on_each_feature=JsCode("yizhan.district"), smooth_factor=0.5, show=False)
    return Drawing(layer, collection(areas.geometry, styled))


def reach(scene: Scene, key: str) -> Drawing | None:
    """Draw the ground within the radius of any station."""
    ground = coverage.outline(scene.measured, scene.picture.stations, radius_m=scene.picture.radius_m)
    if ground.empty:
        return None
    style = {"fillColor": "#c2410c", "fillOpacity": 0.07, "color": "#c2410c", "weight": 1.5}
    layer = GeoJson(hole(key), interactive=False, smooth_factor=0.2, show=False)
    return Drawing(layer, collection(ground, [{"style": style}]))


def names(scene: Scene, key: str) -> Drawing:
    """Write each district's name inside it."""
    return named(scene.measured, key)


def named(areas: GeoDataFrame, key: str) -> Drawing:
    """Write the names of areas inside them, largest first: the page leaves out those that would collide."""
    largest_first = areas.sort_values("area_km2", ascending=False, kind="stable")
    facts = [
        {"name": name, "spots": [[round(spot.y, DECIMALS), round(spot.x, DECIMALS)] for spot in labels.spots(area)]}
        for name, area in zip(largest_first["name"], largest_first.geometry, strict=True)
    ]
    layer = GeoJson(hole(key), point_to_layer=JsCode("yizhan.name"), show=False)
    return Drawing(layer, collection(largest_first.representative_point(), facts))


def stations(scene: Scene, key: str) -> Drawing:
    """Draw the stations: one GeoJSON layer on one canvas, clustered, so that thousands stay light."""
    points = GeoJson(hole(key), point_to_layer=JsCode("yizhan.station"))
    cluster = MarkerCluster(  # type: ignore[no-untyped-call]  # folium gives it no types
        icon_create_function="yizhan.cluster",
        options={
            "max_cluster_radius": 54,
            "show_coverage_on_hover": False,
            "spiderfy_on_max_zoom": True,
            "disable_clustering_at_zoom": NO_CLUSTERS_FROM_ZOOM,
        },
        show=False,
    )
    points.add_to(cluster)
    return Drawing(cluster, collection(scene.picture.stations.geometry, cards.station_facts(scene)))


LAYERS: Mapping[str, Layer[Scene]] = {
    "stations_per_100k": Layer(METRICS["stations_per_100k"].label, "fill", choropleth),
    "covered_share": Layer(METRICS["covered_share"].label, "fill", choropleth),
    "reach": Layer(Text("{radius}范围（直线）", "Within {radius} (straight line)"), "over", reach, shown=False),
    "names": Layer(Text("区名", "District names"), "over", names),
    "stations": Layer(Text("站点", "Stations"), "over", stations),
}
