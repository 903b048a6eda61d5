"""The read model and its database: what is committed is seen, whatever happens in between."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from stations import registry
from stations.database import Database
from stations.hours.state import ZONE
from stations.read_model import ReadModel
from stations.search import Filters, Query, nearest
from stations.snapshot import building
from stations.snapshot.following import FOLD_ABOVE
from tests.factories import square
from tests.stations.read_model.steps import CALENDAR, NOW, PATIENCE_S, add, run, seen, until


@pytest.fixture
def model(database: Database, folder: Path) -> Iterator[ReadModel]:
    add(database, 5)
    building.build(database.url, folder, CALENDAR)
    following = ReadModel(database.url, folder)
    following.start()
    assert following.wait(PATIENCE_S)
    yield following
    following.stop()


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
