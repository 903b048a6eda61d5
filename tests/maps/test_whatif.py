from pathlib import Path
from typing import Any

import numpy as np
import pytest
from sqlalchemy.orm import Session

from maps import answering, edits, week, whatif
from maps.city import City
from maps.question import Question
from maps.roster import Roster
from stations import registry
from stations.hours import Calendar
from tests.factories import Add, square
from tests.maps.changed import applied
from tests.maps.test_answering import AS_OF, SIDE, SOUTH, WEST, asked, city_of

NIGHT = week.parse_hour("Sat 22:00")
ADDED = {"lon": WEST + SIDE / 2, "lat": SOUTH + SIDE / 2, "needs": "all", "hours": "24/7"}


@pytest.fixture
def city(session: Session, add: Add, tmp_path: Path) -> City:
    """Return a town of thirty stations of every kind."""
    registry.put_districts(
        session,
        [
            square("310101", west=WEST, south=SOUTH, side=SIDE),
            square("310101001", west=WEST, south=SOUTH, side=SIDE / 2, parent_adcode="310101", level="township"),
        ],
    )
    rng = np.random.default_rng(11)
    for number in range(30):
        lon, lat = WEST + SIDE * rng.random(), SOUTH + SIDE * rng.random()
        toilet, hours = ("yes", "no", "unknown")[number % 3], ("24/7", "Mo-Fr 08:00-18:00")[number % 2]
        known = {} if number % 5 == 0 else {"hours_osm": hours, "hours_parse": "ok"}
        add({"lon": lon, "lat": lat, "amenities": {"toilet": toilet}, **known})
    return city_of(session, tmp_path, asked())


def counted_anew(city: City, question: Question, after: Roster) -> list[tuple[float, float]]:
    renewed = city.with_stations(after, Calendar.packaged(), as_of=AS_OF)
    band = question.bands_dm.index(question.limit_dm)
    rows = answering.rows(answering.answer(renewed, question))
    return [(row["covered_sure"][band], row["covered_may"][band]) for row in rows]


@pytest.mark.parametrize(
    "question", [{"minutes": 4}, {"minutes": 6, "k": 2}, {"needs": ("toilet",), "hour": NIGHT}, {"minutes": 7, "k": 3}]
)
def test_each_change_makes_the_difference_that_counting_anew_does(city: City, question: dict[str, Any]) -> None:
    asks, ids = asked(**question), city.roster.id.tolist()
    changes: list[list[edits.Edit]] = [
        [{"add": ADDED}],
        [{"close": ids[3]}],
        [{"move": {"id": ids[4], "lon": WEST, "lat": SOUTH + SIDE}}],
        [{"hours": {"id": each, "hours": "24/7"}} for each in ids],
        [{"equip": {"id": each, "needs": ["toilet"]}} for each in ids[::2]],
        [{"add": ADDED}, {"close": -1}],
        [{"add": ADDED}, {"add": ADDED}, {"close": ids[1]}, {"hours": {"id": ids[2], "hours": "24/7"}}],
    ]
    before = counted_anew(city, asks, city.roster)
    moved = 0
    for each in changes:
        rows = whatif.rows(city, asks, edits.tried(city.roster, each), Calendar.packaged())

        expected = counted_anew(city, asks, applied(city.roster, each))
        assert [(row["before_sure"], row["before_may"]) for row in rows] == [pytest.approx(pair) for pair in before]
        assert [(row["after_sure"], row["after_may"]) for row in rows] == [pytest.approx(pair) for pair in expected]
        moved += expected != before
    assert moved >= 3


def test_what_is_gained_in_one_place_and_lost_in_another_stands_apart(city: City) -> None:
    first = int(city.roster.id[0])
    emptied = applied(city.roster, [{"close": each} for each in city.roster.id.tolist() if each != first])
    alone = city.with_stations(emptied, Calendar.packaged(), as_of=AS_OF)
    touched = edits.tried(emptied, [{"move": {"id": first, "lon": WEST + SIDE / 2, "lat": SOUTH + SIDE / 2}}])

    whole = whatif.rows(alone, asked(minutes=5), touched, Calendar.packaged())[0]

    assert whole["before_sure"] > 0
    assert whole["after_sure"] == pytest.approx(whole["before_sure"] + whole["gained_sure"] - whole["lost_sure"])
    assert whole["lost_sure"] > 0
    assert whole["gained_sure"] == pytest.approx(np.pi * 0.375**2, rel=0.1)


def test_no_change_is_no_difference(city: City) -> None:
    first = city.roster.id.tolist()[0]
    as_it_is = {"move": {"id": first, "lon": float(city.roster.lon[0]), "lat": float(city.roster.lat[0])}}

    rows = whatif.rows(city, asked(), edits.tried(city.roster, [as_it_is]), Calendar.packaged())

    assert {row["gained_may"] + row["lost_may"] for row in rows} == {0.0}
