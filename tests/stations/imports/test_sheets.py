import re
import struct
import zipfile
from collections.abc import Callable
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import pandas as pd
import pyogrio
import pytest
import xlsxwriter

from stations.errors import FileError
from stations.imports import sheets

SHEET = "xl/worksheets/sheet1.xml"
ROWS = (
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{}</sheetData></worksheet>'
)


def sheet(folder: Path, **columns: list[object]) -> Path:
    path = folder / "list.xlsx"
    pyogrio.write_dataframe(pd.DataFrame(columns), path, driver="XLSX")
    return path


def test_cells_are_text_and_rows_have_the_numbers_of_the_sheet(tmp_path: Path) -> None:
    found = sheets.read_xlsx(
        sheet(tmp_path, 名称=["外滩", "甲"], 经度=[121.49, None], 编号=["0042", "12345678901234567"])
    )

    assert found.columns == ("名称", "经度", "编号")
    assert [(row.number, dict(row.cells)) for row in found.rows] == [
        (2, {"名称": "外滩", "经度": "121.49", "编号": "0042"}),
        (3, {"名称": "甲", "经度": "", "编号": "12345678901234567"}),
    ]


def written(folder: Path, write: Callable[[Any, Any], None]) -> Path:
    """Return a workbook as xlsxwriter makes it; `write` is given the sheet and the book."""
    path = folder / "list.xlsx"
    with xlsxwriter.Workbook(path) as book:
        write(book.add_worksheet("清单"), book)
    return path


def with_sheet(path: Path, change: Callable[[bytes], bytes]) -> Path:
    """Change the XML of the first sheet of a workbook."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts[SHEET] = change(parts[SHEET])
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return path


def test_empty_rows_are_left_out_and_the_others_keep_their_numbers(tmp_path: Path) -> None:
    path = with_sheet(
        sheet(tmp_path, name=["a", "b", "c"]),
        lambda xml: re.sub(rb'<row r="3".*?</row>', b"", xml, flags=re.DOTALL),
    )

    found = sheets.read_xlsx(path)

    assert [(row.number, row.cells["name"]) for row in found.rows] == [(2, "a"), (4, "c")]


def test_numbers_dates_and_formulas_are_read_as_they_are_shown(tmp_path: Path) -> None:
    def write(page: Any, book: Any) -> None:  # noqa: ANN401 - xlsxwriter has no types
        page.write_row(0, 0, ["名称", "经度", "纬度", "启用日期", "核实日期", "人数", "编号", "开始时间"])
        page.write(1, 0, "甲")
        page.write_string(1, 1, "113.6500")
        page.write_number(1, 2, 34.7612345678)
        page.write_datetime(1, 3, date(2024, 5, 1), book.add_format({"num_format": 'yyyy"年"m"月"d"日"'}))
        page.write_datetime(1, 4, datetime(2024, 5, 1, 8, 30), book.add_format({"num_format": "yyyy/m/d h:mm"}))  # noqa: DTZ001 - a sheet has no zones
        page.write_formula(1, 5, "=10+10", None, 20)
        page.write_number(1, 6, 410105001001)
        page.write_datetime(1, 7, time(8, 30), book.add_format({"num_format": "h:mm"}))

    (row,) = sheets.read_xlsx(written(tmp_path, write)).rows

    cells = list(row.cells.values())
    assert cells[:7] == ["甲", "113.6500", "34.7612345678", "2024/05/01", "2024/05/01", "20", "410105001001"]
    assert float(cells[7]) == pytest.approx(8.5 / 24)


def test_titles_and_empty_rows_above_the_headings_are_left_out(tmp_path: Path) -> None:
    def write(page: Any, book: Any) -> None:  # noqa: ANN401 - the same
        page.merge_range(0, 0, 0, 2, "某市驿站清单", book.add_format())
        page.write_row(2, 0, ["名称", "经度", "纬度"])
        page.write_row(3, 0, ["甲", 113.5, 34.5])

    found = sheets.read_xlsx(written(tmp_path, write))

    assert found.columns == ("名称", "经度", "纬度")
    assert [(row.number, dict(row.cells)) for row in found.rows] == [
        (4, {"名称": "甲", "经度": "113.5", "纬度": "34.5"})
    ]


def test_headings_merged_across_are_told_apart_by_the_row_below(tmp_path: Path) -> None:
    def write(page: Any, book: Any) -> None:  # noqa: ANN401 - the same
        page.merge_range(0, 0, 1, 0, "名称", book.add_format())
        page.merge_range(0, 1, 0, 2, "坐标", book.add_format())
        page.write_row(1, 1, ["经度", "纬度"])
        page.write_row(2, 0, ["甲", 113.5, 34.5])

    found = sheets.read_xlsx(written(tmp_path, write))

    assert found.columns == ("名称", "经度", "纬度")
    assert [row.number for row in found.rows] == [3]


def test_a_row_of_figures_below_a_column_without_a_heading_is_a_row(tmp_path: Path) -> None:
    def write(page: Any, _: Any) -> None:  # noqa: ANN401 - the same
        page.write_row(0, 0, ["名称", "人数", ""])
        page.write_row(1, 1, [5, "2楼"])

    found = sheets.read_xlsx(written(tmp_path, write))

    assert found.columns == ("名称", "人数", "#3")
    assert [dict(row.cells) for row in found.rows] == [{"名称": "", "人数": "5", "#3": "2楼"}]


def test_headings_that_repeat_are_told_apart_and_lose_nothing(tmp_path: Path) -> None:
    def write(page: Any, _: Any) -> None:  # noqa: ANN401 - the same
        page.write_row(0, 0, ["名称", "备注", "名称"])
        page.write_row(1, 0, ["甲", "乙", "丙"])

    (row,) = sheets.read_xlsx(written(tmp_path, write)).rows

    assert dict(row.cells) == {"名称": "甲", "备注": "乙", "名称 #3": "丙"}


def test_an_empty_sheet_has_no_headings_and_no_rows(tmp_path: Path) -> None:
    found = sheets.read_xlsx(written(tmp_path, lambda *_: None))

    assert (found.columns, found.rows) == ((), ())


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"<VRTDataset/>", b"\xd0\xcf\x11\xe0"])
def test_what_is_no_workbook_is_said_so(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "list.xlsx"
    path.write_bytes(content)

    with pytest.raises(FileError, match="no XLSX sheet"):
        sheets.read_xlsx(path)


def test_an_archive_of_something_else_is_no_workbook(tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", "<x/>")

    with pytest.raises(FileError, match="no XLSX sheet"):
        sheets.read_xlsx(path)


def test_a_small_file_that_unpacks_to_a_huge_one_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(sheets.WORKBOOK, b" " * (sheets.MAX_UNPACKED_BYTES + 1))

    with pytest.raises(FileError, match="unpacks to more than"):
        sheets.read_xlsx(path)


def test_a_workbook_whose_sizes_are_lies_is_refused_unread(tmp_path: Path) -> None:
    path = with_sheet(sheet(tmp_path, name=["a"]), lambda _: ROWS.format("<row/>" * 100_000).encode())
    size = struct.pack("<I", len(ROWS.format("<row/>" * 100_000)))
    content = path.read_bytes()
    assert content.count(size) == 2
    path.write_bytes(content.replace(size, struct.pack("<I", 1000)))

    with pytest.raises(FileError, match="no XLSX sheet"):
        sheets.read_xlsx(path)


def test_entities_are_neither_multiplied_nor_fetched(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("a secret")
    doubled = "".join(f'<!ENTITY e{n + 1} "{f"&e{n};" * 20}">' for n in range(7))
    kind = f'<!DOCTYPE x [<!ENTITY e0 "{"x" * 1000}">{doubled}<!ENTITY file SYSTEM "{secret.as_uri()}">]>'

    def told(entity: str) -> tuple[str, ...]:
        cell = f'<row r="1"><c r="A1" t="inlineStr"><is><t>&{entity};</t></is></c></row>'
        xml = f'<?xml version="1.0"?>{kind}{ROWS.format(cell)}'
        return sheets.read_xlsx(with_sheet(sheet(tmp_path, name=["a"]), lambda _: xml.encode())).columns

    assert told("e7") == told("file") == ()


def test_a_cell_far_to_the_right_is_refused(tmp_path: Path) -> None:
    cells = '<row r="1"><c r="A1"><v>1</v></c><c r="XFD1"><v>1</v></c></row>'

    with pytest.raises(FileError, match="no XLSX sheet"):
        sheets.read_xlsx(with_sheet(sheet(tmp_path, name=["a"]), lambda _: ROWS.format(cells).encode()))


def test_a_file_that_is_not_there_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="cannot be opened"):
        sheets.read_xlsx(tmp_path / "list.xlsx")
