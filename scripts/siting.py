"""`yizhan siting`: where the next stations should stand, from plain files, with a proof of how good the plan is."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from scripts.output import say, show_json, show_table
from stations import config
from stations.errors import FileError, InputError
from stations.language import Text

if TYPE_CHECKING:
    from maps.siting.question import Answer
    from maps.siting.ways import Way

SHOWN = 50  # rows of a table that a person still reads; all stand in --json and --out


def run(  # noqa: PLR0913 - each is an option of the command line
    *,
    demand: Annotated[Path, typer.Option(help="需求点 CSV：lon,lat,weight · Demand points", show_default=False)],
    candidates: Annotated[Path, typer.Option(help="候选点 CSV：lon,lat · Candidate sites", show_default=False)],
    max_distance: Annotated[float, typer.Option(help="服务距离，米 · How far is near enough, metres", min=0)],
    p: Annotated[int | None, typer.Option("-p", help="新建站点数 · Stations to open", min=0)] = None,
    cover_all: Annotated[bool, typer.Option("--cover-all", help="以最少站点覆盖全部 · Fewest that cover all")] = False,
    budget: Annotated[
        float | None, typer.Option(help="总预算，候选点须有 cost 列 · Money to spend; candidates have `cost`", min=0)
    ] = None,
    existing: Annotated[Path | None, typer.Option(help="现有站点 CSV · Stations that exist")] = None,
    move: Annotated[int, typer.Option(help="至多迁移的现有站点数 · Most existing stations to move", min=0)] = 0,
    planar: Annotated[bool, typer.Option("--planar", help="坐标为平面米 x,y · Coordinates are x,y in metres")] = False,
    detour: Annotated[float, typer.Option(help="直线距离的绕行系数 · Detour over the straight line", min=1)] = 1.0,
    streets: Annotated[str | None, typer.Option(help="沿已导入的道路网 · Along imported streets")] = None,
    mode: Annotated[str, typer.Option(help="出行方式 · walk ebike drive, along streets")] = "walk",
    gap: Annotated[
        float, typer.Option(help="可接受的差距 · A gap that is good enough, 0.01 is 1 %", min=0, max=1)
    ] = 0.0,
    out: Annotated[Path | None, typer.Option(help="所选行另存为 CSV · Save the chosen rows as CSV")] = None,
    json: Annotated[bool, typer.Option("--json", help="输出 JSON · Print JSON")] = False,
) -> None:
    """选址：在候选点中选出方案，并证明与最优的差距 · Siting: the best of the candidates, with a proven gap.

    每个需求点、候选点一行，其余各列原样保留；没有 weight 列时每点计 1。没有新增覆盖的候选点不会入选。
    A row a place, other columns are kept; without `weight` each counts 1. Candidates that would add nothing stay out.

    例 · Example: yizhan siting --demand points.csv --candidates sites.csv --max-distance 800 -p 20 --json
    """
    from maps.siting.question import Aim, Files, ask

    way = _way(max_distance, planar=planar, detour=detour, streets=streets, mode=mode)
    files = Files(demand=demand, candidates=candidates, existing=existing)
    answer = ask(files, Aim(p=p, budget=budget, cover_all=cover_all, moves=move, gap=gap), way)
    if out:
        _save(out, answer)
    if json:
        show_json(answer.as_dict())
    else:
        _show(answer)


def _way(max_distance: float, *, planar: bool, detour: float, streets: str | None, mode: str) -> "Way":
    from maps import streets as networks
    from maps.siting.ways import Way
    from stations.search import MODES

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


def _save(path: Path, answer: "Answer") -> None:
    try:
        path.write_text(answer.as_csv(), encoding="utf-8-sig", newline="")  # with a mark, or Excel reads it as GBK
    except OSError as error:
        raise FileError(
            f"无法写入 {path}：{error.strerror}。", f"{path} cannot be written: {error.strerror}.", field="out"
        ) from None


def _show(answer: "Answer") -> None:
    plan, way = answer.plan, answer.way
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
