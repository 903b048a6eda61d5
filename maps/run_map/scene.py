"""A run as it is shown on a map: its districts with their figures and classes, its cells by how they are covered."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter

from geopandas import GeoDataFrame

from maps.classes import Classes, classify
from maps.coverage_metrics import METRICS, CoverageMetric, Figure
from maps.figure import PER_HEAD
from maps.metrics import Metric
from maps.picture import WGS84
from maps.report.contents import Area, Contents
from maps.run_map import bands
from maps.run_map.bands import Banded
from stations.language import Lang, Text

SHOWN = ("covered_sure", "covered_may", "twice_sure", "median_m", "answering_sure", "access2_sure")
"""The figures by which districts are coloured, in order."""
WRITTEN = {"share": (".1%", 0.001), "rate": (",.1f", 0.1), "amount": (",.0f", 1.0), "index": (",.2f", 0.01)}
"""How figures of each form are written: specification, and the smallest number it can write."""
SHARE = Text("占比", "share")


@dataclass(frozen=True, eq=False, kw_only=True)
class RunScene:
    """Hold what every layer is built from: a run, its districts by the keys of SHOWN, their classes, and the language.

    `measured` has a row for each district one level below the one asked about, or for that one where there is none.
    """

    contents: Contents
    areas: Sequence[Area]
    measured: GeoDataFrame
    classes: Mapping[str, Classes]
    cells: Banded
    finest: Banded
    lang: Lang


def scene(contents: Contents, *, lang: Lang) -> RunScene:
    """Return a run with its districts classed, its cells as they are."""
    areas = contents.below or (contents.whole,)
    measured = GeoDataFrame(
        {
            "adcode": [area.adcode for area in areas],
            "name": [area.name for area in areas],
            "area_km2": [area.facts["area_km2"] for area in areas],
            **{key: [number(METRICS[key], area.figures[key]) for area in areas] for key in SHOWN},
        },
        geometry=[area.shape for area in areas],
        crs=WGS84,
    ).astype(dict.fromkeys(SHOWN, "float64"))
    finest = bands.banded(contents)
    return RunScene(
        contents=contents,
        areas=areas,
        measured=measured,
        classes={key: classify(measured[key], drawn(key)) for key in SHOWN},
        cells=finest,
        finest=finest,
        lang=lang,
    )


def drawn(key: str) -> Metric:
    """Return how a figure of a run is named, worked out and written on a map."""
    metric = METRICS[key]
    spec, step = WRITTEN[metric.form]
    unit = SHARE if metric.form == "share" else metric.unit
    return Metric(
        label=metric.label,
        unit=unit or SHARE,
        formula=metric.formula,
        spec=spec,
        step=step,
        value=itemgetter(key),
    )


def number(metric: CoverageMetric, figure: Figure) -> float | None:
    """Return the number by which a district is coloured; None where there is none, or of too few for a share."""
    if metric.form == "share":
        return figure.share
    if metric.form == "rate":
        return None if figure.share is None else figure.share * PER_HEAD
    return figure.value
