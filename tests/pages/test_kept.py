"""What the phone keeps: in step with the registry by its feed, and read as the service would read it."""

from collections.abc import Iterator
from itertools import product
from typing import Any

import pytest
from fastapi import FastAPI
from sqlalchemy import text

from stations import registry
from stations.database import Database
from tests.factories import TIANANMEN, draft
from tests.pages.street import ALWAYS, LAT, LATELY, LON
from tests.pages.visits import Opener, Visit

NOTE = """(change) => new Promise((resolve) => {
  const asked = indexedDB.open("yizhan");
  asked.onsuccess = () => {
    const notes = asked.result.transaction("notes", "readwrite").objectStore("notes"), note = notes.get("kept");
    note.onsuccess = () => { notes.put({ ...note.result, ...change }, "kept").onsuccess = () => resolve(note.result); };
  };
})"""
"""Change what the phone noted about what it keeps; return what it had noted."""

BOTH = """async ([lon, lat, askeds]) => {
  const { nearestKept } = await import("/static/courier/kept.js"), api = await import("/static/courier/api.js");
  const answers = [];
  for (const { needs, ...asked } of askeds) {
    const question = { ...asked, needs: new Set(needs) };
    const kept = await nearestKept({ lon, lat }, question), { features } = await api.nearest({ lon, lat }, question);
    answers.push([kept.map(({ code, opening, travel_time_s }) => [code, opening.state, opening.parse, travel_time_s]),
      features.map(({ properties }) => properties).filter(({ distance_m }) => distance_m < 6000)
        .map(({ code, opening, travel_time_s }) => [code, opening.state, opening.parse, travel_time_s])]);
  }
  return answers;
}"""
"""Ask the phone and the service the same; as far as the phone keeps."""

OFFICE: dict[str, Any] = {"hours_raw": "周一至周五 8:30-17:30", "hours_osm": "Mo-Fr 08:30-17:30", "hours_parse": "ok"}
NIGHT: dict[str, Any] = {"hours_raw": "18:00-次日9:00", "hours_osm": "Mo-Su 18:00-09:00", "hours_parse": "ok"}
MAYBE: dict[str, Any] = {"hours_raw": "工作日", "hours_osm": 'Mo-Fr unknown "时间未注明"', "hours_parse": "partial"}
VARIED: tuple[dict[str, Any], ...] = (
    {**OFFICE, "amenities": {"toilet": "yes", "seating": "no"}, "audience": "outdoor_workers"},
    {**NIGHT, "amenities": {"toilet": "yes", "ebike_parking": "no"}, "worker_groups": ["sanitation"]},
    {**MAYBE, "amenities": {"phone_charging": "yes"}, "audience": "union_members", "worker_groups": ["courier"]},
    {
        **ALWAYS,
        "amenities": {"ebike_parking": "yes", "microwave": "yes"},
        "public_facing": False,
        "verified_at": LATELY,
    },
    {**ALWAYS, "amenities": {"toilet": "out_of_order"}, "operation": "temporarily_closed"},
    {**ALWAYS, "amenities": {"seating": "yes"}, "audience": "host_staff", "verified_at": LATELY},
    {**ALWAYS, "amenities": {"toilet": "yes"}, "lon": LON + 0.05, "verified_at": LATELY},
)


@pytest.fixture
def database(street_app: FastAPI) -> Database:
    """Return the registry of the street."""
    database: Database = street_app.state.database
    return database


@pytest.fixture
def varied(database: Database) -> Iterator[None]:
    """Add stations of every kind of hours and of audience to the street while a test runs."""
    drafts = [draft(**{"lat": LAT + 0.004 * n, "lon": LON + 0.003, **one}) for n, one in enumerate(VARIED, start=-3)]
    with database.transaction() as session:
        registry.upsert(session, "varied", drafts, toilet_nearby_m=150)
    yield
    with database.transaction() as session:
        registry.delete_source(session, "varied")


def kept(opener: Opener) -> Visit:
    """Return a phone that has looked once, and has kept what it found."""
    visit = opener()
    visit.locate()
    visit.settled()
    visit.until(f"async () => (await ({NOTE})({{}}))?.cursor")
    return visit


def look_later(visit: Visit, **noted: str) -> None:
    """Let the phone look again, believing that it did so long ago."""
    visit.requests.clear()
    visit.page.evaluate(NOTE, {"at": 0, **noted})
    visit.page.reload()
    visit.page.wait_for_selector(".row")
    visit.until(f"async () => (await ({NOTE})({{}})).at > 0")


def test_what_changed_comes_by_the_feed_and_not_all_anew(opener: Opener, database: Database) -> None:
    visit = kept(opener)
    before = visit.kept_stations()
    near, far = draft(name="新驿站", lat=LAT + 0.002), draft(name="远方驿站", lat=LAT + 3)

    with database.transaction() as session:
        added, _ = registry.upsert(session, "new", [near, far], toilet_nearby_m=150)
    look_later(visit)
    after_adding, asked = visit.kept_stations(), [url for url in visit.requests if "/v1/" in url]
    with database.transaction() as session:
        registry.delete(session, added.station_id)
    look_later(visit)

    assert after_adding == before + 1
    assert visit.kept_stations() == before
    assert sum("/v1/changes?since=" in url for url in asked) == 1
    assert not any("bbox" in url for url in asked)


def test_a_station_that_moved_away_is_not_kept(opener: Opener, database: Database) -> None:
    with database.transaction() as session:
        registry.upsert(session, "moving", [draft(source_id="one")], toilet_nearby_m=150)
    visit = kept(opener)
    before = visit.kept_stations()

    with database.transaction() as session:
        registry.upsert(session, "moving", [draft(source_id="one", lat=LAT + 3)], toilet_nearby_m=150)
    look_later(visit)

    assert visit.kept_stations() == before - 1


def test_where_the_feed_is_another_databases_all_is_fetched_anew(opener: Opener) -> None:
    visit = kept(opener)
    before = visit.kept_stations()

    look_later(visit, cursor="999999999999-0")

    assert any("bbox" in url for url in visit.requests)
    assert visit.kept_stations() == before
    assert visit.page.evaluate(NOTE, {})["cursor"] != "999999999999-0"


@pytest.mark.usefixtures("varied")
def test_the_phone_finds_what_the_service_finds_in_the_same_order(opener: Opener) -> None:
    visit = kept(opener)
    needs: tuple[list[str], ...] = ([], ["toilet"], ["charge"], ["hot_meal", "park"], ["rest", "toilet"])
    choices = product(needs, ("", "courier", "sanitation"), (True, False), ("walk", "drive"), ("distance", "useful"))
    names = ("needs", "group", "openOnly", "mode", "order")

    answers = visit.page.evaluate(BOTH, [*TIANANMEN, [dict(zip(names, choice, strict=True)) for choice in choices]])

    assert len(answers) == 120
    assert max(len(theirs) for _, theirs in answers) > 8
    for ours, theirs in answers:
        assert [each[:3] for each in ours] == [each[:3] for each in theirs]
        assert [time for *_, time in ours] == pytest.approx([time for *_, time in theirs], rel=0.004, abs=1)


@pytest.mark.usefixtures("varied")
def test_a_kept_station_that_is_out_of_service_says_so(opener: Opener, database: Database) -> None:
    visit = kept(opener)
    with database.transaction() as session:
        code = session.scalar(text("SELECT code FROM station WHERE operation = 'temporarily_closed'"))

    visit.page.evaluate(
        """async (code) => { const { showKeptCard } = await import("/static/courier/card.js");
             await showKeptCard(code, ({ above }) => document.getElementById("notice").replaceChildren(...above)); }""",
        code,
    )

    assert visit.page.inner_text(".card .opening") == "没开：暂停服务"


def test_hours_are_known_for_a_week_and_then_unknown(opener: Opener, database: Database) -> None:
    with database.transaction() as session:
        registry.upsert(session, "night", [draft(source_id="n", lat=LAT + 0.001, **NIGHT)], toilet_nearby_m=150)
        code = session.scalar(text("SELECT code FROM station WHERE source = 'night'"))
    visit = kept(opener)

    states = visit.page.evaluate(
        """async (code) => {
             const { keptStation } = await import("/static/courier/kept.js");
             const china = (day, time) => Date.parse(`${day}T${time}:00+08:00`), HOUR_MS = 3_600_000;
             const day = (days) => new Date(Date.now() + 8 * HOUR_MS + days * 24 * HOUR_MS).toISOString().slice(0, 10);
             const at = [[1, "08:45"], [1, "09:00"], [1, "17:59"], [1, "18:00"], [6, "03:00"], [9, "20:00"]];
             const found = await Promise.all(at.map(([days, time]) => keptStation(code, china(day(days), time))));
             return found.map(({ opening }) => opening.state);
           }""",
        code,
    )

    assert states == ["closing_soon", "closed", "closed", "open", "open", "unknown"]
