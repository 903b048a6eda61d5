"""The contents of a pack read from a kept run: its rows, its cells, and what was kept beside them."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from itertools import takewhile
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import orjson
import pyarrow.parquet as pq
import shapely
from shapely.geometry.base import BaseGeometry
from sqlalchemy.orm import Session

from maps import streets
from maps.coverage_metrics import FEWEST, KM2, METRICS, Figure
from maps.engine.grouping import group_of_each
from maps.question import Question
from maps.report import judging, surroundings
from maps.report.contents import (
    FIGURES,
    MOSTLY,
    Area,
    Cells,
    Contents,
    Earlier,
    Gap,
    Hour,
    Records,
    Remedy,
    Station,
)
from maps.runs import running
from maps.runs.facts import FACTS
from maps.worker.asks import question_of
from stations import registry
from stations.compiling import Array
from stations.errors import InputError, NotFound
from stations.language import Text
from stations.registry import RunView

MARGIN = 0.25
RECORDED = ("name", "lon", "lat", "address", "type", "hours_raw", "hours", "has", "verified_at")
"""What makes a station's record another one than before."""
CELL_COLUMNS = {
    **{name: name for name in ("h3", "lon", "lat", "weight")},
    "is_sure": "is_covered_sure",
    "is_may": "is_covered_may",
    "sure_m": "distance_sure_m",
    "may_m": "distance_may_m",
}
"""The columns of the file of cells, by what they are called here."""


def read(session: Session, home: Path, run_id: str) -> Contents:
    """Return what the pack of a run says; its id may be cut short as it is on paper.

    Raise `NotFound` for a run there is not, or whose files are gone, and `InputError` for one that is not done.
    """
    run = _in_its_place(session, registry.run_begun(session, run_id))
    run_id, result = run.id, _result(run)
    facts = _facts(running.folder(home, run_id) / FACTS)
    question = question_of(run.question)
    rows = registry.areas_of_run(session, run_id)
    weighed = _Weighed(rows[0]["weight"], 0 if result["demand"]["kind"] == "area" else FEWEST)
    names = {station["id"]: station["name"] for station in facts["stations"]}
    districts = {area["adcode"]: area["name"] for area in facts["areas"]}
    streets_of = dict(enumerate(facts["gap_streets"], 1))
    found = Contents(
        run=run_id,
        as_of=datetime.fromisoformat(facts["as_of"]),
        week_of=date.fromisoformat(result["week_of"]),
        inputs=run.inputs,
        question=question,
        demand=result["demand"],
        unit=Text(**result["demand"]["unit"]),
        areas=tuple(
            _area(row, said, shape, question, weighed.fewest)
            for row, said, shape in zip(rows, facts["areas"], facts["shapes"], strict=True)
        ),
        week=_week(registry.week_of_run(session, run_id), weighed.fewest),
        gaps=tuple(
            _gap(row, weighed, names, districts, streets_of.get(row["rank"], ()))
            for row in registry.gaps_of_run(session, run_id)
        ),
        steps=_steps(registry.plan_of_run(session, run_id), facts["step_streets"], weighed),
        stations=tuple(_station(said) for said in facts["stations"]),
        streets=facts["streets"],
        around=surroundings.around(facts["around"]),
        beside=surroundings.beside(facts),
        roads=surroundings.roads(facts),
        cells=_cells(running.folder(home, run_id) / running.CELLS),
        lines=_lines(home, run.inputs["streets"], question, shapely.geometry.shape(facts["shapes"][0])),
        earlier=_earlier(session, home, run, facts["stations"]),
    )
    return judging.judged(found)


class _Weighed(NamedTuple):
    """A whole of demand, and of how much at least a share is given."""

    whole: float
    fewest: int

    def part(self, value: float) -> Figure:
        """Return a part of the whole."""
        return Figure(value, self.whole, self.fewest)


def _figure(key: str, row: Mapping[str, Any], asked: int, fewest: int) -> Figure:
    """Return a figure of a district; only people, places and stations may be too few for a share."""
    metric = METRICS[key]
    figure = metric.value(row, asked)
    if metric.unit == KM2:
        return figure._replace(fewest=0)
    return figure._replace(fewest=fewest) if metric.of == "weight" else figure


def _in_its_place(session: Session, run: RunView) -> RunView:
    """Return a run, or the one that took its place because stations changed before it was worked out."""
    other = run.result and run.result.get("replaced_by")
    return _in_its_place(session, registry.run(session, other)) if other else run


def _result(run: RunView) -> Mapping[str, Any]:
    if run.state != "done" or run.result is None or "area" not in run.result:
        raise InputError(
            "这次计算没有结果：请先完成覆盖计算。", "This run has no result: work out its coverage first.", field="run"
        )
    return run.result


def _facts(path: Path) -> dict[str, Any]:
    try:
        said: dict[str, Any] = orjson.loads(path.read_bytes())
    except FileNotFoundError:
        raise NotFound(
            "这次计算没有随附的站点与边界资料，可能由旧版本保存：请重新计算。",
            "Nothing is kept of the stations and boundaries of this run, which an older version made: work it "
            "out anew.",
            field="run",
        ) from None
    return said


def _area(
    row: Mapping[str, Any], facts: Mapping[str, Any], shape: dict[str, Any], question: Question, fewest: int
) -> Area:
    bands = question.bands_min
    asked, weighed = bands.index(question.minutes), _Weighed(row["weight"], fewest)
    covered = zip(bands, row["covered_sure"], row["covered_may"], strict=True)
    return Area(
        adcode=row["adcode"],
        name=row["name"],
        level=row["level"],
        parent_adcode=row["parent_adcode"],
        facts=facts,
        shape=shapely.geometry.shape(shape),
        weight=weighed.whole,
        stations=row["stations"],
        figures={key: _figure(key, row, asked, fewest) for key in FIGURES},
        answering_may=Figure(row["answering_may"], row["stations"]),
        off_streets=weighed.part(row["weight_off_streets"]),
        near_edge=weighed.part(row["weight_near_edge"]),
        bands=tuple((minutes, weighed.part(sure), weighed.part(may)) for minutes, sure, may in covered),
    )


def _week(rows: Sequence[Mapping[str, Any]], fewest: int) -> tuple[Hour, ...]:
    """Return the hours of the first row, the district itself; none where there is no row."""
    if not rows:
        return ()
    hours = zip(rows[0]["covered_sure"], rows[0]["covered_may"], rows[0]["weight"], strict=True)
    return tuple(Hour(sure=Figure(sure, of, fewest), may=Figure(may, of, fewest)) for sure, may, of in hours)


def _gap(
    row: Mapping[str, Any],
    weighed: _Weighed,
    names: Mapping[int, str],
    districts: Mapping[str, str],
    streets: Sequence[str],
) -> Gap:
    remedy = row["remedy"]
    return Gap(
        rank=row["rank"],
        district=districts.get(row["adcode"]),
        streets=tuple(streets),
        part=weighed.part(row["weight"]),
        may=Figure(row["weight_may"], row["weight"], weighed.fewest),
        area_km2=row["area_km2"],
        reason=row["reason"],
        nearest=names.get(row["nearest_id"]),
        nearest_id=row["nearest_id"],
        nearest_m=row["nearest_m"],
        nearest_way=row["nearest_way"],
        remedy=remedy["action"] if remedy else None,
        remedy_station=names.get(remedy["station_id"]) if remedy else None,
        remedy_adds=remedy["gain"] if remedy else None,
        remedy_id=remedy["station_id"] if remedy else None,
        shape=shapely.from_geojson(row["geometry"]),
    )


def _steps(
    rows: Sequence[Mapping[str, Any]], streets: Sequence[Sequence[str]], weighed: _Weighed
) -> tuple[Remedy, ...]:
    """Return what to do; where ground is counted only what is known to lack at stations that exist."""
    steps = (_step(row, weighed, near) for row, near in zip(rows, streets, strict=True))
    return tuple(takewhile(lambda step: weighed.fewest or (step.is_known and step.action != "open"), steps))


def _step(row: Mapping[str, Any], weighed: _Weighed, streets: Sequence[str]) -> Remedy:
    at = row["detail"]
    return Remedy(
        rank=row["rank"],
        action=row["action"],
        station=row["label"],
        lon=at["lon"],
        lat=at["lat"],
        streets=tuple(streets),
        gain=row["gain"],
        cost=row["cost"],
        is_known=at["is_known"],
        covered=weighed.part(row["covered"]),
    )


def _station(said: Mapping[str, Any]) -> Station:
    verified = said["verified_at"]
    return Station(**{**said, "verified_at": verified and datetime.fromisoformat(verified)})


def _cells(path: Path) -> Cells:
    table = pq.read_table(path, columns=[*CELL_COLUMNS.values()])
    return Cells(**{name: table[column].to_numpy() for name, column in CELL_COLUMNS.items()})


def _lines(home: Path, own: str | None, question: Question, shape: BaseGeometry) -> Array:
    """Return the streets of the question's mode within the box of a shape, widened by a quarter."""
    if own is None:
        return np.empty((0, 2, 2))
    network = streets.load(home, own)
    graph = network.graphs[question.mode]
    tail = group_of_each(graph.first)
    ends = np.stack([tail, graph.head], axis=1)[tail < graph.head]
    lines = np.stack([network.lon[ends], network.lat[ends]], axis=2)
    west, south, east, north = shape.bounds
    margin = np.array([east - west, north - south]) * MARGIN
    low, high = np.array([west, south]) - margin, np.array([east, north]) + margin
    return lines[((lines >= low) & (lines <= high)).all(axis=(1, 2))]


def _earlier(session: Session, home: Path, run: RunView, stations: Sequence[Mapping[str, Any]]) -> Earlier | None:
    """Return the last run of the same question whose stations were read before those of this one."""
    found = registry.run_before(session, run.id)
    if found is None or found.result is None or found.registry_as_of is None:
        return None
    question, row = question_of(run.question), found.result["area"]
    asked = question.bands_min.index(question.minutes)
    fewest = 0 if found.result["demand"]["kind"] == "area" else FEWEST
    sure, may = (_figure(key, row, asked, fewest) for key in ("covered_sure", "covered_may"))
    if row["weight_off_streets"] > MOSTLY * row["weight"]:
        sure, may = sure._replace(value=None), may._replace(value=None)
    return Earlier(
        run=found.id,
        as_of=found.registry_as_of,
        sure=sure,
        may=may,
        stations=row["stations"],
        changed=tuple(key for key, value in run.inputs.items() if found.inputs.get(key) != value),
        records=_records(running.folder(home, found.id) / FACTS, stations),
    )


def _records(before: Path, stations: Sequence[Mapping[str, Any]]) -> Records | None:
    """Return how the stations of a district differ from those of an earlier run; None where these are gone."""
    if not before.exists():
        return None
    old, new = (_inside(each) for each in (_facts(before)["stations"], stations))
    altered = sum(old[number] != new[number] for number in old.keys() & new.keys())
    return Records(added=len(new.keys() - old.keys()), removed=len(old.keys() - new.keys()), altered=altered)


def _inside(stations: Sequence[Mapping[str, Any]]) -> dict[int, list[Any]]:
    """Return what a registry says of each station in the district by its id."""
    return {each["id"]: [each[name] for name in RECORDED] for each in stations if each["is_inside"]}
