"""Demand from tables: cells of H3 or places, each with a weight or counting as one."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from maps.demand import cells, frames, headings, places, rows
from maps.demand.headings import Headings
from maps.demand.reading import Manner, Reading, check_no_cell
from maps.demand.surface import HeldRow
from stations.errors import FileError
from stations.imports import columns, readers
from stations.imports.columns import plain_text
from stations.imports.raw import RawRow
from stations.imports.reasons import Reason, held, shortened
from stations.imports.record import Record
from stations.language import Text

MAX_ROWS = 2_000_000  # a grid of a city has more rows than any list of stations
COARSEST_STEPS = 5  # of 7 cells each: one cell becomes 16,807

HEX_DIGITS = 16
HOUR_OF_WEEK = plain_text("hour_of_week")


def read(path: Path, manner: Manner) -> Reading:
    """Read a table; rows that cannot be used are held with their weight.

    Raise `InputError` for coordinates of which it is not said what they are in, `FileError` for a file that cannot be
    read.
    """
    table = readers.read(path, max_rows=MAX_ROWS)
    if not table.rows:
        raise FileError(f"文件 {path.name} 没有数据行。", f"The file {path.name} has headings but no rows.")
    found = headings.guess(table.columns, manner.columns)
    reading = _indexed(table.rows, found, manner) if found.h3 else _placed(table.rows, table.columns, found, manner)
    return replace(reading, warnings=[*reading.warnings, *_hours_not_read(table.columns)])


def _placed(listed: Sequence[RawRow], named: Sequence[str], found: Headings, manner: Manner) -> Reading:
    crs = frames.of_table(manner.crs)
    meaning = columns.guess(named, crs=crs, needs_name=False)
    return places.read([Record(row, meaning) for row in listed], found, crs, manner)


def _indexed(listed: Sequence[RawRow], found: Headings, manner: Manner) -> Reading:
    check_no_cell(manner)
    heading = found.h3 or ""
    outcomes = [rows.outcome(row, found, _cell(row.cells.get(heading, ""), heading, manner.res)) for row in listed]
    taken = rows.taken(outcomes)
    parts = [cells.resized(entry.place, res=manner.res) for entry in taken]
    counts = np.array([len(each) for each in parts], dtype=np.int64)
    values = np.repeat(rows.values(taken) / np.maximum(counts, 1)[:, None], counts, axis=0)
    said = rows.weight(found)
    return Reading(
        kind="grid",
        cells=np.array([cell for each in parts for cell in each], dtype=np.uint64),
        weight=values[:, 0],
        hourly=values[:, 1:] if found.hours else None,
        unit=rows.unit(found),
        method=Text(
            f"{said.zh}；H3 单元并入或均分到 {manner.res} 级",
            f"{said.en}; cells of H3 merged into size {manner.res}, or split evenly",
        ),
        held=[entry for entry in outcomes if isinstance(entry, HeldRow)],
    )


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


def _hours_not_read(named: Sequence[str]) -> list[Text]:
    """Warn of a column with the hour of each row: weights by hour come in 168 columns, or from a profile."""
    heading = next((column for column in named if plain_text(column) == HOUR_OF_WEEK), None)
    if heading is None:
        return []
    return [
        Text(
            f"列“{heading}”没有读取，各行都计入全部小时：一周的分布请用 --profile 另给（列 hour_of_week,share），"
            "或每行写 168 列。",
            f"The column “{heading}” was not read, and every row counts at all hours: give the week apart with "
            "--profile (columns hour_of_week,share), or 168 columns in each row.",
        )
    ]
