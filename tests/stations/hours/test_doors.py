"""What people read on a door, and whether ours reads the same: at no hour of a week the opposite."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stations.hours import Calendar, opening_at, read
from stations.hours.state import ZONE

MONDAY = datetime(2026, 11, 23, tzinfo=ZONE)
"""The first day of a week without a holiday."""

WEEK = ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"]
LETTERS = {"open": "o", "closing_soon": "o", "closed": "c", "unknown": "?"}


def at(text: str, moments: str) -> str:
    """Return a letter for each moment, `Mo 12:30` or `2026-10-01 12:30`: o(pen), c(losed), or ? where nobody knows."""
    canonical = read(text).canonical
    letters = ""
    for moment in moments.split(", "):
        day, _, clock = moment.partition(" ")
        date = MONDAY + timedelta(days=WEEK.index(day)) if day in WEEK else datetime.fromisoformat(day)
        hour, _, minute = clock.partition(":")
        instant = date.replace(hour=int(hour), minute=int(minute), tzinfo=ZONE)
        letters += LETTERS[opening_at(canonical, instant, calendar=Calendar.packaged()).state]
    return letters


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        # hours, then days with hours of their own
        ("9:00-21:00（周末10:00-20:00）", "Mo-Su 09:00-21:00; Sa-Su 10:00-20:00"),
        ("9:00-21:00 周末10:00-20:00", "Mo-Su 09:00-21:00; Sa-Su 10:00-20:00"),
        ("8:30-17:30（周六9:00-12:00，周日休息）", "Mo-Su 08:30-17:30; Sa 09:00-12:00; Su off"),
        ("8:30-17:30 周六8:30-12:00 周日休", "Mo-Su 08:30-17:30; Sa 08:30-12:00; Su off"),
        ("8:00-18:00（节假日9:00-17:00）", "Mo-Su 08:00-18:00; PH 09:00-17:00"),
        ("9:00-17:00（周一至周五） 9:00-12:00（周六）", "Mo-Fr 09:00-17:00; Sa 09:00-12:00"),
        ("周一至周五\n9:00-17:00\n周六\n9:00-12:00", "Mo-Fr 09:00-17:00; Sa 09:00-12:00"),
        ("周一至周五：8:30-17:30；周六：9:00-12:00；周日：休息", "Mo-Fr 08:30-17:30; Sa 09:00-12:00; Su off"),
        ("营业时间:10:00-22:00(周五至周六10:00-23:00)", "Mo-Su 10:00-22:00; Fr-Sa 10:00-23:00"),
        ("周一至周五9：00～17：00　周六、日10：00～16：00", "Mo-Fr 09:00-17:00; Sa-Su 10:00-16:00"),
        ("周一、周三8:00-12:00 周二、周四13:00-17:00", "Mo,We 08:00-12:00; Tu,Th 13:00-17:00"),
        # the afternoon in numbers below six
        ("8:30-12:00，2:00-5:30", "Mo-Su 08:30-12:00,14:00-17:30"),
        ("8:30-11:30，1:30-5:00", "Mo-Su 08:30-11:30,13:30-17:00"),
        ("9:00-12:00、1:00-5:00", "Mo-Su 09:00-12:00,13:00-17:00"),
        ("9:00-11:30 13:00-5:00", "Mo-Su 09:00-11:30,13:00-17:00"),
        ("周一至周五：上午：8:30-12:00，下午：2:00-5:30", "Mo-Fr 08:30-12:00,14:00-17:30"),
        ("周一至周五晚上6:30-9:00，周末全天", "Mo-Fr 18:30-21:00; Sa-Su 00:00-24:00"),
        ("8:00-次日2:00", "Mo-Su 08:00-02:00"),
        ("20:00-2:00", "Mo-Su 20:00-02:00"),
        ("18:00-8:00", "Mo-Su 18:00-08:00"),
        ("10:00-02:00", "Mo-Su 10:00-02:00"),
        ("10:00-次日凌晨2:00", "Mo-Su 10:00-02:00"),
        # pauses
        ("8:30-17:00 午休11:30-1:30", "Mo-Su 08:30-11:30,13:30-17:00"),
        ("9:00-17:00，午间12:00-14:00闭馆", "Mo-Su 09:00-12:00,14:00-17:00"),
        ("12:00-14:00不开放，8:00-18:00", "Mo-Su 08:00-12:00,14:00-18:00"),
        ("周一至周五 9:00-11:30 14:00-17:00 中午休息", "Mo-Fr 09:00-11:30,14:00-17:00"),
        ("早上8点到晚上10点，中午不休", "Mo-Su 08:00-22:00"),
        ("周一至周五9:00-17:00（午休照常）", "Mo-Fr 09:00-17:00"),
        ("24小时营业，凌晨2-4点关闭", "Mo-Su 00:00-02:00,04:00-24:00"),
        # days that are off
        ("9:00-17:00；周六周日不开", "Mo-Su 09:00-17:00; Sa-Su off"),
        ("9:00-17:00 周日不上班", "Mo-Su 09:00-17:00; Su off"),
        ("9:00-17:00，周日关", "Mo-Su 09:00-17:00; Su off"),
        ("9:00-17:00，周一不接待", "Mo-Su 09:00-17:00; Mo off"),
        ("周一全天闭馆，周二至周日9:00-17:00", "Tu-Su 09:00-17:00; Mo off"),
        ("9:00-17:00，周末照常休息", "Mo-Su 09:00-17:00; Sa-Su off"),
        ("8:30-17:30，周末双休", "Mo-Su 08:30-17:30; Sa-Su off"),
        ("8:00-20:00（周日、节假日闭）", "Mo-Su 08:00-20:00; Su,PH off"),
        ("周一至周五9:00-17:00（不含节假日）", "Mo-Fr 09:00-17:00; PH off"),
        ("9:00-17:00（仅周末）", "Sa-Su 09:00-17:00"),
        ("9:00-17:00，仅限工作日", "Mo-Fr 09:00-17:00; PH off"),
        ("一至五 9:00-17:00", "Mo-Fr 09:00-17:00"),
        # days that stay longer, and the rest
        ("09:00-21:00(周五、周六延长至22:00)", "Mo-Su 09:00-21:00; Fr-Sa 09:00-22:00"),
        ("9:00-21:00，周末至22:00", "Mo-Su 09:00-21:00; Sa-Su 09:00-22:00"),
        ("10月1日至10月3日休息，其余时间9:00-17:00", "Mo-Su 09:00-17:00; Oct 01-Oct 03 off"),
        ("9:00-17:00，10月1日至7日休息", "Mo-Su 09:00-17:00; Oct 01-Oct 07 off"),
        ("6月至9月 8:00-20:00，其他月份 9:00-18:00", "Mo-Su 09:00-18:00; Jun-Sep 08:00-20:00"),
        ("周一至周五9:00-17:00，其余时间休息", "Mo-Fr 09:00-17:00"),
        ("平日9:00-17:00，周末10:00-16:00", "Mo-Su 09:00-17:00; Sa-Su 10:00-16:00"),
        # parts of the year
        (
            "5月-9月 8:00-18:30，10月-4月 8:30-17:30，周一闭馆",
            "May-Sep 08:00-18:30; Oct-Apr 08:30-17:30; Mo off",
        ),
        (
            "4月1日-10月31日 6:00-22:00 11月1日-3月31日 6:30-21:00",
            "Apr 01-Oct 31 06:00-22:00; Nov 01-Mar 31 06:30-21:00",
        ),
        # holidays that are kept, which the answer must not say were not mentioned
        ("全年无休 9:00-21:00", "Mo-Su,PH 09:00-21:00"),
        ("周一至周日 9:00-21:00（法定节假日正常开放）", "Mo-Su,PH 09:00-21:00"),
        ("周一至周日及节假日9:00-17:00", "Mo-Su,PH 09:00-17:00"),
        ("9:00-17:00，节假日开放", "Mo-Su,PH 09:00-17:00"),
        # common spellings
        ("24H", "24/7"),
        ("24小时免费开放", "24/7"),
        ("周二至周日免费开放 9:00-17:00", "Tu-Su 09:00-17:00"),
        ("365天×24小时", "24/7"),
        ("7×24小时", "24/7"),
        ("早8:00晚8:00", "Mo-Su 08:00-20:00"),
        ("每晚18:00-22:00", "Mo-Su 18:00-22:00"),
        ("Mon-Fri 9:00-18:00", "Mo-Fr 09:00-18:00"),
        ("8:00-12:00/14:00-18:00", "Mo-Su 08:00-12:00,14:00-18:00"),
    ],
)
def test_a_notice_is_read_as_people_read_it(text: str, canonical: str) -> None:
    assert read(text) == (canonical, "ok", ())


@pytest.mark.parametrize(
    ("text", "moments", "states"),
    [
        # a pause without times
        ("周一至周五9:00-17:00（中午休息）", "Mo 11:00, Mo 12:30, Mo 14:00, Sa 12:30", "o?oc"),
        ("8:30-17:00（午休）", "Mo 11:00, Mo 12:30, Mo 16:00, Mo 18:00", "o?oc"),
        ("周一至周五8:00-18:00，周六9:00-17:00，中午12:00-13:00休息", "Mo 11:00, Mo 12:30, Sa 12:30", "o?c"),
        ("9:00-17:00 中午不营业", "Mo 11:00, Mo 12:30, Mo 15:00", "o?o"),
        ("9:00-17:00，周三12:00-14:00关闭", "Mo 12:30, We 12:30, We 16:00, Mo 18:00", "o??c"),
        # days of which something else is said than that they are off
        ("9:00-17:00，周一检修", "Mo 10:00, Tu 10:00, Tu 20:00", "?oc"),
        ("9:00-17:00（周一例行维护）", "Mo 10:00, Tu 10:00", "?o"),
        ("周一至周五 9:00-17:00 (周二下午闭馆)", "Mo 10:00, Tu 10:00, Tu 15:00, Sa 10:00", "o??c"),
        ("周二下午政治学习不对外，其余9:00-17:00", "Mo 10:00, Tu 15:00, Mo 20:00", "o?c"),
        ("周一至周五8:30-17:30，周六上午", "Mo 9:00, Sa 9:00, Su 9:00", "o?c"),
        ("9:00-17:00（节假日另行通知）", "Mo 10:00, 2026-10-01 10:00", "o?"),
        ("周末需提前预约，周一至周五9:00-17:00", "Mo 10:00, Mo 20:00, Sa 10:00", "oc?"),
        ("9:00-17:00，周末开放", "Mo 10:00, Sa 10:00, Sa 20:00", "?oc"),
        ("9:00-17:00，春节期间10:00-16:00", "Mo 10:00, 2026-02-17 9:30", "o?"),
        # 24 hours, and something else
        ("24小时自助，人工服务9:00-17:00", "Mo 10:00, Mo 22:00", "o?"),
        ("自助区24小时，大厅9:00-17:00", "Mo 10:00, Mo 22:00", "o?"),
        ("人工服务9:00-17:00，周六休息", "Mo 10:00, Mo 22:00, Sa 10:00", "o??"),
        ("24小时营业，凌晨2-4点清洁", "Mo 1:00, Mo 3:00, Mo 12:00", "o?o"),
        ("全天24小时开放（每周三14:00-16:00消毒）", "Tu 3:00, We 15:00, Th 15:00", "o?o"),
        # seasons without months
        (
            "夏季8:00-18:00 冬季8:30-17:00",
            "2026-07-01 8:15, 2026-12-01 8:15, 2026-12-01 17:30, 2026-10-12 12:00",
            "occ?",
        ),
        (
            "夏令时8:00-12:00 14:30-18:00 冬令时8:00-12:00 14:00-17:30",
            "2026-07-01 14:15, 2026-07-01 17:45, 2026-12-01 14:15, 2026-12-01 17:45",
            "cooc",
        ),
        ("夏季6:00-22:00（冬季7:00-21:00）", "2026-07-01 6:30, 2026-12-01 6:30, 2026-10-12 12:00", "oc?"),
        ("周一至周五（夏季8:00-18:00，冬季8:30-17:30）", "2026-12-04 12:00, 2026-12-04 18:00, 2026-12-05 12:00", "oc?"),
        ("夏季周一至周五8:00-18:00；冬季8:30-17:30", "2026-07-01 12:00, 2026-12-05 12:00", "o?"),
        ("9:00-17:00，夏季8:00-18:00", "2026-07-01 8:30, 2026-06-01 8:30, 2026-06-01 12:00", "o??"),
        ("9:00-21:00，夏季开放", "2026-07-01 12:00, 2026-12-01 12:00", "o?"),
        # may be more or instead
        ("8:30-12:00，周三14:00-17:00", "Mo 9:00, We 9:00, We 15:00", "o??"),
        ("节假日9:00-17:00", "Mo 10:00, 2026-10-01 10:00", "?o"),
        # something else said of some days
        ("9:00-17:00，周三免费", "Mo 10:00, We 10:00", "??"),
        ("9:00-17:00，周一至周五人工服务", "Mo 10:00, Sa 10:00", "??"),
        ("9:00-17:00，周末电话12345678", "Mo 10:00, Sa 10:00", "o?"),
        # harmless words
        ("周一至周五一般9:00-17:00", "Mo 10:00, Mo 18:00", "oc"),
        ("9:00-17:00 电话：021-12345678", "Mo 10:00, Mo 18:00", "oc"),
        ("关爱驿站 8:00-20:00", "Mo 10:00, Mo 21:00", "oc"),
    ],
)
def test_only_what_is_in_doubt_is_unknown(text: str, moments: str, states: str) -> None:
    assert read(text).parse in {"ok", "partial"}
    assert at(text, moments) == states


@pytest.mark.parametrize(
    "text",
    [
        "永久关闭 9:00-17:00",
        "已撤销 9:00-17:00",
        "装修停业，原营业时间9:00-17:00",
        "9:00-17:00（装修暂停）",
        "已搬迁至人民路1号 9:00-17:00",
        "8:00-20:00（施工中）",
        "每月15日休息 9:00-17:00",
        "1月1日、5月1日休息，9:00-17:00",
        "隔日开放 9:00-17:00",
        "逢双日开放 9:00-17:00",
        "单日9:00-17:00，双日休息",
        "8:30-18:30 单休",
        "8:30-18:30 做六休一",
        "9:00-17:00，周一至周五，周六9:00-12:00，单周周日",
        "寒暑假每天9:00-17:00，学期中周末开放",
        "周一至周五9:00-17:00，寒暑假休息",
        "夏季6:00-21:00；春秋季6:30-20:00；冬季7:00-19:00",
        "6:00-22:00 夏季 7:00-21:00 冬季",
        "9:00-17:00 周一至周五 9:00-12:00 周六",
        "9:00-17:00 周一至周五 周六10:00-16:00",
        "9:00-17:00\n周一至周五\n9:00-12:00\n周六",
        "9:00-17:00，休息日：周一",
        "9:00-17:00，休息时间：周日",
        "9:00-17:00，闭馆日：周一",
        "除周一每天9:00-17:00",
        "9:00-17:00，周一闭馆，遇法定节假日顺延",
        "9:00-17:00，国庆节前一天提前下班",
        "9:00-17:00，遇雨雪天气关闭",
        "9:00-17:00，16:00停止接待",
        "8:00-20:00 冬季提前至19:00",
        "一楼9:00-17:00，二楼10:00-16:00",
        "大厅8:00-18:00，窗口9:00-17:00",
        "9:00-12:00窗口，其余时间自助",
        "8:00-20:00；9:00-18:00",
        "08:00-12:00，02:00-05:30",
        "14:00-17:00，2:00-5:00",
        "24小时（凌晨1:00-5:00需刷卡）",
        "8:00-18:00，周末推迟至9:00",
        "9:00-17:00，周五提前至16:00",
        "9:00-21:00（周末午休）",
        "9:00-17:00 周一至周五 节假日休息",
        "24小时开放（周三下午除外）",
        "周一至周五9:00-12:00，周三14:00-17:00",
        "8:00-5:00",
        "14:00-5:00",
        "12:00-2:00",
        "2:00-5:00",
        "停业",
    ],
)
def test_what_may_change_all_hours_leaves_none_of_them_certain(text: str) -> None:
    found = read(text)

    assert found.parse in {"partial", "failed"}
    assert at(
        text, ", ".join(f"{day} {hour}:{minute}" for day in WEEK for hour in range(24) for minute in (15, 45))
    ) == ("?" * 336)


HOURS = ("9:00-21:00", "8:30-12:00,14:00-17:30", "上午9点至下午5点", "8:00-次日2:00")
DAYS = ("周末", "周六", "周六、周日", "节假日", "每周三", "周六日", "周末及节假日")
SAID = ("10:00-20:00", "10:00-12:00,13:00-16:00", "休息", "不开", "至22:00", "10点到晚上8点", "另行通知", "正常开放")


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(HOURS), st.sampled_from(DAYS), st.sampled_from(SAID))
def test_comma_space_bracket_and_new_line_read_the_same(hours: str, days: str, said: str) -> None:
    spaced, in_bracket = f"{hours} {days}{said}", f"{hours}（{days}{said}）"

    found = {
        read(text).canonical for text in (f"{hours}，{days}{said}", f"{hours}；{days}{said}", f"{hours}\n{days}{said}")
    }

    assert len(found | {read(spaced).canonical, read(in_bracket).canonical}) == 1


READABLE = (
    "周一至周五8:30-17:30（周六9:00-12:00，周日休息）",
    "9:00-17:00（16:30停止入馆），周一闭馆，法定节假日除外",
    "夏季（5月-9月）8:00-18:00，冬季（10月-4月）8:30-17:00",
    "上午8:30至下午5:00，中午12:00-13:00休息",
    "24小时营业，节假日不休",
    "工作日 9:00-18:00，其余时间10:00-16:00",
    "早八晚五",
)


@pytest.mark.parametrize("text", READABLE)
def test_one_word_that_nobody_knows_makes_every_hour_unknown(text: str) -> None:
    for place in range(len(text) + 1):
        states = at(f"{text[:place]}鹿{text[place:]}", "Mo 3:00, Mo 10:00, We 12:30, Fr 20:00, Sa 10:00, Su 10:00")

        assert states == "??????", place


def test_the_reasons_are_english_in_english_and_quote_what_was_not_understood() -> None:
    def reason(text: str) -> str:
        return opening_at(read(text).canonical, MONDAY, calendar=Calendar.packaged()).basis.en

    assert reason("工作日开放") == "Mon–Fri hours unknown (not stated); public holidays closed"
    assert reason("5月-9月 8:00-18:00") == "hours unknown (other months are not stated); May–Sep 08:00–18:00"
    assert reason("8:00-18:00，24小时自助") == "daily 08:00–18:00; hours unknown (the rest of the day is not stated)"
    assert reason("随营业时间") == "hours unknown (“随营业时间”)"


@pytest.mark.parametrize("text", ["全年无休 9:00-21:00", "Mo-Su,PH 09:00-21:00"])
def test_hours_of_every_day_and_holiday_need_no_calendar_and_hide_no_doubt(text: str) -> None:
    canonical = read(text).canonical

    holiday, beyond = (
        opening_at(canonical, datetime(year, 10, 1, 12, tzinfo=ZONE), calendar=Calendar.packaged())
        for year in (2026, 2032)
    )

    assert (holiday.state, beyond.state) == ("open", "open")
    assert holiday.basis.zh == "国庆节放假；周一至周日、节假日 09:00–21:00"
    assert beyond.basis.zh == "周一至周日、节假日 09:00–21:00"
