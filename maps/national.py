"""Coverage of a whole country, city by city: which cities there are, what is done for each, and one table of all."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

import numpy as np
from sqlalchemy.orm import Session

from maps import city
from maps.question import Question
from maps.runs import running
from stations import registry
from stations.database import Database
from stations.errors import NotFound, YizhanError
from stations.hours import Calendar
from stations.language import Text
from stations.registry import DistrictView

COVERS_SHARE = 0.99
"""Streets are used for a district of which their extent holds so much; else the way is a straight line, and says so."""

ADDED = (
    *("stations", "answering_sure", "answering_may", "weight", "area_km2", "weight_off_streets", "weight_near_edge"),
    *("covered_sure", "covered_may", "covered_km2_sure", "covered_km2_may", "by_count_sure", "by_count_may"),
)
"""What may be added up over cities: numerators and denominators, never a share, a mean or a median."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One city to be done, with all that a process elsewhere needs: the database, the home folder, the calendar."""

    question: Question
    url: str
    home: Path
    calendar: Path | None
    as_of: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """A city done, as the id of its run, or why it could not be."""

    question: Question
    run: str | None = None
    error: Text | None = None


def questions(session: Session, template: Question) -> list[Question]:
    """Return the template asked of every city in the registry, in order of adcode, each on the streets that cover it.

    A city that no streets cover is asked county by county where they cover some of these.
    """
    whole = _cities(registry.districts(session))
    parts = {view.adcode: registry.within(session, view.adcode) for view in whole}
    codes = {view.adcode for views in parts.values() for view in views} | parts.keys()
    under = registry.streets_under(session, sorted(codes), share=COVERS_SHARE)
    asked = []
    for adcode, below in parts.items():
        is_split = adcode not in under and any(view.adcode in under for view in below)
        asked += [view.adcode for view in below] if is_split else [adcode]
    return [_asked(template, adcode, under.get(adcode)) for adcode in asked]


def _asked(template: Question, adcode: str, streets: str | None) -> Question:
    if streets is None:
        return replace(template, area=adcode)
    return replace(template, area=adcode, streets=streets, way="streets")


def _cities(views: Sequence[DistrictView]) -> list[DistrictView]:
    """Return districts that share no ground and leave none out: cities, provinces without one, counties without one."""
    below = defaultdict(list)
    for view in views:
        below[view.parent_adcode].append(view)
    known = {view.adcode for view in views}
    found, left = [], [view for view in views if view.parent_adcode not in known]
    while left:
        view = left.pop()
        has_cities = view.level == "country" or any(each.level in {"province", "city"} for each in below[view.adcode])
        if has_cities and below[view.adcode]:
            left += below[view.adcode]
        else:
            found.append(view)
    return sorted(found, key=lambda view: view.adcode)


def work(task: Task) -> Outcome:
    """Do one city and store it as a run like any other; one that was done before, on the same inputs, is left alone."""
    database = Database(task.url)
    try:
        return Outcome(question=task.question, run=_work_out(task, database))
    except YizhanError as error:  # it goes back to another process as words
        return Outcome(question=task.question, error=error.text)
    finally:
        database.dispose()


def _work_out(task: Task, database: Database) -> str:
    with database.transaction() as session:
        calendar = Calendar.chosen(task.calendar)
        place = city.read(session, task.home, task.question, as_of=task.as_of, calendar=calendar)
        own = task.question.digest(**place.inputs)
        if _is_done(session, task.home, own):
            return own
    found = running.work_out(place, task.question)
    with database.transaction() as session:
        registry.ask_run(session, own, kind="coverage", question=task.question.as_dict(), inputs=place.inputs)
        running.keep(session, task.home, own, found)
    return own


def _is_done(session: Session, home: Path, run: str) -> bool:
    try:
        known = registry.run(session, run)
    except NotFound:
        return False
    return known.state == "done" and (running.folder(home, run) / running.CELLS).exists()


def table(session: Session, outcomes: Iterable[Outcome]) -> dict[str, Any]:
    """Return all cities as plain data, in order of adcode: their rows, the totals, and what failed and why.

    `demand` says what was counted, which is the same in all of them. Totals are added up from the cities' own
    numerators and denominators.
    """
    ordered = sorted(outcomes, key=lambda outcome: outcome.question.area)
    areas: list[dict[str, Any]] = []
    totals: dict[str, Any] = dict.fromkeys(ADDED, 0)
    counted: Mapping[str, Any] = {}
    for outcome in ordered:
        if outcome.run is None:
            continue
        counted = counted or (registry.run(session, outcome.run).result or {}).get("demand", {})
        rows = registry.areas_of_run(session, outcome.run)
        areas += [{"run": outcome.run, "way": outcome.question.way, **row} for row in rows]
        totals = {name: np.add(totals[name], rows[0][name]).tolist() for name in ADDED}
    failed = [_failed(outcome) for outcome in ordered if outcome.error]
    cities = len(ordered) - len(failed)
    return {"cities": cities, "demand": counted, "totals": totals, "areas": areas, "failed": failed}


def _failed(outcome: Outcome) -> Mapping[str, Any]:
    error = outcome.error or Text("", "")
    return {"adcode": outcome.question.area, "zh": error.zh, "en": error.en}
