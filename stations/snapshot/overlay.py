"""What has changed since the snapshot on disk, laid over it."""

from collections.abc import Iterable, Mapping
from io import BytesIO

import numpy as np

from stations.registry import Position, ServingRow
from stations.snapshot.assembling import Assembler
from stations.snapshot.columns import Columns
from stations.snapshot.files import Stored
from stations.snapshot.timetable import read_only
from stations.snapshot.view import Part, Snapshot


class _Bytes:
    """Fragments in memory."""

    def __init__(self, content: bytes) -> None:
        self._content = content

    def read(self, begin: int, end: int) -> bytes:
        """Return some of the bytes."""
        return self._content[begin:end]


def columns_of(rows: Iterable[ServingRow], *, at_s: int) -> Columns:
    """Return columns held in memory."""
    content = BytesIO()
    assembler = Assembler(content.write)
    assembler.take(sorted(rows, key=lambda row: row.id))
    return assembler.columns(_Bytes(content.getvalue()), at_s=at_s)


def laid_over(stored: Stored, touched: Mapping[int, ServingRow | None], position: Position, *, at_s: int) -> Snapshot:
    """Return a stored snapshot with the stations touched since as they are now; None: not in service any more."""
    base = stored.columns
    gone = np.zeros(len(base), np.uint8)
    gone[base.rows_of(list(touched))] = 1
    parts = [Part(base, read_only(gone))]
    now = [row for row in touched.values() if row is not None]
    if now:
        parts.append(Part(columns_of(now, at_s=at_s), read_only(np.zeros(len(now), np.uint8))))
    return Snapshot(
        parts=parts, districts=stored.districts, position=position, version=stored.version, built_s=stored.built_s
    )
