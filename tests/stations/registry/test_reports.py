"""Reports that wait, and their answers."""

from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from stations import receipts, registry
from stations.errors import InputError, NotFound
from stations.registry import ReportDraft
from stations.vocabulary import REPORT_STATUSES
from tests.factories import Add

BEGIN = datetime.fromisoformat("2026-03-02T10:00:00+08:00")


def file(session: Session, station: int, *, hour: int = 0, kind: str = "dirty", said: str | None = None) -> str:
    """File a report some hours after BEGIN; return its receipt."""
    filed = registry.put_report(session, ReportDraft(station=str(station), kind=kind, text=said, key=uuid4())).report
    session.execute(
        text("UPDATE report SET created_at = :at WHERE receipt = :receipt"),
        {"at": BEGIN + timedelta(hours=hour), "receipt": receipts.normalise(filed.receipt)},
    )
    return filed.receipt


def test_reports_wait_newest_first_with_what_they_say(session: Session, add: Add) -> None:
    (station,) = add({})
    first, last, between = (file(session, station, hour=hour, said=f"{hour}") for hour in (0, 2, 1))

    waiting = registry.open_reports(session)

    assert [report.receipt for report in waiting] == [last, between, first]
    assert (waiting[0].text, waiting[0].status, waiting[0].created_at) == ("2", "new", BEGIN + timedelta(hours=2))


def test_reports_of_one_station_are_asked_for_by_its_code(session: Session, add: Add) -> None:
    one, other = add({}, {})
    own = file(session, one)
    file(session, other)
    code = registry.station(session, str(one)).view.code

    assert [report.receipt for report in registry.open_reports(session, code=code.lower())] == [own]
    with pytest.raises(InputError):
        registry.open_reports(session, code="YAAAAAA")


@pytest.mark.parametrize("status", [term.code for term in REPORT_STATUSES])
def test_what_is_done_rejected_or_answered_waits_no_longer(session: Session, add: Add, status: str) -> None:
    receipt = file(session, *add({}))

    registry.answer_report(session, receipt, "已派人去看", status=status)

    assert len(registry.open_reports(session)) == (status not in {"done", "rejected", "feedback_sent"})


def test_an_answer_is_read_at_the_receipt_and_a_second_one_replaces_it(session: Session, add: Add) -> None:
    receipt = file(session, *add({}))

    registry.answer_report(session, receipt.lower(), "  已补水\n谢谢  ")
    first = registry.report_by_receipt(session, receipt)
    registry.answer_report(session, receipt, "水机已换", status="done")
    second = registry.report_by_receipt(session, receipt)

    assert (first.answer, first.status) == ("已补水\n谢谢", "feedback_sent")
    assert (second.answer, second.status) == ("水机已换", "done")
    assert first.answered_at is not None


@pytest.mark.parametrize(
    ("answer", "status", "field"),
    [
        ("", "done", "answer"),
        (" \n ", "done", "answer"),
        ("长" * 501, "done", "answer"),
        ("a\x1b[2Jb", "done", "answer"),
        ("a\udcffb", "done", "answer"),
        ("好", "finished", "status"),
    ],
)
def test_an_answer_that_is_none_is_refused_and_nothing_changes(
    session: Session, add: Add, answer: str, status: str, field: str
) -> None:
    receipt = file(session, *add({}))

    with pytest.raises(InputError) as caught:
        registry.answer_report(session, receipt, answer, status=status)

    session.expire_all()
    assert caught.value.field == field
    assert registry.report_by_receipt(session, receipt).answer is None


def test_an_unknown_receipt_cannot_be_answered(session: Session) -> None:
    with pytest.raises(NotFound):
        registry.answer_report(session, receipts.new_receipt(), "好")
