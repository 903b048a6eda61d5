"""The map of a picture for the browser: one page that opens offline."""

from typing import Any

from geopandas import GeoDataFrame

from maps import legends
from maps.captions import caption
from maps.cards import Scene
from maps.classes import classify
from maps.layers import LAYERS
from maps.metrics import METRICS, measure
from maps.page.onepage import PAGE, Fill, Over, Sheet, rendered
from maps.picture import Picture
from stations import vocabulary
from stations.language import Lang

__all__ = ["PAGE", "page"]

MOSTLY = 0.5


def page(picture: Picture, *, lang: Lang) -> str:
    """Return the map as one self-contained HTML page; the same picture gives the same text."""
    measured = measure(picture)
    classes = {key: classify(measured[key], METRICS[key]) for key, layer in LAYERS.items() if layer.kind == "fill"}
    scene = Scene(picture, measured, classes, lang)
    built = {key: layer.build(scene, key) for key, layer in LAYERS.items()}
    drawn = {key: each for key, each in built.items() if each is not None}
    return rendered(
        Sheet(
            lang=lang,
            caption=caption(picture, measured, lang),
            fills=[fill(scene, key) for key in classes],
            chosen=telling(measured, list(classes)),
            overs=[
                Over(key=key, label=scene.words(LAYERS[key].label), shown=LAYERS[key].shown)
                for key in drawn
                if key not in classes
            ],
            drawn=drawn,
            box=measured.total_bounds.tolist(),
            settings=settings(lang),
        )
    )


def telling(measured: GeoDataFrame, fills: list[str]) -> str:
    """Return the first colouring that is known for at least half of the districts, or the last."""
    return next((key for key in fills if measured[key].notna().mean() >= MOSTLY), fills[-1])


def settings(lang: Lang) -> dict[str, Any]:
    """Return the words of the vocabulary that the page's script needs."""
    return {
        "needs": [need.text.say(lang) for need in vocabulary.NEEDS],
        "states": {state.code: state.text.say(lang) for state in vocabulary.OPENING_STATES},
    }


def fill(scene: Scene, key: str) -> Fill:
    """Return one choice of colouring; one without any value is shown and cannot be chosen."""
    metric = METRICS[key]
    return Fill(
        key=key,
        label=scene.words(metric.label),
        unit=metric.unit.say(scene.lang),
        known=bool(scene.measured[key].notna().any()),
        legend=legends.of_classes(scene.classes[key], scene.lang),
    )
