"""`yizhan siting` as a user meets it, without a registry."""

import csv
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from maps.streets import store
from scripts.main import main
from tests.maps.streets.towns import STREET, town

Run = Callable[..., "Done"]

# five people on a line; 乙 serves the most alone, 甲 and 丙 together serve all but the last
DEMAND = "id,x,y,weight\na,0,0,3\nb,100,0,4\nc,200,0,4\nd,300,0,2\ne,9000,0,1\n"
CANDIDATES = "编号,x,y,名称\n7,0,50,=甲\n8,150,0,乙\n9,300,0,丙\n"
FILES = ("--demand", "demand.csv", "--candidates", "candidates.csv")
EXISTING = "x,y\n0,0\n9000,1\n"


class Done(NamedTuple):
    """How a command ended."""

    status: int
    stdout: str
    stderr: str


@pytest.fixture
def command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Return a function that runs the command beside files of the line of people, with no home and no database."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("YIZHAN_HOME", str(tmp_path / "home"))
    Path("demand.csv").write_text(DEMAND, encoding="utf-8")
    Path("candidates.csv").write_text(CANDIDATES, encoding="utf-8")
    Path("existing.csv").write_text(EXISTING, encoding="utf-8")

    def _run(*words: str, lang: str = "en") -> Done:
        monkeypatch.setenv("YIZHAN_LANG", lang)
        monkeypatch.setattr(sys, "argv", ["yizhan", "siting", *FILES, *words])
        with pytest.raises(SystemExit) as ended:
            main()
        return Done(int(ended.value.code or 0), *capsys.readouterr())

    return _run


@pytest.fixture
def run(command: Run) -> Run:
    """Return a function that asks about the line of people."""
    return lambda *words, lang="en": command("--max-distance", "112", "--planar", *words, lang=lang)


def test_the_plan_is_told_with_what_each_site_adds(run: Run) -> None:
    done = run("-p", "2")

    lines = [" ".join(line.split()) for line in done.stdout.splitlines()]
    assert done.status == 0, done.stderr
    assert "Serves 13; no plan serves more than 13 (gap 0.00%)." in lines
    assert "Distance: straight line (on a plane), within 112 m. Existing stations serve 0 of 14." in lines
    assert "1 demand points are out of reach of every station and candidate." in lines
    assert lines[-2:] == ["1 2 7 7 7 50.0%", "2 4 9 6 13 92.9%"]


def test_the_plan_is_told_as_json_and_twice_in_the_same_bytes(run: Run) -> None:
    one, two = run("-p", "1", "--json"), run("-p", "1", "--json")

    answer = json.loads(one.stdout)
    assert one.stdout == two.stdout
    assert (answer["objective"], answer["bound"], answer["gap"]) == (8, 8, 0)
    assert [(site["row"], site["id"], site["gain"]) for site in answer["chosen"]] == [(3, "8", 8)]
    assert answer["chosen"][0]["columns"] == {"编号": "8", "x": "150", "y": "0", "名称": "乙"}


def test_all_are_covered_and_who_cannot_be_is_named(run: Run) -> None:
    answer = json.loads(run("--cover-all", "--json").stdout)

    assert (answer["model"], answer["objective"], answer["bound"]) == ("lscp", 2, 2)
    assert [site["id"] for site in answer["chosen"]] == ["7", "9"]
    assert answer["unreachable_rows"] == [6]


def test_existing_stations_stay_or_move(run: Run) -> None:
    stay, move = (
        json.loads(run("--existing", "existing.csv", "-p", p, "--move", moves, "--json").stdout)
        for p, moves in (("1", "0"), ("0", "1"))
    )

    assert (stay["demand"]["served_before"], stay["objective"]) == (8, 14)
    assert [site["id"] for site in stay["chosen"]] == ["9"]
    assert move["objective"] == 13
    assert [site["row"] for site in move["closed"]] == [3]


def test_the_chosen_rows_are_saved_without_formulas(run: Run, tmp_path: Path) -> None:
    run("-p", "2", "--out", "plan.csv")

    rows = list(csv.reader((tmp_path / "plan.csv").read_text(encoding="utf-8-sig").splitlines()))
    assert rows[0] == ["rank", "row", "gain", "served", "编号", "x", "y", "名称"]
    assert rows[1] == ["1", "2", "7.0", "7.0", "7", "0", "50", "'=甲"]


def test_a_plan_is_told_in_chinese_where_that_is_set(run: Run) -> None:
    assert "覆盖 13；任何方案不超过 13（差距 0.00%）。" in run("-p", "2", lang="zh").stdout


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ((), "Choose one of -p, --budget and --cover-all."),
        (("-p", "1", "--cover-all"), "Choose one of -p, --budget and --cover-all."),
        (("--cover-all", "--move", "1"), "--move goes with -p and --existing"),
        (("--budget", "5"), "The file candidates.csv has no column cost"),
        (("-p", "1", "--existing", "nowhere.csv"), "nowhere.csv cannot be opened"),
        (("-p", "1", "--streets", "nowhere"), "--streets goes with neither --planar nor --detour."),
        (("-p", "1", "--mode", "fly"), "No mode fly"),
        (("-p", "1", "--need", "toilet"), "--need goes with --area only."),
        (("-p", "1", "--out", "no/such/plan.csv"), "cannot be written"),
        (("-p", "1", "--crs", "gcj02"), "--crs goes without --planar"),
        *(
            (("-p", "1", "--max-distance", far), "--max-distance lies between 0 and")
            for far in ("nan", "inf", "-1", "1e12")
        ),
        *((("-p", "1", "--detour", times), "--detour lies between 1 and 100") for times in ("nan", "inf", "0", "101")),
        *((("--budget", money), "--budget lies between 0 and") for money in ("nan", "inf", "1e16")),
        (("-p", "1", "--gap", "nan"), "--gap lies between 0 and 1"),
        (("-p", "1" + 400 * "0"), "-p lies between 0 and 2,000,000"),
        (("-p", "1", "--existing", "existing.csv", "--move", "1" + 400 * "0"), "--move lies between 0 and 2,000,000"),
    ],
)
def test_what_cannot_be_meant_is_refused_in_a_sentence(run: Run, words: tuple[str, ...], sentence: str) -> None:
    done = run(*words)

    assert done.status == 1
    assert sentence in done.stderr


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        ("f,0,0,1e308\ng,1,0,1e308", "row 7, column weight: “1e308” is too large: 1e+15 at most."),
        ("f,1e200,0,1", "row 7, column x: “1e200” is too large: 1e+09 at most."),
    ],
)
def test_numbers_too_large_to_be_added_up_are_named(run: Run, row: str, sentence: str) -> None:
    Path("demand.csv").write_text(f"{DEMAND}{row}\n", encoding="utf-8")

    done = run("-p", "1")

    assert (done.status, sentence in done.stderr) == (1, True), done.stderr


@pytest.mark.parametrize(("crs", "is_said"), [((), False), (("--crs", "wgs84"), True), (("--crs", "gcj02"), True)])
def test_degrees_of_which_nobody_says_what_they_are_are_read_as_wgs84_and_that_is_told(
    command: Run, crs: tuple[str, ...], *, is_said: bool
) -> None:
    for name in ("demand.csv", "candidates.csv"):
        Path(name).write_text("lon,lat\n121.47,31.23\n", encoding="utf-8")
    asked = ("--max-distance", "800", "-p", "1", *crs)

    shown, told = command(*asked), json.loads(command(*asked, "--json").stdout)

    assert ("read as WGS84" in shown.stdout) == (not is_said)
    assert told["crs"] == (crs[1] if is_said else "wgs84")
    assert (told["objective"], told["chosen"][0]["columns"]) == (1, {"lon": "121.47", "lat": "31.23"})


def test_metres_of_a_plane_have_no_datum(run: Run) -> None:
    assert "WGS84" not in run("-p", "1").stdout
    assert json.loads(run("-p", "1", "--json").stdout)["crs"] is None


@pytest.mark.parametrize("crs", ["unknown", "EPSG:4326", ""])
def test_a_datum_that_points_cannot_be_in_is_refused(command: Run, crs: str) -> None:
    done = command("--max-distance", "800", "-p", "1", "--crs", crs)

    assert done.status == 1
    assert "there are wgs84, cgcs2000, gcj02, bd09." in done.stderr


@pytest.mark.parametrize("far", ["inf", "nan", "1e12", "1000001"])
def test_along_streets_nothing_is_farther_than_can_be_searched(command: Run, tmp_path: Path, far: str) -> None:
    home = tmp_path / "home"
    network = store.save(home, town(tmp_path, {1: (0.0, 0.0), 2: (0.001, 0.0)}, ([1, 2], STREET)))
    store.shelf(home).name("town", network.hash)

    done = command("--streets", "town", "--max-distance", far, "-p", "1")

    assert done.status == 1
    assert "--max-distance lies between 0 and 1,000,000 m" in done.stderr
