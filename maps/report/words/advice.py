"""What to do first: to ask where nobody knows, then the actions that add most per yuan."""

from shapely import Point

from maps.report.contents import Contents, Gap, Remedy
from maps.report.words import places, unjudged
from maps.report.words.wording import ACTIONS, NAMES
from maps.report.words.writing import number, part, so_many
from stations.language import Text

STEPS_TOLD, MOST_NAMED = 3, 12


def first(contents: Contents) -> list[Text]:
    """Say what to do by the list, a sentence each for the first of it."""
    return [step(contents, each) for each in contents.steps[:STEPS_TOLD]]


def ask(contents: Contents) -> Text | None:
    """Say of how many stations to ask, and what would then be covered at best; None where that changes nothing."""
    whole, unit, unknown = contents.whole, contents.unit, contents.asked_first
    value = number(whole.may) - number(whole.sure)
    if not unknown or value <= 0:
        return None
    more = so_many(value, unit)
    hours = sum(station.open == "unknown" for station in unknown)
    needs = sum(any(station.has[code] == "unknown" for code in contents.question.needs) for station in unknown)
    best = part(whole.may, unit)
    return Text(
        f"首先核实 {len(unknown)} 个此时是否可用不明的站点（此时是否开放不明的 {hours} 个，所需设施不明的 {needs} 个，"
        f"可兼有）：若都可用，无需投入，确定覆盖即多 {more.zh}，达 {best.zh}。",
        f"First ask at the {len(unknown)} stations of which it is not known whether they are of use then ({hours} for "
        f"their hours, {needs} for what they have): if all are, {more.en} more are "
        f"covered without anything being bought, making {best.en}.",
    )


def whom(contents: Contents) -> Text | None:
    """Name the stations to ask at; None where there are none, or too many for a sentence."""
    unknown = contents.asked_first
    if not 0 < len(unknown) <= MOST_NAMED:
        return None
    return Text(
        f"要核实的是：{'、'.join(station.name for station in unknown)}。",
        f"To be asked: {', '.join(station.name for station in unknown)}.",
    )


def inquiry(contents: Contents) -> list[Text]:
    """Say of how many stations to ask, and at which; nothing where nobody can tell what that would change."""
    told = () if contents.whole.is_off_streets else (ask(contents), whom(contents))
    return [text for text in told if text]


def order(contents: Contents) -> Text:
    """Say by what the actions are ranked, and where among them the largest gap is dealt with."""
    if not contents.steps:
        return nothing(contents)
    by = Text(
        "措施按每元新增的确定覆盖排列，不明的站点仍按不可用计；标明先核实的，核实后应重算，不可与首先核实一项相加。",
        "Actions are ranked by what they add per yuan; stations of which nobody knows still count as of no use. After "
        "verifying work it out anew: what is to be verified first does not add to what asking yields.",
    )
    largest = _largest(contents)
    return Text(by.zh + largest.zh, f"{by.en}{largest.en}")


def nothing(contents: Contents) -> Text:
    """Say why no action is told, and what to do before there can be any."""
    if first_of_all := unjudged.remedy(contents):
        return first_of_all
    if contents.is_ground:
        return Text(
            "按面积计时，不提出新建的位置，也不为有待核实的站点排先后。",
            "Where ground is counted no new place is proposed, and stations to be verified are not ranked.",
        )
    return Text("没有哪一项单独的措施能增加确定覆盖。", "No single action would add to what is surely covered.")


def _largest(contents: Contents) -> Text:
    """Say which action is the first at the largest gap; nothing where it is among those told, or nothing is ranked."""
    if not contents.ranked:
        return Text("", "")
    gap = contents.ranked[0]
    rank = next((step.rank for step in contents.steps if _acts_on(step, gap)), None)
    if rank is not None and rank <= STEPS_TOLD:
        return Text("", "")
    if rank is None:
        return Text(
            f"前 {len(contents.steps)} 项都没有直接针对最大的空白：别处每元所增不少于它。",
            f" None of the {len(contents.steps)} is at the largest gap: elsewhere a yuan adds no less.",
        )
    action = ACTIONS[contents.steps[rank - 1].action]
    return Text(
        f"针对最大空白的措施（{action.zh}）排在第 {rank} 项：前面各项每元所增不少于它。",
        f" That at the largest gap ({action.en.lower()}) is number {rank}: per yuan those before it add no less.",
    )


def _acts_on(step: Remedy, gap: Gap) -> bool:
    """Return whether an action is the one best for a gap, or opens a station in it."""
    if step.action == "open":
        return bool(gap.shape.intersects(Point(step.lon, step.lat)))
    return (step.action, step.station) == (gap.remedy, gap.remedy_station)


def step(contents: Contents, of: Remedy) -> Text:
    """Say one action: what, where, what it adds, at which cost, and whether to ask first."""
    place, unit = places.of_step(contents, of), contents.unit
    at = Text(f"“{of.station}”", of.station) if of.station else Text("新址", "a new place")
    needs = [NAMES[code] for code in contents.question.needs]
    what = Text("", "")
    if of.action == "equip" and needs:
        what = Text(
            f"（{'、'.join(name.zh for name in needs)}）", f" (“{', '.join(name.en.lower() for name in needs)}”)"
        )
    ask = Text("", "") if of.is_known else Text("可能本已具备，请先核实。", " It may be so already: verify first.")
    then, gain = part(of.covered, unit), so_many(of.gain, unit)
    return Text(
        f"{ACTIONS[of.action].zh}{what.zh}：{at.zh}，在{place.zh}。新增确定覆盖 {gain.zh}，"
        f"累计 {then.zh}；"
        f"假定首年费用 {of.cost:,.0f} 元。{ask.zh}",
        f"{ACTIONS[of.action].en}{what.en}: {at.en}, {place.en}. It adds {gain.en}, making "
        f"{then.en}; "
        f"assumed to cost {of.cost:,.0f} yuan in its first year.{ask.en}",
    )
