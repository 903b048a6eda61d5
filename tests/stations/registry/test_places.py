import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from stations import quality, registry
from stations.errors import NotFound
from tests.factories import Add, square

WEST = square("110101", west=116.3, south=39.9, name="西区")
EAST = square("110102", west=116.4, south=39.9, name="东区")
CITY = square("110100", west=116.3, south=39.9, side=0.2, name="某市", level="city", parent_adcode="110000")


def places(session: Session) -> list[tuple[str | None, str | None]]:
    return [
        tuple(row) for row in session.execute(text("SELECT declared_adcode, derived_adcode FROM station ORDER BY id"))
    ]


def test_a_station_belongs_to_the_smallest_district_around_it(session: Session, add: Add) -> None:
    registry.put_districts(session, [WEST, EAST, CITY])

    add(
        {"lon": 116.35, "lat": 39.95},
        {"lon": 116.45, "lat": 39.95},
        {"lon": 116.35, "lat": 40.05},
        {"lon": 0, "lat": 0},
    )

    assert [derived for _, derived in places(session)] == ["110101", "110102", "110100", None]


def test_a_point_on_a_shared_border_belongs_to_the_lower_code(session: Session, add: Add) -> None:
    halves = [square(code, west=west, south=39.75, side=0.25) for code, west in (("110102", 116.5), ("110101", 116.25))]
    registry.put_districts(session, halves)

    add({"lon": 116.5, "lat": 39.9})

    assert places(session) == [(None, "110101")]


def test_districts_imported_later_find_the_stations_that_wait(session: Session, add: Add) -> None:
    add({"lon": 116.35, "lat": 39.95, "declared_district": "西区"})

    registry.put_districts(session, [WEST])
    registry.refresh_places(session)

    assert places(session) == [("110101", "110101")]


def test_a_filter_by_city_finds_the_stations_of_its_districts(session: Session, add: Add) -> None:
    registry.put_districts(session, [WEST, EAST, CITY])
    ids = add({"lon": 116.35, "lat": 39.95}, {"lon": 116.45, "lat": 39.95}, {"lon": 0, "lat": 0})

    whole = registry.nearest(session, registry.Nearest(lon=116.3, lat=39.9, adcode="110100"))
    part = registry.nearest(session, registry.Nearest(lon=116.3, lat=39.9, adcode="110102"))

    assert [view.id for view in whole] == ids[:2]
    assert [view.id for view in part] == ids[1:2]


def test_conflicts_name_the_other_district_the_zone_and_the_point_outside(session: Session, add: Add) -> None:
    registry.put_districts(session, [WEST, EAST, CITY])
    add(
        {"lon": 116.35, "lat": 39.95, "declared_district": "西区"},
        {"lon": 116.35, "lat": 39.95, "declared_district": "东区"},
        {"lon": 116.35, "lat": 39.95, "declared_district": "高新区"},
        {"lon": 0, "lat": 0, "declared_district": "西区"},
        {"lon": 116.35, "lat": 39.95, "declared_district": "某市"},
        {"lon": 116.35, "lat": 39.95},
    )

    conflicts = quality.district_conflicts(session)

    assert [(c.declared_district, c.kind, c.derived_district) for c in conflicts] == [
        ("东区", "other_district", "西区"),
        ("高新区", "not_a_district", "西区"),
        ("西区", "outside", None),
    ]


def test_the_same_districts_twice_are_unchanged(session: Session) -> None:
    first = registry.put_districts(session, [WEST, EAST])
    second = registry.put_districts(session, [WEST, {**EAST, "name": "新名"}])

    assert first == {"added": 2, "changed": 0, "unchanged": 0}
    assert second == {"added": 0, "changed": 1, "unchanged": 1}


def test_the_newest_census_and_boundary_count(session: Session) -> None:
    registry.put_districts(session, [WEST, {**WEST, "code_year": 2024, "boundary_year": 2024, "name": "改名"}])
    registry.put_census(
        session,
        [
            {"adcode": "110101", "kind": "常住", "as_of": as_of, "population": people, "source": "s"}
            for as_of, people in (("2010-11-01", 1), ("2020-11-01", 2))
        ],
    )

    (view,) = registry.districts(session)

    assert (view.name, view.population) == ("改名", 2)


def test_an_area_without_parts_is_its_own_only_part(session: Session) -> None:
    registry.put_districts(session, [WEST, EAST, CITY])

    assert [view.adcode for view in registry.within(session, "110100")] == ["110101", "110102"]
    assert [view.adcode for view in registry.within(session, "110101")] == ["110101"]


def test_an_unknown_district_is_not_found(session: Session) -> None:
    with pytest.raises(NotFound):
        registry.district(session, "999999")
