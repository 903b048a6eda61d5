from datetime import date, datetime, timedelta

import numpy as np
import pytest

from maps import week
from stations import hours
from stations.errors import InputError
from stations.hours import Calendar
from stations.hours.state import ZONE

MONDAY = date(2026, 11, 23)
TEXTS = ["Mo-Fr 08:30-17:30", None, "24/7", "Mo-Su 20:00-02:00", "Tu-Su 09:00-11:30,13:00-17:00", "Mo-Su 09:00+"]


def test_each_hour_is_the_state_when_it_begins() -> None:
    found = week.week_of(TEXTS, MONDAY, Calendar.packaged())

    for row, text in enumerate(TEXTS):
        for hour in range(week.HOURS):
            at = datetime(2026, 11, 23, tzinfo=ZONE) + timedelta(hours=hour)
            state = hours.opening_at(text, at, calendar=Calendar.packaged(), closing_soon_s=0).state
            assert found.sure[row, hour] == (state == "open"), (text, at)
            assert found.may[row, hour] == (state != "closed"), (text, at)


def test_hours_that_nobody_can_read_are_unknown_all_week() -> None:
    found = week.week_of(["as posted"], MONDAY, Calendar.packaged())

    assert not found.sure.any()
    assert found.may.all()


def test_no_stations_have_a_week_of_no_rows() -> None:
    assert week.week_of([], MONDAY, Calendar.packaged()).sure.shape == (0, week.HOURS)


def test_the_week_is_the_next_without_holidays_or_make_up_days() -> None:
    monday = week.ordinary_monday(date(2026, 9, 16), Calendar.packaged())

    # 2026: make-up Sunday 20 September, Mid-Autumn 25 to 27 September, National Day 1 to 7 October, make-up 10 October
    assert monday == date(2026, 10, 12)


def test_beyond_the_calendar_the_week_after_is_taken() -> None:
    assert week.ordinary_monday(date(2041, 5, 5), Calendar.packaged()) == date(2041, 5, 6)


@pytest.mark.parametrize(
    ("text", "hour"),
    [
        ("Mon 00:00", 0),
        ("Sat 22:00", 142),
        ("saturday 22", 142),
        ("周六 22:00", 142),
        ("星期天 8点", 152),
        ("周日8：00", 152),
    ],
)
def test_an_hour_is_read_in_both_languages(text: str, hour: int) -> None:
    assert week.parse_hour(text) == hour


@pytest.mark.parametrize("text", ["", "22:00", "Sat", "Sat 24:00", "Sat 22:30", "周八 9:00", "x" * 500])
def test_what_is_no_hour_is_refused(text: str) -> None:
    with pytest.raises(InputError, match="write a day and a whole hour"):
        week.parse_hour(text)


def test_every_hour_is_read_as_it_is_said() -> None:
    said = [week.say_hour(hour) for hour in range(week.HOURS)]

    assert [week.parse_hour(text.zh) for text in said] == list(range(week.HOURS))
    assert [week.parse_hour(text.en) for text in said] == list(range(week.HOURS))
    assert np.unique([text.en for text in said]).size == week.HOURS
