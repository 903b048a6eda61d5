"""What the browser is told with a page: wordings in one language, what may be asked, the base map."""

from typing import Any

from api.courier.base_map import BaseMap
from api.courier.screen import CHIPS, MODES, REPORTS, SCREEN, said
from api.schemas.questions import NearestQuestion
from stations.language import Lang
from stations.vocabulary import VOCABULARIES

SHOWN = ("amenities", "audiences", "entry_methods", "worker_groups")
"""Vocabularies whose wordings rows and cards need; the rest stays here."""


def told(lang: Lang, base_map: BaseMap | None) -> dict[str, Any]:
    """Return what a page's scripts read before they begin."""
    codes = {name: {term.code: term.text.say(lang) for term in VOCABULARIES[name]} for name in SHOWN}
    return {
        "lang": lang,
        "words": said(SCREEN, lang),
        "codes": codes | {"needs": said(CHIPS, lang), "modes": said(MODES, lang), "reports": said(REPORTS, lang)},
        "asks": sorted(NearestQuestion.model_fields),
        "base_map": base_map._asdict() if base_map else None,
    }
