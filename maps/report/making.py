"""Packs asked for: worked out where they are not yet, kept as a run, and written."""

from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from maps import city, running
from maps.question import Question
from maps.report import pack, reading
from maps.report.pack import Options
from stations import registry
from stations.database import Database


class Made(NamedTuple):
    """A pack that was written: of which district, and where."""

    name: str
    folder: Path
    files: list[str]


def make(database: Database, home: Path, of: Question | str, out: Path, options: Options) -> Made:
    """Write the pack of a question, or of a run that was kept, into a folder named after its district."""
    run = of if isinstance(of, str) else worked_out(database, home, of, options)
    with database.transaction() as session:
        found = reading.read(session, home, run)
    folder = out / found.whole.adcode
    return Made(found.whole.name, folder, pack.write(found, folder, options))


def worked_out(database: Database, home: Path, question: Question, options: Options) -> str:
    """Return the run of a question, worked out and kept."""
    with database.transaction() as session:
        place = city.read(session, home, question, as_of=datetime.now(UTC), calendar=options.calendar)
    found = running.work_out(place, question)
    with database.transaction() as session:
        registry.ask_run(session, found.id, kind="coverage", question=question.as_dict(), inputs=place.inputs)
        running.keep(session, home, found.id, found)
    return found.id
