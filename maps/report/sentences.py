"""The one-page summary: sentences made from the numbers of a pack."""

from collections.abc import Mapping, Sequence
from math import fsum
from typing import Literal

from maps import week
from maps.coverage_metrics import Figure
from maps.gaps import MOST
from maps.report import ages, places
from maps.report.contents import Contents, Gap, Remedy
from maps.report.wording import ACTIONS, NAMES, REASONS
from maps.report.writing import WAYS, amount, km2, metres, on, part, points, share
from stations.language import Text
from stations.search import MODES

STEPS_TOLD = 3
GAPS_TOGETHER = 3
WORK = tuple(day * 24 + hour for day in range(5) for hour in range(9, 17))
NIGHT = tuple(day * 24 + hour for day in range(7) for hour in (22, 23, 0, 1, 2, 3, 4, 5))
Kind = Literal["sure", "may"]
CALLED: Mapping[Kind, Text] = {
    "sure": Text("确定覆盖率", "surely covered"),
    "may": Text("可能覆盖率（没有一个小时是确定的）", "possibly covered (in no hour is it sure)"),
}
INPUTS = {
    "streets": Text("道路", "streets"),
    "demand": Text("需求数据", "demand"),
    "stations": Text("站点", "stations"),
    "week": Text("开放时间", "opening hours"),
    "areas": Text("行政区边界", "boundaries"),
    "engine": Text("算法版本", "the engine"),
}


def asked(contents: Contents) -> Text:
    """Return what is asked of a station, as the beginning of a sentence."""
    question = contents.question
    mode, needs = MODES[question.mode].text, [NAMES[code] for code in question.needs]
    hour = Text("不分时段", "at any hour") if question.hour is None else week.say_hour(question.hour)
    with_needs = Text(
        f"具备“{'、'.join(name.zh for name in needs)}”的" if needs else "",
        f" to {', '.join(name.en.lower() for name in needs)}" if needs else "",
    )
    count = (
        Text("", "a station") if question.k == 1 else Text(f"至少 {question.k} 个", f"at least {question.k} stations")
    )
    return Text(
        f"{hour.zh}，{mode.zh} {question.minutes:g} 分钟内有{count.zh}{with_needs.zh}开放站点",
        f"{count.en} open{with_needs.en} within {question.minutes:g} minutes {mode.en.lower()}, {hour.en}",
    )


def served(contents: Contents) -> Text:
    """Say what share is served, surely and possibly, and what surely is not."""
    whole, unit, question = contents.whole, contents.unit, asked(contents)
    open_question = whole.sure._replace(value=_value(whole.may) - _value(whole.sure))
    unserved = whole.sure._replace(value=whole.weight - _value(whole.may))
    sure = part(whole.sure, unit)
    return Text(
        f"{question.zh}的：确定有 {sure.zh}；另有 {amount(open_question.value)} {unit.zh}（{share(open_question)}）"
        f"可能有，只是附近站点的开放时间或设施不明；确定没有的是 {amount(unserved.value)} "
        f"{unit.zh}（{share(unserved)}）。"
        f"真实的覆盖率在 {share(whole.sure)} 与 {share(whole.may)} 之间。",
        f"With {question.en}: surely {sure.en}; {amount(open_question.value)} more ({share(open_question)}) possibly, "
        f"for it is not known whether the stations near are open or have it; surely not {amount(unserved.value)} "
        f"({share(unserved)}). The truth lies between {share(whole.sure)} and {share(whole.may)}.",
    )


def when(contents: Contents) -> Text | None:
    """Say at which hours most and least is covered; None where the week was not worked out."""
    if not contents.week:
        return None
    return _varying(contents, "sure") or _varying(contents, "may") or _constant(contents)


def _varying(contents: Contents, kind: Kind) -> Text | None:
    """Say when most and least is covered, surely or possibly; None where it is the same in all hours."""
    hours: list[Figure] = [getattr(hour, kind) for hour in contents.week]
    best = max(range(week.HOURS), key=lambda hour: (_rate(hours[hour]), -hour))
    worst = min(range(week.HOURS), key=lambda hour: (_rate(hours[hour]), hour))
    if _rate(hours[best]) == _rate(hours[worst]):
        return None
    alike = sum(_rate(hour) == _rate(hours[worst]) for hour in hours)
    work, night = _mean(hours, WORK), _mean(hours, NIGHT)
    high, low, called = week.say_hour(best), week.say_hour(worst), CALLED[kind]
    return Text(
        f"一周 168 个整点中，{called.zh}最高在{high.zh}（{share(hours[best])}），"
        f"最低在{low.zh}（{share(hours[worst])}，"
        f"同样低的共 {alike} 个小时）。工作日 9 至 17 时平均 {share(work)}，夜间 22 时至次日 6 时平均 {share(night)}。",
        f"Of the 168 hours of a week most is {called.en} at {high.en} ({share(hours[best])}), least at {low.en} "
        f"({share(hours[worst])}, as in {alike} hours in all). On weekdays from 9 to 17 it is {share(work)} on "
        "average, "
        f"at night from 22 to 6 {share(night)}.",
    )


def _constant(contents: Contents) -> Text:
    hour = contents.week[0]
    return Text(
        f"一周 168 个整点都一样：确定 {share(hour.sure)}，可能 {share(hour.may)}。",
        f"All 168 hours of a week are alike: surely {share(hour.sure)}, possibly {share(hour.may)}.",
    )


def where(contents: Contents) -> Text:
    """Say how many gaps there are, and where the greatest is, why, and how far the nearest station."""
    if not contents.gaps:
        return Text("没有空白：每一处需求都确定有站点可用。", "There is no gap: all demand surely has a station.")
    greatest, count = contents.gaps[0], len(contents.gaps)
    most = Text("至少 ", "At least ") if count == MOST else Text("", "")
    place, near, held = places.of_gap(contents, greatest), nearest(greatest), part(greatest.part, contents.unit)
    uncovered = contents.whole.weight - _value(contents.whole.sure)
    first = contents.gaps[:GAPS_TOGETHER]
    together = share(Figure(fsum(_value(gap.part) for gap in first), uncovered, greatest.part.fewest))
    several = Text(
        f"没有站点确定可用的相连地块（空白）共 {most.zh}{count} 处，最大的 {len(first)} 处合占未确定覆盖部分的 "
        f"{together}。",
        f"{most.en}{count} gaps (ground side by side that no station surely serves); the {len(first)} greatest hold "
        f"{together} of what is not surely covered. ",
    )
    one = Text(
        "没有站点确定可用的地块（空白）连成一片。",
        "All ground that no station surely serves hangs together as one gap. ",
    )
    begin, reason = one if count == 1 else several, REASONS[greatest.reason]
    return Text(
        f"{begin.zh}最大的空白在{place.zh}：{held.zh}，{km2(greatest.area_km2)} 平方公里；主要原因："
        f"{reason.zh}；{near.zh}。",
        f"{begin.en}The largest gap is {place.en}: {held.en}, {km2(greatest.area_km2)} km². Chief reason: "
        f"{reason.en.lower()}; {near.en}.",
    )


def nearest(gap: Gap) -> Text:
    """Say which station is nearest to a gap, and how far."""
    if gap.nearest_m is None or gap.nearest_way is None:
        return Text("没有任何站点", "there is no station at all")
    name, way = gap.nearest or "", WAYS[gap.nearest_way]
    return Text(
        f"最近的站点“{name}”{way.zh}距 {metres(gap.nearest_m)} 米",
        f"the nearest station, {name}, is {metres(gap.nearest_m)} m away ({way.en})",
    )


def changed(contents: Contents) -> Text:
    """Say what has changed since the last run of the same question, or that there was none."""
    earlier, whole, unit = contents.earlier, contents.whole, contents.unit
    if earlier is None:
        return Text(
            "此前没有同一问题的计算，无从比较。", "Nothing to compare with: this question was not asked before."
        )
    inputs = [INPUTS[key] for key in earlier.changed]
    moved = points(earlier.sure, whole.sure)
    difference = _value(whole.sure) - _value(earlier.sure)
    zh = (
        f"与上次（站点截至{on(earlier.as_of, 'zh')}，计算编号 {earlier.run[:8]}）相比：确定覆盖由 "
        f"{part(earlier.sure, unit).zh}"
        f"变为 {part(whole.sure, unit).zh}，{difference:+,.3g} {unit.zh}"
        f"{f'，{moved} 个百分点' if moved else ''}；站点由 {earlier.stations} 个变为 {whole.stations} 个。"
        f"变了的是：{'、'.join(name.zh for name in inputs) or '无'}。"
    )
    en = (
        f"Since the last run (stations as of {on(earlier.as_of, 'en')}, run {earlier.run[:8]}) what is surely "
        "covered went "
        f"from {part(earlier.sure, unit).en} to {part(whole.sure, unit).en}, {difference:+,.3g} {unit.en}"
        f"{f', {moved} points' if moved else ''}; stations from {earlier.stations} to {whole.stations}. "
        f"What changed: {', '.join(name.en for name in inputs) or 'nothing'}."
    )
    if "demand" in earlier.changed:
        zh += "需求数据已更换，两次的数字不可直接相比。"
        en += " The demand is another one, so the two are not alike."
    return Text(zh, en)


def first(contents: Contents) -> list[Text]:
    """Say what to do first, second and third; one sentence each."""
    if not contents.steps:
        return [Text("没有哪一项单独的措施能增加确定覆盖。", "No single action would add to what is surely covered.")]
    return [step(contents, each) for each in contents.steps[:STEPS_TOLD]]


def step(contents: Contents, of: Remedy) -> Text:
    """Say one action: what, where, what it adds, at which cost, and whether to ask first."""
    place, unit = places.of_step(contents, of), contents.unit
    at = Text(f"“{of.station}”", of.station) if of.station else Text("新址", "a new place")
    needs = [NAMES[code] for code in contents.question.needs]
    what = Text("", "")
    if of.action == "equip" and needs:
        what = Text(f"（{'、'.join(name.zh for name in needs)}）", f" ({', '.join(name.en.lower() for name in needs)})")
    ask = Text("", "") if of.is_known else Text("可能早已如此，请先核实。", " It may be so already: ask first.")
    then = part(of.covered, unit)
    return Text(
        f"{ACTIONS[of.action].zh}{what.zh}：{at.zh}，在{place.zh}。新增确定覆盖 {amount(of.gain)} {unit.zh}，"
        f"累计 {then.zh}；"
        f"假定首年费用 {of.cost:,.0f} 元。{ask.zh}",
        f"{ACTIONS[of.action].en}{what.en}: {at.en}, {place.en}. It adds {amount(of.gain)} {unit.en}, making "
        f"{then.en}; "
        f"assumed to cost {of.cost:,.0f} yuan in its first year.{ask.en}",
    )


def trust(contents: Contents) -> Text:
    """Say how old the data are, and what of them nobody knows."""
    told, demand = ages.of(contents), contents.demand
    if told.newest and told.oldest:
        seen = Text(
            f"核实日期最早{on(told.oldest, 'zh')}、最近{on(told.newest, 'zh')}，超过一年的 {told.old} 个，"
            f"从未核实的 {told.never} 个",
            f"verified between {on(told.oldest, 'en')} and {on(told.newest, 'en')}, {told.old} of them more "
            "than a year "
            f"ago, {told.never} never",
        )
    else:
        seen = Text("没有一个注明核实日期", "none says when it was verified")
    dated = Text(
        f"需求数据：{demand['source']}，{demand['as_of'] or '时点未注明'}。",
        f" Demand: {demand['source']}, {demand['as_of'] or 'date not given'}.",
    )
    dated = Text("", "") if contents.is_ground else dated
    drawn, year = contents.whole.facts["boundary_source"], contents.whole.facts["boundary_year"]
    return Text(
        f"站点数据截至{on(contents.as_of, 'zh')}，区内 {told.stations} 个；{seen.zh}；没有开放时间的 "
        f"{told.without_hours} 个，"
        f"此时是否开放不明的 {told.open_unknown} 个，所需设施不明的 {told.need_unknown} 个。{dated.zh}"
        f"边界：{drawn}，{year or '年份未注明'}。",
        f"Stations as of {on(contents.as_of, 'en')}: {told.stations} in the district, {seen.en}; {told.without_hours} "
        f"without hours, {told.open_unknown} not known to be open or shut then, {told.need_unknown} not known "
        "to have what "
        f"is needed.{dated.en} Boundaries: {drawn}, {year or 'year not given'}.",
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
                "没有需求数据：按面积计，荒野与闹市同样计数，不代表人。",
                "No demand was given: ground is counted, open country like a busy street. It does not stand for "
                "people.",
            )
        )
    if len(contents.areas) == 1:
        told.append(
            Text(
                "没有导入下一级行政区：不能分区列表。",
                "No districts below this one are imported: there is no table of them.",
            )
        )
    if not contents.inside:
        told.append(Text("区内没有登记任何站点。", "No station is registered in the district."))
    return [*told, *_edges(contents)]


def _edges(contents: Contents) -> list[Text]:
    """Say what of the demand lies off the streets, or near the edge of their data."""
    off, edge, unit = contents.whole.off_streets, contents.whole.near_edge, contents.unit
    told = []
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
    limit_m = question.limit_dm / 10
    return [
        Text(
            f"问题：{question.say().zh}。{mode.text.zh}按每秒 {mode.speed_m_s:g} 米计，{question.minutes:g} 分钟合"
            f"{metres(limit_m)} 米。路程量法：{WAYS[question.way].zh}。",
            f"The question: {question.say().en}. {mode.text.en} at {mode.speed_m_s:g} m/s, so "
            f"{question.minutes:g} minutes "
            f"are {metres(limit_m)} m. Ways are measured: {WAYS[question.way].en}.",
        ),
        Text(
            f"需求放入 H3 单元（{demand['method']['zh']}）；单元整体归其中心所在的区，从不切开。"
            "覆盖是单元需求之和：分子与分母都保存，百分比只在纸面上算出。",
            f"Demand is put into cells of H3 ({demand['method']['en']}); a cell belongs where its centre lies "
            "and is never "
            "cut. Coverage is a sum over cells: numerators and denominators are kept, percentages are made on paper.",
        ),
        Text(
            f"开放时间取没有节假日与调休的一周（{on(contents.week_of, 'zh')}起）；每个整点看此刻是否开放。"
            "不知道的不算没有：开放时间或设施不明的站点计入“可能”，不计入“确定”。",
            f"Hours are those of a week without holidays or make-up days (from {on(contents.week_of, 'en')}); "
            "an hour is "
            "the state as it begins. Unknown is not no: stations of which hours or amenities are unknown count as "
            "possible, not as sure.",
        ),
        Text(
            "空白是没有站点确定可用、且有需求的相邻单元；名次按需求。原因取占需求最多者；站点按其可能的情形看待，"
            "只有确知缺少时才说缺少。",
            "A gap is cells side by side that have demand and no sure station, ranked by demand. Its reason is "
            "that of most "
            "of its demand; stations are taken for what they may be: something is said to lack only where that "
            "is known.",
        ),
    ]


def _value(figure: Figure) -> float:
    return figure.value or 0.0


def _rate(figure: Figure) -> float:
    return _value(figure) / figure.of if figure.of else 0.0


def _mean(hours: Sequence[Figure], which: Sequence[int]) -> Figure:
    """Return what is covered in some hours together, of all demand in them."""
    whole = fsum(hours[hour].of or 0 for hour in which)
    return Figure(fsum(_value(hours[hour]) for hour in which), whole, hours[0].fewest)
