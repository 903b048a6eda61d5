"""Which notices say nothing of a holiday."""

from datetime import date, timedelta

import pytest

from stations import hours
from stations.hours import Calendar
from stations.hours.canonical import parse
from stations.hours.silence import unmentioned
from stations.hours.wording import UNMENTIONED, basis

CALENDAR = Calendar.packaged()
NATIONAL_DAY, MADE_UP, ORDINARY, UNCHARTED = (
    date(2026, 10, 1),
    date(2026, 10, 10),
    date(2026, 10, 12),
    date(2040, 10, 1),
)
BANK = "Mo-Fr 09:00-17:00"


@pytest.mark.parametrize(
    ("canonical", "day", "name"),
    [
        (BANK, NATIONAL_DAY, "国庆节"),
        ("24/7", NATIONAL_DAY, "国庆节"),
        (BANK, MADE_UP, "国庆节"),
        (BANK, ORDINARY, None),
        (BANK, UNCHARTED, None),
        (f"{BANK}; PH off", NATIONAL_DAY, None),
        (f"{BANK}; PH off", MADE_UP, None),
        (f"{BANK}; 2026 Oct 01-07 10:00-16:00", NATIONAL_DAY, None),
        (f"{BANK}; 2026 Oct 01-07 10:00-16:00", MADE_UP, "国庆节"),
        (None, NATIONAL_DAY, None),
        ("hours of no kind", NATIONAL_DAY, None),
    ],
)
def test_a_notice_is_silent_on_special_days_it_does_not_name(
    canonical: str | None, day: date, name: str | None
) -> None:
    found = hours.unmentioned(canonical, day, CALENDAR)

    assert (found and found.name.zh) == name


@pytest.mark.parametrize(
    "canonical", ["24/7", BANK, f"{BANK}; PH off", f"{BANK}; 2026 Oct 01-07 off", "Mo-Su 09:00-17:00; SH off"]
)
def test_silence_is_what_the_basis_says_on_every_day_of_the_calendar(canonical: str) -> None:
    days = [CALENDAR.first + timedelta(days=n) for n in range((CALENDAR.last - CALENDAR.first).days + 1)]

    silent = [day for day in days if unmentioned(canonical, day, CALENDAR)]

    rules = parse(canonical)
    said = [day for day in days if day in CALENDAR.days and UNMENTIONED.zh in basis(rules, day, CALENDAR).zh]
    assert silent == said
