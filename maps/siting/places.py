"""Plain files of places: where they are, what they weigh or cost, and every cell that was beside it."""

from collections.abc import Mapping, Sequence
from math import isfinite
from pathlib import Path
from typing import NamedTuple
from unicodedata import normalize

import numpy as np

from stations import datum, geo
from stations.compiling import Array
from stations.errors import FileError, InputError
from stations.imports import readers
from stations.imports.raw import RawRow, RawTable
from stations.imports.reasons import shortened
from stations.language import Text

MAX_ROWS = 2_000_000
MOST_M = 1e9
"""Farther from the origin of a plane nothing is: there a double still tells a tenth of a micrometre."""

MOST_VALUE = 1e15
"""What a place may weigh or cost: two million such are still summed without overflow."""

SHOWN = 10  # rows of a bad file that are told one by one
HEADINGS: Mapping[str, tuple[str, ...]] = {
    "lon": ("lon", "lng", "longitude", "经度", "geometry.lon"),
    "lat": ("lat", "latitude", "纬度", "geometry.lat"),
    "x": ("x",),
    "y": ("y",),
    "weight": ("weight", "demand", "权重", "需求", "population", "人口"),
    "cost": ("cost", "费用", "造价", "成本"),
}


class Places(NamedTuple):
    """Places of a file in its order: `place` (n, 2) as lon, lat in WGS84 or x, y in metres, `value` (n,), `rows`.

    `value` is the weight or cost that was asked for; 1 each where the file has none.
    """

    place: Array
    value: Array
    rows: Sequence[RawRow]


class Fault(NamedTuple):
    """What is wrong with a row, and in which column."""

    row: int
    column: str
    zh: str
    en: str


def read(
    path: Path, *, planar: bool, value: str | None = None, needs_value: bool = False, crs: str | None = None
) -> Places:
    """Read places with the column `value` ("weight", "cost"); raise `InputError` that names rows and columns at fault.

    Degrees are of the datum `crs`, WGS84 unless it is given. Raise `FileError` for a file that cannot be read at all.
    """
    source = _datum(crs)
    table = readers.read(path, max_rows=MAX_ROWS)
    axes = ("x", "y") if planar else ("lon", "lat")
    columns = [_column(path, table, axis) for axis in axes]
    weighed = _column(path, table, value, needed=needs_value) if value else None
    faults: list[Fault] = []
    place = np.column_stack([_numbers(table, column, faults) for column in columns])
    values = _numbers(table, weighed, faults) if weighed else np.ones(len(table.rows))
    if weighed:
        faults += _beyond(table, weighed, values < 0, Text("是负数。", "is negative."))
        faults += _beyond(table, weighed, values > MOST_VALUE, _too_large(MOST_VALUE))
    if planar:
        for column, metres in zip(columns, place.T, strict=True):
            faults += _beyond(table, column, abs(metres) > MOST_M, _too_large(MOST_M))
    else:
        faults += _misplaced(table, place, columns)
    if faults:
        raise _refusal(path, faults)
    if not planar:
        place = np.column_stack(datum.convert(place[:, 0], place[:, 1], source=source, target="wgs84"))
    return Places(place, values, table.rows)


def _datum(crs: str | None) -> datum.Datum:
    """Return the datum that is named, WGS84 where none is; raise `InputError` for one that points cannot be in."""
    found = next((code for code in datum.SHIFT_OF if code == ("wgs84" if crs is None else crs)), None)
    if found is None:
        codes = list(datum.SHIFT_OF)
        raise InputError(
            f"--crs 不能是 {crs}：可用 {'、'.join(codes)}。",
            f"--crs cannot be {crs}: there are {', '.join(codes)}.",
            field="crs",
        )
    return found


def _column(path: Path, table: RawTable, name: str, *, needed: bool = True) -> str:
    """Return the heading of a column by its name in any of its spellings; empty where there is none and none needed."""
    plain = {heading.strip().casefold(): heading for heading in reversed(table.columns)}
    found = next((plain[word] for word in HEADINGS[name] if word in plain), "")
    if not found and needed:
        listed = "、".join(table.columns), ", ".join(table.columns)
        raise FileError(
            f"文件 {path.name} 没有列 {name}；现有的列：{listed[0]}。",
            f"The file {path.name} has no column {name}; it has: {listed[1]}.",
            field=name,
        )
    return found


def _numbers(table: RawTable, column: str, faults: list[Fault]) -> Array:
    """Return the numbers of a column; what is none becomes NaN and a fault."""
    values = np.array([_number(row.cells.get(column, "")) for row in table.rows], dtype=np.float64)
    faults += [
        _fault(table, row, column, "不是数字。", "is not a number.")
        for row in np.flatnonzero(np.isnan(values)).tolist()
    ]
    return values


def _number(text: str) -> float:
    plain = normalize("NFKC", text).strip()
    try:
        number = float("nan" if "_" in plain else plain)
    except ValueError:
        return float("nan")
    return number if isfinite(number) else float("nan")


def _fault(table: RawTable, row: int, column: str, zh: str, en: str) -> Fault:
    text = shortened(table.rows[row].cells.get(column, ""))
    return Fault(table.rows[row].number, column, f"“{text}”{zh}", f"“{text}” {en}")


def _beyond(table: RawTable, column: str, is_wrong: Array, said: Text) -> list[Fault]:
    """Return a fault for every row with a number that cannot be meant."""
    return [_fault(table, row, column, said.zh, said.en) for row in np.flatnonzero(is_wrong).tolist()]


def _too_large(most: float) -> Text:
    return Text(f"太大：至多 {most:g}。", f"is too large: {most:g} at most.")


def _misplaced(table: RawTable, place: Array, columns: Sequence[str]) -> list[Fault]:
    """Return the rows whose degrees are no place on Earth."""
    lon, lat = place.T
    faults = []
    for row in np.flatnonzero((abs(lon) > geo.MOST_LON) | (abs(lat) > geo.MOST_LAT)).tolist():
        try:
            geo.check_lon_lat(lon=lon[row], lat=lat[row])
        except InputError as error:
            column = columns[("lon", "lat").index(error.field or "lon")]
            faults.append(Fault(table.rows[row].number, column, error.text.zh, error.text.en))
    return faults


def _refusal(path: Path, faults: list[Fault]) -> InputError:
    faults = sorted(faults)
    rest = len(faults) - SHOWN
    zh = [f"第 {fault.row} 行 {fault.column} 列：{fault.zh}" for fault in faults[:SHOWN]]
    en = [f"row {fault.row}, column {fault.column}: {fault.en}" for fault in faults[:SHOWN]]
    if rest > 0:
        zh, en = [*zh, f"还有 {rest} 处。"], [*en, f"and {rest} more."]
    return InputError(
        "\n".join([f"文件 {path.name} 不能使用：", *zh]),
        "\n".join([f"The file {path.name} cannot be used:", *en]),
        field=faults[0].column,
    )
