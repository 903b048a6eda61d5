"""Spreadsheets read into rows of text, as `readers` does with other files: the first sheet, headed by its first row."""

import zipfile
from pathlib import Path

import pyogrio

from stations.errors import FileError
from stations.imports.readers import RawRow, RawTable

MAX_UNPACKED_BYTES = 300_000_000  # a megabyte can unpack to a gigabyte
WORKBOOK = "xl/workbook.xml"


def read_xlsx(path: Path) -> RawTable:
    """Read the first sheet; rows keep their numbers, and empty ones are left out. Raise `FileError` for no workbook."""
    _check(path)
    try:
        meta, numbers, _, columns = pyogrio.raw.read(
            path, layer=0, read_geometry=False, return_fids=True, HEADERS="FORCE", FIELD_TYPES="STRING"
        )
    except (pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError):
        raise _unreadable(path) from None
    headings = tuple(str(field) for field in meta["fields"])
    rows = [
        RawRow(int(number), {heading: cell or "" for heading, cell in zip(headings, cells, strict=True)})
        for number, cells in zip(numbers, zip(*columns, strict=True), strict=True)
        if any(cells)
    ]
    return RawTable(headings, tuple(rows))


def _check(path: Path) -> None:
    """Raise `FileError` for what is no workbook, before GDAL sees it: it would follow other formats to other places."""
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
    except OSError as error:
        raise FileError(f"无法打开 {path}：{error.strerror}。", f"{path} cannot be opened: {error.strerror}.") from None
    except (zipfile.BadZipFile, NotImplementedError):
        raise _unreadable(path) from None
    if WORKBOOK not in {entry.filename for entry in entries}:
        raise _unreadable(path)
    if sum(entry.file_size for entry in entries) > MAX_UNPACKED_BYTES:
        raise FileError(
            f"{path.name} 展开后超过 {MAX_UNPACKED_BYTES // 10**6} MB，请另存为 CSV。",
            f"{path.name} unpacks to more than {MAX_UNPACKED_BYTES // 10**6} MB: save it as CSV.",
        )


def _unreadable(path: Path) -> FileError:
    return FileError(
        f"{path.name} 不是可读取的 XLSX 表格，请另存为 XLSX 或 CSV。",
        f"{path.name} is no XLSX sheet that can be read: save it as XLSX or CSV.",
    )
