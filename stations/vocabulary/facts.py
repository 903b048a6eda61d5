"""What is known of an amenity at a station, and what that answers to somebody who needs it now."""

from dataclasses import dataclass, field
from typing import NamedTuple

from stations.language import Text
from stations.vocabulary.terms import Answer, Term

TOILET_NEARBY_M = 150.0


@dataclass(frozen=True)
class AmenityState(Term):
    """Hold one state of an amenity and the answer it gives to somebody who needs the thing now."""

    answer: Answer = field(kw_only=True)


AMENITY_STATES = (
    AmenityState("yes", Text("有", "There"), answer="yes"),
    AmenityState("no", Text("没有", "Not there"), answer="no"),
    AmenityState("unknown", Text("未知", "Unknown"), answer="unknown"),
    AmenityState("out_of_order", Text("故障停用", "Out of order"), answer="no"),
    AmenityState(
        "nearby",
        Text("附近有", "Nearby"),
        answer="no",
        note=Text(
            "不在站内；只有附近的厕所可算，见需求“急可如厕”。", "Not in the station; only a toilet nearby may count."
        ),
    ),
    AmenityState("seasonal", Text("季节性提供", "In season"), answer="unknown"),
    AmenityState("on_request", Text("可向工作人员索取", "On request"), answer="yes"),
)

_ANSWER_OF_STATE = {state.code: state.answer for state in AMENITY_STATES}


class AmenityFact(NamedTuple):
    """State what is known of one amenity: its state, and for one nearby how far away, None if nobody measured."""

    state: str
    distance_m: float | None = None


def answer_of(amenity: str, fact: AmenityFact, *, toilet_nearby_m: float = TOILET_NEARBY_M) -> Answer:
    """Tell whether an amenity can be used now; of things nearby only a toilet counts, if it is near enough."""
    if amenity == "toilet" and fact.state == "nearby":
        if fact.distance_m is None:
            return "unknown"
        return "yes" if fact.distance_m <= toilet_nearby_m else "no"
    return _ANSWER_OF_STATE[fact.state]
