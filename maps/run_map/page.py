"""The map of a run for the browser: one page that opens offline."""

from collections.abc import Mapping
from dataclasses import replace

from maps.layers import Drawing
from maps.page.onepage import Over, Sheet, rendered, safe_json
from maps.report.contents import Contents
from maps.report.words import wording
from maps.report.words.writing import so_many
from maps.run_map import bands, layers, legends
from maps.run_map.bands import COARSEST
from maps.run_map.captions import caption
from maps.run_map.layers import LAYERS
from maps.run_map.scene import RunScene, scene
from stations.language import Lang, Text

MOST_BYTES = 2_650_000
"""Of all features together, so that the page with its scripts stays within 3 MB."""
LEAST_BYTES = 40
"""A hexagon takes no less: six corners and what is said of it."""
LISTED = 10
SIGNS = ("yes", "unknown", "no")
SHIPPED = ("page.js", "coverage.js")


def page(contents: Contents, *, lang: Lang, map_number: str | None = None) -> str:
    """Return the map of a run as one self-contained HTML page; the same run gives the same text."""
    shown = roughly(scene(contents, lang=lang))
    built = {key: layer.build(shown, key) for key, layer in LAYERS.items()}
    shown, cells = fitted(shown, {key: each for key, each in built.items() if each is not None})
    drawn = {key: each for key, each in (built | {"coverage": cells}).items() if each is not None}
    fills = legends.fills(shown)
    return rendered(
        Sheet(
            lang=lang,
            caption=caption(contents, lang, map_number=map_number),
            fills=fills,
            chosen="coverage",
            overs=[_over(shown, key) for key in reversed(drawn) if LAYERS[key].kind == "over"],
            drawn=drawn,
            box=shown.measured.total_bounds.tolist(),
            settings=legends.settings(shown),
            scripts=SHIPPED,
            listed=_listed(contents, lang),
        )
    )


def roughly(shown: RunScene) -> RunScene:
    """Return the scene without the sizes of cells that cannot fit, which would be drawn for nothing."""
    while len(shown.cells.h3) * LEAST_BYTES > MOST_BYTES and shown.cells.resolution > COARSEST:
        shown = replace(shown, cells=bands.coarser(shown.cells))
    return shown


def fitted(shown: RunScene, drawn: Mapping[str, Drawing]) -> tuple[RunScene, Drawing]:
    """Return the scene with cells so coarse that all features fit, and the drawing of them."""
    others = sum(_bytes(each) for key, each in drawn.items() if key != "coverage")
    cells = drawn["coverage"]
    while others + _bytes(cells) > MOST_BYTES and shown.cells.resolution > COARSEST:
        shown = replace(shown, cells=bands.coarser(shown.cells))
        cells = layers.cells(shown, "coverage")
    return shown, cells


def _bytes(drawing: Drawing) -> int:
    return len(safe_json(drawing.features).encode())


def _over(shown: RunScene, key: str) -> Over:
    """Return a layer over the colours; those of stations say what their signs mean, and only one of them is on."""
    layer, choices = LAYERS[key], legends.choices(shown).get(key, [])
    count = legends.stations_counted(shown) if choices else Text("", "")
    return Over(
        key=key,
        label=layer.label.say(shown.lang) + count.say(shown.lang),
        shown=layer.shown,
        kind="stations" if choices else "",
        signs=[(sign, "") for sign in SIGNS] if choices else [],
        choices=choices,
    )


def _listed(contents: Contents, lang: Lang) -> list[tuple[int, str]]:
    """Return the greatest gaps: how many, and why."""
    return [
        (gap.rank, f"{so_many(gap.part.value, contents.unit).say(lang)} · {wording.REASONS[gap.reason].say(lang)}")
        for gap in contents.gaps[:LISTED]
    ]
