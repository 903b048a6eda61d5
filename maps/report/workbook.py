"""The tables of a pack as a spreadsheet: numbers as numbers, headings frozen, nothing run as a formula."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from io import BytesIO

import xlsxwriter  # type: ignore[import-untyped]  # it publishes no types

from maps.picture import CHINA
from maps.report import tables
from maps.report.contents import Contents
from maps.report.still import still
from maps.report.tables import Kind, Table, Value
from maps.report.wording import say
from stations.language import Lang

FORMATS: Mapping[Kind, str] = {
    "amount": "#,##0",
    "whole": "#,##0",
    "share": "0.0%",
    "metres": "#,##0",
    "km2": "#,##0.000",
    "degrees": "0.000000",
}
FRACTION = "#,##0.000"
RISKY = ("=", "+", "-", "@", "\t", "\r")
WIDEST = 60


def xlsx(contents: Contents, lang: Lang, *, summary: Sequence[str], title: str) -> bytes:
    """Return every table of a pack as a sheet, the summary first; the same contents give the same bytes."""
    written = BytesIO()
    with xlsxwriter.Workbook(
        written, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    ) as book:
        moment = contents.as_of.astimezone(CHINA).replace(tzinfo=None)
        book.set_properties({"title": title, "created": moment, "comments": contents.run})
        book.set_size(2400, 1400)
        _words(book, say("summary", lang), title, summary)
        shown = [*tables.of(contents, lang), tables.data(contents, lang), tables.formulae(lang)]
        for table in shown:
            _sheet(book, table)
    return still(written.getvalue(), datetime(1980, 1, 1))  # noqa: DTZ001 - a zip has no time zone


def _words(book: xlsxwriter.Workbook, name: str, title: str, sentences: Sequence[str]) -> None:
    sheet = book.add_worksheet(name)
    sheet.set_column(0, 0, 110)
    sheet.write_string(0, 0, title, book.add_format({"bold": True, "font_size": 14}))
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    for row, sentence in enumerate(sentences, 2):
        sheet.write_string(row, 0, sentence, wrapped)


def _sheet(book: xlsxwriter.Workbook, table: Table) -> None:
    sheet = book.add_worksheet(table.title)
    heading = book.add_format({"bold": True, "bottom": 2, "text_wrap": True, "valign": "top"})
    text, risky = book.add_format({"valign": "top"}), book.add_format({"valign": "top", "quote_prefix": True})
    numbers = {code: book.add_format({"num_format": code}) for code in {*FORMATS.values(), FRACTION}}
    for at, column in enumerate(table.columns):
        sheet.write_string(0, at, column.label, heading)
        longest = max((len(str(row[at] or "")) for row in table.rows), default=0) if column.kind == "text" else 0
        sheet.set_column(at, at, min(WIDEST, max(10, 2 * len(column.label), 1.6 * longest)))
    for number, row in enumerate(table.rows, 1):
        for at, (column, value) in enumerate(zip(table.columns, row, strict=True)):
            _cell(sheet, (number, at), value, numbers[_code(column.kind, value)] if _is_number(value) else
                  risky if str(value).startswith(RISKY) else text)  # fmt: skip
    sheet.freeze_panes(1, 0)
    if table.rows:
        sheet.autofilter(0, 0, len(table.rows), len(table.columns) - 1)


def _cell(
    sheet: xlsxwriter.worksheet.Worksheet, place: tuple[int, int], value: Value, form: xlsxwriter.format.Format
) -> None:
    """Write a number or a text; what there is not stays empty, which is not 0."""
    if isinstance(value, str):
        sheet.write_string(*place, value, form)
    elif value is not None:
        sheet.write_number(*place, value, form)


def _is_number(value: Value) -> bool:
    return value is not None and not isinstance(value, str)


def _code(kind: Kind, value: Value) -> str:
    """Return the number format of a value; weights that are not whole may be square kilometres."""
    if kind == "amount" and isinstance(value, float) and not value.is_integer():
        return FRACTION
    return FORMATS[kind]
