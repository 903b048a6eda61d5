from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from stations.errors import FileError, InputError
from stations.hours import Calendar
from stations.hours.calendar import COLUMNS

HEAD = ",".join(COLUMNS)
NEW_YEAR = "2027-01-01,statutory,元旦,New Year's Day,通知〔2026〕1号,2026-11-01"
NATIONAL = "2027-10-01,statutory,国庆节,National Day,通知〔2026〕1号,2026-11-01"


def table(folder: Path, *rows: str, head: str = HEAD) -> Path:
    path = folder / "calendar.csv"
    path.write_text("\n".join([head, *rows]), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("year", "statutory", "rest_days", "worked"),
    [
        (2024, 11, 28, 8),
        (2025, 13, 28, 5),
        (2026, 13, 33, 6),
    ],  # 28 is 1+8+3+5+1+3+7, and 1+8+3+5+3+8; 33 is 3+9+3+5+3+3+7
)
def test_each_year_has_as_many_days_as_its_notice_says(year: int, statutory: int, rest_days: int, worked: int) -> None:
    calendar = Calendar.packaged()

    kinds = Counter(day.kind for day in calendar.days.values() if day.day.year == year)

    assert kinds["statutory"] == statutory
    assert kinds["statutory"] + kinds["adjusted_rest"] == rest_days
    assert kinds["make_up_work"] == worked


@pytest.mark.parametrize(
    ("day", "kind", "name"),
    [
        ("2024-02-09", None, None),  # 2024 left New Year's Eve a working day
        ("2024-02-10", "statutory", "春节"),
        ("2024-02-18", "make_up_work", "春节"),
        ("2024-06-08", None, None),  # a plain weekend before 端午节
        ("2025-01-28", "statutory", "春节"),
        ("2025-10-06", "statutory", "国庆节、中秋节"),
        ("2025-10-08", "adjusted_rest", "国庆节、中秋节"),
        ("2025-09-28", "make_up_work", "国庆节、中秋节"),
        ("2026-01-04", "make_up_work", "元旦"),
        ("2026-02-23", "adjusted_rest", "春节"),
        ("2026-04-05", "statutory", "清明节"),
        ("2026-09-20", "make_up_work", "国庆节"),
        ("2026-10-08", None, None),
    ],
)
def test_days_are_what_the_notices_say(day: str, kind: str | None, name: str | None) -> None:
    found = Calendar.packaged().days.get(date.fromisoformat(day))

    assert (found and found.kind, found and found.name.zh) == (kind, name)


def test_every_row_names_the_notice_of_its_year() -> None:
    notices = {(day.day.year, day.notice, day.notice_date) for day in Calendar.packaged().days.values()}

    assert notices == {
        (2024, "国办发明电〔2023〕7号", date(2023, 10, 25)),
        (2025, "国办发明电〔2024〕12号", date(2024, 11, 12)),
        (2026, "国办发明电〔2025〕7号", date(2025, 11, 4)),
    }


def test_the_table_knows_whole_years_and_nothing_around_them() -> None:
    calendar = Calendar.packaged()

    assert [calendar.covers(date(year, 12, 31)) for year in (2023, 2024, 2026, 2027)] == [False, True, True, False]


def test_a_users_table_stands_in_place_of_ours(tmp_path: Path) -> None:
    calendar = Calendar.load(table(tmp_path, NEW_YEAR, NATIONAL))

    assert (calendar.first, calendar.last) == (date(2027, 1, 1), date(2027, 12, 31))
    assert calendar.off() == [date(2027, 1, 1), date(2027, 10, 1)]


def test_every_row_at_fault_is_named(tmp_path: Path) -> None:
    path = table(
        tmp_path,
        NEW_YEAR,
        NEW_YEAR,
        "2027-13-01,statutory,元旦,New Year's Day,通知,2026-11-01",
        "2027-01-04,make_up_work,元旦,New Year's Day,通知,2026-11-01",  # a Monday
        "2027-01-05,holiday,元旦,New Year's Day,通知,2026-11-01",
        "2027-01-06,statutory,,New Year's Day,通知,2026-11-01",
        "2027-01-07,statutory,元旦",
        NATIONAL,
    )

    with pytest.raises(InputError) as caught:
        Calendar.load(path)

    assert [f"第{row}行" in caught.value.text.zh for row in range(2, 10)] == [False, *[True] * 6, False]
    assert caught.value.field == "calendar"


@pytest.mark.parametrize("rows", [[], [NEW_YEAR], [NEW_YEAR, NATIONAL.replace("statutory", "adjusted_rest")]])
def test_a_year_that_is_not_whole_is_refused(tmp_path: Path, rows: list[str]) -> None:
    with pytest.raises(InputError):
        Calendar.load(table(tmp_path, *rows))


def test_what_is_no_table_is_refused_in_words(tmp_path: Path) -> None:
    binary = tmp_path / "binary.csv"
    binary.write_bytes(b"\xff\xfe\x00")
    large = tmp_path / "large.csv"
    large.write_bytes(b"x" * 1_000_001)

    for path in (binary, large, tmp_path / "absent.csv", tmp_path, table(tmp_path, NEW_YEAR, head="day,kind")):
        with pytest.raises(FileError):
            Calendar.load(path)


def test_the_fingerprint_changes_with_the_days_and_not_with_their_names(tmp_path: Path) -> None:
    plain = Calendar.load(table(tmp_path, NEW_YEAR, NATIONAL))
    renamed = Calendar.load(table(tmp_path, NEW_YEAR.replace("元旦", "新年"), NATIONAL))
    longer = Calendar.load(
        table(tmp_path, NEW_YEAR, NEW_YEAR.replace("-01-01,statutory", "-01-02,adjusted_rest"), NATIONAL)
    )

    assert plain.fingerprint == renamed.fingerprint
    assert plain.fingerprint != longer.fingerprint
