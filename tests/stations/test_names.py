"""Names as people type them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stations.names import EDGE, fold, grams_of, grams_within, keys_of


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("東華門街道", "东华门街道"),
        ("臺北", "台北"),
        ("ＫＦＣ 餐廳", "kfc餐厅"),
        ("示例·景山", "示例景山"),
        ("Xi'an", "xian"),
        ("100%_\\", "100%_\\"),
        ("a\u200bb\nc\x1f", "abc"),
        ("   ", ""),
    ],
)
def test_ways_of_writing_fall_together(written: str, folded: str) -> None:
    assert fold(written) == folded


def test_a_name_is_looked_for_in_characters_in_pinyin_and_in_initials() -> None:
    assert keys_of("东华门") == "\n东华门\ndonghuamen\ndhm\n"


def test_a_character_with_several_readings_is_looked_for_in_each() -> None:
    keys = keys_of("重庆市长安街")

    for spelled in ("chongqingshi", "changanjie", "zhanganjie", "cqsc", "cajie"[:2]):
        assert spelled in keys, spelled
    assert "fuchang" not in keys  # 市 is fu in the books, and in no word


@pytest.mark.parametrize(
    ("name", "spelled"), [("单县", "shanxian"), ("六安", "luan"), ("长乐", "changle"), ("大厦", "dasha")]
)
def test_names_that_dictionaries_read_wrongly_are_found_by_their_right_reading(name: str, spelled: str) -> None:
    assert f"\n{spelled}\n" in keys_of(name)


def test_what_is_no_chinese_stays_as_it_is() -> None:
    assert keys_of("KFC2号") == "\nkfc2号\nkfc2hao\nkfc2h\n"


def test_an_address_is_not_spelled() -> None:
    assert keys_of("长安街1号", spelled=False) == "\n长安街1号\n"


TEXTS = st.text(alphabet="东城区长安街驿站abcz12%_", min_size=1, max_size=12)


@given(name=TEXTS, start=st.integers(0, 11), length=st.integers(1, 12))
def test_whatever_a_name_holds_is_found_by_its_grams(name: str, start: int, length: int) -> None:
    keys = keys_of(name)
    part = name[start : start + length] or name

    for needle in (fold(part), f"{EDGE}{fold(name[:length])}", f"{EDGE}{fold(name)}{EDGE}"):
        assert needle in keys
        assert set(grams_within(needle)) <= set(grams_of(keys))
