import numpy as np
import pytest

from maps.engine.arrays import NOWHERE
from maps.engine.catchments import catchments
from maps.engine.weeks import Zones, covered_by_scenario, covered_words, is_covered, masks_of, zones_of
from stations.compiling import Array
from tests.maps.engine.worlds import AREAS, CELLS, LIMIT_DM, STATIONS, World, counted_of, world_of

HOURS, SETS = 37, 3
SCENARIOS = HOURS * SETS


def hours_and_needs(seed: int) -> tuple[Array, Array]:
    """Return which stations are open at each hour and which have each set of needs."""
    random = np.random.default_rng(seed)
    return random.random((STATIONS, HOURS)) < 0.3, random.random((STATIONS, SETS)) < 0.6


def zones_in(world: World, area_of: Array) -> Zones:
    return zones_of(catchments(world.ground, world.stations, LIMIT_DM), area_of)


@pytest.mark.parametrize("seed", range(10))
def test_every_scenario_covers_the_cells_that_its_own_search_covers(seed: int) -> None:
    world, (is_open, has) = world_of(seed), hours_and_needs(seed)
    zones = zones_in(world, np.zeros(CELLS, np.int32))

    words = covered_words(zones, masks_of(is_open, has))

    for scenario in range(SCENARIOS):
        needs, hour = divmod(scenario, HOURS)
        alone = world.nearest(is_open[:, hour] & has[:, needs])
        assert (is_covered(zones, words, scenario) == (alone.station != NOWHERE)).all()


@pytest.mark.parametrize("k", [2, 3])
def test_where_several_stations_are_wanted_that_many_must_reach_a_cell(k: int) -> None:
    world, (is_open, has) = world_of(k), hours_and_needs(k)
    zones = zones_in(world, np.zeros(CELLS, np.int32))

    words = covered_words(zones, masks_of(is_open, has), k=k)

    counts = []
    for scenario in range(SCENARIOS):
        needs, hour = divmod(scenario, HOURS)
        near = ((world.apart_dm <= LIMIT_DM) & (is_open[:, hour] & has[:, needs])[:, None]).sum(axis=0)
        counts.append(near)
        assert (is_covered(zones, words, scenario) == (near >= k)).all()
    assert {k - 1, k} <= set(np.concatenate(counts).tolist())


@pytest.mark.parametrize("seed", range(10))
def test_every_scenario_counts_the_people_of_the_cells_it_covers(seed: int) -> None:
    world, counted, (is_open, has) = world_of(seed), counted_of(seed), hours_and_needs(seed)
    zones = zones_in(world, counted.area_of)
    words = covered_words(zones, masks_of(is_open, has))

    sums = covered_by_scenario(zones, words, counted, SCENARIOS)

    assert sums.shape == (AREAS, SCENARIOS)
    for scenario in range(SCENARIOS):
        needs, hour = divmod(scenario, HOURS)
        covered = world.nearest(is_open[:, hour] & has[:, needs]).station != NOWHERE
        for area in range(AREAS):
            assert sums[area, scenario] == counted.weight[covered & (counted.area_of == area)].sum()


@pytest.mark.parametrize("seed", range(10))
def test_a_zone_is_all_cells_of_one_area_with_the_same_stations(seed: int) -> None:
    world, counted = world_of(seed), counted_of(seed)

    zones = zones_in(world, counted.area_of)

    kinds: dict[tuple[int, bytes], list[int]] = {}
    for cell in range(CELLS):
        near = world.apart_dm[:, cell] <= LIMIT_DM
        if near.any() and counted.area_of[cell] != NOWHERE:
            kinds.setdefault((int(counted.area_of[cell]), near.tobytes()), []).append(cell)
    expected = np.full(CELLS, NOWHERE)
    for zone, cells in enumerate(kinds.values()):
        expected[cells] = zone
    assert zones.of_cell.tolist() == expected.tolist()


def test_a_scenario_beyond_the_first_word_has_its_own_bit() -> None:
    is_open = np.zeros((1, 168), bool)
    is_open[0, 100] = True

    masks = masks_of(is_open, np.array([[False, True]]))

    assert masks.shape == (1, 6)
    assert [(word, int(bits)) for word, bits in enumerate(masks[0]) if bits] == [((168 + 100) // 64, 1 << 268 % 64)]
