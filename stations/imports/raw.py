"""What any file of rows comes to: cells of text under headings, nothing interpreted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RawRow:
    """One row: its number as a spreadsheet shows it (the heading is row 1), and its cells by heading."""

    number: int
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class RawTable:
    """What a file says. Cells beyond the last heading stand under `#` and their place, and are in no column."""

    columns: tuple[str, ...]
    rows: tuple[RawRow, ...]


def headings(cells: Sequence[str]) -> tuple[str, ...]:
    """Return the headings in cells; those that are empty or repeated are told apart by their place."""
    names: list[str] = []
    for place, cell in enumerate(cells, start=1):
        name = cell.strip() or f"#{place}"
        names.append(name if name not in names else f"{name} #{place}")
    return tuple(names)
