import re
from collections import Counter
from itertools import pairwise

import pytest

from stations.config import Settings
from stations.vocabulary import (
    AMENITIES,
    AMENITY_WORDS,
    CONDITIONS,
    NEEDS,
    OPERATION,
    SHOWN_OPERATION,
    TOILET_NEARBY_M,
    VOCABULARIES,
)

HAN = re.compile(r"[\u4e00-\u9fff]")

# numbers 1, 2, 3 … as they were given out; a new amenity goes to the end, whatever its place in the table
NUMBERED = """
seating recliner nap_bed ac ac_heat heating fan drinking_water hot_water kettle ice microwave fridge meal_discount
canteen toilet accessible_toilet handwash shower laundry dryer phone_charging power_bank socket ebike_charging
battery_swap ebike_parking car_parking truck_parking air_pump repair_tools wifi tv computer printer first_aid_kit
medicine aed blood_pressure wheelchair_loan rain_gear umbrella sewing_kit mask cool_pack locker mirror smoking_area
books reading_corner nursing_room women_supplies legal_aid union_join counselling training haircut health_check
volunteer donation_corner emergency_button fire_extinguisher cctv
"""


@pytest.mark.parametrize("name", VOCABULARIES)
def test_codes_and_wordings_are_unique_within_a_vocabulary(name: str) -> None:
    terms = VOCABULARIES[name]

    for said in ([t.code for t in terms], [t.text.zh for t in terms], [t.text.en for t in terms]):
        assert len(set(said)) == len(said)


@pytest.mark.parametrize("name", VOCABULARIES)
def test_chinese_is_chinese_and_english_is_not(name: str) -> None:
    texts = [text for term in VOCABULARIES[name] for text in (term.text, term.note) if text]

    for text in texts:
        assert HAN.search(text.zh)
        assert text.en.strip()
        assert not HAN.search(text.en), text


@pytest.mark.parametrize("name", sorted(VOCABULARIES.keys() - {"brands"}))
def test_codes_are_lower_case_words(name: str) -> None:
    for term in VOCABULARIES[name]:
        assert re.fullmatch(r"[a-z][a-z0-9_]*", term.code)


def test_osm_tags_are_keys_with_values() -> None:
    terms = [term for terms in VOCABULARIES.values() for term in terms if term.osm is not None or term.osm_proposed]

    for term in terms:
        assert term.osm, term
        assert all(re.fullmatch(r"[a-z_:]+", key) and value for key, value in term.osm.items()), term


def test_numbers_already_given_out_never_change() -> None:
    numbers = {amenity.code: amenity.number for amenity in AMENITIES}

    assert numbers == {code: number for number, code in enumerate(NUMBERED.split(), start=1)}
    assert [need.number for need in NEEDS] == list(range(200, 210))


def test_amenities_and_needs_never_share_a_number() -> None:
    numbers = Counter(term.number for term in (*AMENITIES, *NEEDS))

    assert max(numbers.values()) == 1
    assert all(0 < amenity.number < 200 for amenity in AMENITIES)


def test_rules_speak_of_amenities_and_conditions_that_exist() -> None:
    known = {term.code for term in (*AMENITIES, *CONDITIONS)}

    assert {code for need in NEEDS for line in need.rule for code in line} <= known


def test_only_an_air_conditioner_for_both_seasons_means_two_amenities() -> None:
    shared = {word: codes for word, codes in AMENITY_WORDS.items() if len(codes) > 1}

    assert shared == {"冷暖空调": ("ac", "ac_heat"), "空调制热": ("ac", "ac_heat")}


def test_longer_words_come_first_so_that_a_kettle_is_not_hot_water() -> None:
    words = list(AMENITY_WORDS)

    assert all(len(one) >= len(next_one) for one, next_one in pairwise(words))
    assert words.index("热水壶") < words.index("热水")


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("微波炉", "microwave"),
        ("饮水机", "drinking_water"),
        ("热水", "hot_water"),
        ("充电", "phone_charging"),
        ("wifi", "wifi"),
        ("卫生间", "toilet"),
        ("厕所", "toilet"),
        ("洗手间", "toilet"),
        ("冰箱", "fridge"),
        ("空调", "ac"),
        ("急救箱", "first_aid_kit"),
        ("药箱", "first_aid_kit"),
        ("車椅子使用者用トイレ", "accessible_toilet"),
    ],
)
def test_words_of_real_lists_are_known(word: str, code: str) -> None:
    assert AMENITY_WORDS[word] == (code,)


def test_what_is_shown_is_a_state_of_operation() -> None:
    assert set(SHOWN_OPERATION) <= {term.code for term in OPERATION}


def test_the_setting_for_toilets_nearby_has_the_default_of_the_rule() -> None:
    assert Settings.model_fields["toilet_nearby_m"].default == TOILET_NEARBY_M
