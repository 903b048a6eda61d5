"""ASKS: what the worker answers at once, each a name and a function of a city's residents and plain parameters."""

from base64 import b64encode
from collections.abc import Callable, Mapping
from dataclasses import fields, replace
from typing import Any

from maps import coverage_metrics, edits, remedies, whatif
from maps.placing import telling
from maps.placing.asked import siting_of
from maps.placing.board import Board
from maps.question import Question
from maps.runs import running, strip
from maps.tiles import cells
from maps.worker.resident import Residents
from stations.errors import InputError

Ask = Callable[[Residents, Mapping[str, Any]], Mapping[str, Any]]

PARAMETERS = {field.name for field in fields(Question)}


def question_of(of: Mapping[str, Any]) -> Question:
    """Return the question in plain data; raise `InputError` for what is none."""
    if strange := sorted(of.keys() - PARAMETERS):
        raise InputError(f"没有名为 {strange[0]} 的参数。", f"There is no parameter {strange[0]}.", field=strange[0])
    return Question(**{**of, "needs": tuple(of.get("needs", ()))})


def coverage(residents: Residents, of: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return who is covered, by district; where it is asked for in `full`, all figures that a stored run would hold."""
    question = question_of({name: value for name, value in of.items() if name != "full"})
    found = running.work_out(residents.city(question), question)
    rows = found.full_rows if of.get("full") else found.rows
    return {
        "run": found.id,
        "asked": question.as_dict(),
        "inputs": found.answer.city.inputs,
        **found.summary,
        "area": rows[0],
        "areas": rows,
    }


def gaps(residents: Residents, of: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return where people are that no station surely serves, as GeoJSON."""
    question = question_of(of)
    found = running.work_out(residents.city(question), question)
    return {"type": "FeatureCollection", "run": found.id, "features": found.gap_features}


def plan(residents: Residents, of: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return what to do first, second and so on: keep stations open longer, add what is needed, or open new ones.

    Beside the `question` there may be `costs` in yuan by action, `per` yuan or action, and `most` steps.
    """
    question = question_of(of["question"])
    found = running.work_out(residents.city(question), question)
    costs, per = remedies.costs_of(of.get("costs", {})), remedies.per_of(of.get("per", "yuan"))
    most = min(of.get("most", running.STEPS), remedies.MOST_STEPS)
    return {"run": found.id, "area": found.rows[0], **found.plan(costs=costs, per=per, most=most)}


def changed(residents: Residents, of: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return what changes to stations would make of the coverage of each district; nothing is stored."""
    question = question_of(of["question"])
    place = residents.city(question)
    touched = edits.tried(place.roster, of["edits"])
    return {
        "question": question.say()._asdict(),
        "unit": place.demand.meta.unit._asdict(),
        "areas": whatif.rows(place, question, touched, residents.calendar),
    }


def week(residents: Residents, of: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return what is covered in each hour of the week, whatever hour the question names; `by_area` in each district."""
    question = replace(question_of({name: value for name, value in of.items() if name != "by_area"}), hour=None)
    place = residents.city(question)
    rows = strip.rows(place, strip.by_district(place, question, levels=None if of.get("by_area") else 1))
    whole = {name: rows[0][name] for name in ("weight", "covered_sure", "covered_may")}
    return {
        "question": question.say()._asdict(),
        "unit": place.demand.meta.unit._asdict(),
        "week_of": place.monday.isoformat(),
        **whole,
        "areas": rows if of.get("by_area") else [],
    }


def siting(residents: Residents, of: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return where new stations should stand, as a run would hold it; no plan yet where that may take long."""
    wanted = siting_of(question_of(of["question"]), of)
    place = residents.city(wanted.question)
    board = Board(city=place, siting=wanted, candidates=residents.candidates(place, wanted))
    said = {"run": board.id, "asked": wanted.as_dict(), "inputs": board.inputs, "plan": None}
    if board.is_long:
        return said
    found = residents.solved(board)
    return {**said, "plan": {**telling.summary(found), "steps": telling.rows(found)}}


def cells_tile(residents: Residents, of: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the cells of a run that is done on a square of the web map, as a vector tile in Base64."""
    path = running.folder(residents.home, of["run"]) / running.CELLS
    return {"tile": b64encode(cells.tile(path, of["z"], of["x"], of["y"])).decode()}


def metrics(_: Residents, __: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return what every figure is called and how it is worked out."""
    return {"metrics": coverage_metrics.told()}


ASKS: Mapping[str, Ask] = {
    "cells_tile": cells_tile,
    "coverage": coverage,
    "gaps": gaps,
    "metrics": metrics,
    "remedies": plan,
    "siting": siting,
    "week": week,
    "whatif": changed,
}
