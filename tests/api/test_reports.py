"""Reports over HTTP."""

import json
import logging
import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from httpx2 import Response
from sqlalchemy import func, select, text

from api.app import create_app
from stations import receipts
from stations.config import Settings
from stations.database import Database
from stations.models import Report
from tests.api.calls import fill
from tests.read_models import Fresh

REPORTS = "/v1/reports"
ENGLISH = {"Accept-Language": "en"}


def body(**special: Any) -> dict[str, Any]:  # noqa: ANN401 - whatever a caller may send
    return {"station": "1", "kind": "out_of_supplies", "text": "没水了", "key": str(uuid4()), **special}


def code_of_station(database: Database) -> str:
    with database.transaction() as session:
        return session.scalars(text("SELECT code FROM station ORDER BY id")).first() or ""


def count(database: Database) -> int:
    with database.transaction() as session:
        return session.scalars(select(func.count()).select_from(Report)).one()


def test_a_report_is_taken_and_answered_with_a_receipt(client: TestClient, database: Database) -> None:
    fill(database, {})

    answer = client.post(REPORTS, json=body())

    filed = answer.json()
    assert answer.status_code == 201
    assert answer.headers["cache-control"] == "no-store"
    assert receipts.spoken(receipts.normalise(filed["receipt"])) == filed["receipt"]
    assert {name: filed[name] for name in ("station", "kind", "status")} == {
        "station": code_of_station(database), "kind": "out_of_supplies", "status": "new"
    }  # fmt: skip


def test_a_station_may_be_named_by_its_code(client: TestClient, database: Database) -> None:
    fill(database, {})
    code = code_of_station(database)

    assert client.post(REPORTS, json=body(station=code.lower())).json()["station"] == code


def test_the_receipt_leads_to_what_became_of_it_and_not_to_what_was_said(
    client: TestClient, database: Database
) -> None:
    fill(database, {})
    receipt = client.post(REPORTS, json=body(text="我的电话 13800000000")).json()["receipt"]
    before = client.get(f"{REPORTS}/{receipt}").json()
    with database.transaction() as session:
        session.execute(text("UPDATE report SET status = 'feedback_sent', answer = '已补水', answered_at = now()"))

    after = client.get(f"{REPORTS}/{receipt.lower().replace('-', ' ')}").json()

    assert set(after) == {"station", "kind", "status", "answer", "created_at", "answered_at"}
    assert (before["status"], before["answer"], before["answered_at"]) == ("new", None, None)
    assert (after["status"], after["answer"]) == ("feedback_sent", "已补水")


def test_the_same_report_sent_again_is_kept_once(client: TestClient, database: Database) -> None:
    fill(database, {})
    same = body()

    first, second = client.post(REPORTS, json=same), client.post(REPORTS, json=same)

    assert (first.status_code, second.status_code) == (201, 200)
    assert first.json() == second.json()
    assert count(database) == 1


def test_the_same_report_sent_again_is_known_when_its_station_is_gone(client: TestClient, database: Database) -> None:
    fill(database, {})
    same = body()
    first = client.post(REPORTS, json=same).json()
    with database.transaction() as session:
        session.execute(text("DELETE FROM station"))

    assert client.post(REPORTS, json=same).json() == first
    assert client.get(f"{REPORTS}/{first['receipt']}").json()["station"] == first["station"]


def test_the_same_report_sent_at_once_is_kept_once(client: TestClient, database: Database) -> None:
    fill(database, {})
    same = body()

    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda _: client.post(REPORTS, json=same), range(8)))

    assert sorted(answer.status_code for answer in answers) == [200] * 7 + [201]
    assert len({answer.json()["receipt"] for answer in answers}) == 1
    assert count(database) == 1


def test_a_key_serves_one_report(client: TestClient, database: Database) -> None:
    fill(database, {})
    first = body()
    client.post(REPORTS, json=first)

    answer = client.post(REPORTS, json=first | {"kind": "praise"})

    assert answer.status_code == 422
    assert answer.json()["errors"][0]["parameter"] == "key"


def test_a_text_may_be_left_out_have_lines_and_be_as_long_as_said(client: TestClient, database: Database) -> None:
    fill(database, {})

    for said in (None, "", "  ", "一\r\n二", "𠀀" * 500):
        assert client.post(REPORTS, json=body(text=said)).status_code == 201

    with database.transaction() as session:
        kept = session.scalars(text("SELECT text FROM report ORDER BY id")).all()
    assert kept == [None, None, None, "一\n二", "𠀀" * 500]


@pytest.mark.parametrize(
    ("special", "parameter"),
    [
        ({"text": "长" * 501}, "text"),
        ({"text": "a\x00b"}, "text"),
        ({"text": "a\x1bb"}, "text"),
        ({"text": 5}, "text"),
        ({"kind": "beer"}, "kind"),
        ({"kind": None}, "kind"),
        ({"key": "1"}, "key"),
        ({"key": 1}, "key"),
        ({"station": ""}, "station"),
        ({"station": "1" * 33}, "station"),
        ({"station": "YAAAAAA"}, "id"),
        ({"lon": 116.4}, "lon"),
    ],
)
def test_what_cannot_be_a_report_is_refused_in_both_languages(
    empty_client: TestClient, special: dict[str, Any], parameter: str
) -> None:
    chinese = empty_client.post(REPORTS, json=body(**special))
    english = empty_client.post(REPORTS, json=body(**special), headers=ENGLISH)

    assert (chinese.status_code, english.status_code) == (422, 422)
    assert re.search("[一-鿿]", chinese.json()["detail"])
    assert not re.search("[一-鿿]", english.json()["detail"])
    assert [fault["parameter"] for fault in english.json()["errors"]] == [parameter]


@pytest.mark.parametrize(
    ("content", "status"),
    [
        (b"", 422),
        (b"[]", 422),
        (b"null", 422),
        (b"{", 422),
        (b"\xff\xfe", 422),
        (b"[" * 8000, 400),
        (b'{"text": "\\ud800"}', 422),
        (b"x" * 8193, 413),
    ],
)
def test_a_body_that_is_none_is_a_problem(empty_client: TestClient, content: bytes, status: int) -> None:
    answer = empty_client.post(REPORTS, content=content, headers={"Content-Type": "application/json"})

    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    assert re.search("[一-鿿]", answer.json()["detail"])


def test_a_body_without_a_length_is_measured_too(empty_client: TestClient) -> None:
    pieces = (b"x" * 1000 for _ in range(100))

    answer = empty_client.post(REPORTS, content=pieces, headers={"Content-Type": "application/json"})

    assert (answer.status_code, answer.headers["content-type"]) == (413, "application/problem+json")


def test_an_unknown_station_and_an_unknown_receipt_are_not_found(empty_client: TestClient) -> None:
    assert empty_client.post(REPORTS, json=body(station="404")).status_code == 404
    assert empty_client.get(f"{REPORTS}/{receipts.new_receipt()}").status_code == 404


def test_a_receipt_with_a_slip_is_called_so(empty_client: TestClient) -> None:
    answer = empty_client.get(f"{REPORTS}/7K3M9-QXA2-TBHCX", headers=ENGLISH)

    assert answer.status_code == 422
    assert "slip" in answer.json()["detail"]


def test_a_wrong_method_is_told_the_right_one(empty_client: TestClient) -> None:
    answer = empty_client.get(REPORTS)

    assert answer.status_code == 405
    assert "POST" in answer.json()["detail"]


def test_a_slip_in_the_query_is_refused(empty_client: TestClient) -> None:
    assert empty_client.post(f"{REPORTS}?lang=en", json=body()).status_code == 422


def refused_after_ten(caller: TestClient, **headers: str) -> Response:
    for _ in range(10):
        assert caller.post(REPORTS, json=body(station="404"), headers=headers).status_code == 404
    return caller.post(REPORTS, json=body(station="404"), headers=headers)


def test_who_reports_too_often_is_told_when_to_return(empty_client: TestClient) -> None:
    answer = refused_after_ten(empty_client)

    assert answer.status_code == 429
    assert answer.headers["content-type"] == "application/problem+json"
    assert 1 <= int(answer.headers["retry-after"]) <= 60
    assert answer.headers["retry-after"] in answer.json()["detail"]


def test_callers_are_counted_apart_and_cannot_pass_for_others(shared_database: Database, tmp_path: Path) -> None:
    app = create_app(Settings(home=tmp_path), shared_database, Fresh(shared_database))

    def status(address: str, **headers: str) -> int:
        with TestClient(app, client=(address, 5000)) as caller:
            return caller.post(REPORTS, json=body(station="404"), headers=headers).status_code

    assert [status("192.0.2.1") for _ in range(11)][-1] == 429
    assert status("192.0.2.1", **{"X-Forwarded-For": "203.0.113.9", "Forwarded": "for=203.0.113.9"}) == 429
    assert status("::ffff:192.0.2.1") == 429  # the same address, written as IPv6
    assert status("192.0.2.2") == 404
    assert [status(f"2001:db8:1:1::{n:x}") for n in range(11)][-1] == 429  # one household, eleven addresses
    assert status("2001:db8:1:2::1") == 404


def test_reading_receipts_is_not_counted(empty_client: TestClient) -> None:
    refused_after_ten(empty_client)

    assert empty_client.get(f"{REPORTS}/{receipts.new_receipt()}").status_code == 404


def test_nothing_of_the_caller_is_stored_or_logged(
    app: FastAPI, database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    fill(database, {})
    caplog.set_level(logging.DEBUG)

    with TestClient(app, client=("192.0.2.77", 5000), headers={"User-Agent": "MyPhone"}) as caller:
        caller.post(REPORTS, json=body())

    with database.transaction() as session:
        rows = [str(row) for row in session.scalars(text("SELECT to_jsonb(report)::text FROM report"))]
    assert len(rows) == 1
    kept = json.dumps([rows, [record.getMessage() for record in caplog.records], repr(vars(app.state.throttle))])
    assert not re.search(r"192\.0\.2\.77|MyPhone", kept)


def test_reports_can_be_switched_off_while_receipts_stay_readable(
    client: TestClient, database: Database, tmp_path: Path
) -> None:
    fill(database, {})
    receipt = client.post(REPORTS, json=body()).json()["receipt"]

    with TestClient(create_app(Settings(home=tmp_path, reports="off"), database, Fresh(database))) as caller:
        answer = caller.post(REPORTS, json={"not": "even a report"}, headers=ENGLISH)

        assert answer.status_code == 403
        assert answer.json()["detail"].startswith("This service takes no reports")
        assert caller.get(f"{REPORTS}/{receipt}").status_code == 200
