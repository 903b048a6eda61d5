"""`yizhan import demand` as a user meets it, in processes of its own."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from scripts import import_demand
from stations.errors import YizhanError

Run = Callable[..., subprocess.CompletedProcess[str]]
POINTS = "lon,lat,weight\n121.49,31.24,1200\n121.49,31.24,-3\n,,7\n"


@pytest.fixture(scope="module")
def run(new_database: Callable[[], str], tmp_path_factory: pytest.TempPathFactory) -> Run:
    """Return a function that imports demand into a registry and a home of this module's own."""
    environment = {**os.environ, "DATABASE_URL": new_database(), "YIZHAN_LANG": "en", "COLUMNS": "200"}
    environment["YIZHAN_HOME"] = str(tmp_path_factory.mktemp("home"))

    def _run(*words: str | Path) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "scripts.main", "import", "demand", *map(str, words)]
        return subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=300)

    return _run


@pytest.fixture
def points(tmp_path: Path) -> Path:
    path = tmp_path / "points.csv"
    path.write_text(POINTS, encoding="utf-8")
    return path


def test_a_table_says_what_became_of_the_file_and_of_every_held_row(run: Run, points: Path) -> None:
    done = run(points, "--name", "workers", "--crs", "wgs84", "--unit", "人次/visits", "--as-of", "2026-07-01")

    assert done.returncode == 0, done.stderr
    lines = [" ".join(line.split()) for line in done.stdout.splitlines()]
    assert {"Name workers", "Kind Points", "Total 1,200", "Unit visits", "Cells 1", "As of 2026-07-01"} <= set(lines)
    assert {"Rows held 2", "Weight held 4.0"} <= set(lines)
    assert "3 weight The weight “-3” is negative. -3" in lines
    assert "4 lon There are no coordinates: please add longitude and latitude. 7" in lines


def test_json_says_the_same_for_programs(run: Run, points: Path) -> None:
    done = run(points, "--name", "workers", "--crs", "wgs84", "--unit", "people", "--json")

    found = json.loads(done.stdout)
    assert (found["total"], found["cells"], found["held_rows"], found["held_weight"]) == (1200, 1, 2, 4)
    assert [(entry["row"], entry["weight"]) for entry in found["held"]] == [(3, -3), (4, 7)]
    assert found["unit"] == {"zh": "人", "en": "people"}


def test_the_week_is_told_by_its_extremes_and_what_is_doubtful_stands_below(
    run: Run, points: Path, tmp_path: Path
) -> None:
    profile = tmp_path / "profile.csv"
    rows = "\n".join(f"{hour},{2 / 168 if hour == 142 else 1 / 168}" for hour in range(168))
    profile.write_text(f"hour_of_week,share\n{rows}\n", encoding="utf-8")

    done = run(points, "--name", "workers", "--crs", "wgs84", "--profile", profile)

    text = " ".join(done.stdout.split())
    assert "By hour least 7.14286 (Mon 00:00), most 14.2857 (Sat 22:00)" in text
    assert "Please note: The 168 shares add up to 1.01" in text


@pytest.mark.parametrize(("cell", "kind"), [("0.01", "Grid"), ("0.01,0.02", "Grid"), ("0", "Points")])
def test_a_cell_may_be_said(run: Run, points: Path, cell: str, kind: str) -> None:
    done = run(points, "--name", "cells", "--crs", "wgs84", "--cell", cell)

    assert f"Kind {kind}" in " ".join(done.stdout.split()), done.stderr


def test_a_failure_is_a_sentence_and_not_a_traceback(run: Run) -> None:
    done = run("nowhere.csv", "--name", "workers", "--crs", "wgs84")

    assert (done.returncode, "Traceback" in done.stderr) == (1, False)
    assert "nowhere.csv cannot be opened" in done.stderr


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({}, "Give a file or --adcode"),
        ({"file": Path("a.csv"), "adcode": "110000"}, "Give a file or --adcode"),
        ({"file": Path("a.csv"), "unit": "furlongs"}, "--unit is one of"),
        ({"file": Path("a.csv"), "unit": "/visits"}, "--unit is one of"),
        ({"file": Path("a.csv"), "cell": "wide"}, "--cell is the side"),
        ({"file": Path("a.csv"), "cell": "0.01,0"}, "--cell is the side"),
        ({"file": Path("a.csv"), "cell": "-1"}, "--cell is the side"),
        ({"file": Path("a.csv"), "column": ["weight"]}, "--column is written weight=NAME"),
        ({"file": Path("a.csv"), "over": "nobody"}, "called “nobody”"),
        ({"file": Path("a.csv"), "streets": "nowhere"}, "called “nowhere”"),
        ({"file": Path("a.csv"), "streets": "a", "over": "b"}, "not both"),
    ],
)
def test_options_that_cannot_be_meant_are_refused_before_anything_is_read(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, options: dict[str, Any], sentence: str
) -> None:
    monkeypatch.setenv("YIZHAN_HOME", str(tmp_path))

    with pytest.raises(YizhanError, match=sentence):
        import_demand.run(name="workers", **{"file": None, **options})
