"""Runs that ended long ago and that nothing points to: which they are, and their removal."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Literal, NamedTuple

from sqlalchemy import text
from sqlalchemy.orm import Session

LOCK = 726_819_432  # of our own choosing, beside that of imports

IDLE = """
    WITH RECURSIVE link AS (
        SELECT id, unnest(ARRAY[question ->> 'run', result ->> 'run', result ->> 'replaced_by']) AS target
        FROM coverage_run
    ), staying AS (
        SELECT id FROM coverage_run WHERE finished_at IS NULL OR finished_at >= :before
        UNION
        SELECT link.target FROM staying JOIN link ON link.id = staying.id WHERE link.target IS NOT NULL
    )
    SELECT id, kind, finished_at FROM coverage_run WHERE id NOT IN (SELECT id FROM staying) ORDER BY finished_at, id
"""
DELETE = "DELETE FROM coverage_run WHERE id = ANY(:runs) AND finished_at < :before RETURNING id"
KNOWN = "SELECT id FROM coverage_run WHERE id = ANY(:runs)"
IN_USE = """
    SELECT DISTINCT inputs ->> :kind FROM coverage_run WHERE inputs ->> :kind IS NOT NULL AND id <> ALL(:without)
"""


class IdleRun(NamedTuple):
    """A run that ended, and that no run which stays was made from or replaced by."""

    id: str
    kind: str
    finished_at: datetime


def idle_runs(session: Session, *, before: datetime) -> list[IdleRun]:
    """Return the runs that ended before an instant and that nothing which stays points to, the oldest first.

    A report points to the run it is of, a run that was replaced to the one that took its place.
    """
    return [IdleRun(*row) for row in session.execute(text(IDLE), {"before": before})]


def delete_runs(session: Session, *, before: datetime) -> list[IdleRun]:
    """Delete the idle runs with all that they found, and return them; one asked for again just now stays."""
    idle = idle_runs(session, before=before)
    gone = set(session.scalars(text(DELETE), {"runs": [run.id for run in idle], "before": before}))
    return [run for run in idle if run.id in gone]


def known_runs(session: Session, runs: Sequence[str]) -> set[str]:
    """Return which of some ids are those of runs."""
    return set(session.scalars(text(KNOWN), {"runs": list(runs)}))


def hashes_in_use(session: Session, kind: Literal["streets", "demand"], *, without: Collection[str] = ()) -> set[str]:
    """Return the hashes of streets or demand that some run was worked out from, or is to be, but for some runs."""
    return set(session.scalars(text(IN_USE), {"kind": kind, "without": list(without)}))


def keep_files(session: Session) -> None:
    """Let nobody remove files of runs until the transaction ends: whoever writes some asks this first."""
    session.execute(text("SELECT pg_advisory_xact_lock_shared(:lock)"), {"lock": LOCK})


def remove_files(session: Session) -> None:
    """Wait until nobody writes files of runs, and let nobody begin until the transaction ends."""
    session.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
