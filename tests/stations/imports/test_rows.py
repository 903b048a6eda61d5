from collections.abc import Mapping

import pytest

from stations.draft import AmenityDraft
from stations.imports import columns, rows
from stations.imports.raw import RawRow
from stations.imports.rows import CheckedRow

PLACE = {"经度": "113.65", "纬度": "34.76"}


def check(*cells: Mapping[str, str], crs: str = "gcj02") -> list[CheckedRow]:
    raw = [RawRow(number, row) for number, row in enumerate(cells, start=2)]
    headings = dict.fromkeys(name for row in cells for name in row if not name.startswith("#"))
    return rows.check(raw, columns.guess(headings, crs=crs), crs=crs, default_type="rest_station")


def check_one(crs: str = "gcj02", **cells: str) -> CheckedRow:
    return check({"名称": "暖心驿站"} | PLACE | cells, crs=crs)[0]


def words(row: CheckedRow) -> str:
    return " ".join(f"{reason.column}: {reason.text.en}" for reason in row.reasons)


def test_a_sound_row_is_taken_without_a_word() -> None:
    row = check_one(编号="7", 地址="某路1号")

    assert row.verdict is None
    assert row.reasons == ()
    assert (row.source_id, row.name, row.point) == ("7", "暖心驿站", (113.65, 34.76))


@pytest.mark.parametrize(
    ("lon", "lat", "crs", "reason"),
    [
        ("", "34.76", "gcj02", "经度: There are no coordinates"),
        ("NaN", "NaN", "wgs84", "经度: There are no coordinates"),
        ("113.65", "北纬", "gcj02", "纬度: “北纬” is no longitude or latitude"),
        ("34.76", "113.65", "gcj02", "look swapped"),
        ("34.76", "113.65", "wgs84", "look swapped"),
        ("43.8", "87.6", "wgs84", "look swapped"),  # Ürümqi, whose longitude would pass for a latitude
        ("139.8", "36.3", "bd09", "lies outside China, where there is no bd09"),
        ("500000", "3849000", "wgs84", "is not on Earth"),
        ("0", "0.0", "wgs84", "as good as none"),
    ],
)
def test_a_place_that_cannot_be_meant_waits_and_says_why(lon: str, lat: str, crs: str, reason: str) -> None:
    row = check_one(crs, 经度=lon, 纬度=lat)

    assert row.verdict == "held"
    assert reason in words(row)


@pytest.mark.parametrize(("lon", "lat"), [("139.8", "36.3"), ("-73.9", "40.7"), ("18.9", "69.6")])
def test_places_abroad_are_taken_in_wgs84(lon: str, lat: str) -> None:
    assert check_one("wgs84", 经度=lon, 纬度=lat).verdict is None


def test_one_cell_may_hold_both_coordinates() -> None:
    assert check({"名称": "甲", "坐标": "113.65，34.76"})[0].point == (113.65, 34.76)


def test_rows_of_an_unknown_datum_wait_with_their_point() -> None:
    row = check_one("unknown")

    assert row.verdict == "held"
    assert row.point == (113.65, 34.76)
    assert "The datum of the coordinates is unknown" in words(row)


def test_a_row_without_a_name_is_no_station() -> None:
    assert check_one(名称=" ").verdict == "rejected"


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"名称": "甲␀"}, "名称: “甲␀” holds broken or control characters"),
        ({"名称": "宸ヤ細椹跨珯"}, "broken"),
        ({"名称": "长" * 201}, "at most 200 characters"),
        ({"地址": "长" * 2001}, "at most 2000 characters"),
        ({"#9": "溢出"}, "#9: The row has more cells than there are headings"),
    ],
)
def test_a_damaged_row_waits(cells: dict[str, str], reason: str) -> None:
    row = check_one(**cells)

    assert row.verdict == "held"
    assert reason in words(row)


def test_of_two_rows_with_one_number_the_second_waits_and_names_the_first() -> None:
    first, second = check({"编号": "１", "名称": "甲", **PLACE}, {"编号": "1 ", "名称": "乙", **PLACE})

    assert (first.verdict, second.verdict) == (None, "held")
    assert "编号: Row 2 has the number 1 too" in words(second)


def test_a_row_that_waits_does_not_block_a_sound_one_with_the_same_number() -> None:
    first, second = check({"编号": "1", "名称": "甲", "经度": "", "纬度": ""}, {"编号": "1", "名称": "甲", **PLACE})

    assert (first.verdict, second.verdict) == ("held", None)


def test_without_a_number_name_and_address_make_one_that_does_not_depend_on_their_writing() -> None:
    (plain,) = check({"名称": "暖心驿站(南门)", "地址": "某路1号", **PLACE})
    (other,) = check({"名称": "暖心驿站（南门）", "地址": " 某路１号 ", "经度": "113.7", "纬度": "34.8"})
    (elsewhere,) = check({"名称": "暖心驿站（南门）", "地址": "某路2号", **PLACE})

    assert plain.source_id == other.source_id != elsewhere.source_id


def test_two_of_one_name_without_address_or_number_are_two_if_they_stand_apart() -> None:
    first, second = check({"名称": "公厕", **PLACE}, {"名称": "公厕", "经度": "113.66", "纬度": "34.76"})

    assert (first.verdict, second.verdict) == (None, None)


def test_hours_that_cannot_be_read_are_kept_as_written_and_noted() -> None:
    row = check_one(开放时间="看心情吧")

    assert row.verdict is None
    assert row.details.values["hours_raw"] == "看心情吧"
    assert row.details.values["hours_parse"] == "failed"
    assert row.details.values["hours_osm"] is None
    assert "开放时间: The opening hours were not understood" in words(row)


@pytest.mark.parametrize("text", ["", "无", "-"])
def test_hours_that_are_not_given_are_not_mentioned_and_never_24_hours(text: str) -> None:
    assert not {"hours_raw", "hours_osm", "hours_parse"} & check_one(开放时间=text).details.values.keys()


def test_hours_in_two_columns_are_one() -> None:
    values = check_one(利用開始時間="8:00", 利用終了時間="17:00").details.values

    assert (values["hours_raw"], values["hours_osm"]) == ("8:00-17:00", "Mo-Su 08:00-17:00")


def test_values_are_read_and_those_not_understood_are_noted() -> None:
    row = check_one(类型="司机之家", 面积="25㎡", 容纳人数="若干", 状态="暂停", 核实日期="2024-05-01", 楼层="B1")

    assert row.verdict is None
    assert (
        row.details.values
        | {
            "type": "driver_home",
            "area_m2": 25,
            "operation": "temporarily_closed",
            "floor": "B1",
            "public_facing": True,
            "brand": "暖心驿站",
        }
        == row.details.values
    )
    assert "capacity" not in row.details.values
    assert "容纳人数: “若干” was not understood" in words(row)


def test_workers_homes_are_not_for_passers_by() -> None:
    assert check_one(类型="职工之家").details.values["public_facing"] is False


def test_an_audience_may_be_groups_of_workers() -> None:
    values = check_one(服务对象="快递员、环卫工人").details.values

    assert (values["audience"], values["worker_groups"]) == ("outdoor_workers", ["courier", "sanitation"])


def test_faces_are_never_the_only_way_in() -> None:
    alone, beside = check_one(进入方式="人脸识别"), check_one(进入方式="扫码、人脸识别")

    assert "entry" not in alone.details.values
    assert "Face recognition may not be the only way in" in words(alone)
    assert beside.details.values["entry"] == ["qr", "face"]


def test_amenities_come_from_one_cell_and_from_columns_of_their_own() -> None:
    row = check_one(设施="微波炉、茶艺", 空调="有", 冰箱="无", 充电宝="大概")

    assert row.details.amenities == {
        "microwave": AmenityDraft(state="yes"),
        "ac": AmenityDraft(state="yes"),
        "fridge": AmenityDraft(state="no"),
    }
    assert "设施: “茶艺” was not understood" in words(row)
    assert "充电宝: “大概” was not understood" in words(row)
