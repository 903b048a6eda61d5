from dataclasses import replace

import numpy as np
from h3.api import basic_int

from maps.run_map import bands
from maps.run_map.bands import Banded
from tests.maps.found import ASKED, cells, contents, disk

NEVER = np.nan


def banded_of(sure_m: list[float], may_m: list[float], *, minutes: float = 15) -> list[int]:
    """Return the classes of cells that are so far from a station, in their order."""
    h3 = disk(1)[: len(sure_m)]
    own = cells(h3, sure_m=np.array(sure_m), may_m=np.array(may_m))
    asked = replace(ASKED, minutes=minutes)
    limit_m = asked.limit_dm / 10
    own = replace(own, is_sure=own.sure_m <= limit_m, is_may=own.may_m <= limit_m)
    found: list[int] = bands.banded(contents(cells=own, question=asked)).band.tolist()
    return found


def test_a_cell_is_in_the_shortest_band_that_reaches_it_borders_included() -> None:
    speed_m_min = ASKED.limit_dm / 10 / 15
    far = [5 * speed_m_min, 5 * speed_m_min + 0.1, 15 * speed_m_min, 15 * speed_m_min + 0.1, NEVER, NEVER]

    assert banded_of(far, [1.0, 1.0, 1.0, NEVER, 1.0, NEVER]) == [0, 1, 2, 4, 3, 4]


def test_bands_beyond_the_reach_asked_for_are_not_drawn() -> None:
    speed_m_min = ASKED.limit_dm / 10 / 15

    assert banded_of([4 * speed_m_min, 9 * speed_m_min, 12 * speed_m_min], [NEVER] * 3, minutes=10) == [0, 1, 3]


def test_cells_without_demand_are_left_out() -> None:
    h3 = disk(1)
    own = cells(h3, weight=np.arange(len(h3), dtype=float))

    found = bands.banded(contents(cells=own))

    assert found.h3.tolist() == h3[1:].tolist()
    assert found.weight.sum() == sum(range(len(h3)))


def test_coarser_hexagons_hold_the_demand_of_the_cells_that_lie_in_them() -> None:
    own = bands.banded(contents(cells=cells(disk(6), weight=np.arange(1.0, len(disk(6)) + 1))))

    found = bands.coarser(bands.coarser(own))

    by_parent: dict[int, float] = {}
    for cell, weight in zip(own.h3.tolist(), own.weight.sum(axis=1).tolist(), strict=True):
        parent = basic_int.cell_to_parent(cell, 8)
        by_parent[parent] = by_parent.get(parent, 0.0) + weight
    assert dict(zip(found.h3.tolist(), found.weight.sum(axis=1).tolist(), strict=True)) == by_parent
    assert found.resolution == 8
    assert found.way_m is None


def test_a_hexagon_shows_the_class_of_most_demand_and_of_two_equals_the_worse() -> None:
    weight = np.array([[3.0, 0, 0, 2, 2, 0], [2, 0, 0, 0, 2, 0], [0, 1, 0, 1, 0, 0], [0, 0, 0, 0, 2, 2]])

    assert Banded(disk(1)[:4], weight, None).band.tolist() == [0, 4, 3, 5]


def test_a_run_without_demand_has_no_hexagon() -> None:
    found = bands.banded(contents(cells=cells(disk(1), weight=np.zeros(7))))

    assert found.h3.tolist() == found.band.tolist() == []
    assert found.resolution == bands.COARSEST
