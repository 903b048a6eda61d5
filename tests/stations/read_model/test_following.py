"""The read model and its database: what is committed is seen, whatever happens in between."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from sqlalchemy import text

from stations import registry
from stations.database import Database
from stations.hours import Calendar
from stations.hours.calendar import COLUMNS
from stations.hours.state import ZONE
from stations.read_model import ReadModel
from stations.search import Filters, Hit, Query, nearest
from stations.snapshot import Snapshot, building, files
from stations.snapshot.files import Unusable
from stations.snapshot.following import FOLD_ABOVE, Follower
from tests.factories import draft, square
from tests.stations.read_model.worlds import SCHEDULES

PATIENCE_S = 60
NOW = datetime.now(UTC)
CALENDAR = Calendar.packaged()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "home" / "snapshot"


@pytest.fixture
def model(database: Database, folder: Path) -> Iterator[ReadModel]:
    add(database, 5)
    building.build(database.url, folder, CALENDAR)
    following = ReadModel(database.url, folder)
    following.start()
    assert following.wait(PATIENCE_S)
    yield following
    following.stop()


def add(database: Database, count: int, *, source: str = "test") -> list[int]:
    drafts = [draft(lon=116.4 + number * 0.001) for number in range(count)]
    with database.transaction() as session:
        return [c.station_id for c in registry.upsert(session, source, drafts, toilet_nearby_m=150)]


def run(database: Database, sql: str, **values: object) -> None:
    with database.transaction() as session:
        session.execute(text(sql), values)


def seen(snapshot: Snapshot | None, limit: int = 100) -> dict[int, bytes]:
    """Return the fragments of all stations found, by id."""
    assert snapshot is not None
    query = Query(lon=116.4, lat=39.9087, filters=Filters(at=NOW, opening="any"), limit=limit)
    return {hit.id: hit.fragment for hit in nearest(snapshot, query)}


def until(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE_S
    while not condition():
        assert time.monotonic() < deadline, "it never came true"
        time.sleep(0.005)


def test_a_station_that_is_changed_added_closed_or_deleted_is_seen_so(database: Database, model: ReadModel) -> None:
    one, two, three, *_ = sorted(seen(model.snapshot))

    (four,) = add(database, 1, source="other")
    run(database, "UPDATE station SET name = '新名' WHERE id = :id", id=one)
    run(database, "UPDATE station SET operation = 'temporarily_closed' WHERE id = :id", id=two)
    run(database, "DELETE FROM station WHERE id = :id", id=three)

    until(lambda: four in seen(model.snapshot) and "新名".encode() in seen(model.snapshot)[one])
    until(lambda: not {two, three} & set(seen(model.snapshot)))
    assert model.status().stations == 4
    assert model.status().source == "database"


def test_a_change_of_amenities_alone_is_seen(database: Database, model: ReadModel) -> None:
    number = min(seen(model.snapshot))

    run(
        database,
        "INSERT INTO station_amenity (station_id, amenity, state, source) VALUES (:id, 'aed', 'yes', 'a')",
        id=number,
    )

    until(lambda: b'"aed":"yes"' in seen(model.snapshot)[number])


def test_hours_of_a_special_day_are_seen(database: Database, model: ReadModel) -> None:
    number = min(seen(model.snapshot))
    today = NOW.astimezone(ZONE).date()
    run(database, "UPDATE station SET hours_osm = '24/7', hours_parse = 'ok' WHERE id = :id", id=number)
    until(lambda: state_of(model, number) == "open")

    run(
        database,
        "INSERT INTO station_hours (station_id, kind, raw, osm, parse, valid_from, valid_until)"
        " VALUES (:id, 'special', '盘点', 'off', 'ok', :day, :day)",
        id=number,
        day=today,
    )

    until(lambda: state_of(model, number) == "closed")


def state_of(model: ReadModel, number: int) -> str:
    assert model.snapshot is not None
    query = Query(lon=116.4, lat=39.9087, filters=Filters(at=NOW, opening="any", mode="drive"), limit=100)
    return next(hit.state for hit in nearest(model.snapshot, query) if hit.id == number)


def test_a_new_district_is_known(database: Database, model: ReadModel) -> None:
    with database.transaction() as session:
        registry.put_districts(session, [square("110101", west=110, south=30)])

    until(lambda: model.snapshot is not None and "110101" in model.snapshot.districts)


def test_what_was_committed_while_the_connection_was_lost_is_seen(database: Database, model: ReadModel) -> None:
    number = min(seen(model.snapshot))

    run(
        database,
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
        " WHERE datname = current_database() AND pid <> pg_backend_pid()",
    )
    run(database, "UPDATE station SET name = '断线时' WHERE id = :id", id=number)

    until(lambda: "断线时".encode() in seen(model.snapshot)[number])
    until(lambda: model.status().is_connected)


def test_what_commits_late_is_seen(database: Database, model: ReadModel) -> None:
    one, two, *_ = sorted(seen(model.snapshot))
    rename = text("UPDATE station SET name = :name WHERE id = :id")

    with database.engine.connect() as slow, slow.begin():
        slow.execute(rename, {"name": "迟到", "id": one})  # the lower number, the later commit
        run(database, "UPDATE station SET name = '先到' WHERE id = :id", id=two)
        until(lambda: "先到".encode() in seen(model.snapshot)[two])

    until(lambda: "迟到".encode() in seen(model.snapshot)[one])


def test_many_changes_are_folded_into_a_new_snapshot_by_a_process_of_its_own(
    database: Database, model: ReadModel
) -> None:
    before = model.status().version

    added = add(database, FOLD_ABOVE + 1, source="mass")

    until(lambda: model.status().version != before)
    until(lambda: model.status().stations == len(added) + 5)
    assert model.snapshot is not None
    assert len(model.snapshot.parts) == 1


def test_without_a_snapshot_the_first_is_built(database: Database, folder: Path) -> None:
    add(database, 3)
    model = ReadModel(database.url, folder)

    model.start()

    assert model.status().source == "none"
    assert model.wait(PATIENCE_S)
    assert len(seen(model.snapshot)) == 3
    model.stop()


def test_a_start_without_the_database_answers_from_disk_and_says_so(database: Database, folder: Path) -> None:
    ids = add(database, 3)
    building.build(database.url, folder, CALENDAR)
    model = ReadModel("postgresql+psycopg:///x?host=/nonexistent", folder)

    model.start()

    status = model.status()
    assert sorted(seen(model.snapshot)) == ids
    assert (status.source, status.is_connected, status.stations) == ("disk", False, 3)
    assert status.age_s is not None
    assert status.age_s > 0
    model.stop()


def test_a_snapshot_of_another_database_is_not_used_once_that_is_known(
    database: Database, new_database: Callable[[], str], folder: Path
) -> None:
    add(database, 3)
    building.build(database.url, folder, CALENDAR)
    other = Database(new_database())
    follower = Follower(folder, CALENDAR)
    follower.start_from_disk()

    follower.catch_up(other)

    assert follower.snapshot is None
    assert follower.wants_rebuild()
    other.dispose()


def another_calendar(folder: Path) -> Path:
    """Write a calendar of 2027 alone."""
    days = (
        "2027-01-01,statutory,元旦,New Year's Day,通知,2026-11-01",
        "2027-10-01,statutory,国庆节,National Day,通知,2026-11-01",
    )
    path = folder / "calendar.csv"
    path.write_text("\n".join([",".join(COLUMNS), *days]), encoding="utf-8")
    return path


def test_a_snapshot_made_with_another_calendar_is_not_used_but_built_anew(
    database: Database, folder: Path, tmp_path: Path
) -> None:
    add(database, 3)
    before = building.build(database.url, folder, CALENDAR)
    path = another_calendar(tmp_path)
    model = ReadModel(database.url, folder, path)

    model.start()

    assert model.status().source == "none"
    assert model.wait(PATIENCE_S)
    assert model.status().version != before
    assert files.load(folder, Calendar.load(path)).version == model.status().version
    with pytest.raises(Unusable, match="another calendar"):
        files.load(folder, CALENDAR)
    model.stop()


def test_builds_that_cannot_be_used_here_are_put_off_longer_and_longer(
    database: Database, folder: Path, tmp_path: Path
) -> None:
    building.build(database.url, folder, CALENDAR)
    model = ReadModel(database.url, folder, another_calendar(tmp_path))
    model._follower.start_from_disk()

    waits_s = []
    for _ in range(9):
        model._wait_longer_if_in_vain()
        waits_s.append(round((model._build_again_s - time.monotonic()) / 5))

    assert waits_s == [2, 4, 8, 16, 32, 64, 128, 128, 128]
    model.stop()


def test_a_snapshot_of_yesterday_wants_to_be_replaced(database: Database, folder: Path) -> None:
    building.build(database.url, folder, CALENDAR)
    follower = Follower(folder, CALENDAR)
    follower.start_from_disk()
    assert not follower.wants_rebuild()
    assert follower._stored is not None

    shelf = follower._stored.columns.timetables
    yesterday = shelf.stored._replace(origin_s=shelf.stored.origin_s - 86_400)
    columns = replace(follower._stored.columns, timetables=replace(shelf, stored=yesterday))
    follower._stored = replace(follower._stored, columns=columns)

    assert follower.wants_rebuild()


def test_a_builder_that_is_killed_leaves_nothing_that_is_used(database: Database, folder: Path) -> None:
    add(database, 3)
    version = building.build(database.url, folder, CALENDAR)
    claim = building.claim(folder)
    assert claim is not None
    environment = os.environ | {"DATABASE_URL": database.url, "YIZHAN_HOME": str(folder.parent)}
    with database.engine.connect() as blocking, blocking.begin():
        blocking.execute(text("LOCK TABLE station IN ACCESS EXCLUSIVE MODE"))  # holds the builder in the middle
        builder = subprocess.Popen([sys.executable, "-m", "stations.snapshot"], env=environment, pass_fds=[claim])
        os.close(claim)
        until(lambda: any(folder.glob(f"{files.BEGUN}*")))
        assert building.claim(folder) is None

        builder.send_signal(signal.SIGKILL)
        builder.wait()

    assert files.load(folder, CALENDAR).version == version
    after = building.claim(folder)
    assert after is not None
    newer = building.build(database.url, folder, CALENDAR)
    os.close(after)
    assert files.load(folder, CALENDAR).version == newer
    assert sorted(path.name for path in folder.iterdir()) == sorted([newer, "current", "lock"])


def test_the_overlay_answers_as_a_new_snapshot_does(database: Database, folder: Path) -> None:
    random = np.random.default_rng(4)
    ids = add(database, 120)
    building.build(database.url, folder, CALENDAR)
    follower = Follower(folder, CALENDAR)
    follower.start_from_disk()
    for number in random.choice(ids, 60, replace=False).tolist():
        _change(database, number, random)
    add(database, 20, source="other")

    follower.catch_up(database)
    building.build(database.url, folder, CALENDAR)
    rebuilt = Follower(folder, CALENDAR)
    rebuilt.start_from_disk()

    assert follower.snapshot is not None
    assert rebuilt.snapshot is not None
    assert len(follower.snapshot.parts) == 2
    assert follower.snapshot.stations == rebuilt.snapshot.stations
    for _ in range(300):
        query = _query(random)
        laid, anew = nearest(follower.snapshot, query), nearest(rebuilt.snapshot, query)
        assert [_told(hit) for hit in laid] == [_told(hit) for hit in anew]


def _told(hit: Hit) -> tuple[object, ...]:
    """Return all that an answer says; metres to the micrometre, for two ways of measuring agree no further."""
    return (
        hit.fragment,
        round(hit.distance_m, 6),
        hit.travel_time_s,
        hit.state,
        hit.until_s,
        hit.next_open_s,
        hit.is_sure,
    )


def _change(database: Database, number: int, random: np.random.Generator) -> None:
    canonical = SCHEDULES[random.integers(len(SCHEDULES))]
    parse = "absent" if canonical is None else "ok"
    statements: tuple[tuple[str, dict[str, Any]], ...] = (
        (
            "UPDATE station SET hours_osm = :osm, hours_parse = :parse WHERE id = :id",
            {"osm": canonical, "parse": parse},
        ),
        ("UPDATE station SET geom = st_translate(geom, 0.01, 0) WHERE id = :id", {}),
        ("UPDATE station SET sure = '{16}', may = '{16,17}' WHERE id = :id", {}),
        ("DELETE FROM station WHERE id = :id", {}),
    )
    sql, values = statements[random.integers(len(statements))]
    run(database, sql, id=number, **values)


def _query(random: np.random.Generator) -> Query:
    filters = Filters(
        at=NOW,
        codes=("toilet",) if random.random() < 0.5 else (),
        unknown="exclude" if random.random() < 0.5 else "include",
    )
    return Query(lon=float(random.normal(116.45, 0.05)), lat=39.9, filters=filters, limit=15)
