"""Files read into rows of text, as they were written: which columns, which row of the file, nothing interpreted."""

import csv
import io
import json
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from stations.errors import FileError
from stations.imports.raw import RawRow, RawTable, headings
from stations.imports.sheets import read_xlsx

MAX_BYTES = 100_000_000
MAX_ROWS = 300_000
MAX_COLUMNS = 500
DELIMITERS = ",;\t"
DAMAGED = "\N{REPLACEMENT CHARACTER}"
DAMAGE_SHARE = 0.2  # GB18030 read as UTF-8 breaks nearly every character, a damaged UTF-8 file only a few
UNSTORABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]"
)  # PostgreSQL takes no NUL and no half character


def read(path: Path, *, max_rows: int = MAX_ROWS) -> RawTable:
    """Read a file by its ending; raise `FileError`, in words, if that cannot be done."""
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        known = "、".join(READERS), ", ".join(READERS)
        raise FileError(
            f"不能读取 {path.suffix or '没有扩展名'} 文件，可读取：{known[0]}。表格请另存为 XLSX 或 CSV。",
            f"Files {path.suffix or 'without an ending'} cannot be read, only {known[1]}. Save a sheet as XLSX or CSV.",
        )
    table = reader(path)
    if not table.columns:
        raise FileError(f"文件 {path.name} 是空的。", f"The file {path.name} is empty.")
    if len(table.rows) > max_rows or len(table.columns) > MAX_COLUMNS:
        raise FileError(
            f"文件过大：最多 {max_rows} 行、{MAX_COLUMNS} 列，请分开导入。",
            f"The file is too large: at most {max_rows} rows and {MAX_COLUMNS} columns. Import it in parts.",
        )
    return table


def read_csv(path: Path) -> RawTable:
    """Read separated values in UTF-8, UTF-16 or GB18030; empty rows are counted and left out."""
    text = _visible(_decode(_bytes(path)))
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text))
    numbered = ((number, cells) for number, cells in enumerate(_complete(lines), start=1) if any(map(str.strip, cells)))
    columns = headings(next(numbered, (0, []))[1])
    return RawTable(columns, tuple(RawRow(number, _named(columns, cells)) for number, cells in numbered))


def read_geojson(path: Path) -> RawTable:
    """Read GeoJSON features; a point becomes the columns `geometry.lon` and `geometry.lat`; the first is row 1."""
    try:
        content = json.loads(_decode(_bytes(path)))
        rows = tuple(RawRow(number, _feature(feature)) for number, feature in enumerate(content["features"], start=1))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise FileError(
            "文件不是有效的 GeoJSON FeatureCollection。", "The file is no valid GeoJSON FeatureCollection."
        ) from None
    columns = dict.fromkeys(name for row in rows for name in row.cells)
    return RawTable(tuple(columns), rows)


READERS: Mapping[str, Callable[[Path], RawTable]] = {
    ".csv": read_csv,
    ".tsv": read_csv,
    ".txt": read_csv,
    ".xlsx": read_xlsx,
    ".geojson": read_geojson,
    ".json": read_geojson,
}


def _bytes(path: Path) -> bytes:
    try:
        if path.stat().st_size > MAX_BYTES:
            raise FileError(
                f"文件超过 {MAX_BYTES // 10**6} MB，请分开导入。",
                f"The file is larger than {MAX_BYTES // 10**6} MB. Import it in parts.",
            )
        return path.read_bytes()
    except OSError as error:
        raise FileError(f"无法打开 {path}：{error.strerror}。", f"{path} cannot be opened: {error.strerror}.") from None


def _decode(data: bytes) -> str:
    """Return the text; broken characters become U+FFFD, by which their rows are found."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    as_utf8 = data.decode("utf-8-sig", errors="replace")
    broken = as_utf8.count(DAMAGED)
    if broken <= DAMAGE_SHARE * sum(not symbol.isascii() for symbol in as_utf8):
        return as_utf8
    return data.decode("gb18030", errors="replace")


def _visible(text: str) -> str:
    """Replace what cannot be stored by the picture of itself: NUL by ␀."""
    return UNSTORABLE.sub(lambda match: _picture(ord(match[0])), text)


def _picture(code: int) -> str:
    if code > 0x7F:  # noqa: PLR2004 - half of a character, beyond ASCII
        return DAMAGED
    return "␡" if code == 0x7F else chr(0x2400 + code)  # noqa: PLR2004 - DEL, whose picture stands apart


def _delimiter(text: str) -> str:
    """Return the separator that makes most of the heading."""
    heading = text.lstrip().partition("\n")[0]
    return max(DELIMITERS, key=lambda sign: len(next(csv.reader([heading], delimiter=sign))))


def _complete(lines: Iterator[list[str]]) -> Iterator[list[str]]:
    number = 0
    try:
        for cells in lines:
            number += 1
            yield cells
    except csv.Error:
        raise FileError(
            f"第 {number + 1} 行有一格过长，可能是引号没有闭合。",
            f"Row {number + 1} has a cell without end: perhaps a quotation mark was not closed.",
        ) from None


def _named(columns: tuple[str, ...], cells: list[str]) -> dict[str, str]:
    named = dict(zip(columns, cells, strict=False))
    surplus = {f"#{place}": cell for place, cell in enumerate(cells, start=1) if place > len(columns) and cell.strip()}
    return named | surplus


def _feature(feature: Mapping[str, Any]) -> dict[str, str]:
    cells = {"id": _visible(_cell(feature["id"]))} if "id" in feature else {}
    cells |= {_visible(name): _visible(_cell(value)) for name, value in (feature.get("properties") or {}).items()}
    geometry = feature.get("geometry") or {}
    if geometry.get("type") == "Point" and geometry["coordinates"]:
        lon, lat = geometry["coordinates"][:2]
        return cells | {"geometry.lon": _cell(lon), "geometry.lat": _cell(lat)}
    return cells | {"geometry.type": _cell(geometry.get("type"))}


def _cell(value: object) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
