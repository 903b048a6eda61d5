"""Reports from workers, and what became of them."""

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from stations import receipts
from stations.errors import InputError, NotFound
from stations.models import Report
from stations.registry.stations import station


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportDraft:
    """What is to be reported: `station` is an id or code, `kind` a code of `REPORT_KINDS`, `key` the sender's own."""

    station: str
    kind: str
    text: str | None
    key: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportView:
    """A report as its sender may see it again; `receipt` is in groups, `station` is a code."""

    receipt: str
    station: str
    kind: str
    status: str
    answer: str | None
    created_at: datetime
    answered_at: datetime | None


class Filed(NamedTuple):
    """A report that is stored, and whether it was new."""

    report: ReportView
    is_new: bool


def put_report(session: Session, draft: ReportDraft) -> Filed:
    """Store a report, once for each key; said again it stays as it was.

    Raise `NotFound` or `Gone` for the station as `station` does, and `InputError` for a key that another report has.
    """
    is_new = _by_key(session, draft.key) is None and _insert(session, draft)
    report = session.scalars(select(Report).where(Report.key == draft.key)).one()
    if (report.kind, report.text) != (draft.kind, draft.text):  # the station may have been merged since
        raise InputError(
            "这个 key 已用于另一条反馈：每条反馈须用新的 key。",
            "This key belongs to another report: every report needs a key of its own.",
            field="key",
        )
    return Filed(_view(report), is_new)


def report_by_receipt(session: Session, receipt: str) -> ReportView:
    """Return what became of a report; raise `InputError` for a receipt with a slip, `NotFound` for an unknown one."""
    found = session.scalar(select(Report).where(Report.receipt == receipts.normalise(receipt)))
    if found is None:
        raise NotFound("没有这个回执号。", "There is no such receipt.", field="receipt")
    return _view(found)


def _by_key(session: Session, key: UUID) -> Report | None:
    return session.scalar(select(Report).where(Report.key == key))


def _insert(session: Session, draft: ReportDraft) -> bool:
    """Store a report unless its twin, sent at the same moment, is there already; return whether it was stored."""
    view = station(session, draft.station).view
    statement = insert(Report).values(
        key=draft.key,
        receipt=receipts.new_receipt(),
        station_id=view.id,
        station_code=view.code,
        kind=draft.kind,
        text=draft.text,
    )
    stored = session.scalar(statement.on_conflict_do_nothing(index_elements=["key"]).returning(Report.id))
    return stored is not None


def _view(report: Report) -> ReportView:
    return ReportView(
        receipt=receipts.spoken(report.receipt),
        station=report.station_code,
        kind=report.kind,
        status=report.status,
        answer=report.answer,
        created_at=report.created_at,
        answered_at=report.answered_at,
    )
