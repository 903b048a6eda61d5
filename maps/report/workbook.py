"""The tables of a pack as a spreadsheet: numbers as numbers, headings frozen, nothing run as a formula."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from io import BytesIO

import xlsxwriter

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
FRACTION, TEXT, RISKY_TEXT = "#,##0.000", "text", "risky"
RISKY = ("=", "+", "-", "@", "\t", "\r")
WIDEST = 60


def xlsx(contents: Contents, lang: Lang, *, summary: Sequence[str], title: str) -> bytes:
    """Return every table of a pack as a sheet, the summary first; the same contents give the same bytes."""
    written = BytesIO()
    with xlsxwriter.Workbook(
        written, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    ) as book:
        moment = contents.as_of.astimezone(UTC).replace(tzinfo=None)
        book.set_properties({"title": title, "created": moment, "comments": contents.run})
        book.set_size(2400, 1400)
        _words(book, say("summary", lang), title, summary)
        shown = [*tables.of(contents, lang), tables.data(contents, lang), tables.formulae(lang)]
        for table in shown:
            _sheet(book, table, lang)
    return still(written.getvalue(), datetime(1980, 1, 1))  # noqa: DTZ001 - a zip has no time zone


def _words(book: xlsxwriter.Workbook, name: str, title: str, sentences: Sequence[str]) -> None:
    sheet = book.add_worksheet(name)
    sheet.set_column(0, 0, 110)
    sheet.write_string(0, 0, title, book.add_format({"bold": True, "font_size": 14}))
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    for row, sentence in enumerate(sentences, 2):
        sheet.write_string(row, 0, sentence, wrapped)


def _sheet(book: xlsxwriter.Workbook, table: Table, lang: Lang) -> None:
    """Add a table, headings frozen; in place of rows there are not, what is missing."""
    sheet, forms = book.add_worksheet(table.title), _forms(book)
    heading = book.add_format({"bold": True, "bottom": 2, "text_wrap": True, "valign": "top"})
    for at, column in enumerate(table.columns):
        sheet.write_string(0, at, column.label, heading)
        sheet.set_column(at, at, _width(table, at))
    for number, row in enumerate(table.rows, 1):
        for at, (column, value) in enumerate(zip(table.columns, row, strict=True)):
            _cell(sheet, (number, at), value, forms[_form(column.kind, value)])
    sheet.freeze_panes(1, 0)
    if table.rows:
        sheet.autofilter(0, 0, len(table.rows), len(table.columns) - 1)
    else:
        sheet.write_string(1, 0, say(f"lacks_{table.key}", lang))


def _forms(book: xlsxwriter.Workbook) -> dict[str, xlsxwriter.format.Format]:
    """Return a format for each kind of number, for text, and for text that stays text however it is edited."""
    numbers = {code: book.add_format({"num_format": code, "valign": "top"}) for code in {*FORMATS.values(), FRACTION}}
    text, risky = book.add_format({"valign": "top"}), book.add_format({"valign": "top", "quote_prefix": True})
    return {**numbers, TEXT: text, RISKY_TEXT: risky}


def _width(table: Table, at: int) -> float:
    """Return the width of a column in letters; Chinese ones are wide."""
    column = table.columns[at]
    longest = max((len(str(row[at] or "")) for row in table.rows), default=0) if column.kind == "text" else 0
    return min(WIDEST, max(10, 2 * len(column.label), 1.6 * longest))


def _cell(
    sheet: xlsxwriter.worksheet.Worksheet, place: tuple[int, int], value: Value, form: xlsxwriter.format.Format
) -> None:
    """Write a number or a text; what there is not stays empty, which is not 0."""
    if isinstance(value, str):
        sheet.write_string(*place, value, form)
    elif value is not None:
        sheet.write_number(*place, value, form)


def _form(kind: Kind, value: Value) -> str:
    """Return the key of a value's format; weights that are not whole may be square kilometres."""
    if isinstance(value, str) or kind == "text":
        return RISKY_TEXT if str(value).startswith(RISKY) else TEXT
    if kind == "amount" and isinstance(value, float) and not value.is_integer():
        return FRACTION
    return FORMATS[kind]
