from typing import Any

import pytest

from maps.question import Question
from stations.errors import InputError


def test_a_quarter_of_an_hour_on_foot_is_1125_metres() -> None:
    assert Question(area="310101", way="straight").limit_dm == 11_250


def test_the_band_asked_for_stands_among_the_bands() -> None:
    question = Question(area="310101", way="straight", minutes=8)

    assert question.bands_min == (5, 8, 10, 15)
    assert question.bands_dm == (3_750, 6_000, 7_500, 11_250)


def test_a_straight_line_is_lengthened_only_where_that_is_asked() -> None:
    assert Question(area="310101", way="detour").detour == 1.3
    assert Question(area="310101", way="straight").detour == 1.0
    assert Question(area="310101", streets="shanghai").detour == 1.0


def test_the_same_question_has_the_same_digest_in_whatever_order_it_is_asked() -> None:
    one = Question(area="310101", way="straight", needs=("toilet", "drink"))
    other = Question(area="310101", way="straight", needs=("drink", "toilet", "drink"))

    assert one.digest(roster="a") == other.digest(roster="a")
    assert one.digest(roster="a") != one.digest(roster="b")


def test_a_question_says_itself_in_both_languages() -> None:
    said = Question(area="310101", streets="shanghai", needs=("toilet",), hour=142, k=2).say()

    assert said.zh == "15分钟步行可达 · 需要：急可如厕 · 周六 22:00 · 至少2个站点 · 沿道路"
    assert (
        said.en
        == "within 15 minutes on foot · needs: Use a toilet · Sat 22:00 · at least 2 stations · along the streets"
    )


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"mode": "boat"}, "mode"),
        ({"minutes": 0}, "minutes"),
        ({"minutes": float("nan")}, "minutes"),
        ({"minutes": 61}, "minutes"),
        ({"hour": 168}, "hour"),
        ({"k": 0}, "k"),
        ({"needs": ("sauna",)}, "need"),
        ({"needs": ("toilet",) * 11}, "need"),
        ({"streets": "shanghai"}, "way"),
    ],
)
def test_what_cannot_be_asked_is_refused_by_name(wrong: dict[str, Any], field: str) -> None:
    with pytest.raises(InputError) as refused:
        Question(**{"area": "310101", "way": "straight", **wrong})

    assert refused.value.field == field


def test_streets_must_be_named_to_be_used() -> None:
    with pytest.raises(InputError, match="Streets are named"):
        Question(area="310101")
