import numpy as np
import pytest

from maps.engine.equity import by_density, lorenz
from stations.compiling import Array

ONE_EACH = np.ones(10)


def gini(value: Array, weight: Array) -> float | None:
    curve = lorenz(value, weight)
    return curve and curve.gini


def palma(value: Array, weight: Array) -> float | None:
    curve = lorenz(value, weight)
    return curve and curve.palma


def test_equal_shares_have_a_gini_of_zero() -> None:
    assert gini(np.full(10, 7.0), np.arange(1.0, 11)) == pytest.approx(0, abs=1e-12)


def test_one_of_ten_having_all_has_a_gini_of_nine_tenths() -> None:
    value = np.zeros(10)
    value[3] = 5.0

    assert gini(value, ONE_EACH) == pytest.approx(0.9)


def test_gini_is_half_the_relative_mean_difference_of_people() -> None:
    random = np.random.default_rng(2)
    value, weight = random.random(20), random.integers(0, 6, 20).astype(float)
    people = np.repeat(value, weight.astype(int))

    found = gini(value, weight)

    assert found == pytest.approx(np.abs(people[:, None] - people).mean() / people.mean() / 2)


def test_between_its_corners_the_curve_is_straight() -> None:
    curve = lorenz(np.array([3.0, 1.0]), np.array([1.0, 3.0]))

    assert curve is not None
    assert curve.at(np.array([0.0, 0.375, 0.875, 1.0])) == pytest.approx([0, 0.25, 0.75, 1])


def test_the_lorenz_curve_runs_from_those_with_least() -> None:
    curve = lorenz(np.array([3.0, 1.0]), np.array([1.0, 3.0]))

    assert curve is not None
    assert curve.people.tolist() == [0, 0.75, 1]
    assert curve.share.tolist() == [0, 0.5, 1]


def test_palma_is_the_top_tenth_over_the_four_lowest() -> None:
    value = np.array([1, 1, 1, 1, 2, 2, 2, 2, 2, 10.0])

    assert palma(value, ONE_EACH) == pytest.approx(10 / 4)


def test_palma_divides_a_cell_that_crosses_the_line() -> None:
    assert palma(np.array([4.0]), np.array([100.0])) == pytest.approx(0.1 / 0.4)


def test_palma_is_undefined_where_the_lowest_have_nothing() -> None:
    assert palma(np.array([0, 0, 0, 0, 0, 1.0]), np.ones(6)) is None


@pytest.mark.parametrize("weight", [0.0, 1.0])
def test_nothing_to_share_is_undefined(weight: float) -> None:
    value, people = np.zeros(3), np.full(3, weight)

    assert lorenz(value, people) is None
    assert gini(value, people) is None
    assert palma(value, people) is None


def test_nobody_has_no_quintiles_and_no_gini() -> None:
    nobody = np.zeros(3)

    assert by_density(np.ones(3), nobody, np.ones(3)) is None
    assert gini(np.ones(3), nobody) is None


def test_quintiles_are_fifths_of_the_people_by_density() -> None:
    is_covered = np.array([1.0, 0, 1, 1, 0])
    people = np.array([2.0, 2, 2, 2, 2])
    density = np.array([50.0, 10, 30, 20, 40])

    found = by_density(is_covered, people, density)

    assert found is not None
    assert found.value == pytest.approx([0, 2, 2, 0, 2])
    assert found.weight == pytest.approx([2, 2, 2, 2, 2])


def test_a_cell_across_two_fifths_is_divided() -> None:
    found = by_density(np.array([1.0, 0]), np.array([3.0, 7.0]), np.array([1.0, 2]))

    assert found is not None
    assert found.value == pytest.approx([2, 1, 0, 0, 0])
