from dataclasses import replace

import numpy as np
import pytest

from maps import answering, week
from maps.city import City
from maps.runs import strip
from tests.maps.test_answering import asked
from tests.maps.test_whatif import city

__all__ = ["city"]

HOURS = [0, week.parse_hour("Wed 15:00"), week.parse_hour("Fri 18:00"), week.parse_hour("Sat 22:00"), 167]


def assert_is_what_each_hour_says(city: City, k: int = 1) -> None:
    question = asked(needs=("toilet",), minutes=5, k=k)

    found = strip.of(city, question)

    assert len({*found.sure.tolist(), *found.may.tolist()}) > 1
    for hour in HOURS:
        answer = answering.answer(city, replace(question, hour=hour))
        assert found.weight[hour] == pytest.approx(answer.weight.sum())
        assert found.sure[hour] == pytest.approx(answer.weight[answer.is_covered(answer.sure)].sum())
        assert found.may[hour] == pytest.approx(answer.weight[answer.is_covered(answer.may)].sum())


@pytest.mark.parametrize("k", [1, 2, 3])
def test_every_hour_is_what_asking_for_it_alone_would_say(city: City, k: int) -> None:
    assert_is_what_each_hour_says(city, k)


@pytest.mark.parametrize("is_each_its_own", [False, True])
def test_where_people_come_and_go_each_hour_has_its_own_weight(city: City, is_each_its_own: bool) -> None:  # noqa: FBT001 - a parameter of the test
    rows = len(city.cells.h3) if is_each_its_own else 1
    profile = np.random.default_rng(2).random((rows, week.HOURS))

    assert_is_what_each_hour_says(replace(city, demand=replace(city.demand, profile=profile)))
