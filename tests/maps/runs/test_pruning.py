import os
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest
from sqlalchemy import text

from maps.demand import store
from maps.question import Question
from maps.runs import pruning, running
from stations import registry
from stations.config import Settings
from stations.database import Database
from stations.errors import NotFound
from tests.maps.report import towns

NOW = datetime.now(UTC)
BEFORE = NOW - timedelta(days=30)
LONG_AGO_S = 40 * 86_400
OLD, YOUNG = (Question(area="310101", way="straight", minutes=minutes) for minutes in (10, 12))

KILLED = """
import os, shutil, signal, sys
from datetime import datetime
from pathlib import Path
from maps.runs import pruning
from stations.config import Settings
from stations.database import Database
shutil.rmtree = lambda folder: ((Path(folder) / "cells.parquet").unlink(), os.kill(os.getpid(), signal.SIGKILL))
url, home, before = sys.argv[1:]
pruning.remove(Database(url), Settings(home=Path(home)), before=datetime.fromisoformat(before))
"""


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(home=tmp_path)


@pytest.fixture
def town(database: Database) -> Database:
    towns.settle(database)
    return database


def aged(database: Database, run: str) -> str:
    """Let a run have ended long ago; return it."""
    with database.transaction() as session:
        then = {"then": NOW - timedelta(seconds=LONG_AGO_S), "run": run}
        session.execute(text("UPDATE coverage_run SET finished_at = :then WHERE id = :run"), then)
    return run


def store_demand(settings: Settings, *, cells: int, is_old: bool) -> str:
    """Put something without a name on the shelf of demand; return its hash."""
    shelf = store.shelf(settings.home)
    own = shelf.put({"h3": np.arange(cells)}, {})
    if is_old:
        os.utime(shelf.folder / own, (time.time() - LONG_AGO_S,) * 2)
    return own


def known(database: Database, run: str) -> bool:
    with database.transaction() as session:
        return registry.known_runs(session, [run]) == {run}


def test_an_old_run_goes_with_its_rows_and_its_files_and_others_stay(town: Database, settings: Settings) -> None:
    old, young = aged(town, towns.kept(town, settings.home, OLD)), towns.kept(town, settings.home, YOUNG)

    removed = pruning.remove(town, settings, before=BEFORE)

    assert [run.id for run in removed.runs] == [old]
    assert removed.folders == [running.folder(settings.home, old)]
    assert not known(town, old)
    assert [path.name for path in (settings.home / "runs").iterdir()] == [young]
    assert towns.contents(town, settings.home, young).run == young
    with pytest.raises(NotFound), town.transaction() as session:
        registry.areas_of_run(session, old)


def test_what_is_found_is_what_is_removed_and_finding_removes_nothing(town: Database, settings: Settings) -> None:
    run = aged(town, towns.kept(town, settings.home, OLD))
    store_demand(settings, cells=3, is_old=True)
    files = [path for path in settings.home.rglob("*") if path.is_file()]
    size_bytes = sum(path.stat().st_size for path in files)

    with town.transaction() as session:
        found = pruning.find(session, settings, before=BEFORE)

    assert known(town, run)
    assert [path for path in settings.home.rglob("*") if path.is_file()] == files
    assert found == pruning.remove(town, settings, before=BEFORE)
    assert [path for path in settings.home.rglob("*") if path.is_file()] == []
    assert found.size_bytes >= size_bytes > 0


def test_the_pack_of_an_old_report_goes_and_that_of_a_young_one_keeps_its_run(
    town: Database, settings: Settings
) -> None:
    run = aged(town, towns.kept(town, settings.home, OLD))
    for pack in ("d" * 64, "e" * 64):
        with town.transaction() as session:
            registry.ask_run(session, pack, kind="report", question={"run": run})
            registry.finish_run(session, pack, result={"files": ["a.pdf"], "run": run})
        (settings.packs_dir / pack).mkdir(parents=True)
        (settings.packs_dir / pack / "a.pdf").write_bytes(b"%PDF")
    aged(town, "d" * 64)

    removed = pruning.remove(town, settings, before=BEFORE)

    assert [each.id for each in removed.runs] == ["d" * 64]
    assert [path.name for path in settings.packs_dir.iterdir()] == ["e" * 64]
    assert known(town, run)
    assert running.folder(settings.home, run).is_dir()


def test_demand_goes_with_the_last_run_that_used_it(town: Database, settings: Settings) -> None:
    used, lost, fresh = (store_demand(settings, cells=n, is_old=n < 3) for n in (1, 2, 3))
    for run, own in (("a" * 64, used), ("b" * 64, lost)):
        with town.transaction() as session:
            registry.ask_run(session, run, kind="coverage", question={}, inputs={"demand": own, "streets": None})
            registry.finish_run(session, run, result={})
    aged(town, "b" * 64)

    removed = pruning.remove(town, settings, before=BEFORE)

    assert removed.demand == [lost]
    assert {path.name for path in (settings.home / "demand").iterdir()} == {used, fresh}


def test_what_was_read_lately_is_spared_for_a_run_may_be_worked_out_from_it(settings: Settings) -> None:
    own = store_demand(settings, cells=3, is_old=True)
    shelf = store.shelf(settings.home)
    assert shelf.idle([]) == [own]

    shelf.get(own)

    assert shelf.idle([]) == []


def test_killed_half_way_it_leaves_no_run_without_its_files_and_the_next_removes_the_rest(
    town: Database, settings: Settings
) -> None:
    old = [aged(town, towns.kept(town, settings.home, OLD)), aged(town, towns.kept(town, settings.home))]
    young = towns.kept(town, settings.home, YOUNG)
    words = [sys.executable, "-c", KILLED, town.url, str(settings.home), BEFORE.isoformat()]

    done = subprocess.run(words, check=False, timeout=60)

    assert done.returncode == -signal.SIGKILL
    assert not any(known(town, run) for run in old)
    assert len(list((settings.home / "runs").glob("*/cells.parquet"))) == 2
    rest = pruning.remove(town, settings, before=BEFORE)
    assert (rest.runs, len(rest.folders)) == ([], 2)
    assert [path.name for path in (settings.home / "runs").iterdir()] == [young]


def test_a_run_that_is_worked_out_again_where_half_was_removed_is_whole(town: Database, settings: Settings) -> None:
    run = towns.kept(town, settings.home)
    whole = {path.name: path.read_bytes() for path in running.folder(settings.home, run).iterdir()}
    with town.transaction() as session:
        registry.delete_runs(session, before=datetime.now(UTC) + timedelta(days=1))
    (running.folder(settings.home, run) / running.CELLS).unlink()

    again = towns.kept(town, settings.home)

    assert again == run
    assert {path.name: path.read_bytes() for path in running.folder(settings.home, run).iterdir()} == whole


def test_other_files_of_the_home_are_left_alone(town: Database, settings: Settings) -> None:
    (settings.home / "runs").mkdir()
    (settings.home / "runs" / "notes.txt").write_text("mine")
    settings.maps_dir.mkdir()
    (settings.maps_dir / "a.html").write_text("mine")

    pruning.remove(town, settings, before=BEFORE)

    assert (settings.home / "runs" / "notes.txt").exists()
    assert (settings.maps_dir / "a.html").exists()
