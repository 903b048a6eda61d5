"""Coverage of a whole country, city by city: which cities there are, what is done for each, and one table of all."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import shapely
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

ROOTS = frozenset({"country", "province", "city", "county"})
"""The levels of districts that may be counted without a parent."""

OVERLAP_SHARE = 0.1  # of the smaller one; neighbours simplified each by itself, or drawn by two hands, have less
COARSE_M = 100
NO_PARENT = Text(
    "小于县级，也没有登记的上级区划，不作为城市",
    "is smaller than a county and has no parent in the registry: it is no city of its own",
)

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


class LeftOut(NamedTuple):
    """A district that is not counted as a city, and why."""

    view: DistrictView
    reason: Text

    def as_dict(self) -> dict[str, str]:
        """Return it as plain data for JSON."""
        return {"adcode": self.view.adcode, "name": self.view.name, **self.reason._asdict()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """A city done, as the id of its run, or why it could not be."""

    question: Question
    run: str | None = None
    error: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What is asked of a country, city by city, and which districts are not asked, each with why."""

    questions: Sequence[Question]
    left_out: Sequence[LeftOut]


def plan(session: Session, template: Question) -> Plan:
    """Return the template asked of every city in the registry, in order of adcode, each on the streets that cover it.

    A city that no streets cover is asked county by county where they cover some of these.
    """
    cities, orphans = _cities(registry.districts(session))
    whole, over = _apart(session, cities)
    parts = {view.adcode: registry.within(session, view.adcode) for view in whole}
    codes = {view.adcode for views in parts.values() for view in views} | parts.keys()
    under = registry.streets_under(session, sorted(codes), share=COVERS_SHARE)
    asked = []
    for adcode, below in parts.items():
        if adcode in under or not any(view.adcode in under for view in below):
            asked.append(adcode)
            continue
        counties, over_counties = _apart(session, below)
        asked += [view.adcode for view in counties]
        over += over_counties
    return Plan(
        questions=[_asked(template, adcode, under.get(adcode)) for adcode in asked],
        left_out=sorted([*orphans, *over], key=lambda each: each.view.adcode),
    )


def _asked(template: Question, adcode: str, streets: str | None) -> Question:
    if streets is None:
        return replace(template, area=adcode)
    return replace(template, area=adcode, streets=streets, way="streets")


def _cities(views: Sequence[DistrictView]) -> tuple[list[DistrictView], list[LeftOut]]:
    """Return districts that leave none out: cities, provinces without one, counties without one.

    What is smaller than a county and has no known parent is left out: it is a part of some city.
    """
    below = defaultdict(list)
    for view in views:
        below[view.parent_adcode].append(view)
    known = {view.adcode for view in views}
    orphans = [view for view in views if view.parent_adcode not in known]
    left = [view for view in orphans if view.level in ROOTS]
    found = []
    while left:
        view = left.pop()
        has_cities = view.level == "country" or any(each.level in {"province", "city"} for each in below[view.adcode])
        if has_cities and below[view.adcode]:
            left += below[view.adcode]
        else:
            found.append(view)
    return found, [LeftOut(view, NO_PARENT) for view in orphans if view.level not in ROOTS]


def _apart(session: Session, views: Sequence[DistrictView]) -> tuple[list[DistrictView], list[LeftOut]]:
    """Return districts that share no ground, in order of adcode, and those left out.

    Of two that lie on one another the larger is kept; ties go to the lower code.
    """
    coarse = registry.district_shapes(session, [view.adcode for view in views], simplify_m=COARSE_M)
    shape_of = {view.adcode: shapely.make_valid(shapely.from_geojson(coarse[view.adcode])) for view in views}
    ordered = sorted(views, key=lambda view: (-shape_of[view.adcode].area, view.adcode))
    shapes = np.array([shape_of[view.adcode] for view in ordered], dtype=object)
    pairs = shapely.STRtree(shapes).query(shapes, predicate="intersects")
    larger, smaller = pairs[:, pairs[0] < pairs[1]]
    shared = shapely.area(shapely.intersection(shapes[larger], shapes[smaller]))  # squared degrees: for their ratio
    is_on = shared > OVERLAP_SHARE * shapely.area(shapes[smaller])
    kept: dict[int, DistrictView] = {}
    over: list[LeftOut] = []
    for number, view in enumerate(ordered):
        under = next((kept[each] for each in larger[is_on & (smaller == number)] if each in kept), None)
        if under is None:
            kept[number] = view
        else:
            over.append(LeftOut(view, _lies_on(under)))
    return sorted(kept.values(), key=lambda view: view.adcode), over


def _lies_on(other: DistrictView) -> Text:
    return Text(
        f"与 {other.name}（{other.adcode}）重叠而不在其下，重叠处在后者中计",
        f"lies on {other.name} ({other.adcode}) and not below it: what both have is counted there",
    )


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
