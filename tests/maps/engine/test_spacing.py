import numpy as np
import pytest

from maps.engine.arrays import NOWHERE, UNREACHED_DM
from maps.engine.catchments import catchments
from maps.engine.spacing import next_station, rule_m, standing
from maps.engine.sums import nearest_k
from stations import geo
from tests.maps.engine.worlds import LIMIT_DM, STATIONS, counted_of, world_of

SEEDS = range(20)


def around_shanghai(seed: int, count: int) -> tuple[np.ndarray, np.ndarray]:
    random = np.random.default_rng(seed)
    return random.uniform(121.4, 121.5, count), random.uniform(31.2, 31.3, count)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_nearest_other_station_is_that_of_the_geodesics(seed: int) -> None:
    lon, lat = around_shanghai(seed, 40)

    found = next_station(geo.earth_centred(lon=lon, lat=lat))

    apart_m = geo.distance_m(lon[:, None], lat[:, None], lon, lat)
    np.fill_diagonal(apart_m, np.inf)
    assert found.tolist() == apart_m.argmin(axis=1).tolist()


def test_stations_at_one_place_are_each_others_nearest() -> None:
    lon, lat = np.array([121.4, 121.5, 121.4, 121.4]), np.full(4, 31.2)

    found = next_station(geo.earth_centred(lon=lon, lat=lat))

    assert found.tolist() == [2, 0, 0, 0]


@pytest.mark.parametrize("count", [0, 1])
def test_a_station_alone_in_the_world_has_no_other(count: int) -> None:
    lon, lat = around_shanghai(1, count)

    assert next_station(geo.earth_centred(lon=lon, lat=lat)).tolist() == [NOWHERE] * count


def test_two_stations_at_one_place_and_nothing_else_have_each_other() -> None:
    place = np.array([[1.0, 2.0, 3.0], [1.0, 2.0, 3.0]])

    assert next_station(place).tolist() == [1, 0]


def test_the_rule_is_half_a_kilometre_where_people_live_densely() -> None:
    assert rule_m(np.array([True, False])).tolist() == [500.0, 1000.0]


@pytest.mark.parametrize("seed", SEEDS)
def test_how_a_station_stands_is_what_closing_or_opening_it_would_change(seed: int) -> None:
    world, weight = world_of(seed), counted_of(seed).weight
    serves = np.random.default_rng(seed).random(STATIONS) < 0.6
    reached = catchments(world.ground, world.stations, LIMIT_DM)

    found = standing(reached, nearest_k(reached, serves, len(weight), 3), weight, LIMIT_DM)

    near = world.apart_dm <= LIMIT_DM
    for station in range(STATIONS):
        others = np.flatnonzero(serves & (np.arange(STATIONS) != station))
        elsewhere = near[others].any(axis=0)
        best_dm = np.where(near[others], world.apart_dm[others], UNREACHED_DM).min(axis=0, initial=UNREACHED_DM)
        is_lower = np.array([station < first_of(world.apart_dm[:, cell], others) for cell in range(len(weight))])
        is_nearest = near[station] & (
            (world.apart_dm[station] < best_dm) | ((world.apart_dm[station] == best_dm) & is_lower)
        )
        assert found.reached[station] == weight[near[station]].sum()
        assert found.sole[station] == weight[near[station] & ~elsewhere].sum()
        assert found.nearest[station] == weight[is_nearest].sum()
        assert found.taken[station] == weight[is_nearest & elsewhere].sum()


def first_of(apart_dm: np.ndarray, others: np.ndarray) -> int:
    """Return the nearest of some stations of one cell, the lowest of several; one past all where there are none."""
    return int(others[apart_dm[others].argmin()]) if len(others) else STATIONS


@pytest.mark.parametrize("seed", SEEDS)
def test_the_rival_is_whoever_is_next_for_most_of_what_a_station_reaches(seed: int) -> None:
    world, weight = world_of(seed), counted_of(seed).weight
    reached = catchments(world.ground, world.stations, LIMIT_DM)

    found = standing(reached, nearest_k(reached, np.ones(STATIONS, bool), len(weight), 3), weight, LIMIT_DM)

    near = world.apart_dm <= LIMIT_DM
    for station in range(STATIONS):
        others = np.delete(np.arange(STATIONS), station)
        cells = np.flatnonzero(near[station] & near[others].any(axis=0))
        best = [first_of(world.apart_dm[:, cell], others) for cell in cells]
        shared = np.bincount(best, weight[cells], STATIONS)
        assert found.rival_weight[station] == pytest.approx(shared.max(initial=0))
        assert found.rival[station] == (shared.argmax() if len(cells) else NOWHERE)
