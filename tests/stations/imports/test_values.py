from datetime import UTC, date, datetime

import pytest

from stations.imports import values
from stations.vocabulary import STATION_TYPES


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("113.62", 113.62),
        (" 113.62° ", 113.62),
        ("１１３．６２", 113.62),
        ("113.62°E", 113.62),
        ("E113.62", 113.62),
        ("东经113.62度", 113.62),
        ("南纬34.5", -34.5),
        ("34.5S", -34.5),
        ("-0.5", -0.5),
        ("113°37′12″", 113.62),
        ("113度37分12秒", 113.62),
        ("34°30'N", 34.5),
        ("1.1362e2", 113.62),
    ],
)
def test_degrees_are_read_as_people_write_them(text: str, expected: float) -> None:
    assert values.degrees(text) == pytest.approx(expected, abs=1e-12)


@pytest.mark.parametrize("text", ["", "nan", "inf", "-inf", "东经", "113,62", "1e999", "郑州", "0x10", "113.62 34.7"])
def test_what_is_no_number_of_degrees_is_none(text: str) -> None:
    assert values.degrees(text) is None


@pytest.mark.parametrize(
    ("text", "expected"), [("25㎡", 25), ("1,200", 1200), ("２０人", 20), ("约20", None), ("nan", None), ("", None)]
)
def test_numbers_may_carry_a_unit(text: str, expected: float | None) -> None:
    assert values.number(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024-05-01", date(2024, 5, 1)),
        ("2024/5/1", date(2024, 5, 1)),
        ("2024年5月1日", date(2024, 5, 1)),
        ("2024-05-01T08:00:00", date(2024, 5, 1)),
        ("2024-02-30", None),
        ("~2017-18", None),
        ("2024", None),
        ("20240501", None),
    ],
)
def test_a_date_has_a_year_a_month_and_a_day_that_exist(text: str, expected: date | None) -> None:
    assert values.day(text) == expected


def test_a_day_begins_at_midnight_in_china() -> None:
    assert values.instant("2024-05-01") == datetime(2024, 4, 30, 16, tzinfo=UTC)


@pytest.mark.parametrize("text", ["甲␀乙", "爱\ufffd驿站", "宸ヤ細椹跨珯"])  # the last is 工会驿站, read as GBK
def test_damage_is_seen(text: str) -> None:
    assert values.is_damaged(text)


@pytest.mark.parametrize("text", ["", "工会驿站", "Café №1", "联通营业厅", "𠮷野家"])
def test_sound_text_is_not_taken_for_damage(text: str) -> None:
    assert not values.is_damaged(text)


def test_invisible_characters_and_line_breaks_are_tidied_away() -> None:
    assert values.clean(" 暖心\u200b驿站\u202e\n 二楼\u3000东 ") == "暖心驿站 二楼 东"


@pytest.mark.parametrize("text", ["driver_home", "司机之家", "Drivers’ Home", "卡车司机之家"])
def test_a_term_is_found_by_any_of_its_names(text: str) -> None:
    assert values.term(text, STATION_TYPES) == "driver_home"


def test_a_word_of_no_vocabulary_is_none() -> None:
    assert values.term("飞船", STATION_TYPES) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("0.354166666666667", "08:30"),
        ("0.5", "12:00"),
        ("08:30:00", "08:30"),
        ("0.9999", "24:00"),
        ("8:30", "8:30"),
        ("8", "8"),
        ("", ""),
    ],
)
def test_times_are_read_as_spreadsheets_hold_them(text: str, expected: str) -> None:
    assert values.clock(text) == expected
