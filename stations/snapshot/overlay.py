"""What has changed since the snapshot on disk, laid over it."""

from collections.abc import Iterable, Mapping
from io import BytesIO

import numpy as np

from stations.hours import Calendar
from stations.serving import Position, ServingRow
from stations.snapshot.assembling import Assembler
from stations.snapshot.columns import Columns
from stations.snapshot.files import Stored
from stations.snapshot.fragment_file import FragmentFile
from stations.snapshot.timetable import read_only
from stations.snapshot.view import Part, Snapshot


def columns_of(rows: Iterable[ServingRow], *, at_s: int, calendar: Calendar) -> Columns:
    """Return columns held in memory."""
    content = BytesIO()
    assembler = Assembler(content.write, calendar)
    assembler.take(sorted(rows, key=lambda row: row.id))
    return assembler.columns(FragmentFile.in_memory(content.getvalue()), at_s=at_s)


def laid_over(stored: Stored, touched: Mapping[int, ServingRow | None], position: Position, *, at_s: int) -> Snapshot:
    """Return a stored snapshot with the stations touched since as they are now; None: not in service any more."""
    base, calendar = stored.columns, stored.columns.timetables.calendar
    gone = np.zeros(len(base), np.uint8)
    gone[base.rows_of(list(touched))] = 1
    parts = [Part(base, read_only(gone))]
    now = [row for row in touched.values() if row is not None]
    if now:
        parts.append(Part(columns_of(now, at_s=at_s, calendar=calendar), read_only(np.zeros(len(now), np.uint8))))
    return Snapshot(
        parts=parts, districts=stored.districts, position=position, version=stored.version, built_s=stored.built_s
    )
