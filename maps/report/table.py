"""A table of a pack in one language: spreadsheets take its numbers, paper takes them as written."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from maps.report.words import writing
from maps.report.words.wording import WORDS, say
from maps.report.words.writing import DASH, amount, km2, metres, percent
from stations.language import Lang

Kind = Literal["text", "amount", "whole", "share", "metres", "km2", "degrees"]
Value = str | float | None

WRITTEN: Mapping[Kind, Callable[[Any], str]] = {
    "text": str,
    "amount": amount,
    "whole": lambda value: f"{value:,d}",
    "share": percent,
    "metres": metres,
    "km2": km2,
    "degrees": lambda value: f"{value:.5f}",
}
ALIKE = ("amount", "km2")


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column: its key, its heading, and what kind of value stands in it."""

    key: str
    label: str
    kind: Kind = "text"


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table in one language; None is a value that there is not, written as a dash."""

    key: str
    title: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Value]]

    def only(self, *keys: str) -> "Table":
        """Return the table with some of its columns, in their order here."""
        at = [[column.key for column in self.columns].index(key) for key in keys]
        return replace(self, columns=[self.columns[n] for n in at], rows=[[row[n] for n in at] for row in self.rows])

    def written(self) -> list[list[str]]:
        """Return the rows as they are written on paper.

        Amounts of one unit have the same decimals down a column; where rows have units of their own, a number is told
        from what it is out of.
        """
        keys = [column.key for column in self.columns]
        columns = [
            writing.column(values)
            if column.kind in ALIKE and "unit" not in keys
            else [DASH if value is None else WRITTEN[column.kind](value) for value in values]
            for column, values in zip(self.columns, zip(*self.rows, strict=True), strict=False)
        ]
        rows = [list(row) for row in zip(*columns, strict=True)]
        if {"unit", "number", "of"} <= set(keys):
            number, of = keys.index("number"), keys.index("of")
            for row, values in zip(rows, self.rows, strict=True):
                row[number], row[of] = writing.apart(_amount(values[number]), _amount(values[of]))
        return rows


def _amount(value: Value) -> float | None:
    return None if isinstance(value, str) else value


def columns_of(lang: Lang, **kinds: Kind) -> list[Column]:
    """Return columns by their keys and kinds, each headed by its wording."""
    return [Column(key=key, label=say(key, lang), kind=kind) for key, kind in kinds.items()]


def table_of(key: str, lang: Lang, columns: Sequence[Column], rows: Sequence[Sequence[Value]]) -> Table:
    """Return a table under the title of its key."""
    return Table(key=key, title=WORDS[key].say(lang), columns=columns, rows=rows)
