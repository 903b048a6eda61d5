"""Packs asked for: worked out where they are not yet, kept as a run, and written."""

from pathlib import Path
from typing import NamedTuple

from maps.question import Question
from maps.report import pack, reading
from maps.report.pack import Options
from maps.runs import running
from stations.database import Database


class Made(NamedTuple):
    """A pack that was written: of which district, and where."""

    name: str
    folder: Path
    files: list[str]


def make(database: Database, home: Path, of: Question | str, out: Path, options: Options) -> Made:
    """Write the pack of a question, or of a run that was kept, into a folder named after its district."""
    run = of if isinstance(of, str) else running.kept(database, home, of, options.calendar).id
    with database.transaction() as session:
        found = reading.read(session, home, run)
    folder = out / found.whole.adcode
    return Made(found.whole.name, folder, pack.write(found, folder, options))
