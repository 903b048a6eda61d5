import subprocess
from collections.abc import Callable, Iterator

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from stations import registry, server
from stations.database import Database
from stations.errors import Gone, InputError
from stations.registry import START, Cursor
from tests.factories import draft


def add(database: Database, *source_ids: str) -> list[int]:
    with database.transaction() as session:
        drafts = [draft(source_id=source_id) for source_id in source_ids]
        return [c.station_id for c in registry.upsert(session, "list", drafts, toilet_nearby_m=150)]


def run(database: Database, sql: str, **values: object) -> None:
    with database.transaction() as session:
        session.execute(text(sql), values)


def read(database: Database, since: Cursor = START, limit: int = 100) -> registry.ChangePage:
    with database.transaction() as session:
        return registry.changes(session, since, limit=limit)


def test_each_change_comes_once_in_order_and_deletions_leave_tombstones(database: Database) -> None:
    one, two, three = add(database, "1", "2", "3")
    first = read(database)

    run(database, "UPDATE station SET name = '新名' WHERE id = :id", id=two)
    run(database, "DELETE FROM station WHERE id = :id", id=one)
    run(database, "UPDATE station SET operation = 'closed' WHERE id = :id", id=three)
    second = read(database, first.cursor)

    assert [change.id for change in first.changes] == [one, two, three]
    assert [(change.id, change.view and change.view.name) for change in second.changes] == [
        (two, "新名"),
        (one, None),
        (three, None),
    ]
    assert all(change.code for change in second.changes)
    assert read(database, second.cursor).changes == []


def test_pages_leave_nothing_out_and_repeat_nothing(database: Database) -> None:
    ids = add(database, "1", "2", "3", "4", "5")

    found, cursor, is_last = [], START, False
    while not is_last:
        page = read(database, cursor, limit=2)
        found += [change.id for change in page.changes]
        cursor, is_last = page.cursor, page.is_last

    assert found == ids


def test_what_commits_late_is_not_skipped(database: Database) -> None:
    one, two = add(database, "1", "2")
    start = read(database).cursor
    rename = text("UPDATE station SET name = :name WHERE id = :id")

    with database.engine.connect() as slow, slow.begin():
        slow.execute(rename, {"name": "迟到", "id": one})
        run(database, "UPDATE station SET name = '先到' WHERE id = :id", id=two)
        meanwhile = read(database, start)
    afterwards = read(database, meanwhile.cursor)

    assert meanwhile.changes == []  # what came first must wait, or the cursor would pass the late one
    assert [change.id for change in afterwards.changes] == [one, two]


def test_a_change_of_amenities_or_hours_is_a_change_of_the_station(database: Database) -> None:
    one, two = add(database, "1", "2")
    start = read(database).cursor

    run(
        database,
        "INSERT INTO station_amenity (station_id, amenity, state, source) VALUES (:id, 'aed', 'yes', 'a')",
        id=two,
    )
    run(
        database,
        "INSERT INTO station_hours (station_id, kind, raw, parse) VALUES (:id, 'staffed', '随时', 'failed')",
        id=one,
    )

    assert [change.id for change in read(database, start).changes] == [two, one]


def test_a_statement_that_touches_nothing_leaves_no_mark(database: Database) -> None:
    add(database, "1")
    start = read(database).cursor

    run(database, "UPDATE station SET name = 'x' WHERE id = -1")

    assert read(database, start).changes == []


def test_pruning_takes_only_what_a_later_mark_repeats(database: Database) -> None:
    one, two = add(database, "1", "2")
    read(database)
    for name in ("a", "b", "c"):
        run(database, "UPDATE station SET name = :name WHERE id = :id", name=name, id=one)
    before = [(change.id, change.view) for change in read(database).changes]

    with database.transaction() as session:
        pruned = registry.prune_marks(session)

    assert pruned == 3
    assert [(change.id, change.view) for change in read(database).changes] == before
    assert [number for number, _ in before] == [two, one]


def test_a_cursor_is_read_as_it_was_written() -> None:
    for cursor in (START, Cursor(12, 34), Cursor(12, 34, "0123abcd")):
        assert Cursor.parse(str(cursor)) == cursor


@pytest.mark.parametrize(
    "written", ["", "1", "1-", "-1", "1-x", "1-2-3", "1-2-0123ABCD", "1-2-0123abcd-", "٣-1", "9" * 30 + "-1"]
)
def test_anything_else_is_no_cursor(written: str) -> None:
    with pytest.raises(InputError) as caught:
        Cursor.parse(written)

    assert caught.value.field == "since"


def test_stations_from_before_the_feed_are_in_it(database: Database) -> None:
    from stations import schema

    ids = add(database, "1", "2")
    schema.downgrade(database, revision="0001")

    schema.migrate(database)

    assert [change.id for change in read(database).changes] == ids


@pytest.fixture
def restored(database: Database, new_database: Callable[[], str]) -> Iterator[Callable[[], Database]]:
    """Return a function that copies the database into another one, as it is after `pg_dump` and `pg_restore`."""
    copies = []

    def copy() -> Database:
        programs = server.choose().programs
        source, target = (url.replace("+psycopg", "") for url in (database.url, new_database()))
        dump = subprocess.run([programs / "pg_dump", "--format=custom", source], stdout=subprocess.PIPE, check=True)
        subprocess.run([programs / "pg_restore", "--clean", f"--dbname={target}"], input=dump.stdout, check=True)
        copies.append(Database(target.replace("://", "+psycopg://")))
        return copies[-1]

    yield copy
    for each in copies:
        each.dispose()


def test_after_a_restore_old_cursors_are_refused_and_every_station_comes_again(
    database: Database, restored: Callable[[], Database]
) -> None:
    one, two, three = add(database, "1", "2", "3")
    run(database, "DELETE FROM station WHERE id = :id", id=two)
    before = read(database).cursor

    copy = restored()

    with pytest.raises(Gone):
        read(copy, before)
    anew = read(copy)
    assert sorted((change.id, change.view is None) for change in anew.changes) == [
        (one, False), (two, True), (three, False)
    ]  # fmt: skip
    run(copy, "UPDATE station SET name = '之后' WHERE id = :id", id=three)
    assert [change.id for change in read(copy, anew.cursor).changes] == [three]
    assert read(database, before).changes == []


def test_marks_left_by_a_database_of_higher_numbers_are_replaced(
    database: Database, restored: Callable[[], Database]
) -> None:
    ids = add(database, "1", "2")
    run(database, "UPDATE station_change SET xid = xid + 1000000000")  # an older cluster than this one

    copy = restored()
    with copy.transaction() as session:
        renewed = registry.renew_marks(session)
        position = registry.position(session)
        unseen = registry.marks_since(session, position.settled_xid)

    assert renewed
    assert unseen == set()
    assert sorted(change.id for change in read(copy).changes) == ids
    with copy.transaction() as session:
        assert not registry.renew_marks(session)


def test_a_cursor_from_before_cursors_named_their_database_is_refused(database: Database) -> None:
    add(database, "1")

    with pytest.raises(Gone):
        read(database, Cursor(3, 1))


def test_serving_rows_are_those_in_service_in_order_of_id(session: Session) -> None:
    drafts = [draft(), draft(operation="closed"), draft(publication="draft"), draft(amenities={"aed": "yes"})]
    ids = [c.station_id for c in registry.upsert(session, "a", drafts, toilet_nearby_m=150)]

    rows = list(registry.serving_rows(session))
    some = list(registry.serving_rows(session, [ids[3], ids[1]]))

    assert [row.id for row in rows] == [ids[0], ids[3]]
    assert some == [rows[1]]
    assert rows[1].amenities == '{"aed":"yes"}'
