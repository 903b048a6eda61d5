"""The needs a worker comes with, as rules over amenities that answer yes, no or unknown."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from stations.language import Text
from stations.vocabulary.amenities import AMENITY_OF
from stations.vocabulary.facts import TOILET_NEARBY_M, AmenityFact, answer_of
from stations.vocabulary.logic import all_of, any_of
from stations.vocabulary.terms import Answer, Term

CONDITIONS = (
    Term("indoor", Text("室内", "Indoors")),
    Term("open_at_night", Text("夜间开放", "Open at night")),
)


@dataclass(frozen=True)
class Need(Term):
    """Hold one need; every line of its rule must hold, and a line holds where one of its amenities or conditions does.

    `number` (from 200) stands beside the numbers of amenities in search indexes, never changed and never reused.
    """

    number: int = field(kw_only=True)
    rule: tuple[tuple[str, ...], ...] = field(kw_only=True)

    @property
    def rule_text(self) -> Text:
        """The rule in words."""
        lines = [[_NAME[code] for code in line] for line in self.rule]
        zh = ["或".join(name.zh for name in line) for line in lines]
        en = [" or ".join(name.en for name in line) for line in lines]
        return Text("；并且".join(zh), "; and ".join(en).capitalize())


NEEDS = (
    Need("warm", Text("冷可取暖", "Get warm"), number=200, rule=(("indoor",), ("heating", "ac_heat"))),
    Need(
        "cool",
        Text("热可纳凉", "Cool down"),
        number=201,
        rule=(("indoor",), ("ac", "fan")),
        note=Text(
            "风扇默认不计：气温高于体温时，风扇不能降温。",
            "A fan does not count unless asked for: in air hotter than the body it cools nobody.",
        ),
    ),
    Need("drink", Text("渴可饮水", "Drink"), number=202, rule=(("drinking_water", "hot_water"),)),
    Need(
        "toilet",
        Text("急可如厕", "Use a toilet"),
        number=203,
        rule=(("toilet",),),
        note=Text(
            "附近的厕所在规定距离（默认 150 米）内也算。",
            "A toilet nearby counts too, within a set distance (150 m unless set otherwise).",
        ),
    ),
    Need("rest", Text("累可歇脚", "Sit down"), number=204, rule=(("seating",),)),
    Need("aid", Text("伤可急救", "First aid"), number=205, rule=(("first_aid_kit", "aed", "medicine"),)),
    Need(
        "charge",
        Text("手机可充电", "Charge a phone"),
        number=206,
        rule=(("phone_charging", "socket", "power_bank"),),
        note=Text("电动车充电、换电另按设施筛选。", "E-bike charging and battery swap are amenities of their own."),
    ),
    Need("hot_meal", Text("饿可热食", "Eat hot food"), number=207, rule=(("microwave", "canteen", "meal_discount"),)),
    Need("night", Text("夜间可去", "Come at night"), number=208, rule=(("open_at_night",),)),
    Need(
        "park",
        Text("车可停放", "Leave a vehicle"),
        number=209,
        rule=(("ebike_parking", "car_parking", "truck_parking"),),
        note=Text("不分车种；指定车种请按设施筛选。", "Of any kind; for one kind of vehicle ask for its amenity."),
    ),
)

_NAME = {code: amenity.text for code, amenity in AMENITY_OF.items()} | {term.code: term.text for term in CONDITIONS}


def needs_of(
    facts: Mapping[str, AmenityFact],
    *,
    indoor: Answer = "unknown",
    open_at_night: Answer = "unknown",
    toilet_nearby_m: float = TOILET_NEARBY_M,
    fan_cools: bool = False,
) -> dict[str, Answer]:
    """Answer every need from what is known of a station's amenities; an amenity without a fact is unknown.

    `indoor` comes from the station's type, `open_at_night` from its hours. A fan serves no need unless `fan_cools`.
    """
    answers = {code: answer_of(code, fact, toilet_nearby_m=toilet_nearby_m) for code, fact in facts.items()}
    answers |= {"indoor": indoor, "open_at_night": open_at_night}
    if not fan_cools:
        answers["fan"] = "no"
    return {
        need.code: all_of(any_of(answers.get(code, "unknown") for code in line) for line in need.rule) for need in NEEDS
    }
