"""LAYERS: what can be switched on and off on the map, each drawn as one folium layer."""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from typing import Any, Literal

from folium import GeoJson
from folium.map import Layer as FoliumLayer
from folium.plugins import MarkerCluster
from folium.utilities import JsCode
from geopandas import GeoDataFrame, GeoSeries
from pandas import isna

from maps import coverage, labels
from maps.captions import words_of
from maps.classes import NO_DATA, Classes
from maps.metrics import METRICS
from maps.picture import Picture, day
from stations import vocabulary
from stations.language import Lang, Text

DECIMALS = 6  # of a degree: 0.1 m
NO_CLUSTERS_FROM_ZOOM = 16


@dataclass(frozen=True)
class Scene:
    """Hold what every layer is built from: the picture, its measured districts, their classes and the language."""

    picture: Picture
    measured: GeoDataFrame
    classes: dict[str, Classes]
    lang: Lang

    def words(self, text: Text) -> str:
        """Return a wording with the picture's radius put in."""
        return words_of(text, self.picture, self.lang)


@dataclass(frozen=True)
class Layer:
    """Say what a layer is called, whether it is one of several fills or lies over them, and how it is built.

    `build` returns a layer not yet on the map, or None where there is nothing to draw. A layer that is not `shown`
    waits to be switched on; of the fills the first one with data is shown.
    """

    label: Text
    kind: Literal["fill", "over"]
    build: Callable[[Scene], FoliumLayer | None]
    shown: bool = True


def rounded(geometry: GeoSeries) -> list[dict[str, Any]]:
    """Return the geometries of a series as GeoJSON with DECIMALS."""
    features = json.loads(geometry.set_precision(10**-DECIMALS, mode="pointwise").to_json())["features"]
    return [feature["geometry"] for feature in features]


def collection(geometry: GeoSeries, properties: list[dict[str, Any]]) -> dict[str, Any]:
    """Return a GeoJSON feature collection, its features numbered in order."""
    features = [
        {"type": "Feature", "id": number, "geometry": shape, "properties": facts}
        for number, (shape, facts) in enumerate(zip(rounded(geometry), properties, strict=True))
    ]
    return {"type": "FeatureCollection", "features": features}


def district_facts(scene: Scene, metric: str) -> list[dict[str, Any]]:
    """Return what the card of each district says, the metric that is drawn first."""
    order = [metric, *(key for key in METRICS if key != metric)]
    people, area = Text("人口", "People").say(scene.lang), Text("面积", "Area").say(scene.lang)
    facts = []
    for row in scene.measured.to_dict("records"):
        lines = [[scene.words(METRICS[key].label), METRICS[key].say(row[key])] for key in order]
        lines.append([people, "—" if isna(row["population"]) else f"{row['population']:,.0f}"])
        lines.append([area, f"{row['area_km2']:,.1f} km²"])
        note = row["population_note"]
        facts.append({"name": row["name"], "facts": lines, "note": "" if isna(note) else note})
    return facts


def choropleth(scene: Scene, *, metric: str) -> GeoJson:
    """Draw the districts in the colours of their classes; those without data are hatched by the page."""
    classes = scene.classes[metric]
    facts = district_facts(scene, metric)
    for fact, number in zip(facts, classes.numbers, strict=True):
        fact |= {"color": classes.color(number), "hatched": bool(number == NO_DATA)}
    return GeoJson(
        collection(scene.measured.geometry, facts),
        style_function=lambda feature: {
            "fillColor": feature["properties"]["color"],
            "fillOpacity": 1,
            "color": "#51606f",
            "weight": 1,
        },
        on_each_feature=JsCode("yizhan.district"),
        smooth_factor=0.5,
        show=False,
    )


def reach(scene: Scene) -> GeoJson | None:
    """Draw the ground within the radius of any station."""
    ground = coverage.outline(scene.measured, scene.picture.stations, radius_m=scene.picture.radius_m)
    if ground.empty:
        return None
    style = {"fillColor": "#c2410c", "fillOpacity": 0.07, "color": "#c2410c", "weight": 1.5}
    return GeoJson(
        collection(ground, [{}]), style_function=lambda _: style, interactive=False, smooth_factor=0.2, show=False
    )


def names(scene: Scene) -> GeoJson:
    """Write each district's name inside it, largest first: the page leaves out those that would collide."""
    largest_first = scene.measured.sort_values("area_km2", ascending=False, kind="stable")
    facts = [
        {"name": name, "spots": [[round(spot.y, DECIMALS), round(spot.x, DECIMALS)] for spot in labels.spots(area)]}
        for name, area in zip(largest_first["name"], largest_first.geometry, strict=True)
    ]
    points = largest_first.representative_point()
    return GeoJson(collection(points, facts), point_to_layer=JsCode("yizhan.name"), show=False)


def station_facts(scene: Scene) -> list[dict[str, Any]]:
    """Return what the card of each station says; the page writes it as text, never as HTML."""
    columns = [column for column in scene.picture.stations.columns if column != "geometry"]
    rows = scene.picture.stations[columns].to_dict("records")
    return [station_fact(row, scene.lang) for row in rows]


def called(terms: Iterable[vocabulary.Term], code: str | None, lang: Lang) -> str | None:
    """Return the wording of a code; one that is not in the vocabulary stands for itself."""
    return next((term.text.say(lang) for term in terms if term.code == code), code)


def station_fact(row: dict[str, Any], lang: Lang) -> dict[str, Any]:
    """Return one station's card; what is not known is left out, but for needs, which are answered `y n u` in order."""
    needs = row["needs"] or {}
    facts = {
        "name": row["name"],
        "type": called(vocabulary.STATION_TYPES, row["type"], lang),
        "brand": called(vocabulary.BRANDS, row["brand"], lang),
        "address": row["address"],
        "hours": row["hours_raw"],
        "state": row["opening_state"],
        "needs": "".join(needs.get(need.code, "unknown")[0] for need in vocabulary.NEEDS),
        "code": row["code"],
        "source": row["source"],
        "verified": day(row["verified_at"], lang),
        "demo": int(row["is_demo"]),
    }
    return {key: value for key, value in facts.items() if not isna(value) and value != ""}


def stations(scene: Scene) -> MarkerCluster:
    """Draw the stations: one GeoJSON layer on one canvas, clustered, so that thousands stay light."""
    points = GeoJson(
        collection(scene.picture.stations.geometry, station_facts(scene)), point_to_layer=JsCode("yizhan.station")
    )
    cluster = MarkerCluster(  # type: ignore[no-untyped-call]  # folium gives it no types
        icon_create_function="yizhan.cluster",
        options={
            "max_cluster_radius": 44,
            "show_coverage_on_hover": False,
            "spiderfy_on_max_zoom": True,
            "disable_clustering_at_zoom": NO_CLUSTERS_FROM_ZOOM,
        },
        show=False,
    )
    points.add_to(cluster)
    return cluster


LAYERS = {
    "stations_per_100k": Layer(
        METRICS["stations_per_100k"].label, "fill", partial(choropleth, metric="stations_per_100k")
    ),
    "covered_share": Layer(METRICS["covered_share"].label, "fill", partial(choropleth, metric="covered_share")),
    "reach": Layer(Text("{radius}范围（直线）", "Within {radius} (straight line)"), "over", reach, shown=False),
    "names": Layer(Text("区名", "District names"), "over", names),
    "stations": Layer(Text("站点", "Stations"), "over", stations),
}
