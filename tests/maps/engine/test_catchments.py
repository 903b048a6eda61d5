import numpy as np
import pytest
from scipy.spatial import cKDTree

from maps.engine.arrays import UNREACHED_DM, Catchments
from maps.engine.catchments import NOTHING, Ground, Row, catchments, row, row_of, straight_line, with_row, within
from stations.compiling import Array
from stations.geo import distance_m
from stations.snapshot.assembling import earth_centred
from tests.maps.engine.worlds import CELLS, LIMIT_DM, STATIONS, graph_of, snapped, world_of


def table_of(reached: Catchments) -> Array:
    """Return the distances of catchments as (stations, cells), UNREACHED_DM beyond."""
    table = np.full((len(reached.first) - 1, CELLS), UNREACHED_DM, np.int64)
    for station in range(len(table)):
        cell, distance_dm = row_of(reached, station)
        assert np.all(np.diff(cell) > 0)
        table[station, cell] = distance_dm
    return table


@pytest.mark.parametrize("seed", range(60))
def test_every_pair_of_station_and_cell_is_that_of_scipy(seed: int) -> None:
    world = world_of(seed)

    reached = catchments(world.ground, world.stations, LIMIT_DM)

    assert (table_of(reached) != world.apart_dm).sum() == 0


def test_one_changed_station_is_one_row() -> None:
    world = world_of(3)
    reached = catchments(world.ground, world.stations, LIMIT_DM)
    moved = snapped([20], [0])

    changed = with_row(reached, 5, row(world.ground, moved, 0, LIMIT_DM))

    world.stations.node[5], world.stations.offset_dm[5] = 20, 0
    anew = catchments(world.ground, world.stations, LIMIT_DM)
    assert [part.tobytes() for part in changed] == [part.tobytes() for part in anew]


def test_a_row_past_the_last_adds_a_station_and_nothing_closes_one() -> None:
    world = world_of(3)
    reached = catchments(world.ground, world.stations, LIMIT_DM)
    new = Row(np.array([1, 4], np.int32), np.array([10, 20], np.int32))

    more = with_row(reached, STATIONS, new)
    fewer = with_row(reached, 0, NOTHING)

    assert row_of(more, STATIONS).cell.tolist() == [1, 4]
    assert len(more.first) == STATIONS + 2
    assert len(row_of(fewer, 0).cell) == 0
    assert row_of(fewer, 2).cell.tolist() == row_of(reached, 2).cell.tolist()


def test_a_shorter_limit_cuts_what_a_longer_one_found() -> None:
    world = world_of(8)

    cut = within(catchments(world.ground, world.stations, LIMIT_DM), LIMIT_DM // 3)

    anew = catchments(world.ground, world.stations, LIMIT_DM // 3)
    assert [part.tolist() for part in cut] == [part.tolist() for part in anew]


def test_no_stations_have_no_catchments() -> None:
    ground = Ground.of(graph_of([(0, 1, 5)], nodes=2), snapped([0], [0]))

    reached = catchments(ground, snapped([], []), LIMIT_DM)

    assert [part.tolist() for part in reached] == [[0], [], []]


@pytest.mark.parametrize("detour", [1.0, 1.3])
def test_a_straight_line_is_the_geodesic_times_the_detour(detour: float) -> None:
    random = np.random.default_rng(1)
    lon, lat = random.normal(121.47, 0.05, CELLS), random.normal(31.23, 0.05, CELLS)
    points_m = earth_centred(lon, lat)
    limit_dm = 50_000

    reached = straight_line(points_m[:STATIONS], cKDTree(points_m), limit_dm, detour=detour)

    apart_m = distance_m(lon[:STATIONS, None], lat[:STATIONS, None], lon, lat)
    expected = np.rint(apart_m * detour * 10)
    assert np.array_equal(table_of(reached), np.where(expected <= limit_dm, expected, UNREACHED_DM))


def test_a_straight_line_on_a_plane_is_that_of_pythagoras() -> None:
    cells = cKDTree([[300.0, 400.0], [0.0, 0.0], [301.0, 400.0]])

    reached = straight_line(np.array([[0.0, 0.0]]), cells, 5_000)

    assert row_of(reached, 0).cell.tolist() == [0, 1]
    assert row_of(reached, 0).distance_dm.tolist() == [5_000, 0]
