import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from mapclassify import Quantiles
from pandas import Series

from maps.classes import NO_DATA, ZERO, breaks, classify
from maps.metrics import METRICS

RATE = METRICS["stations_per_100k"]


def test_ten_values_fall_into_five_classes_of_two() -> None:
    values = Series([1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 10.0])

    classes = classify(values, RATE)

    assert list(classes.numbers) == [1, 1, 2, 2, 3, 3, 4, 4, 5, 5]
    assert [line.districts for line in classes.legend] == [2, 2, 2, 2, 2]
    assert (classes.legend[0].low, classes.legend[-1].high) == (">0", "10.00")


def test_zero_and_no_data_are_classes_of_their_own_in_other_colours() -> None:
    classes = classify(Series([0.0, None, 2.0]), RATE)

    assert list(classes.numbers) == [ZERO, NO_DATA, 1]
    assert len({line.color for line in classes.legend}) == 3


def test_no_data_at_all_leaves_one_line() -> None:
    classes = classify(Series([None, None], dtype="float64"), RATE)

    assert [(line.number, line.districts) for line in classes.legend] == [(NO_DATA, 2)]


def test_equal_values_make_one_class() -> None:
    classes = classify(Series([2.5, 2.5, 2.5]), RATE)

    assert [(line.low, line.high, line.districts) for line in classes.legend] == [(">0", "2.50", 3)]


@pytest.mark.filterwarnings("error")
@given(st.lists(st.one_of(st.none(), st.floats(0, 1000)), min_size=1, max_size=60))
def test_every_value_lies_in_the_range_its_class_states(drawn: list[float | None]) -> None:
    values = Series(drawn, dtype="float64")

    classes = classify(values, RATE)

    lines = {line.number: line for line in classes.legend}
    assert sum(line.districts for line in classes.legend) == len(values)
    assert len([number for number in lines if number > 0]) <= 5
    for value, number in zip(values, classes.numbers, strict=True):
        if number > 0:
            low = 0 if lines[number].low == ">0" else float(lines[number].low)
            assert low < value <= float(lines[number].high)


@pytest.mark.parametrize("count", [1, 2, 4, 5, 6, 83, 3253])
def test_bounds_are_the_quantiles_of_mapclassify(count: int) -> None:
    values = Series(np.random.default_rng(count).lognormal(size=count))

    step = 1e-6
    expected = Quantiles(values.to_numpy(), k=min(5, count)).bins if count > 1 else values.to_numpy()

    assert breaks(values, step=step) == pytest.approx(expected, abs=1.1 * step)
