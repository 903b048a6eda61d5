import csv
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stations.hours import Calendar, opening_at, read
from stations.hours.state import ZONE

PHRASES = {
    "周一至周五 09:00-17:00": "Mo-Fr 09:00-17:00",
    "08:00-12:00,14:00-16:00": "Mo-Su 08:00-12:00,14:00-16:00",
    "08:30-12:00,14:00-17:30": "Mo-Su 08:30-12:00,14:00-17:30",
    "08:45-23:45": "Mo-Su 08:45-23:45",
    "07:30-22:30": "Mo-Su 07:30-22:30",
    "24小时": "24/7",
    "上午8:30至下午5:00": "Mo-Su 08:30-17:00",
    "每天8时到22时": "Mo-Su 08:00-22:00",
    "周二至周日 9:00—17:00（16:30停止入馆），周一闭馆": "Tu-Su 09:00-17:00; Mo off",
    "9:00—16:00，周一休馆": "Mo-Su 09:00-16:00; Mo off",
    "9:00—16:30，周二闭馆": "Mo-Su 09:00-16:30; Tu off",
    "周二闭馆，周三至周日 9:00—16:30": "We-Su 09:00-16:30; Tu off",
    "24小时响应": None,
    "夏季 8:30—17:30（通常7—8月）": 'unknown "其他月份未注明"; Jul-Aug 08:30-17:30',
    "夏季 8:30—17:30": 'unknown "其他月份未注明"; Jul-Aug 08:30-17:30',
    "工作时间内，夏季开放": 'unknown "工作时间内,夏季开放"',
}
NOT_WHOLE = {
    "24小时响应": ("failed", ("24小时响应",)),
    "夏季 8:30—17:30（通常7—8月）": ("partial", ("通常",)),
    "夏季 8:30—17:30": ("partial", ("夏季",)),
    "工作时间内，夏季开放": ("partial", ("工作时间内",)),
}


def test_every_phrase_seen_on_a_door_is_read_or_honestly_unknown(shared_data: Path) -> None:
    with (shared_data / "vectors/opening_hours_zh_phrases.csv").open(encoding="utf-8") as file:
        phrases = [row["phrase"] for row in csv.DictReader(file)]

    found = {phrase: read(phrase) for phrase in phrases}

    assert {phrase: hours.canonical for phrase, hours in found.items()} == PHRASES
    assert {p: (h.parse, h.not_understood) for p, h in found.items() if h.parse != "ok"} == NOT_WHOLE


def test_the_lists_of_zhengzhou_and_baoshan_are_read(shared_data: Path) -> None:
    texts: list[str] = []
    for name in ("zhengzhou_union_stations_82.csv", "shanghai_baoshan_6_no_coords.csv"):
        with (shared_data / "stations" / name).open(encoding="utf-8") as file:
            texts += [row["open_hours_raw"] for row in csv.DictReader(file)]

    found = {text: read(text) for text in texts}

    assert sum(not text for text in texts) == 60
    assert {text: hours.parse for text, hours in found.items() if hours.parse != "ok"} == {
        "": "absent",
        "工作日开放": "partial",
    }
    assert found["8:30-11:00 13:30-17:00"].canonical == "Mo-Su 08:30-11:00,13:30-17:00"
    assert found["星期一到星期五 9:30-17:00"].canonical == "Mo-Fr 09:30-17:00"
    assert found["周一至周五 08:30-12:00,13:00-17:30"].canonical == "Mo-Fr 08:30-12:00,13:00-17:30"
    assert found["工作日开放"].canonical == 'Mo-Fr unknown "时间未注明"; PH off'


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("周二至周日 8:30—17:00，周一闭馆", "Tu-Su 08:30-17:00; Mo off"),
        ("早八晚五", "Mo-Su 08:00-17:00"),
        ("周一到周五早九晚六", "Mo-Fr 09:00-18:00"),
        ("早8晚10", "Mo-Su 08:00-22:00"),
        ("8:30-17:30 双休", "Mo-Su 08:30-17:30; Sa-Su off"),
        ("工作日 8:30-17:30，双休", "Mo-Fr 08:30-17:30; Sa-Su off; PH off"),
        ("双休日10:00-16:00，工作日9:00-17:00", 'Sa-Su 10:00-16:00; Mo-Fr 09:00-17:00; PH unknown "节假日未注明"'),
        ("周一至周五8:30-17:30，双休日休息", "Mo-Fr 08:30-17:30; Sa-Su off"),
        ("工作日 9:00-17:30", "Mo-Fr 09:00-17:30; PH off"),
        ("周一至周五 9:00-17:00（节假日除外）", "Mo-Fr 09:00-17:00; PH off"),
        ("周一至周五（节假日除外）9:00-17:00", "Mo-Fr 09:00-17:00; PH off"),
        ("8:30-17:30（双休日、法定节假日除外）", "Mo-Su 08:30-17:30; Sa-Su off; PH off"),
        ("周一至周五 9:00-17:00，节假日照常开放", "Mo-Fr 09:00-17:00; PH 09:00-17:00"),
        ("9:00-17:00，周一闭馆（法定节假日除外）", "Mo-Su 09:00-17:00; Mo off; PH 09:00-17:00"),
        ("每天9:00-17:00（周一除外）", "Mo-Su 09:00-17:00; Mo off"),
        ("工作日 9:00-18:00，节假日 10:00-16:00", 'Sa-Su unknown "周末未注明"; Mo-Fr 09:00-18:00; PH 10:00-16:00'),
        ("全天", "24/7"),
        ("全天24小时开放", "24/7"),
        ("二十四小时", "24/7"),
        ("周末全天开放", "Sa-Su 00:00-24:00"),
        ("夏季（5月-9月）8:00-18:00，冬季（10月-4月）8:30-17:00", "May-Sep 08:00-18:00; Oct-Apr 08:30-17:00"),
        (
            "5月1日至9月30日 8:00-18:00；10月1日至次年4月30日 9:00-17:00",
            "May 01-Sep 30 08:00-18:00; Oct 01-Apr 30 09:00-17:00",
        ),
        ("上午8：30－11：30，下午1：30－5：00", "Mo-Su 08:30-11:30,13:30-17:00"),
        (
            "周一至周五上午9:00-12:00，下午1:00-5:00；周六上午9:00-12:00",
            "Mo-Fr 09:00-12:00,13:00-17:00; Sa 09:00-12:00",
        ),
        ("8:00-18:00（12:00-13:30午休）", "Mo-Su 08:00-12:00,13:30-18:00"),
        ("8:00-18:00，午休12:00-13:30", "Mo-Su 08:00-12:00,13:30-18:00"),
        ("8:00-18:00，中午12:00-13:00休息", "Mo-Su 08:00-12:00,13:00-18:00"),
        ("晚上8点到次日早上6点", "Mo-Su 20:00-06:00"),
        ("20:00～凌晨2:00", "Mo-Su 20:00-02:00"),
        ("22:00-次日6:00", "Mo-Su 22:00-06:00"),
        ("8:00至次日8:00", "Mo-Su 08:00-32:00"),
        ("晚上6点-晚上12点", "Mo-Su 18:00-24:00"),
        ("9:00-17:00（周一至周五），9:00-12:00（周六）", "Mo-Fr 09:00-17:00; Sa 09:00-12:00"),
        ("9:00-17:00，周一至周五", "Mo-Fr 09:00-17:00"),
        ("周一、三、五 8:00-12:00", "Mo,We,Fr 08:00-12:00"),
        ("周六日 10:00-16:00", "Sa-Su 10:00-16:00"),
        ("周五至周一 10:00-16:00", "Mo,Fr-Su 10:00-16:00"),
        ("周一至周五 8:00-18:00 周六 9:00-12:00", "Mo-Fr 08:00-18:00; Sa 09:00-12:00"),
        ("周一至周五 8:30-12:00；周一至周五 14:00-17:30", "Mo-Fr 08:30-12:00,14:00-17:30"),
        ("八点半至十七点", "Mo-Su 08:30-17:00"),
        ("8-22点", "Mo-Su 08:00-22:00"),
        ("8时30分至17时30分", "Mo-Su 08:30-17:30"),
        ("8.30-17.30", "Mo-Su 08:30-17:30"),
        ("週一至週五 上午８：３０～下午5:00，節假日除外", "Mo-Fr 08:30-17:00; PH off"),
        ("營業時間：早上7點至晚上10點", "Mo-Su 07:00-22:00"),
        ("全年无休 8:00-22:00", "Mo-Su,PH 08:00-22:00"),
        ("每月第一个周一闭馆，9:00-17:00", "Mo-Su 09:00-17:00; Mo[1] off"),
        ("除周一外每天9:00-17:00", "Mo-Su 09:00-17:00; Mo off"),
        ("9:00-17:00 周一休息", "Mo-Su 09:00-17:00; Mo off"),
        ("9:00-17:00 节假日不休", "Mo-Su,PH 09:00-17:00"),
        ("周一至周五 9:00-17:00，休息日 10:00-16:00", "Mo-Fr 09:00-17:00; Sa-Su,PH 10:00-16:00"),
        (
            "周一至周五 9:00-17:00，周六 9:00-12:00，节假日照常",  # as which of them?
            'Mo-Fr 09:00-17:00; Sa 09:00-12:00; PH unknown "时间未注明"',
        ),
        (
            "5月-9月（夏季）8:00-18:00，10月-4月（冬季）9:00-17:00",
            "May-Sep 08:00-18:00; Oct-Apr 09:00-17:00",
        ),
        ("8:00-12:00 午休 14:00-18:00", "Mo-Su 08:00-12:00,14:00-18:00"),
        ("周一闭馆", 'unknown "时间未注明"; Mo off'),
        ("5月-9月 8:00-18:00", 'unknown "其他月份未注明"; May-Sep 08:00-18:00'),
    ],
)
def test_a_notice_that_says_all_is_read_whole(text: str, canonical: str) -> None:
    assert read(text) == (canonical, "ok", ())


@pytest.mark.parametrize(
    ("text", "canonical", "not_understood"),
    [
        ("随营业时间", 'unknown "随营业时间"', ("随营业时间",)),
        ("以现场为准", 'unknown "以现场为准"', ("以现场为准",)),
        ("9:00-17:00，以现场公布为准", 'unknown "9:00-17:00,以现场公布为准"', ("以现场公布为准",)),
        ("时间不固定", 'unknown "时间不固定"', ("时间不固定",)),
        ("24小时开放，8:00-20:00", 'Mo-Su 08:00-20:00 || unknown "其余时段未注明"', ("24小时",)),
        ("8:00-20:00 24小时", 'Mo-Su 08:00-20:00 || unknown "其余时段未注明"', ("24小时",)),
        ("2月30日 8:00-9:00", 'unknown "2月30日 8:00-9:00"', ("2月30日",)),
        (
            "周一至周五 9:00-17:00，周六 9:00-12:00 休息",
            'Mo-Fr 09:00-17:00; Sa unknown "时间未注明"',
            ("周六 9:00-12:00 休息",),
        ),
        ("暂停开放", 'unknown "暂停开放"', ("暂停开放",)),
        ("大厅8:00-20:00，自助区24小时", 'Mo-Su 08:00-20:00 || unknown "其余时段未注明"', ("大厅", "自助区", "24小时")),
        (
            "夏季8:00-18:00；冬季8:30-17:30",
            'unknown "其他月份未注明"; Jul-Aug 08:00-18:00; Dec-Feb 08:30-17:30',
            ("夏季", "冬季"),
        ),
        (
            "6:00-22:00（夏季），7:00-21:00（冬季）",
            'unknown "其他月份未注明"; Jul-Aug 06:00-22:00; Dec-Feb 07:00-21:00',
            ("夏季", "冬季"),
        ),
        ("每天 8:00-20:00，春节除外", 'Mo-Su 08:00-20:00; PH unknown "春节"', ("春节",)),
        ("周一至周五 9:00-17:00，周六", 'Mo-Fr 09:00-17:00; Sa unknown "时间未注明"', ("周六",)),
    ],
)
def test_what_cannot_be_turned_into_hours_is_told(text: str, canonical: str, not_understood: tuple[str, ...]) -> None:
    assert read(text) == (canonical, "partial", not_understood)


@pytest.mark.parametrize("text", [None, "", "  ", "\u3000", "暂无", "/", "—"])
def test_no_text_is_absent(text: str | None) -> None:
    assert read(text) == (None, "absent", ())


@pytest.mark.parametrize(
    "text",
    [
        "22:00-6:00关闭",
        "24小时热线",
        "24小时服务热线",
        "24小时自助银行",
        "非24小时",
        "8:00-5:00",
        "08:00-08:00",
        "你好世界",
        "开放",
        "12351",
        "\x00",
        "🏠",
    ],
)
def test_nothing_is_open_by_default(text: str) -> None:
    found = read(text)

    assert (found.canonical, found.parse) in {(None, "failed"), (None, "absent")}


@pytest.mark.parametrize(
    "text",
    ["8:00-9:00" * 12_000, "周" * 100_000, "Mo," * 40_000, "((((" * 30_000, "1" * 100_000, "9:00-", " " * 100_000],
)
def test_a_bomb_fails_cleanly_and_says_only_its_beginning(text: str) -> None:
    found = read(text)

    assert (found.canonical, found.parse) == (None, "failed")
    assert all(len(piece) <= 61 for piece in found.not_understood)


@pytest.mark.parametrize(
    "text", ["周" * 1000, "1" * 1000, "一" * 1000, "(" * 1000, "24小时" * 330, "8:00-" * 200, "随" * 1000, '"' * 999]
)
def test_a_text_made_to_send_patterns_back_and_forth_still_ends(text: str) -> None:
    assert read(text).parse in {"partial", "failed"}


PIECES = (
    *(
        "周一至周五",
        "周末",
        "工作日",
        "节假日",
        "除外",
        "闭馆",
        "8:30",
        "-",
        "至",
        "17:30",
        "次日",
        "，",
        "；",
        "（",
        "）",
    ),
    *(
        "夏季",
        "7-8月",
        "24小时",
        "双休",
        "午休",
        "照常",
        "以现场为准",
        "春节",
        "下午",
        "5点",
        " ",
        "\x00",
        "PH off",
        "Mo-Fr",
        "不开",
        "至22:00",
        "其余时间",
        "10月1日至7日",
        "2:00-5:00",
        "上午",
        "人工",
        "免费",
        "消毒",
        "不含",
        "电话12345678",
        "中午休息",
        "全年无休",
        '"',
        "||",
    ),
)


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join) | st.text(max_size=60))
def test_whatever_is_written_is_read_as_valid_hours_or_not_at_all(text: str) -> None:
    found = read(text)

    assert (found.canonical is None) == (found.parse in {"absent", "failed"})
    assert bool(found.not_understood) == (found.parse in {"partial", "failed"})
    assert "\x00" not in "".join(found.not_understood)
    if found.canonical:
        opening_at(found.canonical, datetime(2026, 10, 1, 12, tzinfo=ZONE), calendar=Calendar.packaged())
        assert read(found.canonical).canonical == found.canonical
