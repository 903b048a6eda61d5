import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from stations.errors import InputError
from stations.hours import Calendar, Interval, Opening, intervals, open_at_night, opening_at, read
from stations.hours.state import ZONE

OFFICE = "Mo-Fr 08:30-17:30; PH off"


def shanghai(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


def ask(canonical: str | None, at: str) -> Opening:
    return opening_at(canonical, shanghai(at), calendar=Calendar.packaged())


@pytest.mark.parametrize(
    ("day", "state"),
    [
        ("2026-09-18", "open"),  # a Friday
        ("2026-09-19", "closed"),
        ("2026-09-20", "open"),  # a Sunday worked for National Day
        ("2026-09-25", "closed"),  # Mid-Autumn, a Friday
        ("2026-09-30", "open"),
        *((f"2026-10-{day:02d}", "closed") for day in range(1, 8)),
        ("2026-10-08", "open"),
        ("2026-10-10", "open"),  # a Saturday worked for National Day
        ("2026-10-11", "closed"),
        ("2026-01-04", "open"),  # the other make-up days of the year
        ("2026-02-14", "open"),
        ("2026-02-28", "open"),
        ("2026-05-09", "open"),
        ("2025-09-28", "open"),
        ("2025-10-02", "closed"),
    ],
)
def test_an_office_follows_the_state_councils_calendar(day: str, state: str) -> None:
    assert ask(OFFICE, f"{day}T10:00").state == state


def test_the_long_holiday_is_one_closed_stretch() -> None:
    found = ask(OFFICE, "2026-09-30T18:00")

    assert (found.state, found.until, found.next_open) == (
        "closed",
        shanghai("2026-10-08T08:30"),
        shanghai("2026-10-08T08:30"),
    )


def test_a_plain_week_does_not_follow_the_calendar_but_says_so() -> None:
    holiday, make_up = ask("Mo-Fr 09:00-17:00", "2026-10-05T10:00"), ask("Mo-Fr 09:00-17:00", "2026-10-10T10:00")

    assert (holiday.state, make_up.state) == ("open", "closed")
    assert holiday.basis.zh == "国庆节放假，告示未提节假日；周一至周五 09:00–17:00"
    assert holiday.basis.en == "National Day holiday, and the notice does not mention holidays; Mon–Fri 09:00–17:00"
    assert make_up.basis.zh == "国庆节调休上班日，告示未提节假日；周一至周五 09:00–17:00"


@pytest.mark.parametrize("at", ["2023-12-29T10:00", "2027-01-04T10:00", "2027-01-04T03:00", "2032-05-01T10:00"])
def test_beyond_the_table_what_hangs_on_holidays_is_unknown(at: str) -> None:
    assert ask(OFFICE, at).state == "unknown"
    assert ask("Mo-Su 08:00-20:00; PH 10:00-16:00", at).state == "unknown"
    assert ask("Mo-Fr 09:00-17:00", at).state in {"open", "closed"}
    assert ask("24/7", at).state == "open"


def test_the_tables_last_day_ends_in_the_unknown() -> None:
    found = ask(OFFICE, "2026-12-31T20:00")

    assert (found.state, found.until, found.next_open) == ("closed", shanghai("2027-01-01T00:00"), None)


def test_school_holidays_are_in_no_table() -> None:
    found = ask("Mo-Fr 09:00-17:00; SH off", "2026-03-04T10:00")

    assert (found.state, found.basis.en.partition(";")[0]) == ("unknown", "school holidays are in no calendar here")


@pytest.mark.parametrize(
    ("canonical", "at", "state"),
    [
        ("Mo-Fr 09:00-18:00; Sa 10:00-16:00; PH off", "2026-10-10T17:00", "open"),  # a Saturday that is a weekday
        ("Mo-Th 08:30-17:30; Fr 08:30-16:00; PH off", "2026-09-20T10:00", "unknown"),  # which weekday is not said
        ("Tu-Su 09:00-17:00; PH 09:00-17:00", "2026-09-20T10:00", "open"),  # no working week: Sunday stays Sunday
        ("Tu-Su 09:00-17:00; PH 09:00-17:00", "2026-10-05T10:00", "open"),  # a Monday, but a holiday
        ("Sa-Su 10:00-16:00; PH off", "2026-10-10T12:00", "closed"),  # open on days of rest only
        ("May-Sep Mo-Fr 08:00-18:00; Oct-Apr Mo-Fr 09:00-17:00; PH off", "2026-09-20T08:30", "open"),
        ("May-Sep Mo-Fr 08:00-18:00; Oct-Apr Mo-Fr 09:00-17:00; PH off", "2026-10-10T08:30", "closed"),
        ("Mo-Fr 09:00-17:00; Oct PH 10:00-12:00", "2026-10-02T11:00", "open"),
        ("Mo-Fr 09:00-17:00; Oct PH 10:00-12:00", "2026-10-02T15:00", "closed"),
        ("Mo-Fr 09:00-17:00; Oct PH 10:00-12:00", "2026-05-04T15:00", "open"),  # a holiday, but not in October
        ("Su,PH 08:00-13:00", "2026-10-05T09:00", "open"),
    ],
)
def test_holidays_and_make_up_days_in_other_schedules(canonical: str, at: str, state: str) -> None:
    assert ask(canonical, at).state == state


@pytest.mark.parametrize(
    ("canonical", "at", "state"),
    [
        ("Mo-Su 22:00-06:00", "2026-03-04T05:29", "open"),
        ("Mo-Su 22:00-06:00", "2026-03-04T06:00", "closed"),
        ("Mo-Fr 20:00-04:00", "2026-03-07T03:00", "open"),  # Friday's night
        ("Mo-Fr 20:00-04:00", "2026-03-09T03:00", "closed"),  # Sunday has none
        ("Mo-Th 17:00-03:00; Fr-Su 15:00-03:00", "2026-03-09T02:00", "open"),  # Sunday's, though Monday has a rule
        ("Mo-Su 20:00-04:00; We off", "2026-03-05T02:00", "closed"),  # Wednesday's night never began
        ("Mo-Su 20:00-04:00; We off", "2026-03-04T02:00", "closed"),  # Wednesday is off from its midnight
        ("Mo-Fr 08:00-12:00,14:00-18:00", "2026-03-04T13:00", "closed"),
        ("Mo 08:00-32:00", "2026-03-10T07:29", "open"),
        ("Mo 08:00-32:00", "2026-03-10T08:00", "closed"),
        ('unknown "x"; Jul-Aug 08:30-17:30', "2026-03-04T12:00", "unknown"),
        ('unknown "x"; Jul-Aug 08:30-17:30', "2026-07-04T18:00", "closed"),
        ("Oct 15-Apr 14 08:00-18:00", "2026-01-04T12:00", "open"),
        ("Oct 15-Apr 14 08:00-18:00", "2026-06-04T12:00", "closed"),
        ("Sa-Su 14:00-18:00", "2026-03-07T12:00", "closed"),
        ("Mo-Su 09:00-17:00; Mo[1] off", "2026-03-02T12:00", "closed"),
        ("Mo-Su 09:00-17:00; Mo[1] off", "2026-03-09T12:00", "open"),
        ("Mo-Fr 10:00+", "2026-03-04T12:00", "unknown"),  # nobody says when it closes
        ("Mo-Fr 10:00+", "2026-03-04T09:00", "closed"),
        ('Mo-Fr 08:00-19:00 || unknown "on appointment"', "2026-03-04T20:00", "unknown"),
        ("Mo-Fr 09:00-18:00; 12:00-13:00 off", "2026-03-04T12:30", "closed"),
        ("Mo-Fr 09:00-18:00; 12:00-13:00 off", "2026-03-04T13:30", "open"),
    ],
)
def test_nights_breaks_and_seasons(canonical: str, at: str, state: str) -> None:
    assert ask(canonical, at).state == state


def test_open_is_closing_soon_in_its_last_half_hour() -> None:
    states = [
        ask("Mo-Su 08:00-20:00", f"2026-03-04T{clock}").state for clock in ("19:29:59", "19:30", "19:59:59", "20:00")
    ]

    assert states == ["open", "closing_soon", "closing_soon", "closed"]


def test_how_soon_is_soon_can_be_said() -> None:
    at = shanghai("2026-03-04T19:00")

    found = opening_at("Mo-Su 08:00-20:00", at, calendar=Calendar.packaged(), closing_soon_s=3600)

    assert (found.state, found.until, found.next_open) == (
        "closing_soon",
        shanghai("2026-03-04T20:00"),
        shanghai("2026-03-05T08:00"),
    )


def test_a_place_that_never_shuts_has_no_until() -> None:
    assert ask("24/7", "2026-03-04T12:00")[:3] == ("open", None, None)
    assert ask("Mo-Fr 08:00-32:00, Sa-Su 00:00-24:00", "2026-03-04T12:00").state == "open"


def test_no_hours_are_unknown_and_never_open() -> None:
    for nothing in (None, ""):
        assert ask(nothing, "2026-03-04T12:00") == (
            "unknown",
            None,
            None,
            ("没有开放时间记录", "no opening hours on record"),
        )


def test_an_instant_is_the_same_in_every_zone() -> None:
    in_utc = datetime(2026, 3, 4, 0, 30, tzinfo=UTC)

    found = opening_at("Mo-Fr 08:30-17:30", in_utc, calendar=Calendar.packaged())

    assert (found.state, found.until) == ("open", shanghai("2026-03-04T17:30"))


@pytest.mark.parametrize("at", [datetime(2026, 3, 4), shanghai("1999-12-31T23:00"), datetime.max.replace(tzinfo=UTC)])  # noqa: DTZ001 - the lack of a zone is what is tested
def test_an_instant_without_a_zone_or_out_of_our_time_is_refused(at: datetime) -> None:
    with pytest.raises(InputError) as caught:
        opening_at("24/7", at, calendar=Calendar.packaged())

    assert caught.value.field == "at"


def test_what_is_not_canonical_is_refused() -> None:
    with pytest.raises(InputError):
        ask("周一至周五", "2026-03-04T12:00")


def test_the_basis_says_the_day_and_the_hours_in_both_languages() -> None:
    holiday = ask("Tu-Su 09:00-17:00; Mo off; PH off", "2026-10-01T10:00").basis
    unclear = ask("Mo-Th 08:30-17:30; Fr 08:30-16:00; PH off", "2026-09-20T10:00").basis
    beyond = ask(OFFICE, "2027-03-04T10:00").basis
    night = ask('Jul-Aug 20:00-02:00 "夜间"; 2026 Oct 01 off', "2026-03-04T10:00").basis

    assert holiday.zh == "国庆节放假；周二至周日 09:00–17:00；周一 休息；节假日 休息"
    assert holiday.en == "National Day holiday; Tue–Sun 09:00–17:00; Mon closed; public holidays closed"
    assert unclear.zh.startswith("国庆节调休上班日，未说明补哪一天；")
    assert beyond.en.startswith("the holidays of 2027 are not in the calendar; ")
    assert night.zh == "7月至8月 20:00–次日02:00（夜间）；2026年10月1日 休息"
    assert ask("24/7", "2026-03-04T10:00").basis == ("24小时", "24 hours")
    assert ask("Mo-Su 08:00-20:00", "2026-03-04T10:00").basis == ("每天 08:00–20:00", "daily 08:00–20:00")


def test_intervals_tell_open_from_unknown_and_leave_closed_out() -> None:
    found = intervals(OFFICE, shanghai("2026-12-30T09:00"), 3, Calendar.packaged())

    assert found == [
        Interval(shanghai("2026-12-30T09:00"), shanghai("2026-12-30T17:30"), "open"),
        Interval(shanghai("2026-12-31T08:30"), shanghai("2026-12-31T17:30"), "open"),
        Interval(shanghai("2027-01-01T00:00"), shanghai("2027-01-02T09:00"), "unknown"),
    ]


def test_intervals_of_nothing_are_one_unknown_stretch() -> None:
    start = shanghai("2026-03-04T12:00")

    assert intervals(None, start, 8, Calendar.packaged()) == [Interval(start, start + timedelta(days=8), "unknown")]


@pytest.mark.parametrize(
    ("canonical", "answer"),
    [
        ("24/7", "yes"),
        ("Mo-Su 20:00-06:00", "yes"),
        ("Mo-Fr 08:00-32:00; PH off", "yes"),
        ("Mo-Su 20:00-04:00", "no"),  # the last hour is missing
        ("Mo-Fr 09:00-17:00; PH off", "no"),
        ("May-Sep 00:00-24:00; Oct-Apr 08:00-20:00", "no"),  # not in winter
        ('unknown "以现场为准"', "unknown"),
        ('unknown "x"; Jul-Aug 08:30-17:30', "no"),  # surely not in July
        ("PH 00:00-24:00", "unknown"),  # of ordinary days it says nothing
        (None, "unknown"),
    ],
)
def test_night_is_the_whole_night_in_every_season(canonical: str | None, answer: str) -> None:
    assert open_at_night(canonical) == answer


def test_two_other_evaluators_agree_on_every_value_they_agree_on(shared_data: Path) -> None:
    vectors = json.loads((shared_data / "vectors/osm_opening_hours.json").read_text(encoding="utf-8"))
    instants = [datetime.fromtimestamp(at, UTC) for at in vectors["instants_unix"]]
    letters = {"open": "o", "closing_soon": "o", "closed": "c", "unknown": "u"}

    for entry in vectors["agree"]:
        canonical = read(entry["value"]).canonical
        states = [opening_at(canonical, at, calendar=Calendar.packaged()).state for at in instants]
        assert "".join(letters[state] for state in states) == entry["js"] == entry["rust"], entry["value"]


def test_where_they_disagree_on_nights_we_hold_with_the_one_that_keeps_them(shared_data: Path) -> None:
    vectors = json.loads((shared_data / "vectors/osm_opening_hours.json").read_text(encoding="utf-8"))
    instants = [datetime.fromtimestamp(at, UTC) for at in vectors["instants_unix"]]
    letters = {"open": "o", "closing_soon": "o", "closed": "c", "unknown": "u"}
    dropped = (
        "PH",
        "; 13:00",
        "; 11:00-15:00",
        "; 10:00-15:00",
    )  # holidays, and rules for every day that it reads as more
    entries = [entry for entry in vectors["disagree"] if not any(part in entry["value"] for part in dropped)]

    for entry in entries:
        canonical = read(entry["value"]).canonical
        states = [opening_at(canonical, at, calendar=Calendar.packaged()).state for at in instants]
        assert "".join(letters[state] for state in states) == entry["js"], entry["value"]
    assert len(entries) > 20
