from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.transforms import Bbox
from shapely import Point, Polygon, box

from maps.labels import holds, settle, spots


def test_every_spot_lies_in_the_area_even_where_its_middle_does_not() -> None:
    horseshoe = Polygon([(0, 0), (9, 0), (9, 9), (6, 9), (6, 3), (3, 3), (3, 9), (0, 9)])

    found = spots(horseshoe)

    assert len(found) == 8  # itself and seven ninths of its square
    assert all(horseshoe.contains(spot) for spot in found)


def test_the_first_spot_of_a_square_is_its_middle() -> None:
    first = spots(box(0, 0, 9, 9))[0]

    assert (first.x, first.y) == (4.5, 4.5)


def test_a_text_stands_where_it_hides_least_and_neither_on_another_nor_beyond_the_map() -> None:
    figure = Figure(figsize=(1, 1), dpi=100)
    FigureCanvasAgg(figure)
    axes = figure.add_axes((0, 0, 1, 1))
    written = axes.text(0, 0, "1", ha="center", va="center", fontsize=8)
    beyond, taken_already, hiding_two, hiding_one = Point(0, 0), Point(0.2, 0.2), Point(0.5, 0.5), Point(0.8, 0.8)
    taken = [Bbox.from_extents(15, 15, 25, 25)]
    avoid = [Bbox.from_extents(*corners) for corners in ((45, 45, 55, 55), (48, 48, 52, 52), (78, 78, 82, 82))]

    is_settled = settle(axes, written, [beyond, taken_already, hiding_two, hiding_one], taken, avoid)
    has_room = settle(axes, axes.text(0, 0, "2"), [beyond, taken_already, hiding_one], taken, avoid)

    assert is_settled
    assert written.get_position() == (0.8, 0.8)
    assert holds(taken[1], Bbox.from_extents(79, 79, 81, 81))
    assert not has_room
