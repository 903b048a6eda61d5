"""What a run says of gaps and of what would help, as tables."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from scripts.output import say, show_table
from stations.errors import InputError
from stations.language import Lang, Text
from stations.vocabulary import GAP_REASONS, PLAN_ACTIONS

if TYPE_CHECKING:
    from maps.gaps import Gap
    from maps.runs.running import Run

GAPS_SHOWN = 10
FEW = 100  # below, decimals matter: weights may be square kilometres
REASONS = {term.code: term.text for term in GAP_REASONS}
ACTIONS = {term.code: term.text for term in PLAN_ACTIONS}
WAY_SAID = {
    "streets": Text("沿道路", "by street"),
    "detour": Text("×绕行系数", "× detour"),
    "straight": Text("直线", "straight"),
}


def costs_read(given: Sequence[str]) -> dict[str, float]:
    """Return costs written as `open=150000`; raise `InputError` for what is not written so."""
    costs = {}
    for text in given:
        action, _, yuan = text.partition("=")
        try:
            costs[action] = float(yuan)
        except ValueError:
            raise InputError(
                f"费用须写作 措施=元，例如 open=150000，而不是“{text}”。",
                f"A cost is written as action=yuan, such as open=150000, not “{text}”.",
                field="cost",
            ) from None
    return costs


def show_plan(plan: Mapping[str, Any], whole: float, lang: Lang) -> None:
    """Print what to do first, second and so on; nothing where no step was asked for or none would help."""
    if not plan["steps"]:
        return
    costs = (
        Text("、", ", ")
        .say(lang)
        .join(f"{ACTIONS[action].say(lang)} {yuan:,.0f}" for action, yuan in plan["costs"].items())
    )
    say(
        f"措施，每一步取此时每元（或每项）新增最多者；{plan['assumed']['zh']}：{costs} 元",
        f"What would help, each step the one that then adds most; {plan['assumed']['en']}: {costs} yuan",
    )
    columns = [
        Text("名次", "Rank"),
        Text("措施", "Action"),
        Text("站点", "Station"),
        Text("位置", "Place"),
        Text("新增", "Adds"),
        Text("累计覆盖", "Covered then"),
        Text("每万元新增", "Adds per 10,000 yuan"),
        Text("先核实", "Ask first"),
    ]
    rows = enumerate(plan["steps"], 1)
    show_table(columns, [_step_cells(rank, step, whole, lang) for rank, step in rows])


def _step_cells(rank: int, step: Mapping[str, Any], whole: float, lang: Lang) -> Sequence[object]:
    at = step["detail"]
    return (
        rank,
        ACTIONS[step["action"]].say(lang),
        _named(step),
        f"{at['lon']:.5f}, {at['lat']:.5f}",
        _weight(step["gain"]),
        f"{_weight(step['covered'])} ({step['covered'] / whole:.1%})",
        f"{step['gain'] / step['cost'] * 10_000:,.3g}" if step["cost"] else "—",
        "" if at["is_known"] else Text("是", "yes").say(lang),
    )


def _named(step: Mapping[str, Any]) -> str:
    """Return the station or candidate that a step is about, as far as it has a name, an id or a number."""
    number = step["detail"].get("candidate")
    name = step["label"] or (f"#{number}" if number else "—")
    return name if step["station_id"] is None else f"{name} ({step['station_id']})"


def show_gaps(found: "Run", lang: Lang) -> None:
    """Print the greatest gaps of a run."""
    if not found.gaps:
        return
    say(
        "空白：没有站点确定可用的相连地块，较大者",
        "Gaps: ground side by side that no station surely serves, the greatest",
    )
    unit = found.answer.city.demand.meta.unit
    columns = [
        Text("名次", "Rank"),
        Text("代码", "Code"),
        Text(f"需求（{unit.zh}）", f"Demand ({unit.en})"),
        Text("其中可能已覆盖", "Of it possibly covered"),
        Text("平方公里", "km²"),
        Text("原因", "Why"),
        Text("最近站点 米", "Nearest station m"),
    ]
    show_table(columns, [_gap_cells(rank, gap, lang) for rank, gap in enumerate(found.gaps[:GAPS_SHOWN], 1)])


def _gap_cells(rank: int, gap: "Gap", lang: Lang) -> Sequence[object]:
    near = gap.nearest
    return (
        rank,
        gap.adcode or "—",
        _weight(gap.weight),
        _weight(gap.weight_may),
        f"{gap.area_km2:,.2f}",
        REASONS[gap.reason].say(lang),
        "—" if near is None else f"{near.distance_m:,.0f} {WAY_SAID[near.way].say(lang)}",
    )


def _weight(weight: float) -> str:
    return f"{weight:,.3g}" if weight < FEW else f"{weight:,.0f}"
