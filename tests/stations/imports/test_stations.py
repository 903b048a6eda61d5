import threading
from collections.abc import Sequence
from datetime import time
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from stations import registry
from stations.database import Database
from stations.errors import FileError, InputError
from stations.imports.report import ImportReport, Outcome
from stations.imports.stations import ImportOptions, import_stations
from stations.models import ImportRow, ImportRun, Station
from tests.factories import square

HEADING = "编号,名称,地址,经度,纬度,所属区,微波炉\n"
LIST = (
    HEADING
    + "1,甲,一路1号,113.65,34.76,金水区,有\n"
    + "2,乙,,,,,\n"
    + "3,,二路,113.66,34.76,,\n"
    + "1,丙,三路,113.67,34.76,,\n"
)


def run(session: Session, folder: Path, content: str, **options: Any) -> ImportReport:  # noqa: ANN401 - of many types
    path = folder / "list.csv"
    path.write_text(content, encoding="utf-8")
    chosen: dict[str, Any] = {"crs": "gcj02", "source": "清单", "toilet_nearby_m": 150} | options
    return import_stations(session, path, ImportOptions(**chosen))


def workbook(folder: Path, *rows: Sequence[object], times: str = "h:mm") -> Path:
    """Return a workbook of rows, times shown in a format."""
    path = folder / "list.xlsx"
    with xlsxwriter.Workbook(path, {"default_date_format": times}) as book:
        page = book.add_worksheet()
        for number, row in enumerate(rows):
            page.write_row(number, 0, row)
    return path


def stored(session: Session) -> list[tuple[str, str]]:
    rows = session.execute(select(Station.source_id, Station.name).order_by(Station.id))
    return [(row.source_id, row.name) for row in rows]


def test_every_row_of_a_list_is_accounted_for(session: Session, tmp_path: Path) -> None:
    report = run(session, tmp_path, LIST)

    assert [(row.row, row.outcome) for row in report.rows] == [
        (2, "added"),
        (3, "held"),
        (4, "rejected"),
        (5, "held"),
    ]
    assert report.counts == {"added": 1, "changed": 0, "unchanged": 0, "held": 2, "rejected": 1}
    assert all(reason.column and reason.text.zh and reason.text.en for row in report.rows for reason in row.reasons)
    assert stored(session) == [("1", "甲")]


def test_a_workbook_is_checked_row_by_row_as_the_same_list_in_csv_is(session: Session, tmp_path: Path) -> None:
    as_csv = run(session, tmp_path, LIST, dry_run=True)
    rows = [line.split(",") for line in LIST.splitlines()]
    options = ImportOptions(crs="gcj02", source="清单", toilet_nearby_m=150)

    as_xlsx = import_stations(session, workbook(tmp_path, *rows), options)

    assert as_xlsx.rows == as_csv.rows
    assert as_xlsx.counts == as_csv.counts
    assert stored(session) == [("1", "甲")]


@pytest.mark.parametrize("times", ["h:mm", "hh:mm"])
def test_times_of_a_workbook_are_hours_and_failed_formulas_are_nothing(
    session: Session, tmp_path: Path, times: str
) -> None:
    heading = ["名称", "经度", "纬度", "开始时间", "结束时间", "容纳人数"]
    good = ["甲", 113.65, "34.76", time(8, 30), time(18), 20]
    bad = ["#REF!", 113.66, 34.76, "", "", "#DIV/0!"]
    path = workbook(tmp_path, ["某市驿站清单"], heading, good, bad, times=times)

    report = import_stations(session, path, ImportOptions(crs="gcj02", source="清单", toilet_nearby_m=150))

    assert [(row.row, row.outcome) for row in report.rows] == [(3, "added"), (4, "rejected")]
    station = session.scalars(select(Station)).one()
    assert (station.hours_osm, station.capacity) == ("Mo-Su 08:30-18:00", 20)


def test_an_empty_workbook_and_one_of_headings_alone_are_refused(session: Session, tmp_path: Path) -> None:
    options = ImportOptions(crs="gcj02", source="清单", toilet_nearby_m=150)

    with pytest.raises(FileError, match=r"list\.xlsx is empty"):
        import_stations(session, workbook(tmp_path), options)
    with pytest.raises(FileError, match="headings but no rows"):
        import_stations(session, workbook(tmp_path, ["名称", "经度"]), options)


def test_nothing_of_a_list_is_lost(session: Session, tmp_path: Path) -> None:
    run(session, tmp_path, LIST)

    run_row = session.scalars(select(ImportRun)).one()
    rows = session.scalars(select(ImportRow).order_by(ImportRow.row_number)).all()
    assert (run_row.source, run_row.file_name, run_row.crs) == ("清单", "list.csv", "gcj02")
    assert [(row.row_number, row.outcome, row.raw["名称"]) for row in rows] == [
        (2, "added", "甲"),
        (3, "held", "乙"),
        (4, "rejected", ""),
        (5, "held", "丙"),
    ]
    assert [row.station_id is not None for row in rows] == [True, False, False, False]
    assert rows[3].reasons[0]["en"] == "Row 2 has the number 1 too."


def test_the_same_list_twice_changes_nothing(session: Session, tmp_path: Path) -> None:
    run(session, tmp_path, LIST)

    again = run(session, tmp_path, LIST)

    assert again.counts == {"added": 0, "changed": 0, "unchanged": 1, "held": 2, "rejected": 1}


def test_a_corrected_list_changes_what_it_speaks_of_and_leaves_the_rest(session: Session, tmp_path: Path) -> None:
    run(session, tmp_path, LIST)

    report = run(session, tmp_path, "编号,名称,经度,纬度\n1,甲（新）,113.65,34.76\n2,乙,113.66,34.77\n")

    station = session.scalars(select(Station).where(Station.source_id == "1")).one()
    assert [row.outcome for row in report.rows] == ["changed", "added"]
    assert (station.name, station.address) == ("甲（新）", "一路1号")
    assert [amenity.state for amenity in station.amenities] == ["yes"]


def test_the_original_point_is_kept_beside_the_converted_one(session: Session, tmp_path: Path) -> None:
    run(session, tmp_path, LIST)

    row = session.execute(
        text("""
            SELECT orig_lon, orig_lat, orig_crs,
                   st_distance(geom::geography, st_point(orig_lon, orig_lat, 4326)::geography) AS moved_m FROM station
        """)
    ).one()
    assert (row.orig_lon, row.orig_lat, row.orig_crs) == (113.65, 34.76, "gcj02")
    assert 400 < row.moved_m < 700  # facts.md: GCJ-02 moves a point 265 to 621 m, eastern cities 480 to 620


def test_a_dry_run_reports_the_same_and_stores_nothing(session: Session, tmp_path: Path) -> None:
    registry.put_districts(session, [square("410105", west=113, south=34, side=1, name="金水区")])

    tried = run(session, tmp_path, LIST, dry_run=True)
    after = [session.scalar(select(func.count()).select_from(table)) for table in (Station, ImportRun)]
    done = run(session, tmp_path, LIST)

    assert after == [0, 0]
    assert tried.as_dict() | {"dry_run": False} == done.as_dict()


def test_a_row_in_another_district_than_declared_is_stored_and_listed(session: Session, tmp_path: Path) -> None:
    registry.put_districts(
        session,
        [
            square("410105", west=113.6, south=34.7, name="金水区"),
            square("410103", west=113.7, south=34.7, name="二七区"),
        ],
    )

    report = run(
        session,
        tmp_path,
        HEADING + "1,甲,,113.65,34.76,二七区,\n2,乙,,113.65,34.76,高新区,\n3,丙,,113.65,34.76,金水,\n",
    )

    assert report.counts["added"] == 3
    assert [(entry.row, entry.conflict.kind, entry.conflict.derived_district) for entry in report.conflicts] == [
        (2, "other_district", "金水区"),
        (3, "not_a_district", "金水区"),
    ]


def test_a_datum_that_fits_the_districts_worse_than_another_is_doubted(session: Session, tmp_path: Path) -> None:
    # The border runs between 113.656° E and where that is in WGS84 if it is GCJ-02: some 0.006° further west.
    registry.put_districts(
        session,
        [
            square("410105", west=113.553, south=34.7, name="金水区"),
            square("410103", west=113.653, south=34.7, name="二七区"),
        ],
    )
    rows = HEADING + "1,甲,,113.656,34.76,金水区,\n"

    wrong, right = run(session, tmp_path, rows, crs="wgs84"), run(session, tmp_path, rows, crs="gcj02")

    assert (wrong.agreement["wgs84"], wrong.agreement["gcj02"], wrong.agreement["rows"]) == (0, 1, 1)
    assert "Please check the datum (wgs84 now)" in wrong.warnings[0].en
    assert list(right.warnings) == []


def test_rows_of_an_unknown_datum_are_kept_and_wait_with_the_evidence(session: Session, tmp_path: Path) -> None:
    registry.put_districts(session, [square("410105", west=113, south=34, side=1, name="金水区")])

    report = run(session, tmp_path, LIST, crs="unknown")

    assert report.counts == {"added": 0, "changed": 0, "unchanged": 0, "held": 3, "rejected": 1}
    assert session.scalar(text("SELECT count(*) FROM import_row")) == 4
    assert report.agreement == {"rows": 1, "gcj02": 1, "bd09": 1, "wgs84": 1}
    assert "unknown now" in report.warnings[0].en


def test_rows_without_a_type_take_the_one_that_is_given(session: Session, tmp_path: Path) -> None:
    run(
        session,
        tmp_path,
        "名称,类型,经度,纬度\n甲,,113.6,34.7\n乙,司机之家,113.7,34.7\n",
        default_type="partner_public",
    )

    assert session.scalars(select(Station.type).order_by(Station.id)).all() == ["partner_public", "driver_home"]


def test_two_sources_may_use_the_same_numbers(session: Session, tmp_path: Path) -> None:
    run(session, tmp_path, LIST, source="市")
    run(session, tmp_path, LIST, source="区")

    assert stored(session) == [("1", "甲"), ("1", "甲")]


@pytest.mark.parametrize(
    ("options", "field"),
    [({"crs": "mars"}, "crs"), ({"default_type": "palace"}, "type"), ({"source": " "}, "source")],
)
def test_options_that_mean_nothing_are_refused(
    session: Session, tmp_path: Path, options: dict[str, str], field: str
) -> None:
    with pytest.raises(InputError) as error:
        run(session, tmp_path, LIST, **options)

    assert error.value.field == field


def test_a_file_with_nothing_but_headings_is_refused(session: Session, tmp_path: Path) -> None:
    with pytest.raises(FileError, match="headings but no rows"):
        run(session, tmp_path, HEADING)


def test_progress_is_told_until_all_is_done(session: Session, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text(LIST, encoding="utf-8")
    seen: list[tuple[int, int]] = []

    import_stations(
        session,
        path,
        ImportOptions(crs="gcj02", source="清单", toilet_nearby_m=150),
        progress=lambda done, total: seen.append((done, total)),
    )

    assert seen == [(1, 1)]


def test_one_list_imported_twice_at_once_is_one_list(database: Database, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    lines = [f"{n},驿站{n},某路{n}号,113.{600 + n},34.76,,有" for n in range(200)]
    path.write_text(HEADING + "\n".join(lines), encoding="utf-8")
    options = ImportOptions(crs="gcj02", source="清单", toilet_nearby_m=150)
    together = threading.Barrier(2)
    counts: list[dict[Outcome, int]] = []

    def work() -> None:
        together.wait()
        with database.transaction() as session:
            counts.append(import_stations(session, path, options).counts)

    threads = [threading.Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted((count["added"], count["unchanged"]) for count in counts) == [(0, 200), (200, 0)]
    with database.transaction() as session:
        assert session.scalar(text("SELECT count(*) FROM station")) == 200
