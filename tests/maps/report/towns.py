"""A town to report on: one district with two below it, and stations of which some things are unknown."""

from datetime import UTC, datetime
from pathlib import Path

from maps import city
from maps.question import Question
from maps.report import reading
from maps.report.contents import Contents
from maps.runs import running
from stations import registry
from stations.database import Database
from stations.hours import Calendar
from tests.factories import draft, square

WEST, SOUTH, SIDE = 121.45, 31.2, 0.04
AS_OF = datetime(2026, 11, 22, 4, tzinfo=UTC)
LATER = datetime(2026, 11, 23, 4, tzinfo=UTC)
RISKY = '=HYPERLINK("http://example.org","驿站")'
ASKED = Question(area="310101", way="straight", needs=("toilet",), hour=142)


def settle(database: Database, *, is_bare: bool = False) -> None:
    """Put the town into a registry; a bare one has no station and nothing below it."""
    half = SIDE / 2
    below = [
        square("310101001", west=WEST, south=SOUTH, side=half, parent_adcode="310101", level="township", name="南街道"),
        square(
            "310101002", west=WEST, south=SOUTH + half, side=half, parent_adcode="310101", level="township", name="北镇"
        ),
    ]
    whole = [
        square("310000", west=WEST - 1, south=SOUTH - 1, side=2, name="上海市", level="province", parent_adcode=None),
        square("310101", west=WEST, south=SOUTH, side=SIDE, name="黄浦区", parent_adcode="310000", area_km2=16.9),
    ]
    stations = [
        draft(
            name=RISKY,
            lon=WEST + 0.01,
            lat=SOUTH + 0.01,
            amenities={"toilet": "yes"},
            hours_raw="24小时",
            hours_osm="24/7",
            hours_parse="ok",
            verified_at=datetime(2026, 10, 1, tzinfo=UTC),
        ),
        draft(name="问号驿站", lon=WEST + 0.03, lat=SOUTH + 0.03, hours_osm="24/7", hours_parse="ok"),
        draft(name="无厕驿站", lon=WEST + 0.02, lat=SOUTH + 0.035, amenities={"toilet": "no"}),
    ]
    with database.transaction() as session:
        registry.put_districts(session, whole if is_bare else whole + below)
        registry.upsert(session, "t", [] if is_bare else stations, toilet_nearby_m=150)


def kept(database: Database, home: Path, question: Question = ASKED, *, as_of: datetime = AS_OF) -> str:
    """Return the run of a question, worked out and kept."""
    with database.transaction() as session:
        place = city.read(session, home, question, as_of=as_of, calendar=Calendar.packaged())
    found = running.work_out(place, question)
    with database.transaction() as session:
        registry.ask_run(session, found.id, kind="coverage", question=question.as_dict(), inputs=place.inputs)
        running.keep(session, home, found.id, found)
    return found.id


def contents(database: Database, home: Path, run: str) -> Contents:
    """Return what the pack of a run says."""
    with database.transaction() as session:
        return reading.read(session, home, run)
