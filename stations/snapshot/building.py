"""A snapshot built from PostGIS, by one process at a time."""

import fcntl
import os
import time
from pathlib import Path

from sqlalchemy import text
from sqlalchemy.orm import Session

from stations import config, registry
from stations.database import Database, url_of
from stations.snapshot import files
from stations.snapshot.assembling import Assembler

NICE = 10
LOCK = "lock"
WRITE_BYTES = 1 << 20


def claim(folder: Path) -> int | None:
    """Return a file whose lock gives the right to build, for as long as it is open in any process; None if taken."""
    folder.mkdir(parents=True, exist_ok=True)
    file = os.open(folder / LOCK, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(file)
        return None
    return file


def build(database: Database, folder: Path) -> str:
    """Make a snapshot of everything in service and make it the newest; return its version.

    Whoever calls holds the claim.
    """
    begun = files.begin(folder)
    with (begun / files.FRAGMENTS).open("wb", buffering=WRITE_BYTES) as file:
        assembler = Assembler(file.write)
        with database.transaction() as session:
            at_one_moment(session)
            position, districts = registry.position(session), registry.district_numbers(session)
            assembler.take(registry.serving_rows(session))
    fragments = files.FileFragments(begun / files.FRAGMENTS)
    columns = assembler.columns(fragments, at_s=int(time.time()))
    version = files.finish(begun, columns, districts, position)
    files.remove_unused(folder)
    return version


def at_one_moment(session: Session) -> None:
    """Let a transaction read everything as it is at its first question, and write nothing."""
    session.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY"))


def main() -> None:
    """Build, out of the way of others; the claim was inherited from the process that started this one."""
    os.nice(NICE)
    settings = config.load()
    database = Database(url_of(settings))
    build(database, settings.snapshot_dir)
    with database.transaction() as session:
        registry.prune_marks(session)
    database.dispose()
