"""A run: coverage worked out for one question of one city, named by a hash of all it depends on, and kept."""

import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from maps import answering, gaps, remedies, sites
from maps.answering import Answer
from maps.city import City
from maps.city import read as read_city
from maps.gaps import Gap
from maps.question import Question
from maps.remedies import Costs, Options, Per
from maps.runs import area_figures, exports, facts, neighbourhoods, sharing, station_figures, strip
from maps.runs.neighbourhoods import Neighbourhoods
from maps.runs.sharing import Shared
from maps.runs.station_figures import Spaced
from stations import registry
from stations.database import Database
from stations.hours import Calendar

FOLDER, CELLS = "runs", "cells.parquet"
STEPS = 20
"""So many steps of a plan are kept."""


@dataclass(frozen=True, eq=False, kw_only=True)
class Run:
    """What was found; `rows` are those of `coverage_area`, in order, with the figures that are worked out at once."""

    id: str
    answer: Answer
    rows: list[dict[str, Any]]

    @cached_property
    def full_rows(self) -> list[dict[str, Any]]:
        """The rows of `coverage_area` with all figures but for the week."""
        further = area_figures.rows(self.answer, self._shared, self._around, self._apart)
        return [row | more for row, more in zip(self.rows, further, strict=True)]

    @cached_property
    def station_rows(self) -> list[dict[str, Any]]:
        """The rows of `coverage_station`, with `lon` and `lat` for the points."""
        return station_figures.rows(self.answer, self._apart)

    @cached_property
    def week(self) -> list[dict[str, Any]]:
        """What is covered in each hour by district, in the order of the rows; empty where it is not worked out."""
        city, question = self.answer.city, self.answer.question
        return strip.rows(city, strip.by_district(city, question))

    @cached_property
    def _shared(self) -> Shared:
        return sharing.shared(self.answer)

    @cached_property
    def _around(self) -> Neighbourhoods | None:
        """How densely demand lies, also just beyond the border; None where area is counted."""
        if self.answer.question.demand is None:
            return None
        return neighbourhoods.of(self._shared.cells, self._shared.weight)

    @cached_property
    def _apart(self) -> Spaced:
        return station_figures.spaced(self.answer, self._around)

    @cached_property
    def gaps(self) -> list[Gap]:
        """The greatest gaps, those of most weight first."""
        return gaps.find(self.answer)

    @cached_property
    def options(self) -> Options:
        """What could be done about the gaps."""
        return remedies.options(self.answer, sites.of_gaps(self.answer, self.gaps))

    @cached_property
    def gap_rows(self) -> list[dict[str, Any]]:
        """Gaps as `gap_area` holds them but for their outlines, each with its best remedy."""
        best = remedies.of_gaps(self.answer, self.gaps, self.options, Costs())
        told = zip(gaps.rows(self.gaps), best, strict=True)
        return [{**row, "remedy": remedy and asdict(remedy)} for row, remedy in told]

    @property
    def gap_features(self) -> list[dict[str, Any]]:
        """The gaps as GeoJSON features."""
        return exports.gap_features(self.gap_rows, gaps.outlines(self.answer, self.gaps))

    def plan(self, *, costs: Costs, per: Per = "yuan", most: int = STEPS) -> dict[str, Any]:
        """Return what to do first, second and so on, as `siting_plan` holds it but for the places, and at what cost."""
        steps = remedies.plan(self.answer, self.options, costs, per=per, most=most)
        return {
            "costs": asdict(costs),
            "assumed": remedies.assumed(self.options)._asdict(),
            "per": per,
            "steps": remedies.rows(self.answer, steps),
        }

    @property
    def summary(self) -> dict[str, Any]:
        """What must be said beside the figures of a run, and the figures of the whole district."""
        city, meta = self.answer.city, self.answer.city.demand.meta
        return {
            "area": self.rows[0],
            "bands_min": list(self.answer.question.bands_min),
            "question": self.answer.question.say()._asdict(),
            "demand": {
                "kind": meta.kind,
                "unit": meta.unit._asdict(),
                "source": meta.source,
                "method": meta.method._asdict(),
                "as_of": meta.as_of.isoformat() if meta.as_of else None,
            },
            "seats_assumed": sharing.ASSUMED_SEATS,
            "week_of": city.monday.isoformat(),
            "cells": len(city.cells.h3),
            "stations": len(city.roster.id),
        }


def folder(home: Path, run: str) -> Path:
    """Return where the files of a run lie."""
    return home / FOLDER / run


def work_out(city: City, question: Question) -> Run:
    """Return the run of a question."""
    found = answering.answer(city, question)
    return Run(id=question.digest(**city.inputs), answer=found, rows=answering.rows(found))


def kept(database: Database, home: Path, question: Question, calendar: Calendar) -> Run:
    """Return the run of a question as of now, stored; nobody needs a worker for it."""
    with database.transaction() as session:
        place = read_city(session, home, question, as_of=datetime.now(UTC), calendar=calendar)
    found = work_out(place, question)
    with database.transaction() as session:
        registry.ask_run(session, found.id, kind="coverage", question=question.as_dict(), inputs=place.inputs)
        keep(session, home, found.id, found)
    return found


def keep(session: Session, home: Path, run_id: str, run: Run) -> None:
    """Store a run under the id by which it was asked for: its rows, its cells as Parquet, and that it is done."""
    registry.keep_files(session)
    place = folder(home, run_id)
    place.mkdir(parents=True, exist_ok=True)
    draft = place / f".{CELLS}.{os.getpid()}"
    exports.cells_parquet(run.answer, draft)
    draft.replace(place / CELLS)
    registry.put_areas(session, run_id, _with_week(run))
    registry.put_found_stations(session, run_id, [_placed(row) for row in run.station_rows])
    shapes = zip(run.gap_rows, gaps.outlines(run.answer, run.gaps), strict=True)
    outlined = [{**row, "geom": f"SRID=4326;{shape.wkt}"} for row, shape in shapes]
    registry.put_gaps(session, run_id, outlined)
    steps = run.plan(costs=Costs())["steps"]
    registry.put_plan(session, run_id, [{**step, "geom": _point(step["detail"])} for step in steps])
    facts.keep(session, place, run.answer, gaps=outlined, steps=steps)
    registry.finish_run(session, run_id, result=run.summary | {"area": run.full_rows[0]}, as_of=run.answer.city.as_of)


def _point(place: Mapping[str, Any]) -> str:
    return f"SRID=4326;POINT({place['lon']} {place['lat']})"


def _with_week(run: Run) -> list[dict[str, Any]]:
    """Return the rows of `coverage_area` with all figures."""
    if not run.week:
        return run.full_rows
    return [
        row | {"week_weight": hours["weight"], "week_sure": hours["covered_sure"], "week_may": hours["covered_may"]}
        for row, hours in zip(run.full_rows, run.week, strict=True)
    ]


def _placed(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return a row with a point in place of its degrees."""
    return {name: value for name, value in row.items() if name not in {"lon", "lat"}} | {"geom": _point(row)}
