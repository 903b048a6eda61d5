"""The one-page summary: sentences made from the numbers of a pack."""

from collections.abc import Mapping, Sequence
from math import fsum
from typing import Literal

from maps import week
from maps.coverage_metrics import Figure
from maps.gaps import MOST
from maps.report.contents import Contents, Gap, Station
from maps.report.words import places, unjudged
from maps.report.words.wording import ACTIONS, NAMES, REASONS
from maps.report.words.writing import WAYS, amount, km2, metres, number, part, share, so_many
from maps.wording import WORDS as MAPS_WORDS
from stations.language import Text
from stations.search import MODES

OFF_STREETS = "off_streets"
"""The reason of a gap that lies too far from any street to be measured by them."""
GAPS_TOGETHER = 3
BARE_TOLD = 5
"""So many districts without a station are named."""
WORK = tuple(day * 24 + hour for day in range(5) for hour in range(9, 17))
NIGHT = tuple(day * 24 + hour for day in range(7) for hour in (22, 23, 0, 1, 2, 3, 4, 5))
Kind = Literal["sure", "may"]
CALLED: Mapping[Kind, Text] = {
    "sure": Text("确定覆盖率", "surely covered"),
    "may": Text("可能覆盖率", "possibly covered"),
}
OPEN = {
    "no": Text("此时关闭", "closed then"),
    "unknown": Text("此时是否开放不明", "not known whether open then"),
}


def asked(contents: Contents) -> Text:
    """Return what is asked of a station, as the beginning of a sentence."""
    question = contents.question
    mode, needs = MODES[question.mode].text, [NAMES[code] for code in question.needs]
    hour = Text("不分时段", "")
    if question.hour is not None:
        hour = Text(week.say_hour(question.hour).zh, f" open on {week.say_hour(question.hour).en}")
    with_needs = Text(
        f"具备“{'、'.join(name.zh for name in needs)}”的" if needs else "",
        f" with “{', '.join(name.en.lower() for name in needs)}”" if needs else "",
    )
    count = (
        Text("", "a station") if question.k == 1 else Text(f"至少 {question.k} 个", f"at least {question.k} stations")
    )
    return Text(
        f"{hour.zh}，{mode.zh} {question.minutes:g} 分钟内有{count.zh}{with_needs.zh}开放站点",
        f"Within {question.minutes:g} minutes {mode.en.lower()} of {count.en}{hour.en}{with_needs.en}",
    )


def served(contents: Contents) -> Text:
    """Say what share is served, surely and possibly, and what surely is not; or why nobody can tell."""
    if why := unjudged.whole(contents):
        return why
    whole, unit, question = contents.whole, contents.unit, asked(contents)
    open_question = whole.sure._replace(value=number(whole.may) - number(whole.sure))
    unserved = whole.sure._replace(value=whole.weight - number(whole.may))
    sure = part(whole.sure, unit)
    return Text(
        f"{question.zh}的：确定有 {sure.zh}；另有 {amount(open_question.value)} {unit.zh}（{share(open_question)}）"
        f"可能有，只是附近站点的开放时间或设施不明；登记的站点都用不上的是 {amount(unserved.value)} "
        f"{unit.zh}（{share(unserved)}）。"
        f"就登记的站点而言，覆盖率在 {share(whole.sure)} 与 {share(whole.may)} 之间。",
        f"{question.en} are surely {sure.en}, and possibly {amount(open_question.value)} more "
        f"({share(open_question)}), as it is not known whether the stations near are open or have it; no registered "
        f"station serves {amount(unserved.value)} ({share(unserved)}). As far as stations are registered, "
        f"coverage lies between {share(whole.sure)} and {share(whole.may)}.",
    )


def caution(contents: Contents) -> Text | None:
    """Say that nobody can tell, or that nothing surely covered means nothing known, where that is so; else None."""
    if why := unjudged.whole(contents):
        return why
    unknown = contents.asked_first
    if number(contents.whole.sure) or not unknown:
        return None
    return Text(
        f"确定覆盖为 0，是因为名录没有写明：{len(unknown)} 个站点此时是否可用无从判断，不等于没有。",
        f"Nothing is surely covered because the list does not say: of {len(unknown)} stations nobody can tell whether "
        "they are of use then. That is not the same as none.",
    )


def when(contents: Contents) -> Text | None:
    """Say at which hours most and least is covered; None where the week was not worked out."""
    if not contents.week:
        return None
    if all(number(hour.sure) == 0 for hour in contents.week):
        possible = _varying(contents, "may") or _constant(contents)
        return Text(f"没有一个小时有确定的覆盖。{possible.zh}", f"In no hour is anything surely covered. {possible.en}")
    return _varying(contents, "sure") or _varying(contents, "may") or _constant(contents)


def _varying(contents: Contents, kind: Kind) -> Text | None:
    """Say when most and least is covered, surely or possibly; None where it is the same in all hours."""
    hours: list[Figure] = [getattr(hour, kind) for hour in contents.week]
    best = max(range(week.HOURS), key=lambda hour: (_rate(hours[hour]), -hour))
    worst = min(range(week.HOURS), key=lambda hour: (_rate(hours[hour]), hour))
    if _rate(hours[best]) == _rate(hours[worst]):
        return None
    highest, lowest = (sum(share(hour) == share(hours[of]) for hour in hours) for of in (best, worst))
    work, night = _mean(hours, WORK), _mean(hours, NIGHT)
    high, low, called = week.say_hour(best), week.say_hour(worst), CALLED[kind]
    return Text(
        f"一周 168 个整点中，{called.zh}最高为 {share(hours[best])}（{_hours_alike(high, highest).zh}），"
        f"最低为 {share(hours[worst])}（{_hours_alike(low, lowest).zh}）。"
        f"工作日 9 至 16 时各整点平均 {share(work)}，夜间 22 时至次日 5 时各整点平均 {share(night)}。",
        f"Of the 168 hours of a week {share(hours[best])} is the most that is {called.en} "
        f"({_hours_alike(high, highest).en}), {share(hours[worst])} the least ({_hours_alike(low, lowest).en}). "
        f"On average it is {share(work)} on weekdays at 9:00 to 16:00, and {share(night)} at night at 22:00 to 5:00.",
    )


def _hours_alike(first: Text, count: int) -> Text:
    """Name an hour, and say how many are like it."""
    if count == 1:
        return first
    return Text(f"{first.zh}等 {count} 个小时", f"{first.en} and {count - 1} more hours")


def _constant(contents: Contents) -> Text:
    hour = contents.week[0]
    return Text(
        f"一周 168 个整点都一样：确定 {share(hour.sure)}，可能 {share(hour.may)}。",
        f"All 168 hours of a week are alike: surely {share(hour.sure)}, possibly {share(hour.may)}.",
    )


def where(contents: Contents) -> Text:
    """Say how many gaps there are, and where the greatest is, why, and how far the nearest station."""
    if why := unjudged.whole(contents):
        return why
    if not contents.gaps:
        return Text("没有空白：每一处需求都确定有站点可用。", "There is no gap: all demand surely has a station.")
    if contents.is_one_gap:
        return _everywhere(contents, contents.gaps[0])
    greatest, count = contents.gaps[0], len(contents.gaps)
    most = Text("至少 ", "At least ") if count == MOST else Text("", "")
    place, near, held = (
        places.of_gap(contents, greatest),
        nearest(contents, greatest),
        part(greatest.part, contents.unit),
    )
    uncovered = contents.whole.weight - number(contents.whole.sure)
    first = contents.gaps[:GAPS_TOGETHER]
    together = share(Figure(fsum(number(gap.part) for gap in first), uncovered, greatest.part.fewest))
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


def _everywhere(contents: Contents, gap: Gap) -> Text:
    """Say that nearly all of the district is one gap."""
    held, reason = part(gap.part, contents.unit), REASONS[gap.reason]
    bare, why = _bare(contents), Text(f"主要原因：{reason.zh}", f"Chief reason: {reason.en.lower()}")
    if gap.nearest_m is None:
        bare, why = Text("", ""), Text("没有任何站点", "There is no station at all")
    return Text(
        f"几乎整个{contents.whole.name}都没有确定可用的站点：{held.zh}连成一处空白，分不出先后。{bare.zh}{why.zh}。",
        f"Nearly all of {contents.whole.name} has no station that is surely of use: {held.en} are one gap, in "
        f"which nothing comes first. {bare.en}{why.en}.",
    )


def _bare(contents: Contents) -> Text:
    """Name the districts below without any station, the largest demand first; nothing where each has one."""
    bare = sorted((area for area in contents.below if not area.stations), key=lambda area: -area.weight)
    if not bare:
        return Text("", "")
    told = [(area.name, so_many(area.weight, contents.unit)) for area in bare[:BARE_TOLD]]
    zh = "、".join(f"{name}（{demand.zh}）" for name, demand in told)
    en = ", ".join(f"{name} ({demand.en})" for name, demand in told)
    more = Text("等", " and others") if len(bare) > BARE_TOLD else Text("", "")
    return Text(f"一个站点也没有的：{zh}{more.zh}。", f"Without a single station: {en}{more.en}. ")


def nearest(contents: Contents, gap: Gap) -> Text:
    """Say which station is nearest to a gap, how it is with it then, and how far."""
    if gap.nearest_m is None or gap.nearest_way is None:
        return Text("没有任何站点", "there is no station at all")
    name, way = gap.nearest or "", WAYS[gap.nearest_way]
    station = next((each for each in contents.stations if each.id == gap.nearest_id), None)
    state = state_of(contents, station) if station else Text("", "")
    beyond = Text("", "")
    if gap.nearest_way != contents.question.way == "streets" and gap.reason != OFF_STREETS:
        longest_m = metres(contents.question.reach_dm(max(contents.question.bands_min)) / 10)
        beyond = Text(f"，沿道路超过 {longest_m} 米", f"; by street more than {longest_m} m")
    return Text(
        f"最近的站点“{name}”{f'（{state.zh}）' if state.zh else ''}{way.zh}距 {metres(gap.nearest_m)} 米{beyond.zh}",
        f"the nearest station, {name}{f' ({state.en})' if state.en else ''}, is {metres(gap.nearest_m)} m away "
        f"({way.en}{beyond.en})",
    )


def remedy(contents: Contents, gap: Gap) -> Text:
    """Say what single action would help a gap most by the yuan, at which station and why, and how much it covers."""
    if gap.remedy is None:
        return MAPS_WORDS["no_remedy"]
    action, at, why = ACTIONS[gap.remedy], gap.remedy_station, _answered(contents, gap)
    adds = so_many(gap.remedy_adds or 0.0, contents.unit)
    return Text(
        f"{action.zh}{f'：{at}' if at else ''}{f'（该站{why.zh}）' if why.zh else ''}，可覆盖其中 {adds.zh}",
        f"{action.en}{f': {at}' if at else ''}{f' ({why.en})' if why.en else ''}, which covers {adds.en} of it",
    )


def _answered(contents: Contents, gap: Gap) -> Text:
    """Say how it is with the station of a remedy, for a gap's reason is that of most of it and may be another."""
    station = next((each for each in contents.stations if each.id == gap.remedy_id), None)
    state = state_of(contents, station) if station else Text("", "")
    if station is None or not state.zh or station.open != "yes" or contents.question.hour is None:
        return state
    return Text(f"此时开放，但{state.zh}", f"open then, but {state.en}")


def state_of(contents: Contents, station: Station) -> Text:
    """Say what keeps a station from being surely of use; nothing where it is."""
    told = [OPEN[station.open]] if station.open in OPEN else []
    for code in contents.question.needs:
        name = NAMES[code]
        if station.has[code] == "no":
            told.append(Text(f"不具备“{name.zh}”", f"without “{name.en.lower()}”"))
        elif station.has[code] == "unknown":
            told.append(Text(f"是否具备“{name.zh}”不明", f"not known to have “{name.en.lower()}”"))
    return Text("，".join(each.zh for each in told), ", ".join(each.en for each in told))


def _rate(figure: Figure) -> float:
    return number(figure) / figure.of if figure.of else 0.0


def _mean(hours: Sequence[Figure], which: Sequence[int]) -> Figure:
    """Return what is covered in some hours together, of all demand in them."""
    whole = fsum(hours[hour].of or 0 for hour in which)
    return Figure(fsum(number(hours[hour]) for hour in which), whole, hours[0].fewest)
