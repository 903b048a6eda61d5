import json
from pathlib import Path

import pytest

from stations.hours import read


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("Sa, Su 14:00-18:00", "Sa-Su 14:00-18:00"),
        ("Mo-su 9:00-2:00", "Mo-Su 09:00-02:00"),
        ("08:00-13:00, 15:00-20:00", "Mo-Su 08:00-13:00,15:00-20:00"),
        ("Mo-Fr 06:00-00:00;Sa closed", "Mo-Fr 06:00-24:00; Sa off"),
        ("00:00-24:00", "24/7"),
        ("Jun-Aug: Su-Sa 09:00-24:00; Sep-May: Su-Sa 09:00-18:00", "Jun-Aug 09:00-24:00; Sep-May 09:00-18:00"),
        ("Jun 1 - Aug 31 Mo-Fr 9:00-17:00", "Jun 01-Aug 31 Mo-Fr 09:00-17:00"),
        ("2026 Oct 1 off", "2026 Oct 01 off"),
        ("week 1-10 Mo 09:00-10:00", "week 01-10 Mo 09:00-10:00"),
        ("Su,PH 08:00-13:00", "Su,PH 08:00-13:00"),
        ("Mo-Su,PH 08:00-13:00", "Mo-Su,PH 08:00-13:00"),  # every day is every day
        ("Mo[1],We[-1] off", "Mo[1],We[-1] off"),
        ('Mo-Fr 11:00-15:00 open "Lunch"', 'Mo-Fr 11:00-15:00 "Lunch"'),
        ('Mo-Fr 08:00-19:00 || "on appointment"', 'Mo-Fr 08:00-19:00 || unknown "on appointment"'),
        ("Mo-Fr 09:00-12:00, We 14:00-18:00;", "Mo-Fr 09:00-12:00, We 14:00-18:00"),
        ("Mo 08:00-32:00", "Mo 08:00-32:00"),
        ("Fr 18:00+", "Fr 18:00+"),
    ],
)
def test_osm_syntax_has_one_spelling(text: str, canonical: str) -> None:
    found = read(text)

    assert found == (canonical, "ok", ())
    assert read(canonical) == found


@pytest.mark.parametrize("text", ["Mo-Fr", "Mo-Fr open", "SH", "PH"])
def test_days_without_times_are_unknown_and_not_24_hours(text: str) -> None:
    found = read(text)

    assert found.parse == "partial"
    assert found.canonical is not None
    assert found.canonical.endswith("unknown")


@pytest.mark.parametrize(
    "text",
    [
        *("08:00-08:00", "Mo 00:00-00:00", "Mo 25:00-49:00", "Mo 09:75-10:00"),
        *("sunrise-sunset", "easter off", "PH -1 day off", "Mo-Fr 9-20", "Mo-Fr 16:00-"),
        *("Mon - Fri 11am - 11pm", "We-Fr 13:00-18:00 Sa 12:00-18:00", "Mo-So 10:00-19:00", "+423 232 48 18"),
        *(";", ",", '"', "Mo-Fr 10:00-12:00 ||"),
    ],
)
def test_what_is_no_osm_syntax_is_not_guessed_at(text: str) -> None:
    found = read(text)

    assert (found.canonical, found.parse) == (None, "failed")
    assert found.not_understood


def test_every_real_osm_value_keeps_its_meaning_when_read_twice(shared_data: Path) -> None:
    vectors = json.loads((shared_data / "vectors/osm_opening_hours.json").read_text(encoding="utf-8"))
    values = [entry["value"] for group in ("agree", "disagree") for entry in vectors[group]]

    once = [read(value) for value in values]

    assert {found.parse for found in once} == {"ok"}
    assert [read(found.canonical) for found in once] == once
