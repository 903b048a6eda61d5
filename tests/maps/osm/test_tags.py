import pytest

from maps.osm.tags import BACKWARD, BOTH, CLASSES, CLOSED, FORWARD, passage


def uses(**tags: str) -> tuple[int, int, int]:
    """Return who may use a street with these tags: on foot, by e-bike, by car. `__` stands for the colon of a key."""
    use = passage({key.replace("__", ":"): value for key, value in tags.items()})
    return use.walk, use.ebike, use.drive


@pytest.mark.parametrize(
    ("highway", "expected"),
    [
        ("residential", (BOTH, BOTH, BOTH)),
        ("primary", (BOTH, BOTH, BOTH)),
        ("motorway", (CLOSED, CLOSED, FORWARD)),
        ("footway", (BOTH, CLOSED, CLOSED)),
        ("pedestrian", (BOTH, CLOSED, CLOSED)),
        ("cycleway", (BOTH, BOTH, CLOSED)),
        ("steps", (BOTH, CLOSED, CLOSED)),
        ("construction", (CLOSED, CLOSED, CLOSED)),
        ("proposed", (CLOSED, CLOSED, CLOSED)),
    ],
)
def test_a_class_says_who_uses_it(highway: str, expected: tuple[int, int, int]) -> None:
    assert uses(highway=highway) == expected


@pytest.mark.parametrize(
    ("tags", "expected"),
    [
        ({"access": "no"}, (CLOSED, CLOSED, CLOSED)),
        ({"access": "private"}, (CLOSED, CLOSED, CLOSED)),
        ({"access": "private", "foot": "yes"}, (BOTH, CLOSED, CLOSED)),
        ({"access": "no", "bicycle": "designated"}, (CLOSED, BOTH, CLOSED)),
        ({"access": "destination"}, (BOTH, BOTH, BOTH)),
        ({"access": "no", "vehicle": "yes"}, (CLOSED, BOTH, BOTH)),
        ({"vehicle": "no"}, (BOTH, CLOSED, CLOSED)),
        ({"motor_vehicle": "no"}, (BOTH, BOTH, CLOSED)),
        ({"motor_vehicle": "no", "motorcar": "yes"}, (BOTH, BOTH, BOTH)),
        ({"motor_vehicle": "private"}, (BOTH, BOTH, CLOSED)),
        ({"foot": "no"}, (CLOSED, BOTH, BOTH)),
        ({"foot": "use_sidepath", "bicycle": "use_sidepath"}, (CLOSED, CLOSED, BOTH)),
        ({"bicycle": "dismount"}, (BOTH, CLOSED, BOTH)),
        ({"motorroad": "yes"}, (CLOSED, CLOSED, BOTH)),
        ({"motorroad": "yes", "foot": "yes"}, (BOTH, CLOSED, BOTH)),
        ({"access": "somehow"}, (BOTH, BOTH, BOTH)),
        ({"route": "ferry"}, (CLOSED, CLOSED, CLOSED)),
    ],
)
def test_the_narrowest_key_that_says_anything_decides(tags: dict[str, str], expected: tuple[int, int, int]) -> None:
    assert uses(highway="residential", **tags) == expected


@pytest.mark.parametrize(
    ("tags", "expected"),
    [
        ({"highway": "footway", "bicycle": "yes"}, (BOTH, BOTH, CLOSED)),
        ({"highway": "footway", "access": "yes"}, (BOTH, CLOSED, CLOSED)),
        ({"highway": "footway", "motor_vehicle": "destination"}, (BOTH, CLOSED, BOTH)),
        ({"highway": "motorway", "foot": "yes"}, (BOTH, CLOSED, FORWARD)),
        ({"highway": "steps", "bicycle": "yes"}, (BOTH, CLOSED, CLOSED)),
    ],
)
def test_only_a_key_of_its_own_brings_a_mode_onto_a_class_that_is_not_for_it(
    tags: dict[str, str], expected: tuple[int, int, int]
) -> None:
    assert uses(**tags) == expected


@pytest.mark.parametrize(
    ("tags", "expected"),
    [
        ({"oneway": "yes"}, (BOTH, FORWARD, FORWARD)),
        ({"oneway": "-1"}, (BOTH, BACKWARD, BACKWARD)),
        ({"oneway": "yes", "oneway__bicycle": "no"}, (BOTH, BOTH, FORWARD)),
        ({"oneway": "no", "oneway__bicycle": "yes"}, (BOTH, FORWARD, BOTH)),
        ({"oneway": "yes", "cycleway": "opposite"}, (BOTH, BOTH, FORWARD)),
        ({"oneway": "yes", "cycleway__left": "opposite_lane"}, (BOTH, BOTH, FORWARD)),
        ({"oneway": "yes", "cycleway": "lane"}, (BOTH, FORWARD, FORWARD)),
        ({"junction": "roundabout"}, (BOTH, FORWARD, FORWARD)),
        ({"junction": "roundabout", "oneway": "no"}, (BOTH, BOTH, BOTH)),
        ({"oneway__foot": "yes"}, (FORWARD, BOTH, BOTH)),
        ({"oneway": "reversible"}, (BOTH, BOTH, BOTH)),
    ],
)
def test_one_way_binds_wheels_and_not_feet(tags: dict[str, str], expected: tuple[int, int, int]) -> None:
    assert uses(highway="residential", **tags) == expected


def test_a_motorway_is_one_way_unless_it_says_otherwise() -> None:
    assert uses(highway="motorway_link", oneway="no") == (CLOSED, CLOSED, BOTH)


def test_cars_have_a_speed_by_class_and_walk_their_pace_where_they_are_guests() -> None:
    assert passage({"highway": "secondary"}).drive_m_s == pytest.approx(30 / 3.6)
    assert passage({"highway": "footway", "motorcar": "yes"}).drive_m_s == pytest.approx(10 / 3.6)


def test_no_class_is_faster_on_its_links_or_shown_later_than_them() -> None:
    for link in (kind for kind in CLASSES if kind.endswith("_link")):
        own, main = CLASSES[link], CLASSES[link.removesuffix("_link")]
        assert own.from_zoom >= main.from_zoom
        assert (own.drive_km_h or 0) <= (main.drive_km_h or 0)
