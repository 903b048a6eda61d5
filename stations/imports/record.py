"""One raw row, asked for its fields."""

from dataclasses import dataclass

from stations.imports.columns import Columns
from stations.imports.raw import RawRow
from stations.imports.values import NOTHING, clean


@dataclass(frozen=True, slots=True)
class Record:
    """A row together with the meaning of its columns."""

    row: RawRow
    columns: Columns

    def heading(self, field: str) -> str | None:
        """Return the heading of the column that holds a field, None if there is none."""
        return self.columns.heading_of.get(field)

    def raw(self, field: str) -> str:
        """Return a field as it was written; empty if it is not there."""
        return self.row.cells.get(self.heading(field) or "", "")

    def text(self, field: str) -> str:
        """Return a field tidied; empty if it is not there or says only that there is nothing, like 无 or -."""
        plain = clean(self.raw(field))
        return "" if plain.casefold() in NOTHING else plain
