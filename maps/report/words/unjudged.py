"""What a pack says where nobody can judge: why, what to do, and which districts have no figures."""

from maps.report.contents import Contents
from maps.report.words.writing import FEWEST_SAID, part
from stations.language import Text

WHY = Text("需求多数不在道路范围内，无法判断", "most of the demand is off the streets, so nobody can judge")


def whole(contents: Contents) -> Text | None:
    """Say that the district cannot be judged, and why; None where it can."""
    if not contents.whole.is_off_streets:
        return None
    name, off, streets = contents.whole.name, part(contents.whole.off_streets, contents.unit), streets_of(contents)
    return Text(
        f"{name}的覆盖无法判断：需求多数不在道路范围内，离{streets.zh}的任何一条路超过 500 米的有 {off.zh}。"
        "这不等于没有覆盖。",
        f"Coverage in {name} cannot be judged: {off.en} are more than 500 m from any street of {streets.en}. That is "
        "not the same as not covered.",
    )


def remedy(contents: Contents) -> Text | None:
    """Say what to do where the district cannot be judged; None where it can."""
    if not contents.whole.is_off_streets:
        return None
    name = contents.whole.name
    return Text(
        f"请导入{name}的道路后重新计算；或者不用道路再问一次（去掉 --streets），路程即按直线乘以绕行系数估计。"
        "在此之前不提措施，也不列空白。",
        f"Import the streets of {name} and work it out anew, or ask without streets (leave out --streets): ways are "
        "then estimated from straight lines. Until then no action is told and no gap is listed.",
    )


def below(contents: Contents) -> Text | None:
    """Name the districts below that cannot be judged; None where there is none."""
    names = [area.name for area in contents.below if area.is_off_streets]
    if not names or contents.whole.is_off_streets:
        return None
    return Text(f"{WHY.zh}的：{'、'.join(names)}。", f"Not to be judged, for {WHY.en}: {', '.join(names)}.")


def guard(contents: Contents) -> Text:
    """Say what a dash in a table means."""
    if not any(area.is_off_streets for area in contents.areas):
        return FEWEST_SAID
    return Text(f"{FEWEST_SAID.zh}，或{WHY.zh}", f"{FEWEST_SAID.en}, or {WHY.en}")


def streets_of(contents: Contents) -> Text:
    """Return what the streets of a run are called: by the name they were imported under."""
    name = contents.question.streets
    return Text(f"道路数据“{name}”", f"the street data “{name}”")
