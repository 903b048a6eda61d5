import numpy as np
import pytest
import shapely
from h3.api import numpy_int
from shapely import Point, Polygon, box

from maps.demand import cells
from maps.demand.guides import Guide
from maps.demand.spreading import Count, inside, spread
from stations.errors import InputError
from stations.language import Text

SQUARE = box(121.40, 31.20, 121.44, 31.24)
FERNS = Text("蕨类", "ferns")


def total(areas: list[Count], guide: Guide | None = None) -> float:
    return float(spread(areas, res=10, guide=guide).weight.sum())


@pytest.mark.parametrize("res", [7, 9, 10])
def test_the_cells_inside_are_those_that_h3_finds_one_by_one(res: int) -> None:
    random = np.random.default_rng(5)
    places = zip(random.uniform(-170, 170, 40), random.uniform(-75, 75, 40), random.uniform(1e-4, 0.1, 40), strict=True)
    for lon, lat, radius in places:
        area = Point(lon, lat).buffer(radius).difference(Point(lon, lat).buffer(radius / 3))

        found = inside(area, res=res)

        assert found.tolist() == sorted(numpy_int.geo_to_cells(area, res).tolist())


def test_a_count_is_spread_by_the_ground_of_the_cells() -> None:
    found = spread([Count(SQUARE, 5000.0)], res=10)

    density = found.weight / cells.area_km2(found.cells, cells.centres(found.cells)[1])
    assert found.weight.sum() == pytest.approx(5000, rel=1e-9)
    assert density == pytest.approx(density[0], rel=1e-9)


def test_the_count_of_a_district_stays_in_its_own_cells() -> None:
    neighbour = box(121.44, 31.20, 121.48, 31.24)

    found = spread([Count(SQUARE, 100.0), Count(neighbour, 900.0)], res=10)

    lon, lat = cells.centres(found.cells)
    assert found.weight[shapely.contains_xy(SQUARE, lon, lat)].sum() == pytest.approx(100, rel=1e-9)
    assert found.weight[shapely.contains_xy(neighbour, lon, lat)].sum() == pytest.approx(900, rel=1e-9)


def test_where_areas_overlap_each_keeps_its_count() -> None:
    assert total([Count(SQUARE, 100.0), Count(SQUARE, 100.0), Count(SQUARE.buffer(0.01), 7.0)]) == pytest.approx(207)


@pytest.mark.parametrize("area", [Point(121.5, 31.2), box(121.5, 31.2, 121.50001, 31.20001)])
def test_a_point_or_an_area_without_any_centre_counts_in_the_cell_it_lies_in(area: Point | Polygon) -> None:
    found = spread([Count(area, 9.0)], res=10)

    assert found.cells.tolist() == cells.at(np.array([121.5]), np.array([31.2]), res=10).tolist()
    assert found.weight.tolist() == [9]
    assert "1 points and areas smaller than a cell" in found.method.en


def test_a_guide_leads_the_count_to_where_it_has_weight() -> None:
    first, second, *_ = inside(SQUARE, res=10)
    elsewhere = inside(box(122, 31, 122.01, 31.01), res=10)[0]
    guide = Guide(cells=np.sort(np.array([first, second, elsewhere])), weight=np.array([1.0, 3.0, 50.0]), text=FERNS)

    found = spread([Count(SQUARE, 100.0)], res=10, guide=guide)

    assert dict(zip(found.cells.tolist(), found.weight.tolist(), strict=True)) == {first: 25.0, second: 75.0}
    assert "spread by ferns" in found.method.en


@pytest.mark.parametrize("known", [[], [631_000_000_000_000_000]])
def test_an_area_to_which_the_guide_knows_no_way_is_spread_by_area_and_that_is_said(known: list[int]) -> None:
    guide = Guide(cells=np.array(known, dtype=np.uint64), weight=np.ones(len(known)), text=FERNS)

    assert total([Count(SQUARE, 100.0)], guide) == pytest.approx(100, rel=1e-9)
    assert "1 areas without ferns" in spread([Count(SQUARE, 100.0)], res=10, guide=guide).method.en


def test_a_continent_in_small_cells_is_refused_before_it_is_begun() -> None:
    with pytest.raises(InputError, match="more than ten million cells of size 10"):
        spread([Count(box(75, 20, 130, 50), 1.4e9)], res=10)


def test_nothing_is_spread_nowhere() -> None:
    assert [len(part) for part in spread([], res=10)[:2]] == [0, 0]
