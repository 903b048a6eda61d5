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


def test_only_so_many_changes_are_taken(two: Roster) -> None:
    with pytest.raises(InputError, match="At most 200"):
        applied(two, [{"close": 1}] * 201)
