"""The XLSX: numbers to calculate with, sheets to print, and nothing that runs."""

import re
from dataclasses import replace
from io import BytesIO

import openpyxl
import pytest
from openpyxl.cell import Cell
from openpyxl.utils.escape import unescape
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from maps.coverage_metrics import Figure
from maps.report import basis, tables
from maps.report.contents import Contents
from maps.report.files import workbook
from maps.report.table import Table
from maps.report.words.wording import say
from stations.language import Lang
from tests.maps.found import gap, station
from tests.maps.report.packs import full, pack

LONGEST_NAME = 31
"""Excel takes no sheet whose name is longer."""


def read(of: Contents, lang: Lang = "zh") -> Workbook:
    told = pack(of, lang)
    return openpyxl.load_workbook(BytesIO(workbook.xlsx(of, told.said, told.office)))


def told(of: Contents, lang: Lang = "zh") -> list[Table]:
    return [*tables.of(of, lang), basis.data(of, lang), basis.formulae(of, lang)]


def cells(sheet: Worksheet, row: int) -> list[Cell]:
    return [cell for cell in sheet[row] if isinstance(cell, Cell)]


def column(sheet: Worksheet, heading: str) -> list[Cell]:
    """Return the cells below a heading, which may be broken into lines."""
    at = next(cell.column for cell in cells(sheet, 1) if str(cell.value).startswith(heading))
    return [cell for row in range(2, sheet.max_row + 1) for cell in cells(sheet, row) if cell.column == at]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_table_is_a_sheet_with_its_values_to_the_digit(lang: Lang) -> None:
    book = read(full(), lang)

    assert book.sheetnames[1:] == [table.title for table in told(full(), lang)]
    assert all(len(name) <= LONGEST_NAME for name in book.sheetnames)
    for table, sheet in zip(told(full(), lang), book.worksheets[1:], strict=True):
        rows = [[cell.value for cell in cells(sheet, number)] for number in range(2, sheet.max_row + 1)]
        expected = [[value or None if isinstance(value, str) else value for value in row] for row in table.rows]
        assert rows == [
            [float(f"{value:.16G}") if isinstance(value, float) else value for value in row] for row in expected
        ]


def test_the_first_sheet_says_what_the_summary_on_paper_says() -> None:
    of = full()
    of = replace(of, stations=tuple(replace(each, source="示例数据") for each in of.stations))
    said = pack(of).said

    sheet = read(of).worksheets[0]

    values = [cell.value for row in range(1, sheet.max_row + 1) for cell in cells(sheet, row) if cell.value]
    assert sheet.title == "一页摘要"
    assert values[:2] == [said["title"], said["demo"]]
    parts = [(part["title"], *part["sentences"], *part["numbered"], *part["after"]) for part in said["summary"]]
    assert values[-sum(map(len, parts)) :] == [text for part in parts for text in part]
    assert "沪S(2026)001号" in values


def test_of_a_run_without_hours_the_summary_says_nothing_of_when() -> None:
    of = full(week=())

    sheet = read(of).worksheets[0]

    assert "什么时候" not in [cell.value for row in range(1, sheet.max_row + 1) for cell in cells(sheet, row)]
    assert "什么时候" in [part["title"] for part in pack(full()).said["summary"]]


def test_numbers_have_the_form_of_what_they_are() -> None:
    of = full(gaps=(gap(part=Figure(1234.0, 2000.0), area_km2=0.0625, nearest_m=1234.5),))

    book = read(of)

    sheet = book["服务空白"]
    forms = {heading: column(sheet, heading)[0].number_format for heading in ("需求", "占全部", "平方公里", "距离")}
    assert forms == {"需求": "#,##0", "占全部": "0.0%", "平方公里": "#,##0.000", "距离": "#,##0"}
    assert column(sheet, "占全部")[0].value == pytest.approx(0.617)
    assert column(book["先做什么"], "新增确定覆盖")[0].number_format == "#,##0.000"  # 1.25 is not 1
    assert column(book["站点清单"], "经度")[0].number_format == "0.000000"


def test_what_is_counted_has_its_unit_above_it() -> None:
    zh, en = read(full()), read(full(), "en")

    assert column(zh["服务空白"], "需求（家）")
    assert column(zh["先做什么"], "新增确定覆盖（家）")
    assert column(en["Gaps"], "Demand (eateries)")
    assert [cell.value for cell in column(zh["主要数字"], "单位")][:2] == ["家", "家"]
    assert "家" not in str([cell.value for cell in cells(zh["主要数字"], 1)])


def test_what_there_is_not_is_empty_and_not_zero() -> None:
    book = read(full(gaps=(gap(nearest=None, nearest_m=None, nearest_way=None, part=Figure(0.0, 20.0)),)))

    assert column(book["服务空白"], "距离")[0].value is None
    assert column(book["服务空白"], "需求")[0].value == 0


def test_a_table_without_rows_says_what_is_missing() -> None:
    bare = full(steps=(), areas=full().areas[:1])
    book, lacks = read(bare), pack(bare).said["lacks"]

    for key in ("plan", "areas"):
        sheet = book[say(key, "zh")]
        assert [cell.value for cell in cells(sheet, 2) if cell.value] == [lacks[key]]
        assert sheet.max_row == 2


@pytest.mark.parametrize("name", ["=1+2", "+1", "-1", "@SUM(1)", "\t=1", "\r=1", "\n=1", "＝1", "＋1", "－1", "＠a"])
def test_text_that_looks_like_a_formula_stays_text_however_it_is_edited(name: str) -> None:
    of = full(stations=(station(name=name),), gaps=(gap(nearest=name, remedy_station=name),))

    book = read(of)

    found = column(book["站点清单"], "名称") + column(book["服务空白"], "最近站点")
    assert [unescape(str(cell.value)).strip() for cell in found] == [name.strip()] * 2
    assert all(cell.quotePrefix for cell in found)
    assert not column(book["服务空白"], "原因")[0].quotePrefix
    every = [cell for sheet in book for row in range(1, sheet.max_row + 1) for cell in cells(sheet, row)]
    assert {cell.data_type for cell in every} <= {"s", "n"}


def test_headings_and_names_stay_in_sight_and_can_be_filtered() -> None:
    book = read(full())

    frozen = {sheet.title: sheet.freeze_panes for sheet in book.worksheets[1:]}
    assert frozen["站点清单"] == "B2"
    assert frozen["分区情况"] == "C2"
    assert frozen["服务空白"] == "A2"
    for table, sheet in zip(told(full()), book.worksheets[1:], strict=True):
        last = cells(sheet, 1)[-1].column_letter
        assert sheet.auto_filter.ref == f"A1:{last}{len(table.rows) + 1}"
        assert all(cell.alignment.wrap_text and cell.font.b for cell in cells(sheet, 1))


def test_sheets_print_lying_and_as_wide_as_the_page_with_headings_on_each() -> None:
    book = read(full(), "en")

    for sheet in book.worksheets:
        assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", workbook.A4)
        assert sheet.sheet_properties.pageSetUpPr
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.page_setup.fitToWidth in (None, 1)
        assert pack(full(), "en").said["title"] in edges(sheet)
        assert "&P / &N" in edges(sheet)
    assert [sheet.page_setup.fitToHeight for sheet in book.worksheets[1:]] == [0] * len(book.worksheets[1:])
    assert [sheet.print_title_rows for sheet in book.worksheets] == [None, *["$1:$1"] * (len(book.worksheets) - 1)]


def edges(sheet: Worksheet) -> str:
    """Return what is printed above and below a sheet, as it is stored."""
    items = [item for each in (sheet.oddHeader, sheet.oddFooter) if each for item in (each.left, each.right)]
    return "".join(item.text or "" for item in items if item)


def test_an_ampersand_in_a_name_is_printed_as_one() -> None:
    of = full()
    whole = replace(of.whole, name="甲&乙区")

    sheet = read(replace(of, areas=(whole, *of.areas[1:]))).worksheets[1]

    assert re.findall("甲&+乙区", edges(sheet)) == ["甲&&乙区", "甲&&乙区"]


def test_long_texts_have_room_in_their_rows() -> None:
    long = "很长的名称" * 30
    of = full(stations=(station(name=long), station(id=2, name="短")))

    sheet = read(of)["站点清单"]

    width = sheet.column_dimensions["A"].width
    assert width <= workbook.WIDEST_OF_MANY + 1
    assert sheet.row_dimensions[2].height >= len(long) / (width / 2) * 12  # a letter is two digits wide, a line 12 pt
    assert sheet.row_dimensions[3].height < 2 * workbook.LINE_POINTS
