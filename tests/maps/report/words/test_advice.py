"""What a pack says to do first, and how it words what is not known."""

from dataclasses import replace

import pytest
from shapely import box

from maps.coverage_metrics import Figure
from maps.question import Question
from maps.report import pages, tables
from maps.report.contents import Contents, Earlier, Hour, Records, Remedy
from maps.report.words import advice, places, provenance, sentences, since
from stations.language import Text
from tests.maps import found
from tests.maps.pictures import AS_OF

UNKNOWN = {"answers": "unknown", "open": "yes", "has": {**found.station().has, "toilet": "unknown"}}


def town(**values: object) -> Contents:
    """Return a district of ten, four of them surely covered, seven at most; of two stations nobody knows."""
    plain = found.contents()
    figures = {**plain.whole.figures, "covered_sure": Figure(4.0, 10.0), "covered_may": Figure(7.0, 10.0)}
    bands = ((15.0, Figure(4.0, 10.0), Figure(7.0, 10.0)),)
    whole = replace(plain.whole, figures=figures, bands=bands)
    stations = (found.station(), found.station(id=2, **UNKNOWN), found.station(id=3, **UNKNOWN | {"open": "unknown"}))
    told = {"areas": (whole, *plain.areas[1:]), "stations": stations}
    return replace(plain, **{**told, **values})  # type: ignore[arg-type]  # fields by name


def step(rank: int, **values: object) -> Remedy:
    """Return an action that adds one to what is surely covered."""
    named: dict[str, object] = {"action": "equip", "station": f"{rank}号站", "lon": found.LON, "lat": found.LAT}
    counted = {"gain": 1.0, "cost": 10_000.0, "is_known": True, "covered": Figure(4.0 + rank, 10.0)}
    return Remedy(**{"rank": rank, "streets": (), **named, **counted, **values})  # type: ignore[arg-type]  # the same


def test_those_of_whom_nobody_knows_are_asked_before_anything_is_bought() -> None:
    inquiry, actions = advice.ask(town()), advice.first(town(steps=(step(1), step(2))))

    assert inquiry is not None
    assert inquiry.zh == (
        "首先核实 2 个此时是否可用不明的站点（此时是否开放不明的 1 个，所需设施不明的 2 个，可兼有）："
        "若都可用，无需投入，确定覆盖即多 3 家，达 7 家（共 10，占 70.0%）。"
    )
    assert "3 eateries more are covered without anything being bought, making 7 of 10 eateries (70.0%)" in inquiry.en
    assert [action.zh.split("：")[1].split("，")[0] for action in actions] == ["“1号站”", "“2号站”"]


def test_those_to_be_asked_are_named_where_they_are_few() -> None:
    many = tuple(found.station(id=number, **UNKNOWN) for number in range(13))

    assert advice.whom(town()) == Text("要核实的是：测试驿站、测试驿站。", "To be asked: 测试驿站, 测试驿站.")
    assert advice.whom(town(stations=many)) is None


def test_nothing_covered_for_want_of_knowledge_is_not_told_as_none() -> None:
    blank = town()
    none = replace(blank.whole, figures={**blank.whole.figures, "covered_sure": Figure(0.0, 10.0)})

    said = sentences.caution(replace(blank, areas=(none, *blank.areas[1:])))

    assert said is not None
    assert "2 个站点此时是否可用无从判断，不等于没有" in said.zh
    assert sentences.caution(blank) is None


def test_districts_without_a_station_are_named_where_all_is_one_gap() -> None:
    gap = found.gap(area_km2=99.0, part=Figure(10.0, 10.0))
    plain = town(gaps=(gap,))
    east = replace(plain.areas[2], stations=0)

    said = sentences.where(replace(plain, areas=(*plain.areas[:2], east)))

    assert "一个站点也没有的：东区（10 家）。" in said.zh
    assert "Without a single station: 东区 (10 eateries). " in said.en


def test_nobody_is_asked_where_that_would_change_nothing() -> None:
    known = town(stations=(found.station(),))
    elsewhere = town(stations=(found.station(is_inside=False, serves=False, answers="unknown"),))

    assert advice.ask(known) is None
    assert advice.ask(elsewhere) is None


@pytest.mark.parametrize(
    ("ranks", "told"),
    [((4,), "（延长开放时间）排在第 4 项"), ((2, 4), None), ((), "前 4 项都没有直接针对最大的空白")],
)
def test_it_says_when_the_largest_gap_is_not_among_what_comes_first(ranks: tuple[int, ...], told: str | None) -> None:
    at_gap = {"action": "extend", "station": found.gap().remedy_station}
    steps = tuple(step(rank, **at_gap if rank in ranks else {}) for rank in range(1, 5))

    said = advice.order(town(steps=steps)).zh

    assert told in said if told else "最大" not in said


def test_a_station_opened_in_the_largest_gap_is_at_it() -> None:
    elsewhere = [step(rank, action="open", station=None, lon=100.0) for rank in range(1, 4)]

    said = advice.order(town(steps=(*elsewhere, step(4, action="open", station=None))))

    assert "（新建站点）排在第 4 项" in said.zh
    assert "(open a station) is number 4: per yuan" in said.en


def test_a_number_that_is_nearly_all_is_not_written_as_all_of_it() -> None:
    nearly = (15.0, Figure(153.9, 154.1, fewest=0), Figure(153.9, 154.1, fewest=0))
    whole = replace(town().whole, bands=(nearly,))

    row = tables.figures(town(areas=(whole, *town().below)), "zh").written()[0]

    assert row[1:] == ["153.9", "家", "154.1", "99.9%"]


def test_costs_are_added_up() -> None:
    rows = tables.plan(town(steps=(step(1), step(2, cost=200_000.0))), "zh").only("cost", "cost_then").rows

    assert [tuple(row) for row in rows] == [(10_000, 10_000), (200_000, 210_000)]


def test_a_gap_of_the_whole_district_is_told_and_not_ranked() -> None:
    gap = found.gap(area_km2=99.0, part=Figure(10.0, 10.0), shape=box(113.6, 34.7, 113.8, 34.8))

    everywhere = town(gaps=(gap,))

    assert "几乎整个测试市都没有确定可用的站点：10 家（共 10，占 100.0%）" in sentences.where(everywhere).zh
    assert tables.gaps(everywhere, "zh").rows == []
    assert [gap.rank for gap in town().ranked] == [1]


def test_beside_a_gap_stands_what_keeps_its_nearest_station_from_being_of_use() -> None:
    shut = found.station(open="no", answers="no", has={**found.station().has, "toilet": "no"})

    said = sentences.nearest(town(stations=(shut,)), found.gap())

    assert said.zh == "最近的站点“测试驿站”（此时关闭，不具备“急可如厕”）直线距 1,234 米"
    assert (
        said.en
        == "the nearest station, 测试驿站 (closed then, without “use a toilet”), is 1,234 m away (straight line)"
    )


@pytest.mark.parametrize(
    ("way", "reason", "is_told"),
    [("streets", "none_near", True), ("streets", "off_streets", False), ("detour", "none_near", False)],
)
def test_a_way_by_street_is_told_only_where_it_was_measured(way: str, reason: str, *, is_told: bool) -> None:
    by_streets = {"streets": "town"} if way == "streets" else {}
    asked = Question(area="410100", way=way, needs=("toilet",), hour=142, **by_streets)  # type: ignore[arg-type]  # a way

    said = sentences.nearest(town(question=asked), found.gap(reason=reason))

    assert ("沿道路超过 1,125 米" in said.zh, "by street more than" in said.en) == (is_told, is_told)


@pytest.mark.parametrize(
    ("values", "why"),
    [
        ({"open": "no"}, "（该站此时关闭）"),
        ({"has": {**found.station().has, "toilet": "no"}}, "（该站此时开放，但不具备“急可如厕”）"),
        ({}, ""),
    ],
)
def test_a_remedy_says_what_it_mends_at_its_station(values: dict[str, object], why: str) -> None:
    gap = found.gap(reason="none_near", remedy_id=1)

    said = sentences.remedy(town(stations=(found.station(**values),)), gap)

    assert said.zh == f"延长开放时间：测试驿站{why}，可覆盖其中 3 家"


def test_places_in_tables_leave_out_the_district_that_stands_above() -> None:
    row = tables.gaps(town(), "zh").only("where").rows[0]

    assert row == ["西部（西区），东街一带"]
    assert places.of_gap(town(), found.gap()).zh == "测试市西部（西区），东街一带"


def test_hours_that_are_alike_are_counted() -> None:
    hours = [Hour(sure=Figure(1.0, 10.0), may=Figure(9.0, 10.0))] * 168
    hours[8] = hours[9] = Hour(sure=Figure(4.0, 10.0), may=Figure(9.0, 10.0))

    said = sentences.when(town(week=tuple(hours)))

    assert said is not None
    assert "最高为 40.0%（周一 08:00等 2 个小时），最低为 10.0%（周一 00:00等 166 个小时）" in said.zh


def test_ways_stand_beside_how_many_have_one_and_the_others_have_a_row() -> None:
    rows = {row[0]: tuple(row[1:]) for row in tables.figures(town(), "zh").rows}

    assert rows["路程中位数（能到达者）"] == (10.0, "米", 4.0, None)
    assert rows["15 分钟内没有确定可用的站点"] == (6.0, "家", 10.0, 0.6)


def test_seats_a_head_are_not_told_of_ground() -> None:
    ground = town(demand={**town().demand, "kind": "area"})

    assert {row[0] for row in tables.figures(town(), "zh").rows} - {
        row[0] for row in tables.figures(ground, "zh").rows
    } == {"确定覆盖面积（有需求处）", "座位可及性（两步法）", "座位分配的基尼系数"}


def test_records_that_changed_since_the_last_run_are_counted() -> None:
    kept = {"run": "cd" * 32, "as_of": AS_OF, "sure": Figure(4.0, 10.0), "may": Figure(7.0, 10.0), "stations": 3}
    counted = Earlier(**kept, changed=("stations",), records=Records(1, 2, 3))  # type: ignore[arg-type]  # by name

    assert "变为 3 个（新增 1 个，移除 2 个，资料有改动的 3 个）" in since.changed(town(earlier=counted)).zh
    assert "变为 3 个。" in since.changed(town(earlier=replace(counted, records=None))).zh


def test_stations_that_are_not_where_their_list_says_are_named() -> None:
    strange = [found.station(id=number, name=f"{number}号", declared="金水区") for number in range(1, 8)]

    said = provenance.misplaced(town(stations=(*strange, found.station(id=8))))

    assert said is not None
    assert said.zh == (
        "坐标所在区县与所填不符的站点 7 个，请先核对：“1号”（填报为金水区）、“2号”（填报为金水区）、"
        "“3号”（填报为金水区）、“4号”（填报为金水区）、“5号”（填报为金水区）等。"
    )
    assert provenance.misplaced(town()) is None


def test_hashes_are_cut_on_paper_but_for_the_run() -> None:
    hashed = town(inputs={"streets": "ef" * 32, "demand": None})

    written = {row[0]: row[1] for row in pages.tables_of(hashed, "zh")["data"]["rows"]}

    assert (written["计算编号"], written["道路（散列）"], written["需求数据（散列）"]) == (
        "ab" * 32,
        "efefefefefef…",
        "—",
    )
