"""What the legends of a run's map say: bands with their demand, classes of districts, signs of stations."""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from math import inf
from typing import Any

from h3.api import basic_int

from maps import legends
from maps.classes import NO_DATA_COLOR
from maps.coverage_metrics import FEWEST, Figure
from maps.legends import Line
from maps.page.onepage import Fill
from maps.question import NAMES
from maps.report.contents import DEMO_MARK
from maps.report.words import unjudged
from maps.report.words.writing import amount, capital, share
from maps.run_map import bands
from maps.run_map.captions import cautions
from maps.run_map.layers import MOST_GAPS, streets_drawn, streets_inside
from maps.run_map.scene import RunScene, drawn
from maps.wording import WORDS
from stations import vocabulary
from stations.language import Lang, Text

SURE_COLORS = ("#0a4a52", "#1d7a7c", "#57aaa3", "#9dd1c6")
"""From the shortest band on: one hue, dark to light, so that they are told apart in grey too."""
MAY_COLOR, MAY_INK, NONE_COLOR = "#e9f4f0", "#3d8585", "#f1b98f"
INKS = {"maybe": MAY_INK, "hatched": "#8e99a6"}
"""The lines of textures."""


def band_lines(scene: RunScene) -> list[Line]:
    """Return the legend of the bands, with the demand in each, counted by the run's own cells.

    What nobody can judge comes last, where there is any.
    """
    lang, weight = scene.lang, scene.finest.weight.sum(axis=0).tolist()
    whole = scene.contents.whole
    fewest = inf if whole.is_off_streets else FEWEST
    labels = [*_band_labels(bands.minutes_of(scene.contents), lang), WORDS["maybe"].say(lang), WORDS["none"].say(lang)]
    colors = [*SURE_COLORS[: len(labels) - 2], MAY_COLOR, NONE_COLOR, NO_DATA_COLOR]
    textures = [*[""] * (len(labels) - 2), "maybe", "", "hatched"]
    labels.append(capital(unjudged.WHY.say(lang)))
    lines = [
        Line(color=color, label=label, count=_counted(Figure(part, whole.weight, fewest)), texture=texture)
        for color, label, part, texture in zip(colors, labels, weight, textures, strict=True)
    ]
    return lines if weight[-1] else lines[:-1]


def _band_labels(minutes: Sequence[float], lang: Lang) -> list[str]:
    """Return the wordings of the bands: up to the first, then from one to the next."""
    edges = [Text(f"{minutes[0]:g} 分钟内", f"within {minutes[0]:g} min")]
    edges += [Text(f"{low:g}–{high:g} 分钟", f"{low:g}–{high:g} min") for low, high in pairwise(minutes)]
    sure = WORDS["sure_in"]
    return [sure.say(lang).replace("{band}", edge.say(lang)) for edge in edges]


def _counted(figure: Figure) -> str:
    return amount(figure.value) if figure.share is None else f"{amount(figure.value)} · {share(figure)}"


def fills(scene: RunScene) -> list[Fill]:
    """Return the choices of colouring: cells by band, then districts by each figure."""
    lang, unit = scene.lang, scene.contents.unit.say(scene.lang)
    by_band = Fill(
        key="coverage",
        label=WORDS["bands"].say(lang),
        unit=WORDS["by_cell"].say(lang).replace("{unit}", unit),
        known=True,
        legend=band_lines(scene),
        group=WORDS["cells"].say(lang),
        notes=[
            *_merged(scene),
            *_left_out(scene),
            WORDS["maybe_is"].say(lang),
            WORDS["bare"].say(lang),
            *_unjudged(scene),
            *cautions(scene.contents, lang),
        ],
    )
    return [by_band, *(_of_districts(scene, key) for key in scene.classes)]


def _of_districts(scene: RunScene, key: str) -> Fill:
    metric = drawn(key)
    return Fill(
        key=key,
        label=metric.label.say(scene.lang),
        unit=metric.unit.say(scene.lang),
        known=bool(scene.measured[key].notna().any()),
        legend=legends.of_classes(scene.classes[key], scene.lang),
        group=WORDS["by_district"].say(scene.lang),
        notes=[WORDS["quantiles"].say(scene.lang), *_unjudged(scene)],
    )


def _unjudged(scene: RunScene) -> list[str]:
    """Say which districts cannot be judged, and why."""
    told = unjudged.whole(scene.contents) or unjudged.below(scene.contents)
    return [told.say(scene.lang)] if told else []


def _merged(scene: RunScene) -> list[str]:
    """Say so where cells were joined into larger hexagons."""
    if scene.cells.resolution == scene.finest.resolution:
        return []
    new, old = (_edge(each.resolution) for each in (scene.cells, scene.finest))
    return [WORDS["merged"].say(scene.lang).replace("{new}", new).replace("{old}", old)]


def _left_out(scene: RunScene) -> list[str]:
    """Say so where there are more gaps, or streets, than are drawn."""
    gaps, streets = len(scene.contents.gaps), len(streets_inside(scene))
    counts = (
        (WORDS["gaps_left_out"], gaps, min(gaps, MOST_GAPS)),
        (WORDS["streets_left_out"], streets, len(streets_drawn(scene))),
    )
    return [
        said.say(scene.lang).replace("{all}", f"{total:,}").replace("{n}", f"{drawn:,}")
        for said, total, drawn in counts
        if drawn < total
    ]


def _edge(resolution: int) -> str:
    return f"{basic_int.average_hexagon_edge_length(resolution, unit='m'):,.0f}"


def sign_words(lang: Lang) -> Mapping[str, Mapping[str, str]]:
    """Return what the three signs mean, by the place of the answer among the letters of a station."""
    named = {
        "0": (WORDS["of_use"], WORDS["maybe_of_use"], WORDS["not_of_use"]),
        "1": (WORDS["open_then"], WORDS["open_unknown"], WORDS["shut_then"]),
        "rest": (WORDS["yes"], WORDS["unknown"], WORDS["no"]),
    }
    return {
        place: {letter: text.say(lang) for letter, text in zip("yun", texts, strict=True)}
        for place, texts in named.items()
    }


def choices(scene: RunScene) -> Mapping[str, list[tuple[str, str]]]:
    """Return by what the layers of stations may be told apart: place of the answer, and wording."""
    question, lang = scene.contents.question, scene.lang
    first = 2 + len(question.needs)
    asked_first = sorted(enumerate(vocabulary.NEEDS), key=lambda at_need: at_need[1].code not in question.needs)
    state = [("0", WORDS["by_use"].say(lang)), ("1", WORDS["by_opening"].say(lang))]
    return {
        "stations": state if question.hour is not None else state[:1],
        "needs": [(str(first + at), need.text.say(lang)) for at, need in asked_first],
    }


def stations_counted(scene: RunScene) -> Text:
    """Say how many of the stations drawn stand in the district and how many around it; nothing where all are in it."""
    inside = len(scene.contents.inside)
    around = len(scene.contents.stations) - inside
    if not around:
        return Text("", "")
    return Text(f"（区内 {inside}，周边 {around}）", f" ({inside} in the district, {around} around)")


def settings(scene: RunScene) -> dict[str, Any]:
    """Return what the page's scripts need to know of the run."""
    lang, question = scene.lang, scene.contents.question
    return {
        "needs": [need.text.say(lang) for need in vocabulary.NEEDS],
        "states": {},
        "bands": [
            {"color": line.color, "ink": INKS.get(line.texture, ""), "label": line.label} for line in band_lines(scene)
        ],
        "asked": [NAMES[code].say(lang) for code in question.needs],
        "hour": question.hour is not None,
        "unit": scene.contents.unit.say(lang),
        "demo": DEMO_MARK,
        "sign_words": sign_words(lang),
    }
