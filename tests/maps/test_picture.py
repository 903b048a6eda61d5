from datetime import datetime

import pytest
from shapely import Point, Polygon

from maps import picture as pictures_room
from stations.errors import InputError
from tests.maps.pictures import AS_OF, district, districts, picture, station, stations


def test_an_empty_frame_of_districts_is_refused() -> None:
    nothing = districts().iloc[:0]

    with pytest.raises(InputError) as refused:
        picture(districts=nothing)

    assert refused.value.field == "districts"


@pytest.mark.parametrize("geometry", [None, Polygon(), Point(113.6, 34.7), Polygon([(0, 0), (1, 1), (1, 0), (0, 1)])])
def test_a_district_without_a_sound_area_is_refused_by_name(geometry: object) -> None:
    bare = districts(district(name="无界区", geometry=geometry))

    with pytest.raises(InputError, match="无界区"):
        picture(districts=bare)


def test_a_missing_column_is_named() -> None:
    short = stations(station()).drop(columns=["needs"])

    with pytest.raises(InputError, match="needs"):
        picture(stations=short)


def test_coordinates_in_another_system_are_refused() -> None:
    moved = districts().to_crs("EPSG:3857")

    with pytest.raises(InputError, match="EPSG:4326"):
        picture(districts=moved)


def test_two_districts_with_one_code_are_refused() -> None:
    twice = districts(district(), district(name="又一区"))

    with pytest.raises(InputError, match="410102"):
        picture(districts=twice)


@pytest.mark.parametrize("radius_m", [0, -500, float("nan"), float("inf")])
def test_a_radius_that_is_no_length_is_refused(radius_m: float) -> None:
    with pytest.raises(InputError) as refused:
        picture(radius_m=radius_m)

    assert refused.value.field == "radius_m"


def test_a_time_without_a_zone_is_refused() -> None:
    with pytest.raises(InputError) as refused:
        picture(as_of=datetime(2026, 7, 1))  # noqa: DTZ001 - that is what is refused

    assert refused.value.field == "as_of"


def test_dates_are_written_in_chinas_time() -> None:
    assert pictures_room.minute(AS_OF, "zh") == "2026年7月1日 08:00"
    assert pictures_room.minute(AS_OF, "en") == "1 Jul 2026 08:00"


def test_a_radius_is_written_in_kilometres_from_one_up() -> None:
    assert [pictures_room.radius(metres, "zh") for metres in (500, 1000, 1500)] == ["500 米", "1 公里", "1.5 公里"]
