"""Lists as they are in the world; see the README beside them."""

import csv
from collections import Counter
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from stations.imports.districts import DistrictOptions, import_districts
from stations.imports.report import ImportReport
from stations.imports.stations import ImportOptions, import_stations


def run(session: Session, path: Path, crs: str, *, default_type: str = "rest_station") -> ImportReport:
    options = ImportOptions(crs=crs, source=path.stem, toilet_nearby_m=150, default_type=default_type)
    return import_stations(session, path, options)


@pytest.fixture
def zhengzhou(session: Session, shared_data: Path) -> Path:
    import_districts(session, DistrictOptions(adcode="4101"))
    return shared_data / "stations/zhengzhou_union_stations_82.csv"


def test_all_82_of_zhengzhou_are_taken_and_its_16_conflicts_listed(session: Session, zhengzhou: Path) -> None:
    report = run(session, zhengzhou, "gcj02")

    assert len(report.rows) == sum(report.counts.values()) == report.counts["added"] == 82
    assert Counter(entry.conflict.kind for entry in report.conflicts) == {"not_a_district": 12, "other_district": 4}
    zones = {entry.conflict.declared_district for entry in report.conflicts if entry.conflict.kind == "not_a_district"}
    assert zones == {"高新区", "经开区", "郑东新区", "航空港区"}


def test_the_districts_of_zhengzhou_tell_its_datum(session: Session, zhengzhou: Path) -> None:
    report = run(session, zhengzhou, "gcj02")

    assert report.agreement == {"rows": 70, "gcj02": 66, "bd09": 63, "wgs84": 61}  # as docs/facts.md measured
    assert list(report.warnings) == []


def test_zhengzhou_a_second_time_is_unchanged(session: Session, zhengzhou: Path) -> None:
    run(session, zhengzhou, "gcj02")

    assert run(session, zhengzhou, "gcj02").counts["unchanged"] == 82


def test_the_60_of_zhengzhou_without_hours_are_unknown_and_not_open_24_hours(session: Session, zhengzhou: Path) -> None:
    run(session, zhengzhou, "gcj02")

    absent = text(
        "SELECT count(*) FROM station WHERE hours_parse = 'absent' AND hours_raw IS NULL AND hours_osm IS NULL"
    )
    assert session.scalar(absent) == 60


def test_stations_of_baoshan_wait_for_coordinates(session: Session, shared_data: Path) -> None:
    report = run(session, shared_data / "stations/shanghai_baoshan_6_no_coords.csv", "gcj02")

    assert report.counts == {"added": 0, "changed": 0, "unchanged": 0, "held": 6, "rejected": 0}


def test_toilets_of_oyama_say_what_they_have_and_what_they_have_not(session: Session, shared_data: Path) -> None:
    path = shared_data / "stations/oyama_public_toilet.csv"
    with path.open(encoding="utf-8-sig", newline="") as lines:
        rows = list(csv.DictReader(lines))
    totals = ("男性トイレ総数", "女性トイレ総数", "男女共用トイレ総数")
    there = sum(any(int(row[total]) for total in totals) for row in rows)
    accessible = sum(row["車椅子使用者用トイレ有無"] == "有" or row["多機能トイレ数"] > "0" for row in rows)

    report = run(session, path, "wgs84", default_type="partner_public")

    states: dict[str, int] = dict(
        session.execute(
            text("SELECT amenity || ' ' || state, count(*) FROM station_amenity GROUP BY 1 ORDER BY 1")
        ).all()
    )
    assert report.counts["added"] == 100
    assert (states["toilet yes"], states.get("toilet no", 0)) == (there, 100 - there)
    assert (states["accessible_toilet yes"], states["accessible_toilet no"]) == (accessible, 100 - accessible)


def test_toilets_of_singapore_are_taken_from_their_points(session: Session, shared_data: Path) -> None:
    report = run(session, shared_data / "stations/singapore_toilets.geojson", "wgs84", default_type="partner_public")

    assert report.counts["added"] == len(report.rows) == 355
