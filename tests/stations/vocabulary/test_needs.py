from collections.abc import Callable, Mapping
from itertools import product

import pytest

from stations.vocabulary import AMENITY_STATES, NEEDS, AmenityFact, Answer, answer_of, needs_of

World = Mapping[str, bool]
Rule = Callable[[World], bool]

# what each state leaves possible for somebody who needs the thing now, and what each answer leaves possible
POSSIBLE = {
    "yes": {True},
    "on_request": {True},
    "no": {False},
    "out_of_order": {False},
    "nearby": {False},
    "unknown": {True, False},
    "seasonal": {True, False},
}
CONDITIONS: dict[str, tuple[Answer, ...]] = {
    "indoor": ("yes", "no", "unknown"),
    "open_at_night": ("yes", "no", "unknown"),
}
ORACLE: dict[str, tuple[tuple[str, ...], Rule]] = {
    "warm": (("indoor", "heating", "ac_heat"), lambda w: w["indoor"] and (w["heating"] or w["ac_heat"])),
    "cool": (("indoor", "ac", "fan"), lambda w: w["indoor"] and w["ac"]),
    "drink": (("drinking_water", "hot_water"), lambda w: w["drinking_water"] or w["hot_water"]),
    "rest": (("seating",), lambda w: w["seating"]),
    "aid": (("first_aid_kit", "aed", "medicine"), lambda w: w["first_aid_kit"] or w["aed"] or w["medicine"]),
    "charge": (
        ("phone_charging", "socket", "power_bank"),
        lambda w: w["phone_charging"] or w["socket"] or w["power_bank"],
    ),
    "hot_meal": (
        ("microwave", "canteen", "meal_discount"),
        lambda w: w["microwave"] or w["canteen"] or w["meal_discount"],
    ),
    "night": (("open_at_night",), lambda w: w["open_at_night"]),
    "park": (
        ("ebike_parking", "car_parking", "truck_parking"),
        lambda w: w["ebike_parking"] or w["car_parking"] or w["truck_parking"],
    ),
}


def _answer_over_all_worlds(possible: Mapping[str, set[bool]], rule: Rule) -> Answer:
    outcomes = {rule(dict(zip(possible, world, strict=True))) for world in product(*possible.values())}
    if len(outcomes) > 1:
        return "unknown"
    return "yes" if True in outcomes else "no"


def _ask(given: Mapping[str, str], *, fan_cools: bool = False) -> dict[str, Answer]:
    conditions = {name: answer for name in CONDITIONS for answer in CONDITIONS[name] if given.get(name) == answer}
    facts = {name: AmenityFact(state) for name, state in given.items() if name not in CONDITIONS}
    return needs_of(
        facts,
        indoor=conditions.get("indoor", "unknown"),
        open_at_night=conditions.get("open_at_night", "unknown"),
        fan_cools=fan_cools,
    )


@pytest.mark.parametrize("need", ORACLE)
def test_a_need_is_sure_only_if_every_completion_of_the_unknown_agrees(need: str) -> None:
    names, rule = ORACLE[need]
    choices = [CONDITIONS.get(name, tuple(POSSIBLE)) for name in names]

    for states in product(*choices):
        given = dict(zip(names, states, strict=True))

        answer = _ask(given)[need]

        assert answer == _answer_over_all_worlds({name: POSSIBLE[given[name]] for name in names}, rule), given


@pytest.mark.parametrize("ac", POSSIBLE)
@pytest.mark.parametrize("fan", POSSIBLE)
def test_a_fan_cools_only_when_asked_for(ac: str, fan: str) -> None:
    expected = _answer_over_all_worlds({"ac": POSSIBLE[ac], "fan": POSSIBLE[fan]}, lambda w: w["ac"] or w["fan"])

    answer = _ask({"indoor": "yes", "ac": ac, "fan": fan}, fan_cools=True)["cool"]

    assert answer == expected


@pytest.mark.parametrize(("state", "possible"), POSSIBLE.items())
def test_a_toilet_in_the_station_answers_for_itself(state: str, possible: set[bool]) -> None:
    expected = "unknown" if state == "nearby" else _answer_over_all_worlds({"toilet": possible}, lambda w: w["toilet"])

    assert _ask({"toilet": state})["toilet"] == expected


@pytest.mark.parametrize(
    ("distance_m", "limit_m", "expected"),
    [
        (0, 150, "yes"),
        (150, 150, "yes"),
        (150.1, 150, "no"),
        (150, 100, "no"),
        (300, 500, "yes"),
        (None, 150, "unknown"),
    ],
)
def test_a_toilet_nearby_counts_within_the_distance(distance_m: float | None, limit_m: float, expected: Answer) -> None:
    toilet = AmenityFact("nearby", distance_m)

    needs = needs_of({"toilet": toilet}, toilet_nearby_m=limit_m)

    assert needs["toilet"] == expected
    assert answer_of("toilet", toilet, toilet_nearby_m=limit_m) == expected


def test_anything_else_nearby_is_not_here() -> None:
    water = AmenityFact("nearby", 10)

    assert answer_of("drinking_water", water) == "no"


def test_nothing_known_answers_unknown_to_every_need() -> None:
    needs = needs_of({})

    assert needs == dict.fromkeys((need.code for need in NEEDS), "unknown")


def test_the_oracle_knows_every_state_and_every_need() -> None:
    assert set(POSSIBLE) == {state.code for state in AMENITY_STATES}
    assert {*ORACLE, "toilet"} == {need.code for need in NEEDS}


def test_a_rule_reads_as_a_sentence() -> None:
    warm = next(need for need in NEEDS if need.code == "warm")

    assert warm.rule_text.zh == "室内；并且供暖或制热空调"
    assert warm.rule_text.en == "Indoors; and heating or air conditioning that heats"
