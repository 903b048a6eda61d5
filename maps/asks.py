"""ASKS: what the worker answers at once, each a name and a function of a city's residents and plain parameters."""

from collections.abc import Callable, Mapping
from dataclasses import fields, replace
from typing import Any

from maps import edits, remedies, running, strip, whatif
from maps.coverage_metrics import METRICS
from maps.question import Question
from maps.resident import Residents
from stations.errors import InputError

Ask = Callable[[Residents, Mapping[str, Any]], Mapping[str, Any]]

PARAMETERS = {field.name for field in fields(Question)}


def question_of(of: Mapping[str, Any]) -> Question:
    """Return the question in plain data; raise `InputError` for what is none."""
    if strange := sorted(of.keys() - PARAMETERS):
        raise InputError(f"没有名为 {strange[0]} 的参数。", f"There is no parameter {strange[0]}.", field=strange[0])
    return Question(**{**of, "needs": tuple(of.get("needs", ()))})


def coverage(residents: Residents, of: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return who is covered, by district: what a stored run would hold."""
    question = question_of(of)
    found = running.work_out(residents.city(question), question)
    return {
        "run": found.id,
        "asked": question.as_dict(),
        "inputs": found.answer.city.inputs,
        **found.summary,
        "areas": found.rows,
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
    after = edits.applied(place.roster, of["edits"])
    return {
        "question": question.say()._asdict(),
        "unit": place.demand.meta.unit._asdict(),
        "areas": whatif.rows(place, question, after, residents.calendar),
    }


def week(residents: Residents, of: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return what is covered in each hour of the week, whatever hour the question names."""
    question = replace(question_of(of), hour=None)
    place = residents.city(question)
    found = strip.of(place, question)
    return {
        "question": question.say()._asdict(),
        "unit": place.demand.meta.unit._asdict(),
        "week_of": place.monday.isoformat(),
        "weight": found.weight,
        "covered_sure": found.sure,
        "covered_may": found.may,
    }


def metrics(_: Residents, __: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return what every figure is called and how it is worked out."""
    return {"metrics": {key: metric.as_dict() for key, metric in METRICS.items()}}


ASKS: Mapping[str, Ask] = {
    "coverage": coverage,
    "gaps": gaps,
    "metrics": metrics,
    "remedies": plan,
    "week": week,
    "whatif": changed,
}
