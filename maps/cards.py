"""What the cards say that open on districts and stations; the page writes it as text, never as HTML."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from geopandas import GeoDataFrame
from pandas import isna

from maps.captions import words_of
from maps.classes import Classes
from maps.metrics import METRICS
from maps.picture import Picture, day
from maps.wording import WORDS
from stations import vocabulary
from stations.language import Lang, Text


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


def district_facts(scene: Scene, metric: str) -> list[dict[str, Any]]:
    """Return what the card of each district says, the metric that is drawn first."""
    order = [metric, *(key for key in METRICS if key != metric)]
    people, area = WORDS["people"].say(scene.lang), WORDS["area"].say(scene.lang)
    facts = []
    for row in scene.measured.to_dict("records"):
        lines = [[scene.words(METRICS[key].label), METRICS[key].say(row[key])] for key in order]
        lines.append([people, "—" if isna(row["population"]) else f"{row['population']:,.0f}"])
        lines.append([area, f"{row['area_km2']:,.1f} km²"])
        note = row["population_note"]
        facts.append({"name": row["name"], "facts": lines, "note": "" if isna(note) else note})
    return facts


def station_facts(scene: Scene) -> list[dict[str, Any]]:
    """Return what the card of each station says."""
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
