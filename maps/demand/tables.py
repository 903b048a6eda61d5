"""Demand from tables: points, or cells of H3, each with a weight or counting as one."""

from collections.abc import Sequence
from pathlib import Path
from statistics import fmean
from typing import Generic, NamedTuple, TypeVar, cast

import numpy as np

from maps.demand import cells, headings
from maps.demand.headings import Headings
from maps.demand.reading import Manner, Reading, weigh
from maps.demand.surface import HeldRow
from maps.week import HOURS
from stations import datum
from stations.compiling import Array
from stations.errors import FileError, InputError
from stations.imports import columns, evidence, readers
from stations.imports.coordinates import Point, read_point
from stations.imports.raw import RawRow
from stations.imports.reasons import Reason, held, shortened
from stations.imports.record import Record
from stations.language import Text
from stations.vocabulary import DATUMS

MAX_ROWS = 2_000_000  # a grid of a city has more rows than any list of stations
COARSEST_STEPS = 5  # of 7 cells each: one cell becomes 16,807

HEX_DIGITS = 16

P = TypeVar("P", Point, int)


class Taken(NamedTuple, Generic[P]):
    """A row that counts: where it is, what it weighs, and that by hour of week (empty where it is not known)."""

    place: P
    weight: float
    hours: Sequence[float]


def read(path: Path, manner: Manner) -> Reading:
    """Read a table; rows that cannot be used are held with their weight.

    Raise `InputError` for points whose datum is not said, `FileError` for a file that cannot be read.
    """
    table = readers.read(path, max_rows=MAX_ROWS)
    if not table.rows:
        raise FileError(f"文件 {path.name} 没有数据行。", f"The file {path.name} has headings but no rows.")
    found = headings.guess(table.columns, manner.columns)
    if found.h3:
        return _indexed(table.rows, found, manner)
    crs = _datum(manner.crs)
    meaning = columns.guess(table.columns, crs=crs, needs_name=False)
    return _pointed([Record(row, meaning) for row in table.rows], found, crs, manner)


def _indexed(rows: Sequence[RawRow], found: Headings, manner: Manner) -> Reading:
    heading = found.h3 or ""
    outcomes = [_outcome(row, found, _cell(row.cells.get(heading, ""), heading, manner.res)) for row in rows]
    taken = [entry for entry in outcomes if isinstance(entry, Taken)]
    parts = [cells.resized(entry.place, res=manner.res) for entry in taken]
    counts = np.array([len(each) for each in parts], dtype=np.int64)
    method = Text(
        f"{_weight(found).zh}；H3 单元并入或均分到 {manner.res} 级",
        f"{_weight(found).en}; cells of H3 merged into size {manner.res}, or split evenly",
    )
    return Reading(
        kind="grid",
        cells=np.array([cell for each in parts for cell in each], dtype=np.uint64),
        weight=np.repeat(_weights(taken) / np.maximum(counts, 1), counts),
        hourly=_hourly(taken, counts) if found.hours else None,
        unit=_unit(found),
        method=method,
        held=[entry for entry in outcomes if isinstance(entry, HeldRow)],
    )


def _pointed(records: Sequence[Record], found: Headings, crs: str, manner: Manner) -> Reading:
    outcomes = [_outcome(record.row, found, _point(record, crs)) for record in records]
    taken = [entry for entry in outcomes if isinstance(entry, Taken)]
    given = np.array([entry.place for entry in taken], dtype=np.float64).reshape(-1, 2)
    known = cast("datum.Datum", crs if taken else "wgs84")  # rows in an unknown datum are all held
    lon, lat = datum.convert(given[:, 0], given[:, 1], source=known, target="wgs84")
    method = Text(
        f"{_weight(found).zh}；点（{crs}）计入所在的 H3 {manner.res} 级单元",
        f"{_weight(found).en}; points ({crs}) counted in the cell of H3, size {manner.res}, that they lie in",
    )
    return Reading(
        kind="points",
        cells=cells.at(lon, lat, res=manner.res),
        weight=_weights(taken),
        hourly=_hourly(taken, np.ones(len(taken), dtype=np.int64)) if found.hours else None,
        unit=_unit(found),
        method=method,
        held=[entry for entry in outcomes if isinstance(entry, HeldRow)],
        claims=_claims(records[:: max(1, len(records) // evidence.MOST)], crs),
    )


def _outcome(row: RawRow, found: Headings, place: P | Reason) -> Taken[P] | HeldRow:
    values = []
    for heading in found.weights:
        value = weigh(row.number, heading, row.cells.get(heading, ""))
        if isinstance(value, HeldRow):
            return value._replace(weight=None) if found.hours else value  # one hour is not the weight
        values.append(value)
    weight = fmean(values) if values else 1.0
    if isinstance(place, Reason):
        return HeldRow(row.number, place, weight)
    return Taken(place, weight, values if found.hours else ())


def _datum(crs: str | None) -> str:
    codes = [term.code for term in DATUMS]
    if crs in codes:
        return str(crs)
    said = f"--crs 不能是 {crs}" if crs else "没有说明坐标系，而坐标系不可猜测"
    told = f"--crs cannot be {crs}" if crs else "The datum of the points is not said, and is never guessed"
    raise InputError(f"{said}：请用 --crs，可用 {'、'.join(codes)}。", f"{told}: use {', '.join(codes)}.", field="crs")


def _point(record: Record, crs: str) -> Point | Reason:
    point = read_point(record, crs=crs)
    if isinstance(point, Point) and crs == "unknown":
        column = record.heading("lon") or record.heading("lon_lat")
        return held(column, "坐标系未知，等待确认。", "The datum of the coordinates is unknown: the row waits.")
    return point


def _cell(text: str, column: str, res: int) -> int | Reason:
    """Return the cell that a text names, in hexadecimal as H3 writes it or as a whole number."""
    plain = text.strip().casefold().removeprefix("0x")
    try:
        number = int(plain, 10 if len(plain) > HEX_DIGITS else 16)
    except ValueError:
        number = 0
    if not cells.is_cell(number):
        return held(column, f"“{shortened(text)}”不是 H3 单元。", f"“{shortened(text)}” is no cell of H3.")
    if cells.size(number) < res - COARSEST_STEPS:
        return held(
            column,
            f"单元“{text}”太大，不能分到 {res} 级。",
            f"The cell “{text}” is too large to be split into size {res}.",
        )
    return number


def _claims(records: Sequence[Record], crs: str) -> list[tuple[str, Point]]:
    """Return the districts that rows name, with their points."""
    named = [(record.text("declared_district"), read_point(record, crs=crs)) for record in records]
    return [(district, point) for district, point in named if district and isinstance(point, Point)]


def _weights(taken: Sequence[Taken[P]]) -> Array:
    return np.array([entry.weight for entry in taken], dtype=np.float64)


def _hourly(taken: Sequence[Taken[P]], counts: Array) -> Array:
    """Return weights by hour, those of a row evenly on its cells."""
    by_hour = np.array([entry.hours for entry in taken], dtype=np.float64).reshape(-1, HOURS)
    return np.repeat(by_hour / np.maximum(counts, 1)[:, None], counts, axis=0)


def _unit(found: Headings) -> str:
    if found.weight:
        return headings.unit(found.weight)
    return "weight" if found.hours else "places"


def _weight(found: Headings) -> Text:
    if found.hours:
        return Text(f"权重取 {HOURS} 个小时列的平均", f"Weight: the mean of the {HOURS} columns by hour")
    if found.weight:
        return Text(f"权重取自列“{found.weight}”", f"Weight: column “{found.weight}”")
    return Text("每行计 1", "Every row counts as 1")
