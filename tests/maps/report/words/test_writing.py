"""Numbers as they are written."""

import pytest

from maps.coverage_metrics import Figure
from maps.report.words import writing
from stations.language import Text

UNIT = Text("家", "eateries")


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (None, "—"),
        (0, "0"),
        (91, "91"),
        (0.298, "0.298"),
        (12.345, "12.3"),
        (99.96, "100"),
        (7564.5, "7,565"),
        (0.0625, "0.0625"),
    ],
)
def test_amounts_have_three_digits_below_a_hundred_and_none_after_the_point_above(
    value: float | None, written: str
) -> None:
    assert writing.amount(value) == written


def test_a_share_stands_with_numerator_and_denominator() -> None:
    assert writing.part(Figure(349, 908), UNIT) == Text("349 家（共 908，占 38.4%）", "349 of 908 eateries (38.4%)")


@pytest.mark.parametrize(("part", "whole", "written"), [(26, 160, "16.3%"), (1, 800, "0.1%"), (3, 800, "0.4%")])
def test_halves_go_up_as_in_a_spreadsheet(part: int, whole: int, written: str) -> None:
    assert writing.share(Figure(part, whole)) == written


@pytest.mark.parametrize(
    ("part", "whole", "written"),
    [
        (153.9, 154.1, "153.9 家（共 154.1，占 99.9%）"),
        (153.99, 154.04, "153.99 家（共 154.04，占 100.0%）"),
        (154.0, 154.0, "154 家（共 154，占 100.0%）"),
        (0.5001, 0.5002, "0.5001 家（共 0.5002，占 100.0%）"),
        (None, 154.0, "— 家（共 154）"),
    ],
)
def test_a_part_is_told_from_its_whole(part: float | None, whole: float, written: str) -> None:
    assert writing.part(Figure(part, whole, fewest=0), UNIT).zh == written


def test_amounts_in_a_column_have_the_same_decimals_and_none_more_than_three() -> None:
    assert writing.column([0.298, 0.31, 0, None, 16.9, 153.87]) == ["0.298", "0.310", "0", "—", "16.900", "154"]
    assert writing.column([2.3, 2.35]) == ["2.30", "2.35"]
    assert writing.column([0.0912, 0.453]) == ["0.091", "0.453"]
    assert writing.column([3, 12]) == ["3", "12"]
    assert writing.column([]) == []


@pytest.mark.parametrize(
    ("value", "written"), [(1, "1 eatery"), (2, "2 eateries"), (0, "0 eateries"), (1.25, "1.25 eateries")]
)
def test_one_is_not_told_in_the_plural(value: float, written: str) -> None:
    assert writing.so_many(value, UNIT).en == written


def test_of_fewer_than_five_there_is_no_share() -> None:
    assert writing.share(Figure(2, 4)) == "—"
    assert writing.share(Figure(2, 5)) == "40.0%"
    assert writing.part(Figure(2, 4), UNIT) == Text("2 家（共 4）", "2 of 4 eateries")


def test_a_change_is_told_in_points_with_its_sign() -> None:
    assert writing.points(Figure(349, 908), Figure(423, 908)) == "+8.1"
    assert writing.points(Figure(2, 4), Figure(3, 4)) is None
