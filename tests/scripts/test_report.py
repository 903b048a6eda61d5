"""`yizhan report` as a user meets it."""

import re
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from rich.console import Console

from scripts import report
from scripts.main import main
from stations import registry
from stations.database import Database
from stations.errors import NotFound, YizhanError
from tests.factories import square
from tests.maps.report import towns

Run = Callable[..., tuple[int, str]]


@pytest.fixture
def run(database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Return a function that asks for packs of a town and its neighbour, and tells how it ended and what it said."""
    towns.settle(database)
    with database.transaction() as session:
        neighbour = square(
            "310104", west=towns.WEST - 0.01, south=towns.SOUTH, side=0.01, parent_adcode="310000", name="徐汇区"
        )
        registry.put_districts(session, [neighbour])
    monkeypatch.setenv("DATABASE_URL", database.url.replace("postgresql+psycopg", "postgresql"))
    monkeypatch.setenv("YIZHAN_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("YIZHAN_LANG", "en")
    monkeypatch.setattr("scripts.output.console", Console(highlight=False, width=200))

    def _run(*words: str) -> tuple[int, str]:
        monkeypatch.setattr(sys, "argv", ["yizhan", "report", *words, "--out", str(tmp_path / "out"), "--lang", "en"])
        with pytest.raises(SystemExit) as ended:
            main()
        return int(ended.value.code or 0), "".join(capsys.readouterr())

    return _run


def test_one_district_that_fails_does_not_stop_the_rest(run: Run, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "310101").write_text("in the way", encoding="utf-8")

    status, said = run("--area", "3100", "--way", "straight", "--need", "toilet")

    assert status == 1
    assert re.search(r"310101 +黄浦区 +\S*/out/310101 is a file, not a folder\.", said)
    assert "1 of 2 could not be made." in said
    assert (tmp_path / "out" / "310104" / "report.en.pdf").read_bytes().startswith(b"%PDF")


def test_a_kept_run_is_told_again_without_working_it_out(run: Run, database: Database, tmp_path: Path) -> None:
    kept = towns.kept(database, tmp_path / "home")

    status, said = run("--run", kept)

    assert (status, "310101" in said) == (0, True)
    assert kept in (tmp_path / "out" / "310101" / "pack.json").read_text(encoding="utf-8")


def test_whoever_names_no_district_is_asked_for_one(run: Run) -> None:
    status, said = run()

    assert status != 0
    assert "Say which district: --area, --city or --run." in said


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (PermissionError(13, "Permission denied", "/media/usb"), "没有权限写入 /media/usb。"),
        (OSError(28, "No space left on device", "/media/usb"), "无法写入 /media/usb：No space left on device。"),
        (NotFound("没有这个区。", "There is no such district."), "没有这个区。"),
    ],
)
def test_what_stops_a_pack_is_said_in_words(error: YizhanError | OSError, told: str) -> None:
    assert report._why(error).zh == told


def test_what_cannot_be_asked_is_refused_in_words(run: Run) -> None:
    status, said = run("--area", "999999")

    assert status == 1
    assert "There is no district 999999." in said
