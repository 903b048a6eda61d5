"""Reports from workers, and what became of them."""

import unicodedata
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from stations import codes, receipts
from stations.errors import InputError, NotFound
from stations.models import Report
from stations.registry.stations import station
from stations.vocabulary import ENDED_REPORTS, REPORT_STATUSES

LONGEST_ANSWER = 500  # characters, as many as a report may have


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


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenReport:
    """A report as those who see to it need it, with what it said; `receipt` is in groups, `station` is a code."""

    receipt: str
    station: str
    kind: str
    status: str
    text: str | None
    created_at: datetime


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
    return _view(_by_receipt(session, receipt))


def open_reports(session: Session, *, code: str | None = None) -> list[OpenReport]:
    """Return the reports that wait for somebody, of all stations or of the one with a code, newest first."""
    waiting = select(Report).where(Report.status.not_in(ENDED_REPORTS))
    if code is not None:
        waiting = waiting.where(Report.station_code == codes.normalise(code))
    return [
        OpenReport(
            receipt=receipts.spoken(report.receipt),
            station=report.station_code,
            kind=report.kind,
            status=report.status,
            text=report.text,
            created_at=report.created_at,
        )
        for report in session.scalars(waiting.order_by(Report.created_at.desc(), Report.id.desc()))
    ]


def answer_report(session: Session, receipt: str, answer: str, *, status: str = "feedback_sent") -> ReportView:
    """Store what its sender is to read at a receipt, in place of an earlier answer; `status` is of `REPORT_STATUSES`.

    Raise `InputError` for a receipt with a slip, an unknown status or an answer that is none, `NotFound` for an unknown
    receipt.
    """
    report = _by_receipt(session, receipt)
    known = [term.code for term in REPORT_STATUSES]
    if status not in known:
        raise InputError(
            f"没有状态 {status}；可用：{'、'.join(known)}。",
            f"There is no status {status}; there are {', '.join(known)}.",
            field="status",
        )
    report.answer, report.status, report.answered_at = _tidy(answer), status, func.now()
    session.flush()
    session.refresh(report)
    return _view(report)


def _tidy(answer: str) -> str:
    said = answer.strip()
    strange = any(unicodedata.category(character) in {"Cc", "Cs"} for character in said.replace("\n", ""))
    if strange or not 0 < len(said) <= LONGEST_ANSWER:
        raise InputError(
            f"答复须为 1 至 {LONGEST_ANSWER} 个字，不含控制字符。",
            f"An answer has 1 to {LONGEST_ANSWER} characters, none of them control characters.",
            field="answer",
        )
    return said


def _by_receipt(session: Session, receipt: str) -> Report:
    found = session.scalar(select(Report).where(Report.receipt == receipts.normalise(receipt)))
    if found is None:
        raise NotFound("没有这个回执号。", "There is no such receipt.", field="receipt")
    return found


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
