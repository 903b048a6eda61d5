"""Rows checked: each becomes a station to be, or the reasons why not."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal
from unicodedata import normalize

from stations.imports.columns import Columns, plain_text
from stations.imports.coordinates import Point, read_point
from stations.imports.details import Details, read_details
from stations.imports.raw import RawRow
from stations.imports.reasons import Reason, held, rejected, shortened
from stations.imports.record import Record
from stations.imports.values import is_damaged

MAX_NAME_CHARS = 200
MAX_CELL_CHARS = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedRow:
    """A row with what was read of it; `point` is in the datum of the list."""

    row: RawRow
    source_id: str
    name: str
    point: Point | None
    details: Details
    reasons: tuple[Reason, ...]

    @property
    def verdict(self) -> Literal["held", "rejected"] | None:
        """Why the row is not taken: `rejected`, `held`, or None when it is taken."""
        verdicts = {reason.verdict for reason in self.reasons}
        if "rejected" in verdicts:
            return "rejected"
        return "held" if "held" in verdicts else None


def check(rows: Iterable[RawRow], columns: Columns, *, crs: str, default_type: str) -> list[CheckedRow]:
    """Check every row, in order; of several with the same number the first is taken and the others wait."""
    first: dict[str, int] = {}
    checked = []
    for row in rows:
        found = _check_row(Record(row, columns), crs=crs, default_type=default_type)
        if found.verdict is None and found.source_id in first:
            found = replace(found, reasons=(*found.reasons, _duplicate(columns, found, first[found.source_id])))
        elif found.verdict is None:
            first[found.source_id] = row.number
        checked.append(found)
    return checked


def _check_row(record: Record, *, crs: str, default_type: str) -> CheckedRow:
    found = read_point(record, crs=crs)
    point = found if isinstance(found, Point) else None
    details = read_details(record, default_type=default_type)
    reasons = [*_form(record), *details.notes]
    if not isinstance(found, Point):
        reasons.append(found)
    elif crs == "unknown":
        zh, en = "坐标系未知，等待确认。", "The datum of the coordinates is unknown: the row waits."
        reasons.append(held(record.heading("lon") or record.heading("lon_lat"), zh, en))
    return CheckedRow(
        row=record.row,
        source_id=_source_id(record, point),
        name=record.text("name"),
        point=point,
        details=details,
        reasons=tuple(reasons),
    )


def _form(record: Record) -> list[Reason]:
    """Return what is wrong with the row as a row: no name, cells that slipped, damaged or endless texts."""
    if not record.text("name"):
        zh, en = "没有名称，不能登记。", "There is no name, so there is nothing to register."
        return [rejected(record.heading("name"), zh, en)]
    reasons = []
    known = {*record.columns.heading_of.values(), *record.columns.amenity_of, *record.columns.not_understood}
    if surplus := [heading for heading in record.row.cells if heading not in known]:
        zh, en = (
            "该行的格数多于标题，各列可能错位。",
            "The row has more cells than there are headings: they may have slipped.",
        )
        reasons.append(held(surplus[0], zh, en))
    for field, heading in record.columns.heading_of.items():
        text = record.row.cells.get(heading, "")
        if is_damaged(text):
            zh, en = (
                f"“{shortened(text)}”含有乱码或控制字符。",
                f"“{shortened(text)}” holds broken or control characters.",
            )
            reasons.append(held(heading, zh, en))
        if len(text) > (most := MAX_NAME_CHARS if field == "name" else MAX_CELL_CHARS):
            zh, en = f"文字过长，最多 {most} 个字。", f"The text is too long: at most {most} characters."
            reasons.append(held(heading, zh, en))
    return reasons


def _source_id(record: Record, point: Point | None) -> str:
    """Return the row's own number, else one made of its name and address, or place where there is no address."""
    if given := normalize("NFKC", record.text("source_id")):
        return given
    place = plain_text(record.text("address")) or (f"{point.lon:.4f} {point.lat:.4f}" if point else "")
    return "h" + hashlib.sha256(f"{plain_text(record.text('name'))}\n{place}".encode()).hexdigest()[:16]


def _duplicate(columns: Columns, row: CheckedRow, first: int) -> Reason:
    column = columns.heading_of.get("source_id")
    if column:
        zh, en = (
            f"编号 {shortened(row.source_id)} 与第 {first} 行重复。",
            f"Row {first} has the number {shortened(row.source_id)} too.",
        )
    else:
        zh, en = f"名称和地址与第 {first} 行相同。", f"Row {first} has the same name and address."
    return held(column or columns.heading_of["name"], zh, en)
