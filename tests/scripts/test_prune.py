"""`yizhan prune` as a user meets it."""

import json
import os
import subprocess
import sys
from pathlib import Path

from sqlalchemy import text

from stations import registry
from stations.database import Database

RUN = "a" * 64


def prune(database: Database, home: Path, *words: str) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"DATABASE_URL": database.url, "YIZHAN_HOME": str(home), "YIZHAN_LANG": "en"}
    command = [sys.executable, "-m", "scripts.main", "prune", *words]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=60)


def test_old_runs_are_listed_and_deleted_only_when_that_is_said(database: Database, tmp_path: Path) -> None:
    folder = tmp_path / "runs" / RUN
    folder.mkdir(parents=True)
    (folder / "cells.parquet").write_bytes(b"0" * 1_000_000)
    with database.transaction() as session:
        registry.ask_run(session, RUN, kind="coverage", question={})
        registry.finish_run(session, RUN, result={})
        session.execute(text("UPDATE coverage_run SET finished_at = now() - interval '31 days'"))

    listed = prune(database, tmp_path, "--days", "30")
    assert listed.returncode == 0, listed.stderr
    assert "1.0 MB in all. Nothing was deleted: that takes --yes." in listed.stdout
    assert folder.is_dir()
    assert json.loads(prune(database, tmp_path, "--days", "32", "--json").stdout)["runs"] == []

    deleted = json.loads(prune(database, tmp_path, "--days", "30", "--yes", "--json").stdout)

    assert deleted["deleted"]
    assert [run["id"] for run in deleted["runs"]] == [RUN]
    assert deleted["folders"] == [str(folder)]
    assert not folder.exists()


def test_days_are_at_least_one(database: Database, tmp_path: Path) -> None:
    assert prune(database, tmp_path, "--days", "0").returncode == 2
