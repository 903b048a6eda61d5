"""`yizhan reports`: what waits is listed, and an answer reaches the receipt."""

import json
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from fastapi.testclient import TestClient
from typer.testing import CliRunner

from api.app import create_app
from scripts.main import app
from stations import codes
from stations.config import Settings
from stations.database import Database
from stations.errors import YizhanError
from tests.api.calls import fill
from tests.read_models import Fresh


@pytest.fixture
def caller(database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> TestClient:
    """Return a service over a registry with one station, which the command line uses too."""
    monkeypatch.setenv("DATABASE_URL", database.engine.url.render_as_string(hide_password=False))
    monkeypatch.setenv("YIZHAN_HOME", str(tmp_path))
    monkeypatch.setenv("YIZHAN_LANG", "en")
    fill(database, {})
    return TestClient(create_app(Settings(home=tmp_path), database, Fresh(database)))


def report(caller: TestClient, **special: str) -> dict[str, Any]:
    """Send a report; return what its sender is told."""
    body = {"station": "1", "kind": "out_of_supplies", "text": "饮水机没水了", "key": str(uuid4()), **special}
    filed: dict[str, Any] = caller.post("/v1/reports", json=body).json()
    return filed


def yizhan(*words: str) -> str:
    """Run a command; return what it printed."""
    done = CliRunner().invoke(app, ["reports", *words], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.stdout


def test_what_waits_is_listed_newest_first(caller: TestClient) -> None:
    first, second = report(caller), report(caller, kind="praise", text="")

    listed = json.loads(yizhan("list", "--json"))

    assert [each["receipt"] for each in listed] == [second["receipt"], first["receipt"]]
    assert {name: listed[1][name] for name in ("station", "kind", "status", "text")} == {
        "station": first["station"], "kind": "out_of_supplies", "status": "new", "text": "饮水机没水了"
    }  # fmt: skip
    assert listed[1]["created_at"].endswith("+08:00")


def test_the_list_of_a_station_is_in_words(caller: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("scripts.output.console.width", 200)
    filed = report(caller)

    own, other = (yizhan("list", "--station", code) for code in (filed["station"], codes.code_of(7)))

    assert filed["receipt"] in own
    assert "Out of water or supplies" in own
    assert "No report waits" in other


def test_an_answer_is_read_at_the_receipt_and_ends_the_waiting(caller: TestClient) -> None:
    receipt = report(caller)["receipt"]

    said = yizhan("answer", receipt, "已补水，谢谢。", "--status", "done")

    told = caller.get(f"/v1/reports/{receipt}").json()
    assert (told["status"], told["answer"]) == ("done", "已补水，谢谢。")
    assert told["answered_at"] is not None
    assert receipt in said
    assert json.loads(yizhan("list", "--json")) == []


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("answer", "7K3M9-QXA2-TBHCX", "好"), "check for a slip"),
        (("answer", "7K3M9-QXA2-TBHCW", "好"), "no such receipt"),
        (("list", "--station", "YAAAAAA"), "check for a slip"),
    ],
)
@pytest.mark.usefixtures("caller")
def test_a_slip_is_said_in_words(words: tuple[str, ...], sentence: str) -> None:
    with pytest.raises(YizhanError, match=sentence):
        yizhan(*words)
