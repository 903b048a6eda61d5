import pytest

from stations.draft import AmenityDraft
from stations.imports import amenities

YES = AmenityDraft(state="yes")
NO = AmenityDraft(state="no")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("有", YES),
        ("是", YES),
        ("√", YES),
        ("YES", YES),
        ("無", NO),
        ("否", NO),
        ("0", NO),
        ("1", AmenityDraft(state="yes", quantity=1)),
        ("３台", AmenityDraft(state="yes", quantity=3)),
        ("未知", AmenityDraft(state="unknown")),
        ("故障", AmenityDraft(state="out_of_order")),
        ("附近", AmenityDraft(state="nearby")),
        ("谁知道呢", None),
    ],
)
def test_a_cell_of_an_amenity_says_yes_no_unknown_or_nothing(text: str, expected: AmenityDraft | None) -> None:
    assert amenities.read_state(text) == expected


def test_one_cell_names_several() -> None:
    found = amenities.read_list("微波炉、饮水机、充电")

    assert found == ({"microwave": YES, "drinking_water": YES, "phone_charging": YES}, ())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("无线网", {"wifi": YES}),
        ("无微波炉", {"microwave": NO}),
        ("没有空调，有风扇", {"ac": NO, "fan": YES}),
        ("无障碍卫生间", {"accessible_toilet": YES}),
        ("热水壶", {"kettle": YES}),
        ("图书3500册", {"books": AmenityDraft(state="yes", quantity=3500)}),
        ("座椅×4", {"seating": AmenityDraft(state="yes", quantity=4)}),
        ("附近公厕（100米）", {"toilet": AmenityDraft(state="nearby", distance_m=100)}),
        ("空调（维修中）", {"ac": AmenityDraft(state="out_of_order")}),
        ("冷暖空调", {"ac": YES, "ac_heat": YES}),
        ("Free Wi-Fi; service", {"wifi": YES}),
    ],
)
def test_longer_names_win_and_words_around_a_name_count(text: str, expected: dict[str, AmenityDraft]) -> None:
    assert amenities.read_list(text).amenities == expected


def test_what_names_nothing_we_know_is_handed_back() -> None:
    assert amenities.read_list("雨伞、茶艺、免费").not_understood == ("茶艺",)


def test_two_columns_on_one_amenity_agree_if_one_says_it_is_there() -> None:
    two, three = AmenityDraft(state="yes", quantity=2), AmenityDraft(state="yes", quantity=3)

    assert amenities.merge(NO, two) == two
    assert amenities.merge(two, NO) == two
    assert amenities.merge(two, three) == AmenityDraft(state="yes", quantity=5)
    assert amenities.merge(None, NO) == NO
