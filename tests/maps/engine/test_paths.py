import numpy as np
import pytest
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra

from maps.engine.arrays import NOWHERE, UNREACHED_DM, Snapped
from maps.engine.paths import TOGETHER, at_places, desk_for, nearest, search, turned
from tests.maps.engine.worlds import LIMIT_DM, NODES, STATIONS, World, graph_of, snapped, world_of


@pytest.mark.parametrize("seed", range(60))
def test_the_nearest_station_of_every_cell_is_that_of_scipy(seed: int) -> None:
    world = world_of(seed)

    at_nodes = nearest(turned(world.streets), world.stations, LIMIT_DM)
    found = at_places(at_nodes, world.cells, LIMIT_DM)

    expected = world.nearest(np.ones(STATIONS, bool))
    assert found.distance_dm.tolist() == expected.distance_dm.tolist()
    assert found.station.tolist() == expected.station.tolist()


@pytest.mark.parametrize("count", [TOGETHER, TOGETHER + 1, 5 * TOGETHER])
def test_stations_that_search_in_turns_better_each_others_labels(count: int) -> None:
    world = world_of(11, count)

    at_nodes = nearest(turned(world.streets), world.stations, LIMIT_DM)
    found = at_places(at_nodes, world.cells, LIMIT_DM)

    expected = world.nearest(np.ones(count, bool))
    assert found.distance_dm.tolist() == expected.distance_dm.tolist()
    assert found.station.tolist() == expected.station.tolist()


@pytest.mark.parametrize("seed", range(20))
def test_nodes_agree_with_scipys_search_from_many_sources(seed: int) -> None:
    streets = world_of(seed).streets
    sources = np.array([3, 3, 17, 44], np.int32)
    matrix = csr_array((streets.cost_dm.astype(float), streets.head, streets.first), shape=(NODES, NODES))

    found = nearest(streets, Snapped(sources, np.zeros(4, np.int32)), LIMIT_DM)

    expected = dijkstra(matrix, indices=sources, min_only=True, limit=LIMIT_DM)
    assert np.where(np.isinf(expected), UNREACHED_DM, expected).tolist() == found.distance_dm.tolist()


def test_people_go_to_the_station_along_one_way_streets() -> None:
    streets = graph_of([(0, 1, 50)], nodes=2)

    to_station = nearest(turned(streets), snapped([1], [0]), LIMIT_DM)
    to_other_end = nearest(turned(streets), snapped([0], [0]), LIMIT_DM)

    assert to_station.distance_dm.tolist() == [50, 0]
    assert to_other_end.distance_dm.tolist() == [0, UNREACHED_DM]


def test_both_ways_to_the_door_count() -> None:
    streets = graph_of([(0, 1, 50)], nodes=2)

    at_nodes = nearest(turned(streets), snapped([1], [7]), LIMIT_DM)
    found = at_places(at_nodes, snapped([0], [30]), LIMIT_DM)

    assert found.distance_dm.tolist() == [87]


def test_the_limit_itself_is_reached_and_a_decimetre_more_is_not() -> None:
    streets = graph_of([(0, 1, 50)], nodes=2)

    at_nodes = nearest(turned(streets), snapped([1], [0]), 60)
    found = at_places(at_nodes, snapped([0, 0], [10, 11]), 60)

    assert found.distance_dm.tolist() == [60, UNREACHED_DM]
    assert found.station.tolist() == [0, NOWHERE]


def test_of_stations_equally_far_the_first_wins_even_across_streets_without_length() -> None:
    streets = graph_of([(0, 1, 0), (1, 0, 0), (1, 2, 5), (2, 1, 5)], nodes=3)

    found = nearest(turned(streets), snapped([1, 0, 0], [0, 0, 0]), LIMIT_DM)

    assert found.station.tolist() == [0, 0, 0]
    assert found.distance_dm.tolist() == [0, 0, 5]


def test_no_stations_reach_nothing() -> None:
    found = nearest(world_of(0).streets, snapped([], []), LIMIT_DM)

    assert set(found.distance_dm.tolist()) == {UNREACHED_DM}


def test_a_search_leaves_the_desk_as_it_found_it() -> None:
    world = world_of(0)
    with desk_for(world.streets, LIMIT_DM) as desk:
        before = desk.nodes["label"].tobytes(), desk.bucket.tobytes()

    nearest(world.streets, world.stations, LIMIT_DM)

    with desk_for(world.streets, LIMIT_DM) as same:
        assert same is desk
        assert (desk.nodes["label"].tobytes(), desk.bucket.tobytes()) == before


def test_a_desk_on_which_something_went_wrong_is_not_used_again() -> None:
    world = world_of(0)
    expected = nearest(world.streets, world.stations, LIMIT_DM)

    with pytest.raises(MemoryError):
        fail_midway(world)

    again = nearest(world.streets, world.stations, LIMIT_DM)
    assert again.distance_dm.tolist() == expected.distance_dm.tolist()


def fail_midway(world: World) -> None:
    """Search, and fail before the desk has been cleared."""
    with desk_for(world.streets, LIMIT_DM) as desk:
        search(world.streets, world.stations, np.arange(STATIONS), LIMIT_DM, desk)
        raise MemoryError
