"""The tables of a pack as a spreadsheet: numbers as numbers, ready to print, nothing run as a formula."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from io import BytesIO
from math import ceil
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from maps.report import basis, tables
from maps.report.contents import Contents
from maps.report.files.still import still
from maps.report.files.widths import ems, pieces
from maps.report.office import Office
from maps.report.table import Column, Kind, Table, Value
from maps.report.words.writing import FEW
from stations.language import Lang, Text

FORMATS: Mapping[Kind, str] = {
    "amount": "#,##0",
    "whole": "#,##0",
    "share": "0.0%",
    "metres": "#,##0",
    "km2": "#,##0.000",
    "degrees": "0.000000",
}
FRACTION = "#,##0.000"
TEXT, RISKY_TEXT, HEADING, HEADING_OF_NUMBERS, LABEL, TITLE = "text", "risky", "heading", "numbers", "label", "title"
RISKY = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What a spreadsheet takes for the beginning of a formula, the wide signs too where one types Chinese."""
FONTS: Mapping[Lang, str] = {"zh": "微软雅黑", "en": "Arial"}
A4 = 9
EDGE_INCHES = 0.5
EM = 1.9
"""The width of a Chinese character in the unit of columns, which is a digit."""
NFREEEST, NUMBER, WIDEST, WIDEST_OF_MANY, FREE = 6.0, 12.0, 80.0, 32.0, 4.0
"""Widths of columns in that unit, NUMBER that of the longest number; FREE the indent and the button of the filter."""
MANY = 6
"""Of more columns than these none is wider than WIDEST_OF_MANY, or a page would be too small to read."""
LINE_POINTS = 16.5
SUMMARY_WIDTHS = (26.0, 104.0)


def xlsx(contents: Contents, said: Mapping[str, Any], office: Office) -> bytes:
    """Return every table of a pack as a sheet, after one with the summary; the same contents give the same bytes.

    `said` is what `pages` says.
    """
    lang, written = said["lang"], BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "default_format_properties": {"font_name": FONTS[lang], "font_size": 10, "valign": "top"},
    }
    with xlsxwriter.Workbook(written, options) as book:
        moment = contents.as_of.astimezone(UTC).replace(tzinfo=None)
        book.set_properties(
            {"title": said["title"], "author": office.issuer, "created": moment, "comments": contents.run}
        )
        book.set_size(2400, 1400)
        forms = _forms(book)
        _summary(book.add_worksheet(said["words"]["summary"]), said, forms)
        for table in [*tables.of(contents, lang), basis.data(contents, lang), basis.formulae(contents, lang)]:
            lacks = said["lacks"].get(table.key, "")
            _sheet(book.add_worksheet(table.title), table, forms, lang=lang, unit=contents.unit.say(lang), lacks=lacks)
        for sheet in book.worksheets():
            _print(sheet, said)
    return still(written.getvalue(), datetime(1980, 1, 1))  # noqa: DTZ001 - a zip has no time zone


def _forms(book: xlsxwriter.Workbook) -> dict[str, Format]:
    """Return a format for each kind of number and text; risky text stays text however it is edited."""
    forms = {code: book.add_format({"num_format": code}) for code in {*FORMATS.values(), FRACTION}}
    text, heading = {"text_wrap": True, "indent": 1}, {"text_wrap": True, "bold": True, "bottom": 2}
    forms[TEXT], forms[RISKY_TEXT] = book.add_format(text), book.add_format({**text, "quote_prefix": True})
    forms[HEADING] = book.add_format({**heading, "indent": 1})
    forms[HEADING_OF_NUMBERS] = book.add_format({**heading, "align": "right"})
    forms[LABEL] = book.add_format({"text_wrap": True, "bold": True})
    forms[TITLE] = book.add_format({"bold": True, "font_size": 14})
    return forms


def _summary(sheet: Worksheet, said: Mapping[str, Any], forms: Mapping[str, Format]) -> None:
    """Write title, question, dates and summary, at the left what each is about."""
    cover = said["cover"]
    lines = [(said["words"]["question"], cover["question"]), *cover["facts"], ("", cover["how"]), ("", said["guard"])]
    for part in said["summary"]:
        texts = [*part["sentences"], *part["numbered"], *part["after"]]
        lines += zip([part["title"], *[""] * (len(texts) - 1)], texts, strict=True)
    for column, width in enumerate(SUMMARY_WIDTHS):
        sheet.set_column(column, column, width)
    for row, text in enumerate((said["title"], said["demo"] or "")):
        sheet.write_string(row, 0, text, forms[TITLE])
        sheet.set_row(row, 1.5 * LINE_POINTS)
    for row, (label, text) in enumerate(lines, 2):
        sheet.write_string(row, 0, label, forms[LABEL])
        _cell(sheet, (row, 1), text, forms[_form("text", text)])
        sheet.set_row(row, _height([text], SUMMARY_WIDTHS[1:]))


def _sheet(sheet: Worksheet, table: Table, forms: Mapping[str, Format], *, lang: Lang, unit: str, lacks: str) -> None:
    """Write a table, its headings and names frozen; in place of rows there are not, what is missing."""
    labels = [_label(column, table, Text(f"（{unit}）", f" ({unit})").say(lang)) for column in table.columns]
    widths = [_width(label, table, at) for at, label in enumerate(labels)]
    for at, (label, column) in enumerate(zip(labels, table.columns, strict=True)):
        sheet.write_string(0, at, label, forms[HEADING if column.kind == "text" else HEADING_OF_NUMBERS])
        sheet.set_column(at, at, widths[at])
    sheet.set_row(0, _height(labels, [width - FREE for width in widths]))
    for number, row in enumerate(table.rows, 1):
        for at, (column, value) in enumerate(zip(table.columns, row, strict=True)):
            _cell(sheet, (number, at), value, forms[_form(column.kind, value)])
        sheet.set_row(number, _height(row, widths))
    keys = [column.key for column in table.columns]
    sheet.freeze_panes(1, keys.index("name") + 1 if "name" in keys else 0)
    sheet.repeat_rows(0)
    if not table.rows:
        sheet.write_string(1, 0, lacks)
        return
    sheet.autofilter(0, 0, len(table.rows), len(keys) - 1)
    sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{len(table.rows) + 1}"})


def _print(sheet: Worksheet, said: Mapping[str, Any]) -> None:
    """Set a sheet to be printed on A4 that lies, as wide as the page, with title and number of the page."""
    title, demo, foot = (text.replace("&", "&&") for text in (said["title"], said["demo"] or "", said["footer"]))
    sheet.set_paper(A4)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 1 if sheet.index == 0 else 0)  # the summary is one of a page
    sheet.set_default_row(LINE_POINTS)
    sheet.set_margins(EDGE_INCHES, EDGE_INCHES)
    sheet.set_header(f"&L{title} · &A&R{demo}")
    sheet.set_footer(f"&L{foot}&R&P / &N")


def _label(column: Column, table: Table, unit: str) -> str:
    """Return the heading of a column, with the unit of what is counted where no column of its own has it."""
    is_counted = column.kind == "amount" and all(other.key != "unit" for other in table.columns)
    return f"{column.label}{unit}" if is_counted else column.label


def _width(label: str, table: Table, at: int) -> float:
    """Return the width of a column: headings are broken into two lines, long texts into several."""
    longest = max((ems(value) for row in table.rows if isinstance(value := row[at], str)), default=0.0)
    heading = max(ems(label) / 2, *map(ems, pieces(label)), 0.0) * EM + FREE
    narrowest = NFREEEST if table.columns[at].kind == "text" else NUMBER
    return min(
        WIDEST_OF_MANY if len(table.columns) > MANY else WIDEST, max(narrowest, heading, longest * EM + FREE / 2)
    )


def _height(texts: Sequence[Value], widths: Sequence[float]) -> float:
    """Return the height of a row in points, so that its texts are seen whole."""
    lines = [ems(text) * EM / width for text, width in zip(texts, widths, strict=True) if isinstance(text, str)]
    return LINE_POINTS * max(1, *map(ceil, lines)) if lines else LINE_POINTS


def _cell(sheet: Worksheet, place: tuple[int, int], value: Value, form: Format) -> None:
    """Write a number or a text; what there is not stays empty, which is not 0."""
    if isinstance(value, str):
        sheet.write_string(*place, value, form)
    elif value is not None:
        sheet.write_number(*place, value, form)


def _form(kind: Kind, value: Value) -> str:
    """Return the key of a value's format; like paper, decimals are shown of what is neither whole nor large."""
    if isinstance(value, str) or kind == "text":
        return RISKY_TEXT if str(value).startswith(RISKY) else TEXT
    if kind == "amount" and value is not None and not float(value).is_integer() and abs(value) < FEW:
        return FRACTION
    return FORMATS[kind]
