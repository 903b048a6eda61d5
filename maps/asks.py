"""ASKS: what the worker answers at once, each a name and a function of a city's residents and plain parameters."""

from collections.abc import Callable, Mapping
from dataclasses import fields
from typing import Any

from maps import exports, running
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
    return {"type": "FeatureCollection", "run": found.id, "features": exports.gap_features(found.answer, found.gaps)}


def metrics(_: Residents, __: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return what every figure is called and how it is worked out."""
    return {"metrics": {key: metric.as_dict() for key, metric in METRICS.items()}}


ASKS: Mapping[str, Ask] = {
    "coverage": coverage,
    "gaps": gaps,
    "metrics": metrics,
}
