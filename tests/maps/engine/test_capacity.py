import numpy as np
import pytest

from maps.engine.arrays import Catchments
from maps.engine.capacity import access_2, access_3, gaussian
from maps.engine.catchments import catchments
from tests.maps.engine.worlds import CELLS, LIMIT_DM, STATIONS, counted_of, world_of

BOTH = pytest.mark.parametrize("access", [access_2, access_3])


def reached_of(*rows: dict[int, int]) -> Catchments:
    """Return catchments of stations given as {cell: distance}."""
    first = np.cumsum([0, *map(len, rows)])
    cells = [cell for row in rows for cell in row]
    distances = [distance for row in rows for distance in row.values()]
    return Catchments(first, np.array(cells, np.int32), np.array(distances, np.int32))


@BOTH
@pytest.mark.parametrize("seed", range(20))
def test_all_capacity_of_stations_that_anybody_reaches_is_given_out(access: type, seed: int) -> None:
    world, people = world_of(seed), counted_of(seed).weight
    capacity = np.random.default_rng(seed).integers(0, 30, STATIONS).astype(float)
    reached = catchments(world.ground, world.stations, LIMIT_DM)

    found = access(reached, LIMIT_DM, capacity, people)

    is_asked = ((world.apart_dm < LIMIT_DM) & (people > 0)).any(axis=1)
    assert (found * people).sum() == pytest.approx(capacity[is_asked].sum(), rel=1e-9)


def test_one_station_at_the_door_is_shared_by_heads() -> None:
    found = access_2(reached_of({0: 0, 1: 0}), 100, np.array([12.0]), np.array([1.0, 5.0]))

    assert found.tolist() == [2, 2]


def test_the_far_cell_gets_less_as_its_people_come_less() -> None:
    reached, capacity, people = reached_of({0: 0, 1: 50}), np.array([10.0]), np.array([1.0, 1.0])

    found = access_2(reached, 100, capacity, people)

    comes = (np.exp(-0.125) - np.exp(-0.5)) / (1 - np.exp(-0.5))
    assert found == pytest.approx([10 / (1 + comes), 10 * comes / (1 + comes)])


def test_in_three_steps_people_between_two_stations_divide_themselves() -> None:
    reached, capacity, people = reached_of({0: 0, 1: 0}, {1: 0}), np.array([6.0, 6.0]), np.array([1.0, 1.0])

    two, three = access_2(reached, 100, capacity, people), access_3(reached, 100, capacity, people)

    assert two == pytest.approx([3, 9])  # the second person asks both stations whole
    assert three == pytest.approx([4, 8])  # and here each by half: 6 / 1.5 for one, 6 / 1.5 / 2 + 6 / 0.5 / 2


@BOTH
def test_a_station_without_capacity_is_not_there(access: type) -> None:
    people = np.array([1.0, 1.0])

    with_it = access(reached_of({0: 0}, {0: 0, 1: 0}), 100, np.array([5.0, 0.0]), people)
    without = access(reached_of({0: 0}), 100, np.array([5.0]), people)

    assert with_it.tolist() == without.tolist() == [5, 0]


@BOTH
def test_nobody_and_nothing_give_zero(access: type) -> None:
    found = access(reached_of({}, {1: 10}), 100, np.array([3.0, 4.0]), np.zeros(CELLS))

    assert not found.any()


def test_decay_is_one_at_the_door_and_nothing_at_the_limit() -> None:
    falling = gaussian(np.array([0, 40, 80, 100, 120]), 100)

    assert falling[[0, 3, 4]].tolist() == [1, 0, 0]
    assert np.all(np.diff(falling[:4]) < 0)
