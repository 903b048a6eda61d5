import numpy as np
import pytest
from h3.api import basic_int
from pyproj import Geod
from shapely import Point, Polygon

from maps.demand import cells

GEOD = Geod(ellps="WGS84")


def boundary(cell: int) -> Polygon:
    """Return the outline of a cell in degrees, lon before lat."""
    return Polygon([(lon, lat) for lat, lon in basic_int.cell_to_boundary(cell)])


def test_a_point_lies_in_its_cell() -> None:
    lon, lat = np.array([121.4900, 113.65, -70.1]), np.array([31.2400, 34.76, -33.3])

    found = cells.at(lon, lat, res=10)

    assert found.dtype == np.uint64
    outlines = [boundary(cell) for cell in found.tolist()]
    assert [outline.covers(Point(x, y)) for outline, x, y in zip(outlines, lon, lat, strict=True)] == [True] * 3


@pytest.mark.parametrize("lat", [-33.9, 0.0, 22.5, 31.2, 47.3, 69.6])
@pytest.mark.parametrize("res", [8, 10, 12])
def test_the_ground_of_a_cell_is_measured_on_the_ellipsoid(lat: float, res: int) -> None:
    cell = cells.at(np.array([121.4]), np.array([lat]), res=res)
    square_m, _ = GEOD.geometry_area_perimeter(boundary(int(cell[0])))

    found = cells.area_km2(cell, cells.centres(cell)[1])

    assert found[0] == pytest.approx(abs(square_m) / 1e6, rel=1e-6)


def test_what_falls_into_a_cell_is_added_up_and_empty_cells_are_left_out() -> None:
    east, west = cells.at(np.array([121.6, 121.4]), np.array([31.2, 31.2]), res=10).tolist()
    dropped = np.array([west, east, west, east + 0], dtype=np.uint64)

    found = cells.gathered(dropped, np.array([1.5, 0.0, 2.0, 0.0]))

    assert found.h3.tolist() == [west]
    assert found.weight.tolist() == [3.5]


def test_cells_come_in_ascending_order_with_their_centres() -> None:
    dropped = cells.at(np.linspace(121.6, 121.4, 50), np.linspace(31.1, 31.3, 50), res=9)

    found = cells.gathered(dropped, np.ones(50))

    assert found.h3.tolist() == sorted(set(dropped.tolist()))
    assert cells.at(found.lon, found.lat, res=9).tolist() == found.h3.tolist()
    assert found.weight.sum() == 50


def test_nothing_falls_into_no_cell() -> None:
    found = cells.gathered(np.empty(0, dtype=np.uint64), np.empty(0))

    assert [len(part) for part in found] == [0] * 5


def test_a_finer_cell_becomes_the_one_that_holds_it_and_a_coarser_one_all_it_is_made_of() -> None:
    (cell,) = cells.at(np.array([121.5]), np.array([31.2]), res=9).tolist()

    assert cells.resized(cell, res=8) == [basic_int.cell_to_parent(cell, 8)]
    assert sorted(cells.resized(cell, res=11)) == sorted(basic_int.cell_to_children(cell, 11))
    assert len(cells.resized(cell, res=11)) == 49


@pytest.mark.parametrize("number", [0, -1, 42, 2**64, 2**63])
def test_most_numbers_are_no_cells(number: int) -> None:
    assert not cells.is_cell(number)
