"""Snapshots built and taken up again: the first one, those of others, those that were broken off."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import text

from stations.database import Database
from stations.hours import Calendar
from stations.hours.calendar import COLUMNS
from stations.read_model import ReadModel
from stations.snapshot import building, files
from stations.snapshot.files import Unusable
from stations.snapshot.following import Follower
from tests.stations.read_model.steps import CALENDAR, PATIENCE_S, add, seen, until


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
