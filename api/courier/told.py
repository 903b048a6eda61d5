"""What the browser is told with a page: wordings in one language, how it is counted, the base map."""

from collections.abc import Mapping
from typing import Any

from api.courier.base_map import BaseMap
from api.courier.screen import CHIPS, FLOOR, MODES, NUMERALS, REPORTS, SCREEN, said
from stations import search
from stations.language import Lang
from stations.search import useful
from stations.vocabulary import VOCABULARIES

SHOWN = ("amenities", "audiences", "entry_methods", "operation", "worker_groups")
"""Vocabularies whose wordings rows and cards need; the rest stays here."""

USEFUL: Mapping[str, Any] = {
    "weights": search.WEIGHTS,
    "candidates": search.CANDIDATES,
    "time_halves_s": useful.TIME_HALVES_S,
    "freshness_halves_s": useful.FRESHNESS_HALVES_S,
    "stay_s": useful.STAY_S,
    "unknown_opening": useful.UNKNOWN_OPENING,
    "unknown_needs": useful.UNKNOWN_NEEDS,
}
"""What `order=useful` weighs by: without a network the page does it itself."""


def told(lang: Lang, base_map: BaseMap | None) -> dict[str, Any]:
    """Return what a page's scripts read before they begin."""
    codes = {name: {term.code: term.text.say(lang) for term in VOCABULARIES[name]} for name in SHOWN}
    return {
        "lang": lang,
        "words": said(SCREEN, lang),
        "codes": codes | {"needs": said(CHIPS, lang), "modes": said(MODES, lang), "reports": said(REPORTS, lang)},
        "paces": {code: mode.pace_s_m for code, mode in search.MODES.items()},
        "useful": USEFUL,
        "floors": {"pattern": FLOOR, "numerals": NUMERALS},
        "base_map": base_map.told() if base_map else None,
    }
