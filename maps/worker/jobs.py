"""JOBS: the long work that may be asked for, done with progress until finished, cancelled or failed in words."""

import logging
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace

from maps.placing import keeping
from maps.placing.asked import siting_of
from maps.placing.board import Board
from maps.runs import running
from maps.worker.asks import question_of
from maps.worker.resident import Residents
from stations import registry
from stations.config import Settings
from stations.database import Database
from stations.errors import YizhanError
from stations.hours import Calendar
from stations.language import Text

log = logging.getLogger(__name__)

BROKE_OFF = Text("计算意外中断，原因已记入日志。", "The work broke off unexpectedly; the log says why.")


class Cancelled(Exception):
    """Somebody cancelled the run."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One run that a worker is at."""

    id: str
    database: Database
    settings: Settings
    residents: Residents

    def tell(self, progress: float, zh: str, en: str) -> None:
        """Say how far it is; raise `Cancelled` where it should be given up."""
        with self.database.transaction() as session:
            if not registry.tell_run(session, self.id, progress=progress, step=Text(zh, en)):
                raise Cancelled


Work = Callable[[Job, registry.RunView], None]


def do(job: Job, works: "Mapping[str, Work]") -> None:
    """Do what a run asks for and store what was found, or why it could not be done; a finished run is left alone."""
    with job.database.transaction() as session:
        run = registry.run(session, job.id)
    if run.state not in {"queued", "running"}:
        return
    with _failing_in_words(job):
        works[run.kind](job, run)


@contextmanager
def _failing_in_words(job: Job) -> Iterator[None]:
    """Leave a run never without an end: cancelled, failed for a reason, or broken off."""
    error: Text | None = BROKE_OFF
    try:
        yield
        error = None
    except Cancelled:
        error = None
        log.info("run %s was cancelled", job.id)
    except YizhanError as known:
        error = known.text
        log.info("run %s could not be done: %s", job.id, known)
    finally:
        if error is not None:
            with job.database.transaction() as session:
                registry.fail_run(session, job.id, error)


def coverage(job: Job, run: registry.RunView) -> None:
    """Work out the coverage that a run asks for."""
    question = question_of(run.question)
    job.tell(0.0, "正在读取道路、需求和站点", "Reading streets, demand and stations")
    place = job.residents.city(question)
    job.tell(0.3, "正在计算覆盖", "Working out coverage")
    found = running.work_out(place, question)
    job.tell(0.8, "正在保存", "Storing")
    with job.database.transaction() as session:
        if found.id != job.id:  # stations have changed since it was asked for: it is another run
            registry.finish_run(session, job.id, result={"replaced_by": found.id})
            registry.ask_run(session, found.id, kind="coverage", question=run.question, inputs=place.inputs)
        running.keep(session, job.settings.home, found.id, found)


def siting(job: Job, run: registry.RunView) -> None:
    """Work out the plan that a run asks for."""
    wanted = siting_of(question_of(run.question["question"]), run.question)
    job.tell(0.0, "正在读取道路、需求和站点", "Reading streets, demand and stations")
    place = job.residents.city(wanted.question)
    board = Board(city=place, siting=wanted, candidates=job.residents.candidates(place, wanted))
    found = job.residents.solved(
        board, heard=lambda share: job.tell(0.1 + 0.8 * share, "正在比较候选点", "Weighing sites")
    )
    job.tell(0.9, "正在保存", "Storing")
    with job.database.transaction() as session:
        if board.id != job.id:  # stations have changed since it was asked for: it is another run
            registry.finish_run(session, job.id, result={"replaced_by": board.id})
            registry.ask_run(session, board.id, kind="siting", question=run.question, inputs=board.inputs)
        keeping.keep(session, board.id, found)


def report(job: Job, run: registry.RunView) -> None:
    """Write the pack of a run, which is worked out first where it is not yet."""
    from maps.report import pack, reading  # what draws is heavy: only here
    from maps.report.pack import Options

    asked = run.question
    do(replace(job, id=asked["run"]), JOBS)
    with job.database.transaction() as session:
        if registry.run(session, asked["run"]).state != "done":
            registry.kept_run(session, asked["run"])  # which says why not
    job.tell(0.1, "正在制作报告", "Making the report")
    with job.database.transaction() as session:
        found = reading.read(session, job.settings.home, asked["run"])
    options = Options(
        langs=asked["langs"],
        template=job.settings.templates,
        map_number=asked["map_number"],
        calendar=Calendar.chosen(job.settings.calendar),
    )
    files = pack.write(
        found,
        job.settings.packs_dir / job.id,
        options,
        told=lambda share: job.tell(0.1 + 0.9 * share, "正在制作报告", "Making the report"),
    )
    with job.database.transaction() as session:
        registry.finish_run(session, job.id, result={"files": files, "run": found.run}, as_of=found.as_of)


JOBS: Mapping[str, Work] = {
    "coverage": coverage,
    "report": report,
    "siting": siting,
}
