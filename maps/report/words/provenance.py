"""How far the numbers of a pack can be relied on: how old the data are, what is missing, how they were worked out."""

import re
from collections.abc import Sequence

from maps.coverage_metrics import FEWEST
from maps.report.contents import FIGURES, OF_PEOPLE, Contents
from maps.report.words import ages, borders
from maps.report.words.writing import WAYS, metres, on, part
from stations.language import Text
from stations.search import MODES

FILE = re.compile(r"\S+\.[A-Za-z0-9]{2,8}")
NAMED = 5
"""So many stations are named in a sentence."""


def trust(contents: Contents) -> Text:
    """Say how old the data are, and what of them nobody knows."""
    stations, demand, given = _stations(contents), contents.demand, source(contents)
    dated = Text(
        f"需求数据：{given.zh}，{demand['as_of'] or '时点未注明'}。",
        f" Demand: {given.en}, {demand['as_of'] or 'date not given'}.",
    )
    if contents.is_ground:
        dated = Text("", "")
    drawn = borders.sources(contents)
    return Text(
        f"站点数据于{on(contents.as_of, 'zh')}提取：{stations.zh}。{dated.zh}边界：{drawn.zh}。",
        f"Stations as they were kept on {on(contents.as_of, 'en')}: {stations.en}.{dated.en} Boundaries: {drawn.en}.",
    )


def misplaced(contents: Contents) -> Text | None:
    """Name the stations that stand in another district than their list says; None where there is none."""
    strange = [station for station in contents.inside if station.declared]
    if not strange:
        return None
    zh = "、".join(f"“{station.name}”（填报为{station.declared}）" for station in strange[:NAMED])
    en = ", ".join(f"{station.name} (said to be in {station.declared})" for station in strange[:NAMED])
    more = Text("等", " and others") if len(strange) > NAMED else Text("", "")
    return Text(
        f"坐标所在区县与所填不符的站点 {len(strange)} 个，请先核对：{zh}{more.zh}。",
        f"{len(strange)} stations stand in another district than their list says; check them first: {en}{more.en}.",
    )


def counted(contents: Contents) -> Text:
    """Say what is counted, and whose figures they are."""
    given, unit = source(contents), contents.unit
    if contents.is_ground:
        return Text("无，按面积计", "none: ground is counted")
    return Text(f"{given.zh}（单位：{unit.zh}）", f"{given.en} (counted: {unit.en})")


def source(contents: Contents) -> Text:
    """Return where the demand comes from; the bare name of a file is said to be one."""
    told = contents.demand["source"]
    return Text(f"文件 {told}", f"the file {told}") if FILE.fullmatch(told) else Text(told, told)


def verified(contents: Contents) -> Text:
    """Say in few words between which days the stations were verified, and how many of them say no day."""
    told = ages.of(contents)
    if not told.newest or not told.oldest:
        return Text("没有核实日期", "no date of verification")
    first, last = (Text(on(moment, "zh"), on(moment, "en")) for moment in (told.oldest, told.newest))
    never = Text(f"，{told.never} 个无日期", f", {told.never} without a date") if told.never else Text("", "")
    return Text(f"{first.zh}至{last.zh}{never.zh}", f"{first.en} to {last.en}{never.en}")


def metrics(contents: Contents) -> Sequence[str]:
    """Return the keys of the metrics that a pack tells: where ground is counted none by the head."""
    return [key for key in FIGURES if not (contents.is_ground and key in OF_PEOPLE)]


def _stations(contents: Contents) -> Text:
    """Say how many stations there are, when they were verified, and of how many something is not known."""
    told = ages.of(contents)
    if not told.stations:
        return Text("区内没有站点", "none in the district")
    seen = Text("没有一个注明核实日期", "none says when it was verified")
    if told.newest and told.oldest:
        seen = Text(
            f"核实日期最早{on(told.oldest, 'zh')}、最近{on(told.newest, 'zh')}，超过一年的 {told.old} 个，"
            f"没有核实记录的 {told.never} 个",
            f"verified between {on(told.oldest, 'en')} and {on(told.newest, 'en')}, {told.old} of them more "
            "than a year "
            f"ago, {told.never} without a record",
        )
    return Text(
        f"区内 {told.stations} 个；{seen.zh}；没有开放时间的 {told.without_hours} 个，此时是否开放不明的 "
        f"{told.open_unknown} 个，所需设施不明的 {told.need_unknown} 个",
        f"{told.stations} in the district, {seen.en}; {told.without_hours} without hours, {told.open_unknown} "
        "not known "
        f"to be open or shut then, {told.need_unknown} not known to have what is needed",
    )


def missing(contents: Contents) -> list[Text]:
    """Say what this pack lacks, a sentence each; nothing where all is there."""
    told = []
    if contents.question.way != "streets":
        told.append(
            Text(
                f"没有使用道路：路程为{WAYS[contents.question.way].zh}，河流、铁路、围墙都未计入，实际覆盖会更低。",
                f"No streets were used: ways are measured as {WAYS[contents.question.way].en}, whatever lies between; "
                "true coverage is lower.",
            )
        )
    if contents.is_ground:
        told.append(
            Text(
                "没有需求数据：按面积计，山地农田与城区同样计数，不代表人；因此不提出新建站点的位置。",
                "No demand was given: ground is counted, open country like a busy street. It does not stand for "
                "people, so no place for a new station is proposed.",
            )
        )
    else:
        told.append(_stand_in(contents))
    if len(contents.areas) == 1:
        told.append(
            Text(
                "没有导入下一级行政区：不能分区列表。",
                "No districts below this one are imported: there is no table of them.",
            )
        )
    told.append(
        Text("只计登记在册的站点，其他公共设施未计入。", "Only registered stations count; other public places do not.")
    )
    if not contents.inside:
        told.append(
            Text(
                "区内没有登记在服务的户外劳动者站点。", "No station in service for outdoor workers is registered here."
            )
        )
    if contents.steps:
        told.append(Text("各项措施的费用是假定的，未经核实。", "What actions cost is assumed, not checked."))
    if inexact := borders.coarse(contents):
        told.append(inexact)
    return [*told, *_edges(contents)]


def _stand_in(contents: Contents) -> Text:
    """Say that what is counted is not the workers themselves, and whether anybody knows of when it is."""
    dated, given = contents.demand["as_of"], source(contents)
    zh, en = ("", "") if dated else ("，也没有注明时点", ", and are undated")
    return Text(
        f"需求按{given.zh}计（单位：{contents.unit.zh}），不等于户外劳动者的人数{zh}。",
        f"Counted are the {contents.unit.en} of {given.en}, which are not the workers themselves{en}.",
    )


def _edges(contents: Contents) -> list[Text]:
    """Say what of the demand lies off the streets, or near the edge of their data, where they can judge at all."""
    off, edge, unit = contents.whole.off_streets, contents.whole.near_edge, contents.unit
    told: list[Text] = []
    if contents.whole.is_off_streets:
        return told
    if off.value:
        told.append(
            Text(
                f"离任何道路超过 500 米、按未覆盖计的需求：{part(off, unit).zh}。",
                f"More than 500 m from any street, so counted as not covered: {part(off, unit).en}.",
            )
        )
    if edge.value:
        told.append(
            Text(
                f"靠近道路数据边缘的需求：{part(edge, unit).zh}；边缘以外的站点没有计入，实际可能更高。",
                f"Near the edge of the streets: {part(edge, unit).en}; stations beyond are missed, so it may be more.",
            )
        )
    return told


def method(contents: Contents) -> list[Text]:
    """Say how the figures are made, a paragraph each."""
    demand, question = contents.demand, contents.question
    mode = MODES[question.mode]
    limit_m, way = question.limit_dm / 10, WAYS[question.way]
    if question.way == "detour":
        way = Text(f"{way.zh}（{mode.detour:g}）", f"{way.en} ({mode.detour:g})")
    return [
        Text(
            f"问题：{question.say().zh}。{mode.text.zh}按每秒 {mode.speed_m_s:g} 米计，{question.minutes:g} 分钟合"
            f"{metres(limit_m)} 米。路程量法：{way.zh}。",
            f"The question: {question.say().en}. {mode.text.en} at {mode.speed_m_s:g} m/s, so "
            f"{question.minutes:g} minutes "
            f"are {metres(limit_m)} m. Ways are measured: {way.en}.",
        ),
        Text(
            f"需求放入 H3 单元（{demand['method']['zh']}）；单元整体归其中心所在的区。"
            "覆盖是单元需求之和，分子与分母分别保存。"
            f"分母不足 {FEWEST} 的不计百分比；分子再小，只要分母不小就给出百分比，并总与分子、分母同列。",
            f"Demand is put into cells of H3 ({demand['method']['en']}); a cell belongs where its centre lies "
            "and is never "
            "cut. Coverage is a sum over cells: numerators and denominators are kept, percentages are made on paper. "
            f"None is made of a whole of fewer than {FEWEST}; a small part of a larger whole has one, for it stands "
            "beside both numbers.",
        ),
        Text(
            f"开放时间取没有节假日与调休的一周（{on(contents.week_of, 'zh')}起）；每个整点看此刻是否开放，"
            "恰在该整点关门的按关闭计。不知道的不算没有：开放时间或设施不明的站点计入“可能”，不计入“确定”。",
            f"Hours are those of a week without holidays or make-up days (from {on(contents.week_of, 'en')}); "
            "an hour is "
            "the state as it begins, so a station that closes then is closed. "
            "Unknown is not no: stations of which hours or amenities are unknown count as "
            "possible, not as sure.",
        ),
        Text(
            f"空白是没有站点确定可用、且有需求的相邻单元；名次按需求。原因取占需求最多者；站点按其可能的情形看待，"
            f"只有确知缺少时才说缺少。“附近”指所问的路程（{metres(limit_m)} 米）以内；最近的站点不论是否可用，"
            "自需求重心所在的单元量起，走不到的按直线。",
            "A gap is cells side by side that have demand and no sure station, ranked by demand. Its reason is "
            "that of most of its demand; stations are taken for what they may be: something is said to lack only "
            f"where that is known. “Near” is within the way asked about ({metres(limit_m)} m). The nearest station is "
            "named whether of use or not, its way measured from the cell in the middle of the demand, straight where "
            "no way leads there.",
        ),
        Text(
            "措施逐项选取：每次取此时每元新增确定覆盖最多的一项，前面各项已计入。可选的有延长现有站点的开放时间、"
            "补充所需设施、在空白中新建。标明“先核实”的，可能本已具备。",
            "Actions are taken one by one: each time the one that then adds most per yuan, after those before it. "
            "They are to keep a station open longer, to add what it needs, or to open one in a gap. Where it says to "
            "verify first, it may be so already.",
        ),
    ]
