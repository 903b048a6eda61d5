"""Census figures brought into the registry: code, population, date, kind, source; rows without them wait."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from sqlalchemy.orm import Session

from stations import registry
from stations.errors import InputError
from stations.imports import adcodes, readers
from stations.imports.columns import plain_text
from stations.imports.raw import RawRow
from stations.imports.reasons import Reason, held, shortened
from stations.imports.report import reason_dict
from stations.imports.values import clean, day, number

HEADINGS: Mapping[str, tuple[str, ...]] = {
    "adcode": ("code", "adcode", "区划代码", "行政区划代码", "代码"),
    "population": ("population", "人口", "常住人口", "人口数"),
    "as_of": ("date", "as_of", "日期", "普查日期", "时点"),
    "kind": ("kind", "口径", "类别", "类型"),
    "source": ("source", "来源", "数据来源"),
}
MOST_PEOPLE = 2_000_000_000


class HeldFigure(NamedTuple):
    """A row that could not be taken; `row` is its number as a spreadsheet shows it."""

    row: int
    reason: Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class CensusReport:
    """What became of the rows of a census file."""

    file: str
    stored: int
    held: Sequence[HeldFigure]

    def as_dict(self) -> dict[str, Any]:
        """Return the report as plain data for JSON."""
        return {
            "file": self.file,
            "counts": {"rows": self.stored + len(self.held), "stored": self.stored, "held": len(self.held)},
            "held": [{"row": entry.row, "reason": reason_dict(entry.reason)} for entry in self.held],
        }


def import_census(session: Session, path: Path) -> CensusReport:
    """Add or renew population figures by code, kind and date; the caller commits.

    Raise `FileError` for a file that cannot be read, `InputError` for one that lacks a column.
    """
    table = readers.read(path)
    heading_of = _headings(table.columns)
    figures: dict[tuple[str, str, date], dict[str, Any]] = {}
    waiting = []
    for row in table.rows:
        found = _read(row, heading_of)
        if isinstance(found, Reason):
            waiting.append(HeldFigure(row.number, found))
            continue
        key = (found["adcode"], found["kind"], found["as_of"])
        if key in figures and figures[key] != found:
            zh, en = "同一代码、口径和日期已有另一行。", "Another row has the same code, kind and date."
            waiting.append(HeldFigure(row.number, held(heading_of["adcode"], zh, en)))
            continue
        figures[key] = found
    registry.put_census(session, figures.values())
    return CensusReport(file=path.name, stored=len(table.rows) - len(waiting), held=waiting)


def _headings(columns: Sequence[str]) -> dict[str, str]:
    plain = {plain_text(column): column for column in reversed(columns)}
    found = {
        field: next((plain[word] for word in map(plain_text, words) if word in plain), None)
        for field, words in HEADINGS.items()
    }
    missing = [HEADINGS[field][0] for field, heading in found.items() if heading is None]
    if missing:
        raise InputError(
            f"缺少列：{'、'.join(missing)}。读到的列：{'、'.join(columns)}。",
            f"There is no column {', '.join(missing)}; there are {', '.join(columns)}.",
            field=missing[0],
        )
    return {field: heading for field, heading in found.items() if heading is not None}


def _read(row: RawRow, heading_of: Mapping[str, str]) -> dict[str, Any] | Reason:
    cells = {field: clean(row.cells.get(heading, "")) for field, heading in heading_of.items()}
    adcode, people, as_of = adcodes.tidy(cells["adcode"]), number(cells["population"]), day(cells["as_of"])
    if adcodes.division(adcode) is None:
        return _unusable(heading_of["adcode"], cells["adcode"], "行政区划代码", "a code of a district")
    if people is None or not 0 <= people <= MOST_PEOPLE or people != round(people):
        return _unusable(heading_of["population"], cells["population"], "人数", "a number of people")
    if as_of is None:
        return _unusable(heading_of["as_of"], cells["as_of"], "日期", "a date")
    for field in ("kind", "source"):
        if not cells[field]:
            return _unusable(heading_of[field], "", "说明", "a word")
    return {
        "adcode": adcode,
        "population": round(people),
        "as_of": as_of,
        "kind": cells["kind"],
        "source": cells["source"],
    }


def _unusable(column: str, text: str, zh: str, en: str) -> Reason:
    if not text:
        return held(column, "没有填写。", "Nothing is given.")
    return held(column, f"“{shortened(text)}”不是{zh}。", f"“{shortened(text)}” is not {en}.")
