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


def test_a_guide_is_not_followed_where_it_knows_only_a_part_and_that_is_said_with_the_names() -> None:
    east, south = box(121.44, 31.20, 121.48, 31.24), box(121.40, 31.16, 121.44, 31.20)
    extent = box(121.40, 31.18, 121.462, 31.24)  # all of the square, 55 % of its neighbour, 50 % of what lies south
    known = inside(box(121.40, 31.20, 121.41, 31.21), res=10), inside(box(121.44, 31.20, 121.46, 31.24), res=10)
    own = np.unique(np.concatenate(known))
    guide = Guide(cells=own, weight=np.ones(len(own)), text=FERNS, extent=extent)
    areas = [Count(SQUARE, 100.0, "甲"), Count(east, 900.0, "乙"), Count(south, 50.0, "丙")]

    found = spread(areas, res=10, guide=guide)

    weight = dict(zip(found.cells.tolist(), found.weight.tolist(), strict=True))
    by_area = spread([areas[1]], res=10)
    assert found.weight.sum() == pytest.approx(1050, rel=1e-9)
    assert [weight.get(cell, 0) for cell in inside(SQUARE, res=10).tolist() if cell not in known[0]] == [0] * (
        len(inside(SQUARE, res=10)) - len(known[0])
    )
    assert [weight[cell] for cell in by_area.cells.tolist()] == pytest.approx(by_area.weight)
    (warning,) = found.warnings
    assert warning.en.endswith("whose counts are spread by area: 乙 55%, 丙 50%.")
    assert "2 areas with its data for less than 90% of their ground are spread by area" in found.method.en
    assert "areas without ferns" not in found.method.en


def test_many_areas_that_a_guide_does_not_know_are_counted_after_the_first() -> None:
    guide = Guide(cells=np.empty(0, np.uint64), weight=np.empty(0), text=FERNS, extent=box(0, 0, 1, 1))
    areas = [Count(box(121 + n / 100, 31, 121.01 + n / 100, 31.01), 1.0, f"街道{n}") for n in range(23)]

    (warning,) = spread(areas, res=10, guide=guide).warnings

    assert "街道0 0%、街道1 0%" in warning.zh
    assert warning.zh.endswith("街道19 0%，另 3 个。")


@pytest.mark.parametrize(("covered", "is_followed"), [(0.95, True), (0.85, False)])
def test_a_guide_is_followed_from_nine_tenths_on(covered: float, *, is_followed: bool) -> None:
    first = inside(SQUARE, res=10)[:1]
    extent = box(121.40, 31.20, 121.40 + 0.04 * covered, 31.24)

    found = spread([Count(SQUARE, 9.0)], res=10, guide=Guide(cells=first, weight=np.ones(1), text=FERNS, extent=extent))

    assert (len(found.cells) == 1) is is_followed
    assert (found.warnings == []) is is_followed


def test_a_continent_in_small_cells_is_refused_before_it_is_begun() -> None:
    with pytest.raises(InputError, match="more than ten million cells of size 10"):
        spread([Count(box(75, 20, 130, 50), 1.4e9)], res=10)


def test_nothing_is_spread_nowhere() -> None:
    assert [len(part) for part in spread([], res=10)[:2]] == [0, 0]
