"""One HTML page with a map: folium's layers, the words around them, and nothing from outside."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from typing import Any

import folium
from branca.element import Figure
from folium.elements import JSCSSMixin
from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from maps.captions import Caption
from maps.layers import Drawing, hole
from maps.legends import Line
from maps.page import offline
from maps.wording import words
from stations.language import Lang

PAGE = Path(__file__).parent
HIGHEST_ZOOM = 19
MOST_RADIOS = 3
"""More colourings than these are chosen from a list that folds."""

Box = Sequence[float]
"""West, south, east, north in WGS84."""


@dataclass(frozen=True, kw_only=True)
class Fill:
    """Hold one choice of colouring with its legend and what must be said below it; `group` parts long lists."""

    key: str
    label: str
    unit: str
    known: bool
    legend: Sequence[Line]
    group: str = ""
    notes: Sequence[str] = ()


@dataclass(frozen=True, kw_only=True)
class Over:
    """Hold a layer that is switched on and off: its signs with wordings, and what it may show, by value and wording.

    Of layers of the same `kind` only one is on.
    """

    key: str
    label: str
    shown: bool
    kind: str = ""
    signs: Sequence[tuple[str, str]] = ()
    choices: Sequence[tuple[str, str]] = ()


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """Hold all that the page says and shows; `drawn` has a layer for every fill and every layer over them.

    `settings` go to the page's scripts, `listed` are buttons by which a gap is found: rank and wording.
    """

    lang: Lang
    caption: Caption
    fills: Sequence[Fill]
    chosen: str
    overs: Sequence[Over]
    drawn: Mapping[str, Drawing]
    box: Box
    settings: Mapping[str, Any]
    scripts: Sequence[str] = ("page.js",)
    listed: Sequence[tuple[int, str]] = ()


def rendered(sheet: Sheet) -> str:
    """Return the page; the same sheet gives the same text."""
    own = "\n".join((PAGE / name).read_text("utf-8") for name in sheet.scripts)
    scripts = [offline.scripts(), own, start(sheet)]
    return template().render(
        html_lang="zh-CN" if sheet.lang == "zh" else "en",
        policy=offline.policy(scripts),
        styles=offline.styles() + (PAGE / "page.css").read_text("utf-8"),
        scripts=scripts,
        sheet=sheet,
        caption=sheet.caption,
        groups=[(name, list(fills)) for name, fills in groupby(sheet.fills, attrgetter("group"))],
        as_radios=len(sheet.fills) <= MOST_RADIOS,
        words=words(sheet.lang),
    )


@cache
def template() -> Template:
    """Return the page's template; what is put in is escaped, but for our own styles and scripts."""
    folder = Environment(loader=FileSystemLoader(PAGE), autoescape=True, undefined=StrictUndefined, trim_blocks=True)
    return folder.get_template("page.html")


def canvas_with(drawn: Mapping[str, Drawing], box: Box) -> folium.Map:
    """Return a folium map without tiles that holds the layers, none of them asking a CDN for anything."""
    west, south, east, north = box
    canvas = folium.Map(
        location=[(south + north) / 2, (west + east) / 2],
        tiles=None,
        prefer_canvas=True,
        zoom_control=False,
        attribution_control=False,
        maxZoom=HIGHEST_ZOOM,  # folium drops max_zoom when there are no tiles
        zoom_snap=0.25,
    )
    for each in drawn.values():
        each.layer.add_to(canvas)
    for element in (canvas, *(each.layer for each in drawn.values())):
        if isinstance(element, JSCSSMixin):
            element.default_js, element.default_css = [], []  # offline.scripts() and styles() are in their place
    return canvas


def start(sheet: Sheet) -> str:
    """Return the script that makes the map and its layers and hands them to the page's own."""
    canvas = canvas_with(sheet.drawn, sheet.box)
    figure = Figure()
    figure.add_child(canvas)
    figure.render()
    west, south, east, north = sheet.box
    layers = ", ".join(f"{key}: {each.layer.get_name()}" for key, each in sheet.drawn.items())
    script = (
        f"Object.assign(yizhan, {safe_json({**sheet.settings, 'words': words(sheet.lang)})});\n"
        f"{figure.script.render()}\n"
        f"yizhan.start({canvas.get_name()}, {{{layers}}}, {[[south, west], [north, east]]});\n"
    )
    script = script.replace(f'"{canvas.get_name()}"', '"map"')
    for number, random_id in enumerate(ids(canvas.to_dict())):
        script = script.replace(random_id, str(number))
    for key, each in sheet.drawn.items():
        features = safe_json(each.features)
        script = script.replace(json.dumps(hole(key)), f"yizhan.unpack({features})" if each.is_packed else features)
    return script


def ids(tree: dict[str, Any]) -> Iterator[str]:
    """Yield folium's random ids in the order of the tree; each is 128 bits long and occurs nowhere else."""
    yield tree["id"]
    for child in tree["children"].values():
        yield from ids(child)


def safe_json(value: object) -> str:
    """Return JSON that cannot end the script it stands in."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False).replace("<", "\\u003c")
