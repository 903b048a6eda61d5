from typing import Any

import pytest

from maps.placing.asked import Aim, Siting, siting_of
from maps.question import Question
from stations.errors import InputError

QUESTION = Question(area="310101", streets="shanghai")
PLACE = {"lon": 121.47, "lat": 31.22}
LIST = {"source": "list", "places": [PLACE]}


def test_a_wish_is_read_again_as_it_was_written() -> None:
    wish = siting_of(QUESTION, {"aim": {"p": 3}, "candidates": LIST, "costs": {"open": 5.0}, "per": "action"})

    assert siting_of(QUESTION, wish.as_dict()) == wish


def test_a_whole_number_and_the_same_as_a_fraction_are_the_same_wish() -> None:
    one, two = (siting_of(QUESTION, {"aim": {"budget": budget, "gap": 0}}) for budget in (5, 5.0))

    assert one.digest({"streets": "a"}) == two.digest({"streets": "a"})
    assert one.digest({"streets": "a"}) != one.digest({"streets": "b"})


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"aim": {}}, "p"),
        ({"aim": {"p": 1, "cover_all": True}}, "p"),
        ({"aim": {"p": -1}}, "p"),
        ({"aim": {"p": 501}}, "p"),
        ({"aim": {"budget": float("nan")}}, "budget"),
        ({"aim": {"budget": -1.0}}, "budget"),
        ({"aim": {"budget": 1.0, "move": 1}}, "move"),
        ({"aim": {"p": 1, "move": -1}}, "move"),
        ({"aim": {"p": 1, "gap": 1.5}}, "gap"),
        ({"candidates": {"source": "moon"}}, "candidates"),
        ({"candidates": {"apart_m": float("nan")}}, "apart_m"),
        ({"candidates": {"most": 0}}, "most"),
        ({"candidates": {"source": "hosts", "stations": False}}, "candidates"),
        ({"candidates": {"source": "corners", "demand": "restaurants"}}, "candidates"),
        ({"candidates": {"source": "list", "places": []}}, "places"),
        ({"candidates": {"places": [PLACE]}}, "places"),
        ({"candidates": {"source": "list", "places": [PLACE] * 20_001}}, "places"),
        ({"candidates": {"source": "list", "places": [PLACE | {"cost": float("inf")}]}}, "cost"),
        ({"candidates": {"source": "list", "places": [PLACE | {"lon": float("nan")}]}}, "lon"),
        ({"costs": {"open": 0.0}}, "costs"),
        ({"per": "day"}, "per"),
        ({"remedies": 51}, "remedies"),
    ],
)
def test_what_cannot_be_meant_is_refused_by_name(wrong: dict[str, Any], field: str) -> None:
    with pytest.raises(InputError) as refused:
        siting_of(QUESTION, {"aim": {"p": 1}, **wrong})

    assert refused.value.field == field


def test_a_candidate_that_is_no_place_is_named_by_its_number() -> None:
    swapped = {"lon": 31.22, "lat": 121.47}

    with pytest.raises(InputError) as refused:
        siting_of(QUESTION, {"aim": {"p": 1}, "candidates": {"source": "list", "places": [PLACE, swapped]}})

    assert refused.value.text.zh.startswith("第 2 个候选点：经纬度似乎颠倒了")
    assert refused.value.text.en.startswith("Candidate 2: lon and lat look swapped")


@pytest.mark.parametrize(
    ("question", "field"),
    [(Question(area="310101", streets="shanghai", k=2), "k"), (Question(area="310101", way="detour"), "candidates")],
)
def test_a_question_that_siting_does_not_answer_is_refused(question: Question, field: str) -> None:
    with pytest.raises(InputError) as refused:
        Siting(question=question, aim=Aim(p=1))

    assert refused.value.field == field
