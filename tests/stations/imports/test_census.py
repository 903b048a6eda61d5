from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from stations.errors import InputError
from stations.imports.census import CensusReport, import_census
from stations.models import Census

HEADING = "code,population,date,kind,source\n"


def run(session: Session, folder: Path, rows: str, heading: str = HEADING) -> CensusReport:
    path = folder / "census.csv"
    path.write_text(heading + rows, encoding="utf-8")
    return import_census(session, path)


def test_figures_are_stored_and_renewed(session: Session, tmp_path: Path) -> None:
    run(session, tmp_path, "110101,708829,2020-11-01,常住,公报\n")
    run(session, tmp_path, '110101,"708,830",2020年11月1日,常住,公报\n')

    (row,) = session.scalars(select(Census)).all()
    assert (row.adcode, row.population, row.as_of.isoformat(), row.kind) == ("110101", 708830, "2020-11-01", "常住")


@pytest.mark.parametrize(
    ("row", "column", "reason"),
    [
        (",1,2020-11-01,常住,公报", "code", "Nothing is given"),
        ("1.1E+11,1,2020-11-01,常住,公报", "code", "“1.1E+11” is not a code"),
        ("110101,1,~2017-18,常住,公报", "date", "“~2017-18” is not a date"),
        ("110101,-5,2020-11-01,常住,公报", "population", "not a number of people"),
        ("110101,1.5,2020-11-01,常住,公报", "population", "not a number of people"),
        ("110101,NaN,2020-11-01,常住,公报", "population", "not a number of people"),
        ("110101,9999999999,2020-11-01,常住,公报", "population", "not a number of people"),
        ("110101,1,2020-11-01,,公报", "kind", "Nothing is given"),
        ("110101,1,2020-11-01,常住,", "source", "Nothing is given"),
    ],
)
def test_a_row_that_cannot_be_used_waits_and_the_others_are_stored(
    session: Session, tmp_path: Path, row: str, column: str, reason: str
) -> None:
    report = run(session, tmp_path, f"{row}\n110102,1106214,2020-11-01,常住,公报\n")

    assert (report.stored, [(entry.row, entry.reason.column) for entry in report.held]) == (1, [(2, column)])
    assert reason in report.held[0].reason.text.en


def test_two_figures_for_one_district_and_day_are_not_both_believed(session: Session, tmp_path: Path) -> None:
    report = run(session, tmp_path, "110101,1,2020-11-01,常住,甲\n110101,2,2020-11-01,常住,乙\n")

    assert (report.stored, [entry.row for entry in report.held]) == (1, [3])


def test_a_file_that_lacks_columns_is_refused_with_their_names(session: Session, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no column date, source"):
        run(session, tmp_path, "110101,1,常住\n", heading="code,population,kind\n")


def test_of_the_76_real_figures_those_with_code_and_date_are_stored(session: Session, shared_data: Path) -> None:
    path = shared_data / "demand/census_facts.csv"

    report = import_census(session, path)

    # By hand: 16 districts and the city of Beijing, 3 + 1 of Tianjin, 2 + 1 of Shanghai, 2 of Yulin, 2 of Ankang.
    assert (report.stored, len(report.held)) == (28, 48)
