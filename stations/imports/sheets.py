"""Spreadsheets read into rows of text, as `readers` does with other files: the first sheet."""

import warnings
import zipfile
import zlib
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import pyogrio

from stations.errors import FileError
from stations.imports.raw import RawRow, RawTable, headings

MAX_UNPACKED_BYTES = 300_000_000  # a megabyte can unpack to a gigabyte
WORKBOOK = "xl/workbook.xml"


class Line(NamedTuple):
    """A row of a sheet that is not empty, by its number there."""

    number: int
    cells: Sequence[str]


def read_xlsx(path: Path) -> RawTable:
    """Read the first sheet: its headings, and rows by their numbers; empty rows and titles above are left out.

    The first row of several cells holds the headings; those that were merged across are told apart by the row below.
    Of formulas the last result is read. Raise `FileError` for no workbook.
    """
    lines = _lines(path)
    start = next((place for place, line in enumerate(lines) if sum(map(bool, line.cells)) > 1), 0)
    upper, *rows = lines[start:] or [Line(0, ())]
    is_split = bool(rows) and _is_lower(upper.cells, rows[0].cells)
    names = [
        below or above for above, below in zip(upper.cells, rows[0].cells if is_split else upper.cells, strict=True)
    ]
    columns = headings(names)
    return RawTable(
        columns, tuple(RawRow(line.number, dict(zip(columns, line.cells, strict=True))) for line in rows[is_split:])
    )


def _is_lower(above: Sequence[str], below: Sequence[str]) -> bool:
    """Tell whether a row says more of headings that were merged across, and nothing else; it holds no figures."""
    filled = {place for place, cell in enumerate(below) if cell}
    merged_into = {place for place, cell in enumerate(above) if not cell}
    merged = merged_into | {place - 1 for place in merged_into}
    has_figures = any(symbol.isdigit() for cell in below for symbol in cell)
    return bool(filled & merged_into) and filled <= merged and not has_figures


def _lines(path: Path) -> list[Line]:
    _check(path)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", RuntimeWarning)  # GDAL on too many columns: we refuse these ourselves
            meta, numbers, _, columns = pyogrio.raw.read(
                path, layer=0, read_geometry=False, return_fids=True, HEADERS="DISABLE", FIELD_TYPES="STRING"
            )
    except (pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError):
        raise _unreadable(path) from None
    if len(meta["fields"]) and not len(numbers):  # GDAL gave up on it
        raise _unreadable(path)
    rows = zip(numbers, zip(*columns, strict=True), strict=True)
    return [Line(int(number), [cell or "" for cell in cells]) for number, cells in rows if any(cells)]


def _check(path: Path) -> None:
    """Raise `FileError` for what is no workbook, before GDAL sees it: it would follow other formats to other places."""
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
            is_small = sum(entry.file_size for entry in entries) <= MAX_UNPACKED_BYTES
            is_whole = is_small and archive.testzip() is None  # sizes may be lies, which GDAL would not see
    except OSError as error:
        raise FileError(f"无法打开 {path}：{error.strerror}。", f"{path} cannot be opened: {error.strerror}.") from None
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError):  # the last: encrypted, or packed otherwise
        raise _unreadable(path) from None
    if WORKBOOK not in {entry.filename for entry in entries} or (is_small and not is_whole):
        raise _unreadable(path)
    if not is_small:
        raise FileError(
            f"{path.name} 展开后超过 {MAX_UNPACKED_BYTES // 10**6} MB，请另存为 CSV。",
            f"{path.name} unpacks to more than {MAX_UNPACKED_BYTES // 10**6} MB: save it as CSV.",
        )


def _unreadable(path: Path) -> FileError:
    return FileError(
        f"{path.name} 不是可读取的 XLSX 表格，请另存为 XLSX 或 CSV。",
        f"{path.name} is no XLSX sheet that can be read: save it as XLSX or CSV.",
    )
