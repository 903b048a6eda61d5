"""The one-page summary: sentences made from the numbers of a pack."""

from collections.abc import Mapping, Sequence
from math import fsum
from typing import Literal

from maps import week
from maps.coverage_metrics import Figure
from maps.gaps import MOST
from maps.report import places
from maps.report.contents import Contents, Earlier, Gap, Remedy
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
        f"{hour.en[0].upper()}{hour.en[1:]}, {count.en} open{with_needs.en} within {question.minutes:g} minutes "
        f"{mode.en.lower()}",
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
        f"{question.en}: surely for {sure.en}; possibly for {amount(open_question.value)} more "
        f"({share(open_question)}), as it is not known whether the stations near are open or have it; surely not for "
        f"{amount(unserved.value)} ({share(unserved)}). The truth lies between {share(whole.sure)} and "
        f"{share(whole.may)}.",
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
    earlier = contents.earlier
    if earlier is None:
        return Text(
            "此前没有同一问题的计算，无从比较。", "Nothing to compare with: this question was not asked before."
        )
    inputs, moved = [INPUTS[key] for key in earlier.changed], _moved(contents, earlier)
    zh = (
        f"与上次（站点截至{on(earlier.as_of, 'zh')}，计算编号 {earlier.run[:8]}）相比，{moved.zh}；"
        f"站点由 {earlier.stations} 个变为 {contents.whole.stations} 个。变了的是："
        f"{'、'.join(name.zh for name in inputs)}。"
    )
    en = (
        f"Since the last run (stations as of {on(earlier.as_of, 'en')}, run {earlier.run[:8]}) {moved.en}; "
        "stations went "
        f"from {earlier.stations} to {contents.whole.stations}. What changed: {', '.join(name.en for name in inputs)}."
    )
    if "demand" in earlier.changed:
        zh += "需求数据已更换，两次的数字不可直接相比。"
        en += " The demand is another one, so the two are not alike."
    return Text(zh, en)


def _moved(contents: Contents, earlier: Earlier) -> Text:
    """Say by how much what is surely covered has changed."""
    whole, unit = contents.whole.sure, contents.unit
    difference, moved = _value(whole) - _value(earlier.sure), points(earlier.sure, whole)
    before, after = part(earlier.sure, unit), part(whole, unit)
    if not difference and earlier.sure.of == whole.of:
        return Text(f"确定覆盖没有变化，仍是 {after.zh}", f"what is surely covered is the same: {after.en}")
    sign = "+" if difference >= 0 else "−"
    by = Text(f"{sign}{amount(abs(difference))} {unit.zh}", f"{sign}{amount(abs(difference))} {unit.en}")
    return Text(
        f"确定覆盖由 {before.zh}变为 {after.zh}，{by.zh}{f'，{moved} 个百分点' if moved else ''}",
        f"what is surely covered went from {before.en} to {after.en}, {by.en}{f', {moved} points' if moved else ''}",
    )


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


def _value(figure: Figure) -> float:
    return figure.value or 0.0


def _rate(figure: Figure) -> float:
    return _value(figure) / figure.of if figure.of else 0.0


def _mean(hours: Sequence[Figure], which: Sequence[int]) -> Figure:
    """Return what is covered in some hours together, of all demand in them."""
    whole = fsum(hours[hour].of or 0 for hour in which)
    return Figure(fsum(_value(hours[hour]) for hour in which), whole, hours[0].fewest)
