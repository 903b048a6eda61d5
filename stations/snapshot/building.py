"""A snapshot built from PostGIS, by one process at a time.

The driver is used alone: with the ORM, this process would take longer to load than to read a city.
"""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
from psycopg import Connection, IsolationLevel

from stations import config, serving
from stations.cluster import url_of
from stations.hours import Calendar
from stations.snapshot import files
from stations.snapshot.assembling import Assembler
from stations.snapshot.fragment_file import FragmentFile

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


def build(url: str, folder: Path, calendar: Calendar) -> str:
    """Make a snapshot of everything in service and make it the newest; return its version.

    Whoever calls holds the claim.
    """
    with _connected(url) as connection:
        serving.renew_marks(connection)
    begun = files.begin(folder)
    with (begun / files.FRAGMENTS).open("wb", buffering=WRITE_BYTES) as file:
        assembler = Assembler(file.write, calendar)
        with at_one_moment(url) as connection:
            position, districts = serving.position(connection), serving.district_numbers(connection)
            assembler.take(serving.serving_rows(connection))
    fragments = FragmentFile.of(begun / files.FRAGMENTS)
    columns = assembler.columns(fragments, at_s=int(time.time()))
    version = files.finish(begun, columns, districts, position)
    files.remove_unused(folder)
    return version


@contextmanager
def at_one_moment(url: str) -> Iterator[Connection[Any]]:
    """Open a transaction that reads everything as it is at its first question, and writes nothing."""
    with _connected(url) as connection:
        connection.isolation_level, connection.read_only = IsolationLevel.REPEATABLE_READ, True
        yield connection


def main() -> None:
    """Build, out of the way of others; the claim was inherited from the process that started this one."""
    os.nice(NICE)
    settings = config.load()
    url = url_of(settings)
    build(url, settings.snapshot_dir, Calendar.chosen(settings.calendar))
    with _connected(url) as connection:
        serving.prune_marks(connection)


def _connected(url: str) -> Connection[Any]:
    options = "-c timezone=UTC -c jit=off"
    return psycopg.connect(url.replace("+psycopg", "", 1), options=options, application_name="yizhan-snapshot")
