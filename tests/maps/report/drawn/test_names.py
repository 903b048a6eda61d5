"""Names of roads and neighbours on a district's map: there is room for each, or it is left out."""

from itertools import combinations

import pytest
from matplotlib.text import Text
from shapely import LineString, box

from maps.report.contents import Contents, Road
from maps.report.drawn import drawing, names, signs
from maps.report.drawn.canvas import sheet
from maps.report.drawn.plane import Plane
from tests.maps.found import area, contents, station

SQUARE = box(113.6, 34.7, 113.8, 34.9)
LEVEL, UPHILL = LineString([(113.62, 34.75), (113.78, 34.75)]), LineString([(113.7, 34.72), (113.62, 34.88)])
SHORT = LineString([(113.65, 34.85), (113.652, 34.85)])
AROUND = ("测试省", {"410100": SQUARE, "410200": box(113.8, 34.7, 114.2, 34.9), "410300": box(100, 34.7, 101, 34.9)})
BESIDE = {"410100": "测试市", "410200": "东邻", "410300": "远处"}


def town(*roads: Road, **values: object) -> Contents:
    """Return a square without districts below, a neighbour to its east, and roads."""
    whole = area(adcode="410100", name="测试市", level="city", shape=SQUARE)
    told = {"areas": (whole,), "around": AROUND, "beside": BESIDE, "roads": roads, "stations": (), "gaps": ()}
    return contents(**{**told, **values})


def written_on(of: Contents) -> list[Text]:
    """Return the names that are drawn, with their places."""
    plane = Plane(of)
    with sheet(*drawing.TALL_MM) as figure:
        axes = figure.add_axes((0, 0, 1, 1))
        drawing._frame(axes, drawing._with_margin(plane.whole.bounds))
        names.write_names(axes, plane, [], signs.signs_of(axes, plane))
        return list(axes.texts)


def test_roads_and_the_neighbour_that_is_seen_are_named_once_each() -> None:
    drawn = written_on(town(Road("大道", LEVEL), Road("斜街", UPHILL), Road("短巷", SHORT)))

    assert sorted(text.get_text() for text in drawn) == ["东邻", "大道", "斜街"]
    places = [text.get_window_extent() for text in drawn]
    assert [pair for pair in combinations(places, 2) if pair[0].overlaps(pair[1])] == []


@pytest.mark.parametrize(
    ("line", "turned"), [(LEVEL, 0), (UPHILL, -68), (LineString([(113.7, 34.88), (113.7, 34.72)]), 90)]
)
def test_a_name_runs_along_its_road_and_is_never_upside_down(line: LineString, turned: float) -> None:
    text = next(each for each in written_on(town(Road("大道", line))) if each.get_text() == "大道")

    # a degree of longitude is cos(34.8°) = 0.82 of one of latitude: atan(0.16 / (0.08 · 0.82)) = 68°
    angle = (text.get_rotation() + 180) % 180
    assert angle == pytest.approx(turned % 180, abs=1.5)


def test_of_roads_that_run_together_the_first_is_named() -> None:
    beside = LineString([(lon, lat + 0.0001) for lon, lat in LEVEL.coords])
    many = [Road(f"{number}路", beside) for number in range(1, 8)]

    drawn = {text.get_text() for text in written_on(town(*many))}

    assert "1路" in drawn
    assert len(drawn - {"东邻"}) == len(names.ALONG)


def test_no_name_hides_a_station() -> None:
    crowd = tuple(station(id=number, code=str(number), lon=113.62 + 0.002 * number, lat=34.75) for number in range(81))

    drawn = {text.get_text() for text in written_on(town(Road("大道", LEVEL), Road("斜街", UPHILL), stations=crowd))}

    assert drawn == {"东邻", "斜街"}


def test_a_run_that_kept_no_names_is_drawn_without() -> None:
    assert written_on(town(beside={})) == []
