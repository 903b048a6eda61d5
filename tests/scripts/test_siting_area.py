"""`yizhan siting --area` as a planner meets it."""

import csv
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple, cast

import pytest
from rich.console import Console

from maps.demand.importing import DemandOptions, import_demand
from maps.demand.reading import Manner
from scripts.main import main
from stations import datum, registry
from stations.database import Database
from stations.language import Text
from tests.factories import draft, square

Run = Callable[..., "Done"]
WEST, SOUTH, SIDE = 121.45, 31.2, 0.03
CANDIDATES = "lon,lat,名称,费用\n121.452,31.202,=甲,100\n121.478,31.228,乙,300\n121.452,31.228,丙,200\n"


class Done(NamedTuple):
    """How a command ended."""

    status: int
    stdout: str
    stderr: str


@pytest.fixture
def run(database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Return a function that asks about a square with a station in its middle."""
    with database.transaction() as session:
        registry.put_districts(session, [square("310101", west=WEST, south=SOUTH, side=SIDE, name="黄浦区")])
        middle = {"lon": WEST + SIDE / 2, "lat": SOUTH + SIDE / 2}
        stations = [draft(**middle, amenities={"toilet": has}, name=f"={has}") for has in ("yes", "no")]  # type: ignore[arg-type]  # lon and lat
        registry.upsert(session, "t", stations, toilet_nearby_m=150)
    monkeypatch.chdir(tmp_path)
    Path("sites.csv").write_text(CANDIDATES, encoding="utf-8")
    monkeypatch.setenv("DATABASE_URL", database.url)
    monkeypatch.setenv("YIZHAN_HOME", str(tmp_path))
    monkeypatch.setenv("YIZHAN_LANG", "en")
    monkeypatch.setattr("scripts.output.console", Console(highlight=False, width=200))

    def _run(*words: str) -> Done:
        monkeypatch.setattr(sys, "argv", ["yizhan", "siting", "--area", "310101", "--need", "toilet", *words])
        with pytest.raises(SystemExit) as ended:
            main()
        return Done(int(ended.value.code or 0), *capsys.readouterr())

    return _run


def test_the_plan_is_printed_stored_and_written(run: Run, database: Database, tmp_path: Path) -> None:
    told = json.loads(run("--candidates", "sites.csv", "-p", "2", "--minutes", "10", "--json").stdout)
    shown = run("--candidates", "sites.csv", "-p", "2", "--minutes", "10", "--out", "plan")

    assert shown.status == 0, shown.stderr
    assert "Candidates: 3 candidates as listed." in shown.stdout
    assert "no plan covers more than" in shown.stdout
    with database.transaction() as session:
        rows = registry.plan_of_run(session, told["run"])
        stored = registry.run(session, told["run"])
    assert (stored.kind, stored.state, stored.result and stored.result["objective"]) == (
        "siting",
        "done",
        told["objective"],
    )
    assert [row["gain"] for row in rows] == [step["gain"] for step in told["steps"]]
    written = list(csv.DictReader((tmp_path / "plan" / "plan.csv").read_text(encoding="utf-8-sig").splitlines()))
    assert [float(row["gain"]) for row in written] == [row["gain"] for row in rows]
    assert {row["label"] for row in written} <= {"'=甲", "乙", "丙"}
    points = json.loads((tmp_path / "plan" / "plan.geojson").read_text(encoding="utf-8"))
    assert [feature["properties"]["gain"] for feature in points["features"]] == [row["gain"] for row in rows]
    assert points["run"] == told["run"]


def test_a_budget_spends_what_the_file_says_a_site_costs(run: Run) -> None:
    told = json.loads(run("--candidates", "sites.csv", "--budget", "300", "--json").stdout)

    assert told["cost"] == 300
    assert [step["label"] for step in told["steps"]] in (["=甲", "丙"], ["丙", "=甲"])


def test_the_other_list_opens_stations_at_the_same_candidates(run: Run) -> None:
    wish = ("--candidates", "sites.csv", "-p", "1", "--minutes", "10", "--per", "action", "--remedies", "5")

    told, shown = json.loads(run(*wish, "--json").stdout), run(*wish).stdout

    new = {step["label"]: step["cost"] for step in told["remedies"]["steps"] if step["action"] == "open"}
    assert new == {"=甲": 100, "乙": 300, "丙": 200}
    assert "new stations may open at the 3 candidates of this plan" in " ".join(shown.split())
    assert {name for name in new if name in shown} == new.keys()


def test_hosts_are_stations_that_lack_what_is_needed(run: Run) -> None:
    told = json.loads(run("--candidates", "hosts", "-p", "1", "--json").stdout)

    assert told["candidates"]["count"] == 1
    assert (told["before"], told["steps"]) == (told["covered"], [])  # it would add nothing where it stands


def test_a_cell_is_told_by_how_much_is_in_it_in_one_language(
    run: Run, database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("eateries.csv").write_text(f"lon,lat,weight\n{WEST + 0.001},{SOUTH + 0.001},8\n", encoding="utf-8")
    with database.transaction() as session:
        options = DemandOptions(name="eateries", manner=Manner(crs="wgs84"), unit=Text("家", "eateries"))
        import_demand(session, tmp_path, Path("eateries.csv"), options)
    wish = ("--demand", "eateries", "--candidates", "hosts", "--places", "eateries", "-p", "1", "--minutes", "10")

    told = json.loads(run(*wish, "--json").stdout)
    in_english = run(*wish, "--out", "plan").stdout
    monkeypatch.setenv("YIZHAN_LANG", "zh")
    in_chinese = run(*wish).stdout

    (step,) = told["steps"]
    assert (step["label"], step["detail"]["holds"]) == (None, {"zh": "单元内 8 家", "en": "8 eateries in the cell"})
    assert ("· 8 eateries in the cell" in in_english, "家" in in_english) == (True, False)
    assert ("· 单元内 8 家" in in_chinese, "eateries in" in in_chinese) == (True, False)
    (row,) = csv.DictReader((tmp_path / "plan" / "plan.csv").read_text(encoding="utf-8-sig").splitlines())
    assert (row["label"], row["holds_zh"], row["holds_en"]) == ("", "单元内 8 家", "8 eateries in the cell")


@pytest.mark.parametrize(("crs", "is_said"), [((), False), (("--crs", "gcj02"), True), (("--crs", "wgs84"), True)])
def test_candidates_stand_where_their_datum_puts_them(run: Run, crs: tuple[str, ...], *, is_said: bool) -> None:
    words = ("--candidates", "sites.csv", "-p", "3", "--minutes", "10", *crs)

    told, shown = json.loads(run(*words, "--json").stdout), run(*words).stdout

    given = [[121.452, 31.202], [121.478, 31.228], [121.452, 31.228]]
    known = crs[1] if is_said else "wgs84"
    assert told["crs"] == known
    assert ("read as WGS84" in shown) == (not is_said)
    for step in told["steps"]:
        at = step["detail"]
        there = datum.convert(at["lon"], at["lat"], source="wgs84", target=cast("datum.Datum", known))
        assert there == pytest.approx(given[at["candidate"] - 1], abs=1e-9)
    assert len(told["steps"]) == 3


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("-p", "1"), "Street corners need streets."),
        (("-p", "1", "--candidates", "nowhere.csv"), "nowhere.csv cannot be opened"),
        (("--candidates", "sites.csv"), "Choose one of p, budget and cover_all."),
        (("-p", "1", "--candidates", "sites.csv", "--planar"), "--planar goes with --demand FILE only."),
        (("-p", "1", "--candidates", "sites.csv", "--at", "noon"), "noon"),
        (("-p", "1", "--candidates", "hosts", "--crs", "gcj02"), "--crs is of a file of candidates only."),
        (("-p", "1", "--candidates", "sites.csv", "--crs", "mars"), "--crs cannot be mars"),
        *((("--budget", money, "--candidates", "sites.csv"), "A budget lies between 0") for money in ("inf", "nan")),
        (("-p", "1", "--candidates", "sites.csv", "--cost", "open=inf"), "The cost of open must be above 0"),
        (("-p", "1", "--candidates", "hosts", "--apart", "nan"), "Candidates stand up to"),
        (("-p", "1", "--candidates", "hosts", "--minutes", "nan"), "Minutes lie above 0"),
        (("-p", "1", "--candidates", "sites.csv", "--out", "sites.csv"), "cannot be written"),
    ],
)
def test_what_cannot_be_meant_is_refused_in_a_sentence(run: Run, words: tuple[str, ...], sentence: str) -> None:
    done = run(*words)

    assert done.status == 1
    assert sentence in done.stderr
