import numpy as np
import pytest

from maps.engine.catchments import NOTHING, Row, catchments, row, row_of, with_row
from maps.engine.changes import change, open_stations_near
from maps.engine.sums import covered, nearest_k
from tests.maps.engine.worlds import CELLS, LIMIT_DM, STATIONS, counted_of, snapped, world_of

SEEDS = range(20)


@pytest.mark.parametrize("k", [1, 2])
@pytest.mark.parametrize("seed", SEEDS)
def test_a_moved_station_changes_what_counting_anew_would(seed: int, k: int) -> None:
    world, counted = world_of(seed), counted_of(seed)
    is_open = np.random.default_rng(seed).random(STATIONS) < 0.6
    is_open[4] = True
    reached = catchments(world.ground, world.stations, LIMIT_DM)
    elsewhere = row(world.ground, snapped([seed], [0]), 0, LIMIT_DM)

    found = change(open_stations_near(reached, is_open, CELLS), row_of(reached, 4), elsewhere, counted, k=k)

    sums = [
        covered(nearest_k(rows, is_open, CELLS, k).distance_dm, counted, [LIMIT_DM])[:, 0, k - 1]
        for rows in (reached, with_row(reached, 4, elsewhere))
    ]
    assert (found.gained - found.lost).tolist() == (sums[1] - sums[0]).tolist()


@pytest.mark.parametrize("seed", SEEDS)
def test_a_station_that_opens_gains_what_it_loses_when_it_closes_again(seed: int) -> None:
    world, counted = world_of(seed), counted_of(seed)
    reached = catchments(world.ground, world.stations, LIMIT_DM)
    is_open = np.arange(STATIONS) != 7
    row_7 = row_of(reached, 7)

    opens = change(open_stations_near(reached, is_open, CELLS), NOTHING, row_7, counted)
    closes = change(open_stations_near(reached, is_open | True, CELLS), row_7, NOTHING, counted)

    assert opens.gained.tolist() == closes.lost.tolist()
    assert not opens.lost.any()
    assert not closes.gained.any()


def test_what_is_gained_and_what_is_lost_stand_apart() -> None:
    counted = counted_of(0)._replace(weight=np.arange(CELLS, dtype=float), area_of=np.zeros(CELLS, np.int32), areas=1)
    before, after = (Row(np.array(cells, np.int32), np.zeros(3, np.int32)) for cells in ([3, 5, 7], [5, 8, 9]))
    near = np.zeros(CELLS, np.int32)
    near[[3, 5]] = 1
    near[[7, 9]] = 2

    found = change(near, before, after, counted)

    assert found.lost.tolist() == [3]
    assert found.gained.tolist() == [8]
