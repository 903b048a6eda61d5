"""A map for the browser: one page that opens offline."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import folium
from branca.element import Figure
from folium.elements import JSCSSMixin
from geopandas import GeoDataFrame
from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from maps import offline
from maps.captions import caption, legend_label
from maps.cards import Scene
from maps.classes import NO_DATA, classify
from maps.layers import LAYERS, Drawing, hole
from maps.metrics import METRICS, measure
from maps.picture import Picture
from maps.wording import words
from stations import vocabulary
from stations.language import Lang

PAGE = Path(__file__).parent / "page"
MOSTLY = 0.5
HIGHEST_ZOOM = 19


@dataclass(frozen=True)
class Fill:
    """Hold one choice of colouring with its legend: swatch, wording, districts and whether it is hatched, a line."""

    key: str
    label: str
    unit: str
    known: bool
    legend: list[tuple[str, str, str, bool]]


def page(picture: Picture, *, lang: Lang) -> str:
    """Return the map as one self-contained HTML page; the same picture gives the same text."""
    measured = measure(picture)
    classes = {key: classify(measured[key], METRICS[key]) for key, layer in LAYERS.items() if layer.kind == "fill"}
    scene = Scene(picture, measured, classes, lang)
    canvas, drawn = drawing(scene)
    scripts = [offline.scripts(), (PAGE / "page.js").read_text("utf-8"), start(scene, canvas, drawn)]
    return template().render(
        html_lang="zh-CN" if lang == "zh" else "en",
        policy=offline.policy(scripts),
        styles=offline.styles() + (PAGE / "page.css").read_text("utf-8"),
        scripts=scripts,
        caption=caption(picture, measured, lang),
        fills=[fill(scene, key) for key in classes],
        chosen=telling(measured, list(classes)),
        overs=[(key, scene.words(LAYERS[key].label), LAYERS[key].shown) for key in drawn if key not in classes],
        words=words(lang),
    )


def telling(measured: GeoDataFrame, fills: list[str]) -> str:
    """Return the first colouring that is known for at least half of the districts, or the last."""
    return next((key for key in fills if measured[key].notna().mean() >= MOSTLY), fills[-1])


@cache
def template() -> Template:
    """Return the page's template; what is put in is escaped, but for our own styles and scripts."""
    folder = Environment(loader=FileSystemLoader(PAGE), autoescape=True, undefined=StrictUndefined, trim_blocks=True)
    return folder.get_template("page.html")


def drawing(scene: Scene) -> tuple[folium.Map, dict[str, Drawing]]:
    """Return a folium map without tiles and the layers for it, none of them asking a CDN for anything."""
    west, south, east, north = scene.measured.total_bounds.tolist()
    canvas = folium.Map(
        location=[(south + north) / 2, (west + east) / 2],
        tiles=None,
        prefer_canvas=True,
        zoom_control=False,
        attribution_control=False,
        maxZoom=HIGHEST_ZOOM,  # folium drops max_zoom when there are no tiles
        zoom_snap=0.25,
    )
    built = {key: layer.build(scene, key) for key, layer in LAYERS.items()}
    drawn = {key: each for key, each in built.items() if each is not None}
    for each in drawn.values():
        each.layer.add_to(canvas)
    for element in (canvas, *(each.layer for each in drawn.values())):
        if isinstance(element, JSCSSMixin):
            element.default_js, element.default_css = [], []  # offline.scripts() and styles() are in their place
    return canvas, drawn


def start(scene: Scene, canvas: folium.Map, drawn: dict[str, Drawing]) -> str:
    """Return the script that makes the map and its layers and hands them to the page's own."""
    figure = Figure()
    figure.add_child(canvas)
    figure.render()
    west, south, east, north = scene.measured.total_bounds.tolist()
    layers = ", ".join(f"{key}: {each.layer.get_name()}" for key, each in drawn.items())
    script = (
        f"Object.assign(yizhan, {safe_json(settings(scene))});\n"
        f"{figure.script.render()}\n"
        f"yizhan.start({canvas.get_name()}, {{{layers}}}, {[[south, west], [north, east]]});\n"
    )
    script = script.replace(f'"{canvas.get_name()}"', '"map"')
    for number, random_id in enumerate(ids(canvas.to_dict())):
        script = script.replace(random_id, str(number))
    for key, each in drawn.items():
        script = script.replace(json.dumps(hole(key)), safe_json(each.features))
    return script


def ids(tree: dict[str, Any]) -> Iterator[str]:
    """Yield folium's random ids in the order of the tree; each is 128 bits long and occurs nowhere else."""
    yield tree["id"]
    for child in tree["children"].values():
        yield from ids(child)


def settings(scene: Scene) -> dict[str, Any]:
    """Return the words the page's script needs."""
    return {
        "words": words(scene.lang),
        "needs": [need.text.say(scene.lang) for need in vocabulary.NEEDS],
        "states": {state.code: state.text.say(scene.lang) for state in vocabulary.OPENING_STATES},
    }


def safe_json(value: object) -> str:
    """Return JSON that cannot end the script it stands in."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False).replace("<", "\\u003c")


def fill(scene: Scene, key: str) -> Fill:
    """Return one choice of colouring; one without any value is shown and cannot be chosen."""
    metric, classes = METRICS[key], scene.classes[key]
    lines = [
        (line.color, legend_label(line, scene.lang), str(line.districts), line.number == NO_DATA)
        for line in classes.legend
    ]
    return Fill(
        key, scene.words(metric.label), metric.unit.say(scene.lang), bool(scene.measured[key].notna().any()), lines
    )
