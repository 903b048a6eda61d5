from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import shapely
from sqlalchemy.orm import Session

from maps import answering, city, week
from maps.city import City
from maps.question import Question
from stations import geo, registry
from stations.errors import NotFound
from stations.hours import Calendar
from tests.factories import Add, square

AS_OF = datetime(2026, 11, 22, 4, tzinfo=UTC)
WEST, SOUTH, SIDE = 121.45, 31.2, 0.04


def asked(**values: Any) -> Question:  # noqa: ANN401 - of many types
    return Question(**{"area": "310101", "way": "straight", **values})


def city_of(session: Session, home: Path, question: Question) -> City:
    return city.read(session, home, question, as_of=AS_OF, calendar=Calendar.packaged())


def rows_of(session: Session, home: Path, **values: Any) -> list[dict[str, Any]]:  # noqa: ANN401 - the same
    question = asked(**values)
    return answering.rows(answering.answer(city_of(session, home, question), question))


@pytest.fixture
def huangpu(session: Session) -> None:
    registry.put_districts(
        session,
        [
            square("310101", west=WEST, south=SOUTH, side=SIDE, name="黄浦区"),
            square("310101001", west=WEST, south=SOUTH, side=SIDE / 2, parent_adcode="310101", level="township"),
        ],
    )


@pytest.mark.usefixtures("huangpu")
def test_ground_covered_is_that_of_the_cells_within_the_geodesic(session: Session, add: Add, tmp_path: Path) -> None:
    rng = np.random.default_rng(3)
    lon, lat = rng.uniform(WEST - 0.02, WEST + 0.06, 15), rng.uniform(SOUTH - 0.02, SOUTH + 0.06, 15)
    add(*({"lon": x, "lat": y} for x, y in zip(lon.tolist(), lat.tolist(), strict=True)))

    whole, part = rows_of(session, tmp_path)

    cells = city_of(session, tmp_path, asked()).cells
    metres = geo.distance_m(cells.lon[:, None], cells.lat[:, None], lon, lat)
    within = (np.rint(np.sort(metres, axis=1) * 10)[:, :3, None] <= [3750, 7500, 11250]).transpose(2, 1, 0)
    expected = (within * cells.area_km2).sum(axis=2)
    assert whole["covered_sure"] == pytest.approx(expected[:, 0].tolist())
    assert whole["by_count_sure"] == pytest.approx(expected[2].tolist())
    assert 0 < expected[2, 0] < whole["area_km2"]
    inside = (cells.lon < WEST + SIDE / 2) & (cells.lat < SOUTH + SIDE / 2)
    assert part["covered_sure"][2] == pytest.approx((within[2, 0] * cells.area_km2)[inside].sum())
    assert (whole["adcode"], part["adcode"], part["parent_adcode"]) == ("310101", "310101001", "310101")


@pytest.mark.usefixtures("huangpu")
def test_a_station_beyond_the_border_serves_people_inside(session: Session, add: Add, tmp_path: Path) -> None:
    add({"lon": WEST - 0.001, "lat": SOUTH + 0.02})

    whole, _ = rows_of(session, tmp_path)

    assert whole["covered_sure"][-1] > 0
    assert whole["stations"] == 0


@pytest.mark.usefixtures("huangpu")
def test_what_nobody_knows_may_cover_but_does_not_surely(session: Session, add: Add, tmp_path: Path) -> None:
    middle = {"lon": WEST + 0.01, "lat": SOUTH + 0.01}
    add(
        {**middle, "amenities": {"toilet": "yes"}, "hours_osm": "Mo-Fr 08:00-18:00", "hours_parse": "ok"},
        {**middle, "amenities": {"toilet": "no"}, "hours_osm": "24/7", "hours_parse": "ok"},
    )

    day, _ = rows_of(session, tmp_path, needs=("toilet",), hour=week.parse_hour("Wed 15:00"))
    night, _ = rows_of(session, tmp_path, needs=("toilet",), hour=week.parse_hour("Sat 22:00"))
    add({**middle, "amenities": {"toilet": "yes"}})
    unknown, _ = rows_of(session, tmp_path, needs=("toilet",), hour=week.parse_hour("Sat 22:00"))

    assert (day["answering_sure"], night["answering_may"]) == (1, 0)
    assert day["covered_sure"][-1] > 0
    assert night["covered_may"] == [0, 0, 0]
    assert (unknown["answering_sure"], unknown["answering_may"]) == (0, 1)
    assert unknown["covered_sure"][-1] == 0 < unknown["covered_may"][-1]


@pytest.mark.usefixtures("huangpu")
def test_a_room_for_the_staff_of_its_host_covers_nobody(session: Session, add: Add, tmp_path: Path) -> None:
    middle = {"lon": WEST + 0.01, "lat": SOUTH + 0.01, "hours_osm": "24/7", "hours_parse": "ok"}
    add({**middle, "audience": "host_staff"}, {**middle, "public_facing": False})

    whole, _ = rows_of(session, tmp_path)
    add(middle)
    with_one, _ = rows_of(session, tmp_path)

    assert (whole["stations"], whole["answering_may"], whole["covered_may"]) == (0, 0, [0, 0, 0])
    assert (with_one["stations"], with_one["answering_sure"]) == (1, 1)
    assert with_one["covered_sure"][-1] > 0


@pytest.mark.usefixtures("huangpu")
def test_two_stations_are_wanted_where_k_is_two(session: Session, add: Add, tmp_path: Path) -> None:
    add({"lon": WEST + 0.01, "lat": SOUTH + 0.01})

    whole, _ = rows_of(session, tmp_path, k=2)

    assert whole["covered_sure"] == [0, 0, 0]
    assert whole["by_count_sure"][0] > 0 == whole["by_count_sure"][1]


@pytest.mark.usefixtures("huangpu")
def test_a_detour_makes_the_same_minutes_reach_less(session: Session, add: Add, tmp_path: Path) -> None:
    add({"lon": WEST + 0.02, "lat": SOUTH + 0.02})

    straight, _ = rows_of(session, tmp_path)
    detour, _ = rows_of(session, tmp_path, way="detour")

    assert detour["covered_sure"][-1] == pytest.approx(straight["covered_sure"][-1] / 1.3**2, rel=0.03)
    assert straight["covered_sure"][-1] == pytest.approx(np.pi * 1.125**2, rel=0.03)


@pytest.mark.usefixtures("huangpu")
def test_without_any_station_nothing_is_covered_and_no_distance_is_made_up(session: Session, tmp_path: Path) -> None:
    whole, _ = rows_of(session, tmp_path)

    assert whole["covered_may"] == [0, 0, 0]
    assert (whole["mean_m"], whole["median_m"], whole["p90_m"]) == (None, None, None)
    assert whole["weight"] == pytest.approx(whole["cells_km2"])
    assert whole["area_km2"] == pytest.approx(
        geo.geodesic_area_km2(shapely.box(WEST, SOUTH, WEST + SIDE, SOUTH + SIDE))
    )


@pytest.mark.usefixtures("huangpu")
def test_the_same_city_has_the_same_inputs_until_a_station_changes(session: Session, add: Add, tmp_path: Path) -> None:
    add({"lon": WEST + 0.02, "lat": SOUTH + 0.02})
    question = asked()
    before = city_of(session, tmp_path, question)

    assert before.inputs == city_of(session, tmp_path, question).inputs
    add({"lon": WEST + 0.03, "lat": SOUTH + 0.02})
    after = city_of(session, tmp_path, question)

    assert {name for name in before.inputs if before.inputs[name] != after.inputs[name]} == {"stations", "week"}


@pytest.mark.usefixtures("huangpu")
def test_a_city_with_other_stations_answers_as_one_read_anew(session: Session, add: Add, tmp_path: Path) -> None:
    add({"lon": WEST + 0.02, "lat": SOUTH + 0.02})
    question = asked()
    old = city_of(session, tmp_path, question)
    answering.answer(old, question)
    add({"lon": WEST + 0.005, "lat": SOUTH + 0.03}, {"lon": WEST + 0.03, "lat": SOUTH + 0.01})
    new = city_of(session, tmp_path, question)

    renewed = old.with_stations(new.roster, Calendar.packaged(), as_of=AS_OF)

    assert answering.rows(answering.answer(renewed, question)) == answering.rows(answering.answer(new, question))


def test_the_week_asked_about_is_an_ordinary_one(session: Session, tmp_path: Path) -> None:
    registry.put_districts(session, [square("310101", west=WEST, south=SOUTH, side=SIDE)])

    assert city_of(session, tmp_path, asked()).monday == date(2026, 11, 23)


def test_a_district_there_is_none_of_is_not_found(session: Session, tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="There is no district 310101"):
        city_of(session, tmp_path, asked())


@pytest.mark.usefixtures("huangpu")
def test_streets_and_demand_there_are_none_of_are_not_found(session: Session, tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="There are no streets called “atlantis”"):
        city_of(session, tmp_path, asked(way="streets", streets="atlantis"))
    with pytest.raises(NotFound, match="atlantis"):
        city_of(session, tmp_path, asked(demand="atlantis"))
