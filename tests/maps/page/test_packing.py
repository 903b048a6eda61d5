import json
from itertools import pairwise
from typing import Any

import pytest
from shapely import LineString, MultiLineString, MultiPolygon, Point, Polygon, box

from maps.page.packing import packed

HOLED = Polygon([(0, 0), (0.01, 0), (0.01, 0.01), (0, 0.01)], [[(0.002, 0.002), (0.004, 0.002), (0.004, 0.004)]])


def walked(steps: list[int], origin: list[int]) -> list[tuple[float, float]]:
    """Return the places that steps lead through, added up one by one."""
    x, y = origin
    places = []
    for at in range(0, len(steps), 2):
        x, y = x + steps[at], y + steps[at + 1]
        places.append((x / 100_000, y / 100_000))
    return places


def test_a_line_is_found_again_to_half_a_step() -> None:
    line = LineString([(121.456789, 31.234567), (121.46, 31.23), (121.458, 31.24)])

    pack = packed([line], [], [[]])

    there = walked(pack["rows"][0][0], pack["origin"])
    assert pack["type"] == "LineString"
    assert there == [pytest.approx(place, abs=5.1e-6) for place in line.coords]


def test_errors_do_not_add_up_along_a_line() -> None:
    line = LineString([(at * 0.0000149, 0) for at in range(1000)])

    steps = packed([line], [], [[]])["rows"][0][0]

    assert walked(steps, [0, 0])[-1][0] == pytest.approx(999 * 0.0000149, abs=5.1e-6)


def test_rings_lose_their_last_point_and_holes_stand_after_the_shell() -> None:
    pack = packed([HOLED], [], [[]])

    shell, hole = pack["rows"][0][0]
    assert [len(shell), len(hole)] == [8, 6]
    assert walked(hole, pack["origin"])[0] == (0.002, 0.002)


@pytest.mark.parametrize("parts", [MultiPolygon([HOLED, box(1, 1, 2, 2)]), MultiLineString([[(0, 0), (1, 1)]] * 2)])
def test_parts_nest_as_in_geojson(parts: Any) -> None:  # noqa: ANN401 - of two kinds
    def depth(nested: object) -> int:
        return 1 + depth(nested[0]) if isinstance(nested, (list, tuple)) else 0

    own = parts.__geo_interface__["coordinates"]
    coordinates = packed([parts], [], [[]])["rows"][0][0]

    assert depth(coordinates) == depth(own) - 1  # a point is not a list of its own
    assert len(coordinates) == 2


def test_words_that_repeat_stand_once_and_others_in_their_rows() -> None:
    points = [Point(at, 0) for at in range(4)]
    facts = [["甲", "同", 1], ["乙", "同", 1], ["丙", "异", 1], ["丁", "同", 1]]

    pack = packed(points, ["name", "kind", "count"], facts)

    assert pack["tables"] == {"kind": ["同", "异"]}
    assert [row[1:] for row in pack["rows"]] == [["甲", 0, 1], ["乙", 0, 1], ["丙", 1, 1], ["丁", 0, 1]]


def test_of_nothing_there_are_no_rows() -> None:
    assert packed([], ["name"], [])["rows"] == []


def test_a_grid_of_hexagons_takes_a_quarter_of_geojson() -> None:
    hexagons = [Point(113 + at * 0.002, 34).buffer(0.001, quad_segs=2) for at in range(100)]

    own = len(json.dumps([each.__geo_interface__ for each in hexagons]))

    assert len(json.dumps(packed(hexagons, [], [[]] * 100), separators=(",", ":"))) < own / 4
    assert all(one.bounds < other.bounds for one, other in pairwise(hexagons))
