from typing import Any

import numpy as np
import pytest
from sqlalchemy.orm import Session

from maps import roster
from maps.roster import COLUMN_OF, Roster
from stations.errors import InputError, NotFound
from tests.factories import EVERYWHERE, Add
from tests.maps.changed import applied

SHUT_AT_NIGHT = {"hours_osm": "Mo-Su 08:00-18:00", "hours_parse": "ok"}


@pytest.fixture
def two(session: Session, add: Add) -> Roster:
    add({"amenities": {"toilet": "no"}, **SHUT_AT_NIGHT}, {"amenities": {"toilet": "yes"}})
    return roster.read(session, EVERYWHERE)


def test_changes_are_made_one_after_another_and_leave_the_stations_as_they_were(two: Roster) -> None:
    first, second = two.id.tolist()
    before = two.digest()

    after = applied(
        two,
        [
            {"add": {"lon": 121.5, "lat": 31.2, "needs": ["toilet"], "hours": "24/7"}},
            {"move": {"id": second, "lon": 121.4, "lat": 31.1}},
            {"close": first},
            {"equip": {"id": second, "needs": ["microwave"]}},
            {"add": {"lon": 121.6, "lat": 31.3, "needs": "all", "hours": "周一至周五 8:00-18:00"}},
        ],
    )

    assert two.digest() == before
    assert after.id.tolist() == [second, -1, -2]
    assert after.lon.tolist() == [121.4, 121.5, 121.6]
    assert after.hours[1:] == ("24/7", "Mo-Fr 08:00-18:00")
    assert after.having(["toilet"])[0].tolist() == [True, True, True]
    assert after.having(["microwave"])[0].tolist() == [True, False, True]
    assert after.having(["night"])[0].tolist() == [False, True, False]


def test_longer_hours_make_a_station_one_for_the_night(two: Roster) -> None:
    first = int(two.id[0])

    after = applied(two, [{"hours": {"id": first, "hours": "24/7"}}])

    assert two.may[0, COLUMN_OF["night"]] == np.False_
    assert after.sure[0, COLUMN_OF["night"]] == np.True_
    assert after.hours == ("24/7", None)


@pytest.mark.parametrize(
    ("edit", "field"),
    [
        ({"demolish": 1}, "edits"),
        ({}, "edits"),
        ({"move": {"id": 1, "lon": 121.0}}, "lat"),
        ({"move": 5}, "id"),
        ({"add": {"lon": 121.0, "lat": 131.0, "needs": "all", "hours": "24/7"}}, "lat"),
        ({"add": {"lon": 31.0, "lat": 121.0, "needs": "all", "hours": "24/7"}}, "lat"),
        ({"equip": {"id": 1}}, "needs"),
        ({"equip": {"id": 1, "lacks": ["sauna"]}}, "lacks"),
        ({"equip": {"id": 1, "needs": ["toilet"], "lacks": ["toilet"]}}, "lacks"),
        ({"equip": {"needs": ["toilet"]}}, "id"),
        ({"add": {"lon": 121.0, "lat": 31.0, "needs": ["sauna"], "hours": "24/7"}}, "needs"),
        ({"add": {"lon": 121.0, "lat": 31.0, "needs": "all", "hours": "whenever"}}, "hours"),
        ({"add": {"lon": 121.0, "lat": 31.0, "needs": "all", "hours": "24/7", "colour": "red"}}, "colour"),
    ],
)
def test_what_is_no_change_is_refused_by_name(two: Roster, edit: dict[str, Any], field: str) -> None:
    with pytest.raises(InputError) as refused:
        applied(two, [edit])

    assert refused.value.field == field


@pytest.mark.parametrize("strange", [7_000_000, 2**70, -1, "1", [1], None])
def test_what_is_no_station_of_ours_is_not_found(two: Roster, strange: object) -> None:
    with pytest.raises(NotFound, match="no station"):
        applied(two, [{"close": strange}])


def test_a_station_there_is_not_is_not_found_once_closed(two: Roster) -> None:
    first = int(two.id[0])

    with pytest.raises(NotFound, match=f"no station {first}"):
        applied(two, [{"close": first}, {"hours": {"id": first, "hours": "24/7"}}])


def test_a_room_for_staff_is_no_station_to_change_but_may_be_added(session: Session, add: Add) -> None:
    (room,) = add({"audience": "host_staff", "hours_osm": "24/7", "hours_parse": "ok"})
    stations = roster.read(session, EVERYWHERE)

    with pytest.raises(NotFound, match=f"no station {room} in service for outdoor workers"):
        applied(stations, [{"hours": {"id": room, "hours": "24/7"}}])

    opened = {"add": {"lon": 116.3975, "lat": 39.9087, "needs": "all", "hours": "24/7"}}
    assert applied(stations, [opened]).id.tolist() == [-1]


INDOORS, OUTDOORS, SOMEWHERE = "rest_station", "cabinet", "mobile_station"


@pytest.mark.parametrize(
    ("kind", "amenities", "change", "warm"),
    [
        (INDOORS, {}, {"needs": ["heating"]}, ("unknown", "yes")),
        (INDOORS, {"heating": "no", "ac_heat": "no"}, {"needs": ["ac_heat"]}, ("no", "yes")),
        (OUTDOORS, {}, {"needs": ["heating"]}, ("no", "no")),
        (SOMEWHERE, {"heating": "no", "ac_heat": "no"}, {"needs": ["heating"]}, ("no", "unknown")),
        (INDOORS, {"heating": "yes"}, {"lacks": ["heating"]}, ("yes", "unknown")),
        (INDOORS, {"heating": "yes", "ac_heat": "no"}, {"lacks": ["heating"]}, ("yes", "no")),
        (INDOORS, {"heating": "yes", "ac_heat": "yes"}, {"lacks": ["heating"]}, ("yes", "yes")),
        (INDOORS, {"heating": "yes"}, {"lacks": ["warm"]}, ("yes", "no")),
        (OUTDOORS, {}, {"needs": ["warm"]}, ("no", "yes")),
        (INDOORS, {"heating": "yes"}, {"needs": ["ac_heat"], "lacks": ["heating"]}, ("yes", "yes")),
        (INDOORS, {"heating": "yes"}, {"needs": ["ac_heat"], "lacks": ["warm"]}, ("yes", "no")),
        (INDOORS, {"heating": "yes"}, {"needs": ["microwave"], "lacks": ["toilet"]}, ("yes", "yes")),
    ],
)
def test_needs_follow_from_what_comes_in_and_goes_as_the_registry_has_them(
    session: Session, add: Add, kind: str, amenities: dict[str, str], change: dict[str, Any], warm: tuple[str, str]
) -> None:
    (station,) = add({"type": kind, "amenities": amenities})
    stations = roster.read(session, EVERYWHERE)

    changed = applied(stations, [{"equip": {"id": station, **change}}])

    assert (_answer(stations, "warm"), _answer(changed, "warm")) == warm


def test_what_is_out_of_order_is_gone_and_with_it_what_needs_it(two: Roster) -> None:
    second = int(two.id[1])

    after = applied(two, [{"equip": {"id": second, "lacks": ["toilet", "drinking_water", "hot_water"]}}])

    assert [_answer(two, code, 1) for code in ("toilet", "drink", "charge")] == ["yes", "unknown", "unknown"]
    assert [_answer(after, code, 1) for code in ("toilet", "drink", "charge")] == ["no", "no", "unknown"]


def test_what_was_named_before_stays_when_more_comes_in(two: Roster) -> None:
    first = int(two.id[0])

    after = applied(two, [{"equip": {"id": first, "needs": ["charge"]}}, {"equip": {"id": first, "needs": ["socket"]}}])

    assert [_answer(after, code) for code in ("charge", "socket", "power_bank")] == ["yes", "yes", "unknown"]


def test_a_new_room_meets_the_needs_that_follow_from_what_is_put_into_it(two: Roster) -> None:
    room = {"lon": 121.5, "lat": 31.2, "needs": ["heating", "fan", "socket"], "hours": "08:00-18:00"}

    after = applied(two, [{"add": room}])

    has = [code for code in ("warm", "cool", "charge", "drink", "night") if _answer(after, code, 2) == "yes"]
    assert has == ["warm", "charge"]


def test_all_that_can_be_brought_in_makes_no_longer_hours(two: Roster) -> None:
    first = int(two.id[0])

    after = applied(two, [{"equip": {"id": first, "needs": "all"}}])

    assert [_answer(after, code) for code in ("warm", "toilet", "aed", "night")] == ["yes", "yes", "yes", "no"]


def _answer(stations: Roster, code: str, row: int = 0) -> str:
    column = COLUMN_OF[code]
    return "yes" if stations.sure[row, column] else "unknown" if stations.may[row, column] else "no"


def test_only_so_many_changes_are_taken(two: Roster) -> None:
    with pytest.raises(InputError, match="At most 200"):
        applied(two, [{"close": 1}] * 201)
