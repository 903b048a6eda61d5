"""Every code list, with wordings."""

from typing import Any, Self

from pydantic import BaseModel, Field, RootModel

from api.schemas.examples import shown
from stations.language import Text
from stations.vocabulary import VOCABULARIES, Need, Term

_TERM: dict[str, Any] = {
    "code": "drink",
    "zh": "渴可饮水",
    "en": "Drink",
    "osm": None,
    "osm_proposed": False,
    "note": None,
    "rule": {"zh": "饮用水或热水", "en": "Drinking water or hot water"},
}


class Wording(BaseModel):
    """A sentence in both languages."""

    model_config = shown(_TERM["rule"])

    zh: str
    en: str

    @classmethod
    def of(cls, text: Text | None) -> Self | None:
        """Return a text, where there is one."""
        return cls(zh=text.zh, en=text.en) if text else None


class Code(BaseModel):
    """One code."""

    model_config = shown(_TERM)

    code: str
    zh: str
    en: str
    osm: dict[str, str] | None = Field(description="OpenStreetMap tags that say the same, null where there are none")
    osm_proposed: bool = Field(description="Whether those tags are rare or only proposed")
    note: Wording | None
    rule: Wording | None = Field(description="For needs: what meets them")

    @classmethod
    def of(cls, term: Term) -> Self:
        """Return a term of a vocabulary."""
        return cls(
            code=term.code,
            zh=term.text.zh,
            en=term.text.en,
            osm=dict(term.osm) if term.osm else None,
            osm_proposed=term.osm_proposed,
            note=Wording.of(term.note),
            rule=Wording.of(term.rule_text) if isinstance(term, Need) else None,
        )


class CodeLists(RootModel[dict[str, list[Code]]]):
    """Every vocabulary by name; codes in the order in which they are to be shown."""

    model_config = shown({"needs": [_TERM]})

    @classmethod
    def all(cls) -> Self:
        """Return every vocabulary there is."""
        return cls({name: [Code.of(term) for term in terms] for name, terms in VOCABULARIES.items()})
