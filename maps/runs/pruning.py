"""What nobody needs any more: old runs with their files, and streets and demand without a name or a run."""

import shutil
from collections.abc import Collection, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from sqlalchemy.orm import Session

from maps.demand import store as demand
from maps.runs import running
from maps.shelf import HASH, Shelf
from maps.streets import store as streets
from stations import registry
from stations.config import Settings
from stations.database import Database
from stations.registry import IdleRun


class Idle(NamedTuple):
    """What nobody needs: runs, the folders of files of runs and packs, and streets and demand by hash."""

    runs: Sequence[IdleRun]
    folders: Sequence[Path]
    streets: Sequence[str]
    demand: Sequence[str]
    size_bytes: int

    def as_dict(self) -> dict[str, Any]:
        """Return it as plain data."""
        runs = [run._asdict() for run in self.runs]
        return {**self._asdict(), "runs": runs, "folders": [str(folder) for folder in self.folders]}


def find(session: Session, settings: Settings, *, before: datetime) -> Idle:
    """Return what nobody needs, of runs those that ended before an instant; nothing is removed."""
    return _idle(session, settings, registry.idle_runs(session, before=before))


def remove(database: Database, settings: Settings, *, before: datetime) -> Idle:
    """Remove what nobody needs and return it.

    The rows of runs go first, then all files without a row: if it is killed half way, the next removes the rest. It
    waits for those who store a run just now.
    """
    with database.transaction() as session:
        runs = registry.delete_runs(session, before=before)
    with database.transaction() as session:
        registry.remove_files(session)
        idle = _idle(session, settings, [])  # one of the runs may have been asked for again
        for folder in idle.folders:
            shutil.rmtree(folder)
        _streets(settings).prune(registry.hashes_in_use(session, "streets"))
        _demand(settings).prune(registry.hashes_in_use(session, "demand"))
    return idle._replace(runs=runs)


def _idle(session: Session, settings: Settings, runs: Sequence[IdleRun]) -> Idle:
    """Return some runs with the files that nobody needs once they are gone."""
    going = {run.id for run in runs}
    folders = _without_row(session, settings, going)
    own_streets = _streets(settings).idle(registry.hashes_in_use(session, "streets", without=going))
    own_demand = _demand(settings).idle(registry.hashes_in_use(session, "demand", without=going))
    places = [
        *folders,
        *(_streets(settings).folder / own for own in own_streets),
        *(_demand(settings).folder / own for own in own_demand),
    ]
    return Idle(runs, folders, own_streets, own_demand, sum(map(_size_bytes, places)))


def _without_row(session: Session, settings: Settings, going: Collection[str]) -> list[Path]:
    """Return the folders of runs and packs whose run is not in the registry, or is going."""
    parents = (settings.home / running.FOLDER, settings.packs_dir)
    folders = [path for parent in parents for path in sorted(parent.glob("*")) if HASH.fullmatch(path.name)]
    staying = registry.known_runs(session, [path.name for path in folders]) - set(going)
    return [path for path in folders if path.name not in staying]


def _streets(settings: Settings) -> Shelf:
    return streets.shelf(settings.home)


def _demand(settings: Settings) -> Shelf:
    return demand.shelf(settings.home)


def _size_bytes(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*"))
