from shapely import Polygon, box

from maps.labels import spots


def test_every_spot_lies_in_the_area_even_where_its_middle_does_not() -> None:
    horseshoe = Polygon([(0, 0), (9, 0), (9, 9), (6, 9), (6, 3), (3, 3), (3, 9), (0, 9)])

    found = spots(horseshoe)

    assert len(found) == 8  # itself and seven ninths of its square
    assert all(horseshoe.contains(spot) for spot in found)


def test_the_first_spot_of_a_square_is_its_middle() -> None:
    first = spots(box(0, 0, 9, 9))[0]

    assert (first.x, first.y) == (4.5, 4.5)
