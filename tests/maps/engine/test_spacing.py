from itertools import combinations

import numpy as np
import pytest

from maps.engine.arrays import NOWHERE, UNREACHED_DM
from maps.engine.catchments import Ground, catchments
from maps.engine.paths import turned
from maps.engine.spacing import is_too_far, nearest_other, overlaps, sole
from tests.maps.engine.worlds import LIMIT_DM, STATIONS, apart_dm, counted_of, world_of

SEEDS = range(20)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_nearest_other_station_is_that_of_brute_force(seed: int) -> None:
    world = world_of(seed)
    among = Ground.of(turned(world.streets), world.stations)

    found = nearest_other(catchments(among, world.stations, LIMIT_DM))

    between = apart_dm(world.streets, world.stations, world.stations)
    for station in range(STATIONS):
        ways = {int(between[other, station]): other for other in reversed(range(STATIONS)) if other != station}
        expected = min(ways)
        assert found.distance_dm[station] == expected
        assert found.station[station] == (ways[expected] if expected < UNREACHED_DM else NOWHERE)


def test_the_rule_is_half_a_kilometre_where_people_live_densely() -> None:
    other_dm = np.array([4_999, 5_000, 5_000, 9_999, 10_000, UNREACHED_DM])
    is_dense = np.array([True, True, False, False, False, False])

    assert is_too_far(other_dm, is_dense).tolist() == [False, True, False, False, True, True]


@pytest.mark.parametrize("seed", SEEDS)
def test_overlaps_are_those_of_brute_force(seed: int) -> None:
    world, weight = world_of(seed), counted_of(seed).weight
    reached = catchments(world.ground, world.stations, LIMIT_DM)

    found = overlaps(reached, weight)

    near = world.apart_dm <= LIMIT_DM
    pairs = [(one, other) for one, other in combinations(range(STATIONS), 2) if (near[one] & near[other]).any()]
    assert list(zip(found.one.tolist(), found.other.tolist(), strict=True)) == pairs
    assert found.weight.tolist() == [weight[near[one] & near[other]].sum() for one, other in pairs]


@pytest.mark.parametrize("seed", SEEDS)
def test_what_a_station_has_for_itself_is_what_closing_it_would_lose(seed: int) -> None:
    world, weight = world_of(seed), counted_of(seed).weight

    found = sole(catchments(world.ground, world.stations, LIMIT_DM), weight)

    near = world.apart_dm <= LIMIT_DM
    for station in range(STATIONS):
        others = np.delete(near, station, axis=0).any(axis=0)
        assert found.reached[station] == weight[near[station]].sum()
        assert found.alone[station] == weight[near[station] & ~others].sum()
