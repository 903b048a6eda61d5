import numpy as np
import shapely
from h3.api import basic_int

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
