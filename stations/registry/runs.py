"""Runs of coverage and siting: asked for, worked on, ended."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal, NamedTuple

from sqlalchemy import select, text, update
from sqlalchemy.dialects.postgresql import insert as put
from sqlalchemy.orm import Session

from stations.errors import Gone, NotDone, NotFound
from stations.hours.state import ZONE
from stations.language import Text
from stations.models import CoverageRun
from stations.vocabulary import RUN_KINDS, RUN_STATES

RunState = Literal["queued", "running", "done", "failed", "cancelled"]
RunKind = Literal["coverage", "siting", "national", "report"]
QUEUE = "coverage"
WAITING = ("queued", "running")
FEWEST_DIGITS = 8  # by which a run may be named
KINDS = {term.code: term.text for term in RUN_KINDS}
STATES = {term.code: term.text for term in RUN_STATES}

DEFER = """
    SELECT (procrastinate_defer_jobs_v1(ARRAY[
        ROW(:queue, :task, 0, NULL, NULL, jsonb_build_object('run', CAST(:run AS text)), NULL)
        ::procrastinate_job_to_defer_v1
    ]))[1]
"""
MARK = """
    SELECT concat_ws('/', (SELECT hash FROM street_network WHERE name = :streets),
                     (SELECT hash FROM demand WHERE name = :demand),
                     (SELECT count(*) || '-' || extract(epoch FROM max(updated_at)) FROM district)) AS ground,
           (SELECT count(*) || '-' || coalesce(max(xid), 0) FROM station_change) AS stations
"""
CANCEL = "SELECT procrastinate_cancel_job_v1(:job, true, false)"


class CoverageMark(NamedTuple):
    """What coverage was worked out from: each part differs whenever streets, demand or districts, or stations may."""

    ground: str
    stations: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RunView:
    """A run as it stands; `result` is its summary once it is done."""

    id: str
    kind: str
    question: Mapping[str, Any]
    inputs: Mapping[str, Any]
    state: RunState
    progress: float
    step: Text | None
    error: Text | None
    result: Mapping[str, Any] | None
    registry_as_of: datetime | None
    created_at: datetime
    finished_at: datetime | None


def ask_run(
    session: Session, run: str, *, kind: str, question: Mapping[str, Any], inputs: Mapping[str, Any] | None = None
) -> RunView:
    """Return a run, put into the queue unless it is there, being worked on or done; one that failed is tried again.

    `run` is the hash that names it. Whoever asks for the same at the same moment gets the same run.
    """
    values = {"id": run, "kind": kind, "question": dict(question), "inputs": dict(inputs or {})}
    session.execute(put(CoverageRun).values(**values).on_conflict_do_nothing())
    found = session.scalars(select(CoverageRun).where(CoverageRun.id == run).with_for_update()).one()
    if found.state in {"failed", "cancelled"} or (found.state == "queued" and found.job_id is None):
        found.state, found.progress, found.error, found.finished_at, found.step = "queued", 0.0, None, None, None
        found.job_id = session.scalar(text(DEFER), {"queue": QUEUE, "task": kind, "run": run})
        found.askers = 1
    elif found.state in WAITING:
        found.askers += 1
    session.flush()
    return _view(found)


def run(session: Session, run: str, *kinds: RunKind) -> RunView:
    """Return a run by its id; raise `NotFound` for one that nobody asked for, or that is of none of the kinds named."""
    found = _view(_found(session, run))
    if kinds and found.kind not in kinds:
        zh, en = KINDS[found.kind]
        raise NotFound(
            f"这次计算是“{zh}”，没有这样的结果。", f"This run is “{en}”, which has nothing like that.", field="run"
        )
    return found


def run_begun(session: Session, digits: str) -> RunView:
    """Return the run whose id begins with some digits, as on paper; raise `NotFound` where it is not one run."""
    like = CoverageRun.id.startswith(digits.lower(), autoescape=True)
    found = session.scalars(select(CoverageRun).where(like).limit(2)).all() if len(digits) >= FEWEST_DIGITS else []
    if len(found) != 1:
        raise NotFound(
            f"没有这次计算，或以 {digits} 开头的不止一次；编号至少写 {FEWEST_DIGITS} 位。",
            f"There is no such run, or more than one that begins with {digits}; {FEWEST_DIGITS} digits are the least.",
            field="run",
        )
    return _view(found[0])


def kept_run(session: Session, run_id: str, *kinds: RunKind) -> RunView:
    """Return a run that is done and kept under this id; raise `NotFound` as `run` does, `NotDone` before it is done.

    Raise `Gone` for one that was cancelled, that failed, or that is kept under another id.
    """
    found = run(session, run_id, *kinds)
    if found.state in WAITING:
        zh, en = STATES[found.state]
        raise NotDone(
            f"这次计算还没有完成：{zh}，进度 {found.progress:.0%}。",
            f"This run is not done yet: {en.lower()}, {found.progress:.0%}.",
            field="run",
        )
    if found.state == "cancelled":
        raise Gone("这次计算已取消。", "This run was cancelled.", field="run")
    if found.error is not None:
        raise Gone(f"这次计算没有成功：{found.error.zh}", f"This run failed: {found.error.en}", field="run")
    if other := (found.result or {}).get("replaced_by"):
        raise Gone(f"站点已有变化，结果在 {other}。", f"Stations had changed: what was found is {other}.", field="run")
    return found


def runs(session: Session, *, kind: str, area: str | None = None, limit: int = 50) -> list[RunView]:
    """Return the newest runs of a kind, newest first, where an area is given only those that ask about it."""
    newest = select(CoverageRun).where(CoverageRun.kind == kind).order_by(CoverageRun.created_at.desc(), CoverageRun.id)
    if area is not None:
        newest = newest.where(CoverageRun.question["area"].astext == area)
    return [_view(found) for found in session.scalars(newest.limit(limit))]


def run_before(session: Session, run: str) -> RunView | None:
    """Return the last finished run of the same question whose stations were read on an earlier day, in China, if any.

    What was worked out twice on one day is one report mended, not two to compare.
    """
    own = _found(session, run)
    if own.registry_as_of is None:
        return None
    midnight = own.registry_as_of.astimezone(ZONE).replace(hour=0, minute=0, second=0, microsecond=0)
    same = select(CoverageRun).where(
        CoverageRun.kind == own.kind,
        CoverageRun.question == own.question,
        CoverageRun.state == "done",
        CoverageRun.registry_as_of < midnight,
    )
    found = session.scalars(same.order_by(CoverageRun.registry_as_of.desc(), CoverageRun.id).limit(1)).first()
    return None if found is None else _view(found)


def tell_run(session: Session, run: str, *, progress: float, step: Text) -> bool:
    """Say how far a run is; return False where it should be given up, because somebody cancelled it."""
    changed = update(CoverageRun).where(CoverageRun.id == run, CoverageRun.state.in_(WAITING))
    told = changed.values(state="running", progress=progress, step=step._asdict()).returning(CoverageRun.id)
    return session.scalar(told) is not None


def cancel_run(session: Session, run: str) -> RunView:
    """Give up a run: it is cancelled once all who asked for it did. A finished one stays as it is.

    Raise `NotFound` as `run` does.
    """
    found = _found(session, run)
    session.refresh(found, with_for_update=True)
    if found.state in WAITING:
        found.askers -= 1
    if found.state in WAITING and found.askers <= 0:
        found.state, found.finished_at = "cancelled", datetime.now(UTC)
        if found.job_id is not None:
            session.execute(text(CANCEL), {"job": found.job_id})
    session.flush()
    return _view(found)


def fail_run(session: Session, run: str, error: Text) -> None:
    """Say why a run could not be done; one that was cancelled meanwhile stays cancelled."""
    _end(session, run, state="failed", error=error._asdict())


def finish_run(session: Session, run: str, *, result: Mapping[str, Any], as_of: datetime | None = None) -> None:
    """Say that a run is done, with its summary and the time at which the registry was read."""
    _end(session, run, state="done", progress=1.0, result=dict(result), registry_as_of=as_of)


def coverage_mark(session: Session, *, streets: str | None, demand: str | None) -> CoverageMark:
    """Return the mark of what is visible now, for streets and demand of these names."""
    return CoverageMark(*session.execute(text(MARK), {"streets": streets, "demand": demand}).one())


def _end(session: Session, run: str, **values: object) -> None:
    ending = update(CoverageRun).where(CoverageRun.id == run, CoverageRun.state.in_(WAITING))
    session.execute(ending.values(finished_at=datetime.now(UTC), **values))


def _found(session: Session, run: str) -> CoverageRun:
    found = session.get(CoverageRun, run, populate_existing=True)
    if found is None:
        raise NotFound("没有这次计算。", "There is no such run.", field="run")
    return found


def _view(found: CoverageRun) -> RunView:
    return RunView(
        id=found.id,
        kind=found.kind,
        question=found.question,
        inputs=found.inputs,
        state=found.state,  # type: ignore[arg-type]  # a check of the table allows no other
        progress=found.progress,
        step=Text(**found.step) if found.step else None,
        error=Text(**found.error) if found.error else None,
        result=found.result,
        registry_as_of=found.registry_as_of,
        created_at=found.created_at,
        finished_at=found.finished_at,
    )
