"""Hours of special days: in place of the general ones on their dates, and nowhere else."""

from datetime import date, datetime

import numpy as np
import pytest

from stations.hours import Calendar, SpecialHours, intervals, opening_at, with_special
from stations.hours.canonical import parse, render
from stations.hours.state import ZONE

OFFICE = "Mo-Fr 08:30-17:30; PH off"
DAILY = "Mo-Su 09:00-18:00"


def state(canonical: str, at: str) -> str:
    """Return the state at a time in China, closing soon being open."""
    moment = datetime.fromisoformat(at).replace(tzinfo=ZONE)
    return opening_at(canonical, moment, calendar=Calendar.packaged(), closing_soon_s=0).state


def special(first: str | None, last: str, canonical: str | None, raw: str = "通知") -> SpecialHours:
    begin = None if first is None else date.fromisoformat(first)
    return SpecialHours(begin, date.fromisoformat(last), canonical, raw)


def test_a_closure_shuts_its_days_and_no_others() -> None:
    canonical = with_special(DAILY, [special("2026-11-23", "2026-11-25", "off")])

    states = [state(canonical, f"2026-11-{day}T12:00") for day in (22, 23, 24, 25, 26)]

    assert states == ["open", "closed", "closed", "closed", "open"]


def test_other_hours_stand_in_place_of_the_general_ones() -> None:
    canonical = with_special(DAILY, [special("2026-11-23", "2026-11-23", "Mo-Su 10:00-22:00")])

    assert [state(canonical, f"2026-11-23T{hour}") for hour in ("09:30", "10:00", "21:59", "22:00")] == [
        "closed", "open", "open", "closed"
    ]  # fmt: skip
    assert state(canonical, "2026-11-24T09:30") == "open"


def test_weekdays_that_special_hours_do_not_name_are_closed() -> None:
    canonical = with_special(DAILY, [special("2026-11-23", "2026-11-29", "Mo-We 09:00-12:00")])

    assert [state(canonical, f"2026-11-{day}T10:00") for day in (22, 23, 25, 26, 29, 30)] == [
        "open", "open", "open", "closed", "closed", "open"
    ]  # fmt: skip


def test_dates_of_their_own_leave_the_other_days_alone() -> None:
    told = "Nov 23-24 off; Nov 26 10:00-11:00"  # within a notice that holds to the end of the month
    canonical = with_special(DAILY, [special("2026-11-20", "2026-11-30", told)])

    assert [state(canonical, f"2026-11-{day}T12:00") for day in (22, 23, 24, 25, 26, 27)] == [
        "open", "closed", "closed", "open", "closed", "open"
    ]  # fmt: skip
    assert state(canonical, "2027-11-23T12:00") == "open"


def test_a_special_day_wins_over_holidays_and_make_up_days() -> None:
    canonical = with_special(
        OFFICE, [special("2026-10-01", "2026-10-01", "Mo-Su 10:00-16:00"), special("2026-10-10", "2026-10-10", "off")]
    )

    assert state(canonical, "2026-10-01T12:00") == "open"
    assert state(canonical, "2026-10-02T12:00") == "closed"
    assert state(canonical, "2026-10-10T12:00") == "closed"  # a Saturday that is worked
    assert state(OFFICE, "2026-10-10T12:00") == "open"


def test_a_special_day_is_known_beyond_the_calendar() -> None:
    canonical = with_special(OFFICE, [special("2027-01-01", "2027-01-03", "off")])

    found = intervals(canonical, datetime(2026, 12, 31, tzinfo=ZONE), 5, Calendar.packaged())

    assert [(span.start.day, span.start.hour, span.state) for span in found] == [(31, 8, "open"), (4, 0, "unknown")]
    basis = opening_at(canonical, datetime(2027, 1, 2, tzinfo=ZONE), calendar=Calendar.packaged()).basis
    assert "不在日历中" not in basis.zh


@pytest.mark.parametrize("canonical", [None, "gibberish", "Mo-Su 09:00-12:00 || unknown"])
def test_what_nobody_understood_leaves_its_days_unknown(canonical: str | None) -> None:
    found = with_special(DAILY, [special("2026-11-23", "2026-11-23", canonical, raw='春节"另行"通知')])

    assert state(found, "2026-11-23T10:00") == "unknown"
    assert state(found, "2026-11-24T10:00") == "open"


def test_where_general_hours_are_unknown_only_the_special_days_are_known() -> None:
    canonical = with_special(None, [special(None, "2026-11-23", "Mo-Su 10:00-16:00")])

    assert [state(canonical, at) for at in ("2026-11-20T12:00", "2026-11-23T09:00", "2026-11-24T12:00")] == [
        "open", "closed", "unknown"
    ]  # fmt: skip


def test_the_later_of_two_has_the_say() -> None:
    canonical = with_special(
        DAILY, [special("2026-11-20", "2026-11-30", "off"), special("2026-11-25", "2026-11-25", "Mo-Su 09:00-10:00")]
    )

    assert [state(canonical, f"2026-11-{day}T09:30") for day in (24, 25, 26)] == ["closed", "open", "closed"]


def test_a_closure_silences_what_speaks_where_nothing_else_did() -> None:
    canonical = with_special("Mo-Fr 09:00-17:00 || unknown", [special("2026-11-23", "2026-11-23", "off")])

    assert [state(canonical, f"2026-11-{day}T20:00") for day in (23, 24)] == ["closed", "unknown"]


GENERAL = (None, "24/7", OFFICE, DAILY, "Mo-Su 20:00-02:00", "Tu-Su 10:00-16:00", "Mo-Fr 09:00-17:00; Sa,Su unknown")
SPECIAL = ("off", "Mo-Su 10:00-16:00", "24/7", "Mo-Fr 09:00-12:00; Sa 10:00-11:00", None)


def test_every_minute_is_the_special_one_on_special_days_and_the_general_one_else() -> None:
    random = np.random.default_rng(11)
    for drawn in random.integers(0, 1000, (60, 4)):
        general, own = GENERAL[drawn[0] % len(GENERAL)], SPECIAL[drawn[1] % len(SPECIAL)]
        first, length = 20 + drawn[2] % 8, drawn[3] % 3
        held = special(f"2026-11-{first}", f"2026-11-{first + length}", own)

        canonical = with_special(general, [held])

        assert render(parse(canonical)) == canonical
        for day in range(19, 31):
            is_special = first <= day <= first + length
            for hour in (3, 9, 10, 11, 15, 17, 23):  # before 3 it may still be the night of the day before
                at = f"2026-11-{day}T{hour:02d}:30"
                alone = own if is_special else general
                assert state(canonical, at) == (state(alone, at) if alone else "unknown"), (canonical, at)
