"""The import commands as a user meets them, in processes of their own."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from maps.streets import load
from tests.maps.osm.files import write
from tests.maps.streets.towns import STREET, degrees

Run = Callable[..., subprocess.CompletedProcess[str]]
LIST = "编号,名称,经度,纬度,所属区,谜\n1,甲,113.65,34.76,金水区,?\n2,=乙,,,,\n3,,113.6,34.7,,\n"


@pytest.fixture(scope="module")
def run(new_database: Callable[[], str]) -> Run:
    """Return a function that runs an import on a registry of this module's own."""
    environment = {**os.environ, "DATABASE_URL": new_database(), "YIZHAN_LANG": "en", "COLUMNS": "200"}

    def _run(*words: str | Path, **more: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "scripts.main", "import", *map(str, words)]
        return subprocess.run(command, env=environment | more, capture_output=True, text=True, check=False, timeout=300)

    return _run


@pytest.fixture
def stations(tmp_path: Path) -> Path:
    path = tmp_path / "list.csv"
    path.write_text(LIST, encoding="gb18030")
    return path


def test_stations_are_reported_in_a_table_row_by_row(run: Run, stations: Path) -> None:
    done = run("stations", stations, "--crs", "gcj02", "--dry-run")

    assert done.returncode == 0, done.stderr
    lines = [" ".join(line.split()) for line in done.stdout.splitlines()]
    assert "A dry run: nothing was stored." in lines
    assert {"Added 1", "Held 1", "Rejected 1", "Total 3"} <= set(lines)
    assert "Columns not understood, kept as they are: 谜" in lines
    assert "3 Held 经度 There are no coordinates: please add longitude and latitude. =乙" in lines
    assert "4 Rejected 名称 There is no name, so there is nothing to register." in lines


def test_stations_are_reported_in_chinese_where_that_is_set(run: Run, stations: Path) -> None:
    done = run("stations", stations, "--crs", "gcj02", "--dry-run", YIZHAN_LANG="zh")

    assert "没有坐标，请补充经度和纬度。" in done.stdout


def test_stations_are_stored_and_reported_as_json_and_as_a_sheet(run: Run, stations: Path, tmp_path: Path) -> None:
    sheet = tmp_path / "report.csv"

    first = run("stations", stations, "--crs", "gcj02", "--source", "清单", "--json", "--report", sheet)
    second = run("stations", stations, "--crs", "gcj02", "--source", "清单", "--json")

    assert json.loads(first.stdout)["counts"]["added"] == 1
    assert json.loads(second.stdout)["counts"]["unchanged"] == 1
    lines = sheet.read_text(encoding="utf-8-sig").splitlines()
    assert len(lines) == 4
    assert "'=乙" in lines[2]


def test_districts_are_imported_and_reported(run: Run) -> None:
    first, second = run("districts", "--adcode", "4101"), run("districts", "--adcode", "4101", "--json")

    assert first.returncode == 0, first.stderr
    assert "14 districts added, 0 changed, 0 unchanged, 0 held." in first.stdout
    assert json.loads(second.stdout)["counts"] == {"added": 0, "changed": 0, "unchanged": 14, "held": 0}


def test_features_that_wait_are_listed(run: Run, tmp_path: Path) -> None:
    feature = {
        "type": "Feature",
        "properties": {"街道代码": "110101001", "名称": "某街道"},
        "geometry": {"type": "Point", "coordinates": [116.4, 39.9]},
    }
    path = tmp_path / "a.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}), encoding="utf-8")

    done = run("districts", path, "--column", "adcode=街道代码")

    assert done.returncode == 0, done.stderr
    assert "The geometry is a Point, not an area." in done.stdout


def test_census_is_imported_and_reported(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "census.csv"
    path.write_text("code,population,date,kind,source\n410105,1,2020-11-01,常住,某\n,1,~2017,常住,某\n", "utf-8")

    table, data = run("census", path), run("census", path, "--json")

    assert "1 rows stored, 1 held." in table.stdout
    assert "Nothing is given." in table.stdout
    assert json.loads(data.stdout)["counts"] == {"rows": 2, "stored": 1, "held": 1}


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("stations", "nowhere.csv", "--crs", "gcj02"), "nowhere.csv cannot be opened"),
        (("stations", "nowhere.csv", "--crs", "mars"), "crs cannot be mars"),
        (("districts", "nowhere.shp"), "There is no file nowhere.shp"),
        (("districts", "--column", "adcode"), "--column is written adcode=NAME"),
        (("census", "nowhere.csv"), "nowhere.csv cannot be opened"),
    ],
)
def test_failures_are_sentences_and_not_tracebacks(run: Run, words: tuple[str, ...], sentence: str) -> None:
    done = run(*words)

    assert done.returncode == 1
    assert sentence in done.stderr
    assert "Traceback" not in done.stderr


def test_the_datum_must_be_said(run: Run, stations: Path) -> None:
    done = run("stations", stations)

    assert done.returncode == 2
    assert "--crs" in done.stderr


def test_a_list_whose_report_cannot_be_written_is_not_imported(run: Run, stations: Path, tmp_path: Path) -> None:
    words = ("stations", stations, "--crs", "gcj02", "--source", "未成")

    failed = run(*words, "--report", tmp_path / "no" / "report.csv")
    again = run(*words, "--json")

    assert (failed.returncode, "cannot be written" in failed.stderr) == (1, True)
    assert json.loads(again.stdout)["counts"]["added"] == 1


@pytest.fixture
def town(tmp_path: Path) -> Path:
    """Return an OSM file with 30 m of street, two of whose points it does not hold."""
    points = {1: (10.0, 0.0), 2: (10.0 + degrees(30), 0.0)}
    return write(tmp_path / "town.osm.pbf", points, ([1, 2], STREET), ([2, 8], STREET), ([1, 9], STREET))


def test_streets_are_told_by_mode(run: Run, town: Path, tmp_path: Path) -> None:
    done = run("streets", town, "--name", "town", YIZHAN_HOME=str(tmp_path))

    assert done.returncode == 0, done.stderr
    lines = [" ".join(line.split()) for line in done.stdout.splitlines()]
    assert lines[0] == "Mode Nodes Arcs km Islands (km) Fragments (km)"
    assert "On foot 2 2 0.0 1 (0.0) 0 (0.0)" in lines
    assert any(line.startswith("Streets town: 10.0000,") for line in lines)
    assert any(line.startswith("Please note: 2 stretches lead to points") for line in lines)


def test_streets_are_told_as_json(run: Run, town: Path, tmp_path: Path) -> None:
    done = run("streets", town, "--name", "town", "--json", YIZHAN_HOME=str(tmp_path))

    told = json.loads(done.stdout)
    assert (told["name"], told["nodes"], told["left_out"]) == ("town", 2, 2)
    assert told["modes"]["walk"]["km"] == pytest.approx(0.03)
    assert load(tmp_path, "town").hash == told["hash"]


def test_a_file_that_is_no_osm_file_is_said_in_both_languages(run: Run, tmp_path: Path) -> None:
    (tmp_path / "bad.osm.pbf").write_bytes(b"no such thing" * 9)

    done = run("streets", tmp_path / "bad.osm.pbf", "--name", "bad", YIZHAN_HOME=str(tmp_path))

    assert done.returncode == 1
    assert "不是完整的 OSM 文件" in done.stderr
    assert "is no whole OSM file" in done.stderr
