import numpy as np
import pytest
import shapely
from h3.api import basic_int
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from maps import patches

CENTRE = basic_int.latlng_to_cell(31.2, 121.45, 10)


def test_cells_that_share_a_side_are_one_patch_and_patches_go_by_their_lowest_cell() -> None:
    far = basic_int.latlng_to_cell(31.3, 121.45, 10)
    one, other = basic_int.grid_disk(CENTRE, 1), basic_int.grid_disk(far, 1)
    h3 = np.sort(np.array([*one, *other], np.uint64))

    patch = patches.joined(h3)

    first = set(one if h3[0] in one else other)
    assert [cell in first for cell in h3.tolist()] == (patch == 0).tolist()
    assert set(patch.tolist()) == {0, 1}


def test_cells_two_steps_apart_are_patches_of_their_own() -> None:
    ring = sorted(basic_int.grid_ring(CENTRE, 2))[:1]
    h3 = np.sort(np.array([CENTRE, *ring], np.uint64))

    assert patches.joined(h3).tolist() == [0, 1]


PLACES = {
    "Shanghai": (31.2, 121.45),
    "Beijing, in a pentagon": (39.9, 116.4),
    "the middle of a pentagon": (39.1, 122.3),
    "Shenzhen": (22.5, 114.0),
    "Ürümqi": (43.8, 87.6),
    "Harbin": (45.7, 126.6),
}


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize(("resolution", "rings"), [(10, 25), (9, 25), (7, 20), (3, 9), (1, 4), (0, 3)])
def test_patches_are_those_of_the_librarys_neighbours_everywhere(place: str, resolution: int, rings: int) -> None:
    random = np.random.default_rng(resolution)
    disk = basic_int.grid_disk(basic_int.latlng_to_cell(*PLACES[place], resolution), rings)
    h3 = np.sort(random.choice(np.array(disk, np.uint64), len(disk) // 2, replace=False))

    patch = patches.joined(h3)

    place_of = {cell: number for number, cell in enumerate(h3.tolist())}
    sides = [
        (number, place_of[other])
        for cell, number in place_of.items()
        for other in basic_int.grid_disk(cell, 1)
        if other in place_of
    ]
    count, label = connected_components(coo_array((np.ones(len(sides)), np.array(sides).T)), directed=False)
    assert len(set(zip(patch.tolist(), label.tolist(), strict=True))) == count == patch.max() + 1
    lowest = [np.flatnonzero(patch == number)[0] for number in range(count)]
    assert lowest == sorted(lowest)


def test_of_no_cells_there_are_no_patches() -> None:
    assert patches.joined(np.empty(0, np.uint64)).shape == (0,)


def test_an_outline_is_the_hexagons_without_their_common_sides_whatever_the_order() -> None:
    ring = basic_int.grid_ring(CENTRE, 1)
    hexagons = [shapely.Polygon([(lon, lat) for lat, lon in basic_int.cell_to_boundary(cell)]) for cell in ring]

    found = patches.outline(np.array(ring, np.uint64))

    assert shapely.equals_exact(found, patches.outline(np.array(ring[::-1], np.uint64)))
    assert found.geom_type == "MultiPolygon"
    assert len(found.geoms[0].interiors) == 1
    assert found.symmetric_difference(shapely.union_all(hexagons, grid_size=1e-9)).area < 1e-3 * found.area
