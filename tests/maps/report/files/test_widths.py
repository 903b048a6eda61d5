"""Widths of columns: short texts on one line, long ones broken, words whole."""

import pytest

from maps.report.files import widths


def test_a_chinese_character_is_as_wide_as_it_is_high() -> None:
    assert widths.ems("驿站") == 2
    assert widths.ems("abc") == pytest.approx(3 * widths.NARROW)
    assert widths.ems("第1站") == pytest.approx(2 + widths.NARROW + 2 * widths.PART)
    assert widths.ems("") == 0


def test_words_and_numbers_are_not_broken_but_chinese_is() -> None:
    assert widths.pieces("距 1,550 米，see Notes") == ["1,550", "see", "Notes"]
    assert widths.pieces("黄浦区（上海）") == []


def test_columns_fill_the_room_and_only_long_ones_are_broken() -> None:
    columns = [["名次", "1", "2"], ["位置", "很长的位置" * 20], ["区", "黄浦区"], ["原因", "也很长的原因" * 10]]

    rank, where, district, why = widths.shared(columns, 60.0)

    assert rank + where + district + why == pytest.approx(60)
    assert district >= 3
    assert rank < district < why < where
    assert where / why == pytest.approx(100 / 60, rel=0.05)


def test_no_word_is_broken_while_there_is_room() -> None:
    hash_ = "ab" * 20

    item, value = widths.shared([["项目", "很长的项目名称" * 10], ["内容", hash_]], 40.0)

    assert value > widths.ems(hash_)
    assert item > widths.SHORT
    assert item + value == pytest.approx(40)


def test_columns_too_many_for_the_room_are_narrowed_alike() -> None:
    columns = [["长", "一二三四五六"]] * 10

    shares = widths.shared(columns, 30.0)

    assert shares == pytest.approx([3.0] * 10)
