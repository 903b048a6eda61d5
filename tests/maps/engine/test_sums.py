import numpy as np
import pytest

from maps.engine.arrays import NOWHERE, UNREACHED_DM
from maps.engine.catchments import catchments
from maps.engine.sums import Counted, covered, nearest_k, spread, total
from tests.maps.engine.worlds import AREAS, CELLS, LIMIT_DM, STATIONS, counted_of, world_of

SEEDS = range(20)
BANDS_DM = (LIMIT_DM // 3, LIMIT_DM)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_three_nearest_open_stations_are_those_of_brute_force(seed: int) -> None:
    world = world_of(seed)
    is_open = np.random.default_rng(seed).random(STATIONS) < 0.7
    reached = catchments(world.ground, world.stations, LIMIT_DM)

    found = nearest_k(reached, is_open, CELLS, 3)

    apart = np.where(is_open[:, None], world.apart_dm, UNREACHED_DM)
    order = np.argsort(apart, axis=0, kind="stable")[:3].T
    expected = np.take_along_axis(apart.T, order, axis=1)
    assert found.distance_dm.tolist() == expected.tolist()
    assert found.station.tolist() == np.where(expected == UNREACHED_DM, NOWHERE, order).tolist()


@pytest.mark.parametrize("seed", SEEDS)
def test_covered_weight_is_that_of_brute_force_by_area_band_and_k(seed: int) -> None:
    world, counted = world_of(seed), counted_of(seed)
    reached = catchments(world.ground, world.stations, LIMIT_DM)
    found = nearest_k(reached, np.ones(STATIONS, bool), CELLS, 3)

    sums = covered(found.distance_dm, counted, BANDS_DM)

    for area in range(AREAS):
        for band, limit_dm in enumerate(BANDS_DM):
            stations_near = (world.apart_dm <= limit_dm).sum(axis=0)
            for k in (1, 2, 3):
                is_covered = (stations_near >= k) & (counted.area_of == area)
                assert sums[area, band, k - 1] == counted.weight[is_covered].sum()


def test_denominators_count_every_cell_that_lies_in_an_area() -> None:
    counted = Counted(np.array([5.0, 7.0, 11.0, 13.0]), np.array([1, NOWHERE, 1, 0], np.int32), 3)

    weight = total(counted)

    assert weight.tolist() == [13, 16, 0]


def test_the_spread_is_weighted_and_the_unreached_stand_apart() -> None:
    distance_dm = np.array([100, 200, 300, UNREACHED_DM, 400], np.int32)
    counted = Counted(np.array([6.0, 2.0, 1.0, 50.0, 1.0]), np.zeros(5, np.int32), 1)

    found = spread(distance_dm, counted)

    assert found.reached.tolist() == [10]
    assert found.unreached.tolist() == [50]
    assert found.mean_m.tolist() == [(6 * 10 + 2 * 20 + 30 + 40) / 10]
    assert found.median_m.tolist() == [10]
    assert found.p90_m.tolist() == [30]


def test_where_nobody_is_reached_there_is_no_median() -> None:
    counted = Counted(np.array([3.0]), np.zeros(1, np.int32), 2)

    found = spread(np.array([UNREACHED_DM], np.int32), counted)

    assert found.unreached.tolist() == [3, 0]
    assert np.isnan([found.mean_m, found.median_m, found.p90_m]).all()


@pytest.mark.parametrize("seed", SEEDS)
def test_the_spread_is_that_of_people_in_a_row(seed: int) -> None:
    counted = counted_of(seed)
    distance_dm = np.random.default_rng(seed).integers(0, LIMIT_DM, CELLS).astype(np.int32)

    found = spread(distance_dm, counted)

    for area in range(AREAS):
        is_in = counted.area_of == area
        row = np.sort(np.repeat(distance_dm[is_in], counted.weight[is_in].astype(int))) / 10
        assert found.mean_m[area] == pytest.approx(row.mean(), rel=1e-12)
        assert found.median_m[area] == np.quantile(row, 0.5, method="inverted_cdf")
        assert found.p90_m[area] == np.quantile(row, 0.9, method="inverted_cdf")


def test_the_same_arrays_give_the_same_bytes() -> None:
    world, counted = world_of(1), counted_of(1)

    tables = [
        covered(nearest_k(reached, np.ones(STATIONS, bool), CELLS, 3).distance_dm, counted, BANDS_DM).tobytes()
        for reached in (catchments(world.ground, world.stations, LIMIT_DM) for _ in range(2))
    ]

    assert tables[0] == tables[1]
