"""`yizhan coverage --national` as a user meets it."""

import csv
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from stations import registry
from stations.database import Database
from tests.factories import draft, square

WEST, SOUTH, SIDE = 121.45, 31.2, 0.02
CODES = ("310100", "320100")


def coverage(database: Database, home: Path, *words: str) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"DATABASE_URL": database.url, "YIZHAN_HOME": str(home), "YIZHAN_LANG": "en"}
    command = [sys.executable, "-m", "scripts.main", "coverage", *words]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=300)


def test_every_city_is_worked_out_and_kept_as_it_is_alone(database: Database, tmp_path: Path) -> None:
    cities = [square(code, west=WEST + SIDE * n, south=SOUTH, side=SIDE, level="city") for n, code in enumerate(CODES)]
    with database.transaction() as session:
        registry.put_districts(session, [each | {"parent_adcode": None} for each in cities])
        registry.upsert(session, "t", [draft(lon=WEST + 0.01, lat=SOUTH + 0.01)], toilet_nearby_m=150)

    done = coverage(database, tmp_path, "--national", "--minutes", "10", "--json", "--out", str(tmp_path / "out"))

    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert (found["cities"], found["failed"]) == (2, [])
    assert [row["adcode"] for row in found["areas"]] == list(CODES)
    assert found["totals"]["stations"] == 1
    assert found["totals"]["weight"] == pytest.approx(sum(row["weight"] for row in found["areas"]))
    with (tmp_path / "out" / "areas.csv").open(encoding="utf-8-sig") as file:
        assert [row["adcode"] for row in csv.DictReader(file)] == list(CODES)
    assert (tmp_path / "out" / "totals.csv").exists()
    alone = json.loads(coverage(database, tmp_path, "--area", CODES[0], "--minutes", "10", "--json").stdout)
    assert alone["run"] == found["areas"][0]["run"]


def test_sub_districts_without_a_parent_are_no_cities_and_that_is_said(database: Database, tmp_path: Path) -> None:
    own = {"level": "township", "parent_adcode": None, "code_system": "local"}
    parts = [square(f"sector_{n}", west=WEST, south=SOUTH, side=SIDE / 2, **own) for n in range(21)]
    with database.transaction() as session:
        registry.put_districts(session, parts[:1])
    alone = coverage(database, tmp_path, "--national")
    with database.transaction() as session:
        city = square(CODES[0], west=WEST, south=SOUTH, side=SIDE, level="city", parent_adcode=None)
        registry.put_districts(session, [city, *parts[1:]])

    told = coverage(database, tmp_path, "--national", "--json")
    shown = coverage(database, tmp_path, "--national").stdout

    assert "none of a county and above" in alone.stderr
    found = json.loads(told.stdout)
    assert [row["adcode"] for row in found["areas"]] == [CODES[0]]
    assert found["totals"]["weight"] == found["areas"][0]["weight"]
    assert sorted(each["adcode"] for each in found["left_out"]) == sorted(part["adcode"] for part in parts)
    assert "(sector_0) is smaller than a county and has no parent in the registry" in shown
    assert "... and 1 more that are not counted: see --json." in shown


def test_a_country_without_districts_and_a_country_with_one_area_are_refused(
    database: Database, tmp_path: Path
) -> None:
    empty = coverage(database, tmp_path, "--national")
    both = coverage(database, tmp_path, "--national", "--area", CODES[0])

    assert (empty.returncode, both.returncode) == (1, 1)
    assert "no districts in the registry" in empty.stderr
    assert "without --area" in both.stderr
