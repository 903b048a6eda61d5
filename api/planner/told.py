"""What the planner's scripts read before they begin: wordings in one language, code lists, the base map."""

from collections.abc import Mapping
from typing import Any

from api.courier.base_map import BaseMap
from api.courier.screen import CHIPS, said
from api.planner.wording import MODES, WORDS
from stations.language import Lang
from stations.vocabulary import VOCABULARIES

SHOWN = ("district_levels", "gap_reasons", "plan_actions", "run_states", "station_faults")
"""Vocabularies whose wordings the page needs as they are."""


def told(lang: Lang, base_map: BaseMap | None) -> dict[str, Any]:
    """Return what the scripts are told."""
    codes: dict[str, Mapping[str, str]] = {
        name: {term.code: term.text.say(lang) for term in VOCABULARIES[name]} for name in SHOWN
    }
    return {
        "lang": lang,
        "words": said(WORDS, lang),
        "codes": codes | {"needs": said(CHIPS, lang), "modes": said(MODES, lang)},
        "base_map": base_map.told() if base_map else None,
    }
