import re
import zipfile
from pathlib import Path

import pandas as pd
import pyogrio
import pytest

from stations.errors import FileError
from stations.imports import sheets

SHEET = "xl/worksheets/sheet1.xml"


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


def test_empty_rows_are_left_out_and_the_others_keep_their_numbers(tmp_path: Path) -> None:
    path = sheet(tmp_path, name=["a", "b", "c"])
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts[SHEET] = re.sub(rb'<row r="3".*?</row>', b"", parts[SHEET], flags=re.DOTALL)
    with zipfile.ZipFile(path, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, part)

    found = sheets.read_xlsx(path)

    assert [(row.number, row.cells["name"]) for row in found.rows] == [(2, "a"), (4, "c")]


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


def test_a_file_that_is_not_there_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="cannot be opened"):
        sheets.read_xlsx(tmp_path / "list.xlsx")
