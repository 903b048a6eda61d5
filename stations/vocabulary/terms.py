"""What one entry of a vocabulary is."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from stations.language import Text

Answer = Literal["yes", "no", "unknown"]


@dataclass(frozen=True)
class Term:
    """Hold one code with its wording; codes and numbers are stored, so they are never renamed and never reused.

    `osm` holds OpenStreetMap tags, None where OSM has none; `osm_proposed` marks tags that are rare or only proposed,
    to be looked up in the OSM wiki before any export. `words` are further names that lists in the wild use for it.
    """

    code: str
    text: Text
    note: Text | None = None
    osm: Mapping[str, str] | None = None
    osm_proposed: bool = False
    words: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Every way an import file may write this term: its code, both wordings, the further words."""
        return (self.code, *self.text, *self.words)


ANSWERS = (
    Term("yes", Text("有", "Yes")),
    Term("no", Text("没有", "No")),
    Term("unknown", Text("未知", "Unknown")),
)
