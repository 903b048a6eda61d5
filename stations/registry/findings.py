"""What runs found: districts, stations, gaps, plans."""

from collections.abc import Iterable, Mapping
from typing import Any, Literal, NamedTuple

from sqlalchemy import ColumnElement, delete, func, insert, select
from sqlalchemy.orm import Session

from stations.models import CoverageArea, CoverageRun, CoverageStation, GapArea, SitingPlan
from stations.registry.runs import RunKind, kept_run

Answers = Literal["sure", "may", "no"]
Found = type[CoverageArea] | type[CoverageStation] | type[GapArea] | type[SitingPlan]

WEEK = {
    "weight": CoverageArea.week_weight,
    "covered_sure": CoverageArea.week_sure,
    "covered_may": CoverageArea.week_may,
}
NAMES = (CoverageArea.adcode, CoverageArea.name, CoverageArea.level, CoverageArea.parent_adcode)


class FoundStations(NamedTuple):
    """Stations of a run, in order of id: one page of `matched`; `next` is the id to go on after, None at the end."""

    rows: list[dict[str, Any]]
    matched: int
    next: int | None


def put_areas(session: Session, run_id: str, rows: Iterable[Mapping[str, Any]]) -> None:
    """Store what was found for districts, in their order, in place of what was there."""
    _replace(session, CoverageArea, run_id, ({"position": number, **row} for number, row in enumerate(rows)))


def put_found_stations(session: Session, run_id: str, rows: Iterable[Mapping[str, Any]]) -> None:
    """Store what was found for stations, in place of what was there."""
    _replace(session, CoverageStation, run_id, map(dict, rows))


def put_gaps(session: Session, run_id: str, rows: Iterable[Mapping[str, Any]]) -> None:
    """Store gaps, the greatest first, in place of what was there."""
    _replace(session, GapArea, run_id, ({"rank": number, **row} for number, row in enumerate(rows, 1)))


def put_plan(session: Session, run_id: str, rows: Iterable[Mapping[str, Any]]) -> None:
    """Store the actions of a plan, the best first, in place of what was there."""
    _replace(session, SitingPlan, run_id, ({"rank": number, **row} for number, row in enumerate(rows, 1)))


def areas_of_run(session: Session, run_id: str) -> list[dict[str, Any]]:
    """Return what a run found for districts but for the week, in its order; raise as `kept_run` does."""
    kept_run(session, run_id, "coverage")
    left_out = ("run_id", "position", *(column.key for column in WEEK.values()))
    found = select(*_but(CoverageArea, *left_out)).where(CoverageArea.run_id == run_id).order_by(CoverageArea.position)
    return [dict(row) for row in session.execute(found).mappings()]


def week_of_run(session: Session, run_id: str, *, adcode: str | None = None) -> list[dict[str, Any]]:
    """Return what a run found for districts, or for one of them, by hour of the week; raise as `kept_run` does.

    Without rows it was not worked out by the hour.
    """
    kept_run(session, run_id, "coverage")
    week = (column.label(name) for name, column in WEEK.items())
    wanted = select(*NAMES, *week).where(CoverageArea.run_id == run_id, CoverageArea.week_weight.is_not(None))
    if adcode is not None:
        wanted = wanted.where(CoverageArea.adcode == adcode)
    return [dict(row) for row in session.execute(wanted.order_by(CoverageArea.position)).mappings()]


def stations_of_run(
    session: Session,
    run_id: str,
    *,
    adcode: str | None = None,
    answers: Answers | None = None,
    after: int = 0,
    limit: int = 1_000_000,
) -> FoundStations:
    """Return stations of a run, in one district or in all; raise as `kept_run` does.

    Each row has `lon`, `lat` (WGS84) beside the columns of the table.
    """
    kept_run(session, run_id, "coverage")
    wanted = [CoverageStation.run_id == run_id]
    if adcode is not None:
        wanted.append(CoverageStation.adcodes.any_() == adcode)
    if answers is not None:
        wanted.append(CoverageStation.answers == answers)
    place = [CoverageStation.geom.ST_X().label("lon"), CoverageStation.geom.ST_Y().label("lat")]
    found = select(*_but(CoverageStation, "run_id", "geom"), *place).where(*wanted)
    page = found.where(CoverageStation.station_id > after).order_by(CoverageStation.station_id).limit(limit + 1)
    rows = [dict(row) for row in session.execute(page).mappings()]
    matched = session.scalar(select(func.count()).select_from(CoverageStation).where(*wanted)) or 0
    return FoundStations(rows[:limit], matched, rows[limit - 1]["station_id"] if len(rows) > limit else None)


def gaps_of_run(session: Session, run_id: str) -> list[dict[str, Any]]:
    """Return the gaps a run found, the greatest first, `geometry` as GeoJSON text; raise as `kept_run` does."""
    return _with_geometry(session, GapArea, run_id, "coverage")


def plan_of_run(session: Session, run_id: str) -> list[dict[str, Any]]:
    """Return the actions of a plan, the best first, `geometry` as GeoJSON text; raise as `kept_run` does."""
    return _with_geometry(session, SitingPlan, run_id, "coverage", "siting")


def _with_geometry(
    session: Session, table: type[GapArea | SitingPlan], run_id: str, *kinds: RunKind
) -> list[dict[str, Any]]:
    kept_run(session, run_id, *kinds)
    shape = table.geom.ST_AsGeoJSON(6).label("geometry")
    rows = session.execute(
        select(*_but(table, "run_id", "geom"), shape).where(table.run_id == run_id).order_by(table.rank)
    )
    return [dict(row) for row in rows.mappings()]


def _but(table: Found, *left_out: str) -> list[ColumnElement[Any]]:
    return [column for column in table.__table__.columns if column.name not in left_out]


def _replace(session: Session, table: Found, run_id: str, rows: Iterable[dict[str, Any]]) -> None:
    """Store rows in place of those that were there; of two who store the same run the second waits for the first."""
    session.execute(select(CoverageRun.id).where(CoverageRun.id == run_id).with_for_update())
    session.execute(delete(table).where(table.run_id == run_id))
    if found := [{"run_id": run_id, **row} for row in rows]:
        session.execute(insert(table), found)
