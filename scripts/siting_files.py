"""`yizhan siting` on plain files: where the next stations should stand, with a proof of how good the plan is."""

from pathlib import Path
from typing import TYPE_CHECKING

from scripts.output import say, show_json, show_table
from scripts.saving import save_csv
from stations import config
from stations.errors import InputError
from stations.language import Text

if TYPE_CHECKING:
    from maps.siting.question import Aim, Answer, Files
    from maps.siting.ways import Way

SHOWN = 50  # rows of a table that a person still reads; all stand in --json and --out


def named(demand: str | None, candidates: str | None, existing: Path | None, *, crs: str | None) -> "Files":
    """Return the files that are named; raise `InputError` where one is missing that must be."""
    from maps.siting.question import Files

    if demand is None or candidates is None:
        missing = "demand" if demand is None else "candidates"
        raise InputError(
            f"缺少 --{missing}：须给出文件，或用 --area 按登记的站点选址。",
            f"--{missing} is missing: name a file, or a district with --area.",
            field=missing,
        )
    return Files(demand=Path(demand), candidates=Path(candidates), existing=existing, crs=crs)


def aim_of(*, p: int | None, budget: float | None, cover_all: bool, moves: int, gap: float) -> "Aim":
    """Return what is wanted."""
    from maps.siting.question import Aim

    return Aim(p=p, budget=budget, cover_all=cover_all, moves=moves, gap=gap)


def show_plan(files: "Files", aim: "Aim", way: "Way", *, out: Path | None, json: bool) -> None:
    """Print the plan for some files, and save the rows it chooses where that is asked for."""
    from maps.siting.question import ask

    answer = ask(files, aim, way)
    if out:
        save_csv(out, answer.as_csv(), field="out")
    if json:
        show_json(answer.as_dict())
    else:
        _show(answer)


def way_of(max_distance: float | None, *, planar: bool, detour: float, streets: str | None, mode: str) -> "Way":
    """Return how the way is measured; raise `InputError` for what does not go together."""
    from maps import streets as networks
    from maps.siting.ways import Way
    from stations.search import MODES

    if max_distance is None:
        raise InputError("缺少 --max-distance。", "--max-distance is missing.", field="max_distance")
    code = next((code for code in MODES if code == mode), None)
    if code is None:
        raise InputError(
            f"没有出行方式 {mode}；可用：{'、'.join(MODES)}。",
            f"No mode {mode}; there are: {', '.join(MODES)}.",
            field="mode",
        )
    if streets and (planar or detour != 1):
        raise InputError(
            "--streets 不能与 --planar 或 --detour 同用。", "--streets goes with neither --planar nor --detour."
        )
    network = networks.load(config.load().home, streets) if streets else None
    return Way(max_distance, planar, detour, network, code)


def say_read_as_wgs84() -> None:
    """Say how degrees were read of which nobody said what they are."""
    say("坐标按 WGS84 读取；若为其他坐标系，请用 --crs。", "Coordinates are read as WGS84; --crs says otherwise.")


def _show(answer: "Answer") -> None:
    plan, way = answer.plan, answer.way
    if not (way.planar or answer.crs):
        say_read_as_wgs84()
    _say_how_good(answer)
    say(
        f"距离：{way.label.zh}，{way.limit_m:g} 米以内。原有站点覆盖 {plan.before:,.10g}，需求共 {plan.total:,.10g}。",
        f"Distance: {way.label.en}, within {way.limit_m:g} m. Existing stations serve {plan.before:,.10g} "
        f"of {plan.total:,.10g}.",
    )
    if len(plan.unreachable):
        _say_unreachable(answer)
    if answer.too_far:
        say(
            f"{answer.too_far} 个需求点离道路太远，视为不可达。",
            f"{answer.too_far} demand points are too far from any street.",
        )
    if plan.closed:
        rows = [answer.existing.rows[number].number for number in plan.closed]
        say(f"迁移（关闭）的现有站点，行：{_listed(rows)}", f"Existing stations to move away, rows: {_listed(rows)}")
    _show_steps(answer)


def _say_how_good(answer: "Answer") -> None:
    plan = answer.plan
    if plan.model == "lscp":
        say(
            f"需要 {plan.objective:g} 个站点；证明至少需要 {plan.bound:g} 个（差距 {plan.gap:.2%}）。",
            f"{plan.objective:g} stations are needed; it is proven that no fewer than {plan.bound:g} do "
            f"(gap {plan.gap:.2%}).",
        )
        return
    say(
        f"覆盖 {plan.objective:,.10g}；任何方案不超过 {plan.bound:,.10g}（差距 {plan.gap:.2%}）。",
        f"Serves {plan.objective:,.10g}; no plan serves more than {plan.bound:,.10g} (gap {plan.gap:.2%}).",
    )


def _say_unreachable(answer: "Answer") -> None:
    count, rows = len(answer.plan.unreachable), answer.unreachable_rows
    which = Text(f"，行：{_listed(rows)}", f", rows: {_listed(rows)}") if rows else Text("。", ".")
    say(
        f"{count} 个需求点没有任何站点或候选点可以覆盖{which.zh}",
        f"{count} demand points are out of reach of every station and candidate{which.en}",
    )


def _listed(rows: list[int]) -> str:
    more = f" … (+{len(rows) - SHOWN})" if len(rows) > SHOWN else ""
    return ", ".join(map(str, rows[:SHOWN])) + more


def _show_steps(answer: "Answer") -> None:
    found = answer.as_dict()["chosen"]
    total = answer.plan.total
    heading = (Text("名次", "Rank"), Text("行", "Row"), Text("编号", "Id"), Text("新增", "Adds"))
    show_table(
        (*heading, Text("累计覆盖", "Serves so far"), Text("占比", "Share")),
        [
            (
                step["rank"],
                step["row"],
                step["id"] or "—",
                f"{step['gain']:,.10g}",
                f"{step['served']:,.10g}",
                f"{step['served'] / total:.1%}" if total else "—",
            )
            for step in found[:SHOWN]
        ],
    )
    if len(found) > SHOWN:
        say(f"… 还有 {len(found) - SHOWN} 行，见 --json 或 --out。", f"... and {len(found) - SHOWN} more: see --json.")
