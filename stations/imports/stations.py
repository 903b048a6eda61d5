"""A list of stations brought into the registry: read, checked, converted, stored, and accounted for row by row."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import numpy as np
from sqlalchemy import insert, text
from sqlalchemy.orm import Session

from stations import datum, quality, registry
from stations.draft import StationDraft
from stations.errors import FileError, InputError
from stations.imports import Progress, columns, evidence, readers, rows
from stations.imports.report import ConflictReport, ImportReport, Outcome, RowReport, reason_dict
from stations.imports.rows import CheckedRow
from stations.models import ImportRow, ImportRun
from stations.vocabulary import DATUMS, STATION_TYPES

LOCK_CLASS = 726_819_431  # of our own choosing; with the hash of a source it makes the lock of that source
BATCH = 5000


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportOptions:
    """What the person importing says of a list; the datum `unknown` keeps every row waiting."""

    crs: str
    source: str
    toilet_nearby_m: float
    default_type: str = "rest_station"
    dry_run: bool = False

    def __post_init__(self) -> None:
        _one_of("crs", self.crs, [term.code for term in DATUMS])
        _one_of("type", self.default_type, [term.code for term in STATION_TYPES])
        if not self.source.strip():
            raise InputError("来源名称不能为空。", "The name of the source may not be empty.", field="source")


def import_stations(
    session: Session, path: Path, options: ImportOptions, *, progress: Progress | None = None
) -> ImportReport:
    """Make the stations of a source what a file says and report on every row; the caller commits.

    Every row is kept as it was written, those that wait or were refused with the reasons. A dry run does all of it and
    undoes it. Two imports of one source wait for each other. Raise `FileError` or `InputError` if nothing can be read.
    """
    table = readers.read(path)
    if not table.rows:
        raise FileError(f"文件 {path.name} 没有数据行。", f"The file {path.name} has headings but no rows.")
    found = columns.guess(table.columns, crs=options.crs)
    checked = rows.check(table.rows, found, crs=options.crs, default_type=options.default_type)
    session.execute(
        text("SELECT pg_advisory_xact_lock(:class, hashtext(:source))"),
        {"class": LOCK_CLASS, "source": options.source},
    )
    with session.begin_nested() as work:
        outcomes = _store(session, [row for row in checked if row.verdict is None], options, progress)
        agreement = evidence.agreement(session, checked)
        report = ImportReport(
            file=path.name,
            source=options.source,
            crs=options.crs,
            dry_run=options.dry_run,
            columns=found.meaning_of,
            not_understood=found.not_understood,
            rows=[_row_report(row, outcomes) for row in checked],
            conflicts=_conflicts(session, checked, options.source),
            agreement=agreement,
            warnings=evidence.doubts(agreement, options.crs),
        )
        if options.dry_run:
            work.rollback()
        else:
            _keep(session, path, report, checked, outcomes)
    return report


def _one_of(field: str, value: str, codes: Sequence[str]) -> None:
    if value not in codes:
        raise InputError(
            f"{field} 不能是 {value}，可用：{'、'.join(codes)}。",
            f"{field} cannot be {value}; it is one of {', '.join(codes)}.",
            field=field,
        )


def _store(
    session: Session, taken: Sequence[CheckedRow], options: ImportOptions, progress: Progress | None
) -> Mapping[int, registry.Change]:
    """Add or change the stations of rows; return what became of each by row number."""
    drafts = _drafts(taken, options.crs)
    outcomes: dict[int, registry.Change] = {}
    for start in range(0, len(drafts), BATCH):
        batch = drafts[start : start + BATCH]
        changes = registry.upsert(session, options.source, batch, toilet_nearby_m=options.toilet_nearby_m)
        outcomes |= {row.row.number: change for row, change in zip(taken[start : start + BATCH], changes, strict=True)}
        if progress:
            progress(len(outcomes), len(drafts))
    return outcomes


def _drafts(taken: Sequence[CheckedRow], crs: str) -> list[StationDraft]:
    """Turn rows that have a point into stations; all points are converted at once."""
    if not taken:
        return []
    given = np.array([row.point for row in taken], dtype=np.float64)
    known = cast("datum.Datum", crs)  # rows in an unknown datum all wait, so there is a known one or no row
    lon, lat = datum.convert(given[:, 0], given[:, 1], source=known, target="wgs84")
    return [
        StationDraft(
            source_id=row.source_id,
            name=row.name,
            lon=x,
            lat=y,
            orig_lon=orig_lon,
            orig_lat=orig_lat,
            orig_crs=crs,
            values=row.details.values,
            amenities=row.details.amenities,
        )
        for row, x, y, (orig_lon, orig_lat) in zip(taken, lon.tolist(), lat.tolist(), given.tolist(), strict=True)
    ]


def _outcome(row: CheckedRow, outcomes: Mapping[int, registry.Change]) -> Outcome:
    return row.verdict or outcomes[row.row.number].outcome


def _row_report(row: CheckedRow, outcomes: Mapping[int, registry.Change]) -> RowReport:
    return RowReport(row.row.number, _outcome(row, outcomes), row.source_id, row.name, row.reasons)


def _conflicts(session: Session, checked: Sequence[CheckedRow], source: str) -> list[ConflictReport]:
    number_of = {row.source_id: row.row.number for row in checked if row.verdict is None}
    return [
        ConflictReport(number_of[conflict.source_id], conflict)
        for conflict in quality.district_conflicts(session, source=source)
        if conflict.source_id in number_of
    ]


def _keep(
    session: Session,
    path: Path,
    report: ImportReport,
    checked: Sequence[CheckedRow],
    outcomes: Mapping[int, registry.Change],
) -> None:
    """Store the import and every row of it as it was written."""
    run = ImportRun(
        source=report.source,
        file_name=path.name,
        file_sha256=hashlib.sha256(path.read_bytes()).hexdigest(),
        crs=report.crs,
    )
    session.add(run)
    session.flush()
    kept = [
        {
            "run_id": run.id,
            "row_number": row.row.number,
            "outcome": _outcome(row, outcomes),
            "raw": dict(row.row.cells),
            "reasons": [reason_dict(reason) for reason in row.reasons],
            "station_id": outcomes[row.row.number].station_id if row.row.number in outcomes else None,
        }
        for row in checked
    ]
    session.execute(insert(ImportRow), kept)
