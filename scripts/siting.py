"""`yizhan siting`: where the next stations should stand, in a district of the registry or from plain files."""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import typer

from scripts import asking, siting_area, siting_files
from stations.errors import InputError


def run(  # noqa: PLR0913 - each is an option of the command line
    *,
    demand: Annotated[
        str | None, typer.Option(help="需求：已导入的名称，或 CSV 文件 · Imported demand, or a file")
    ] = None,
    candidates: Annotated[
        str | None, typer.Option(help="候选点：corners 街角、hosts 现有点，或 CSV 文件 · Candidates; or a file")
    ] = None,
    p: Annotated[int | None, typer.Option("-p", help="新建站点数 · Stations to open", min=0)] = None,
    cover_all: Annotated[bool, typer.Option("--cover-all", help="以最少站点覆盖全部 · Fewest that cover all")] = False,
    budget: Annotated[float | None, typer.Option(help="总预算；文件须有 cost 列 · Money to spend")] = None,
    move: Annotated[int, typer.Option(help="至多迁移的现有站点数 · Most existing stations to move", min=0)] = 0,
    streets: Annotated[str | None, typer.Option(help="沿已导入的道路网 · Along imported streets")] = None,
    mode: Annotated[str, typer.Option(help="出行方式 · walk ebike drive")] = "walk",
    gap: Annotated[float, typer.Option(help="可接受的差距 · A gap that is good enough, 0.01 is 1 %")] = 0.0,
    out: Annotated[Path | None, typer.Option(help="输出：区域用文件夹，文件用 CSV · A folder; a CSV for files")] = None,
    json: Annotated[bool, typer.Option("--json", help="输出 JSON · Print JSON")] = False,
    area: Annotated[str | None, typer.Option(help="行政区划代码：按登记的站点选址 · District of the registry")] = None,
    minutes: asking.Minutes = None,
    need: asking.Need = None,
    at: asking.At = None,
    places: Annotated[
        str | None, typer.Option(help="hosts 时兼用此需求数据的单元 · With hosts: cells of this demand too")
    ] = None,
    apart: Annotated[float | None, typer.Option(help="候选点最小间距，米 · Metres between candidates")] = None,
    most: Annotated[int | None, typer.Option(help="候选点上限 · Most candidates")] = None,
    cost: Annotated[list[str] | None, typer.Option(help="措施费用（元），如 open=150000 · Costs")] = None,
    per: Annotated[str | None, typer.Option(help="另列措施的排序 yuan／action · What remedies are ranked by")] = None,
    remedies: Annotated[int | None, typer.Option(help="另列的措施数 · Remedies listed beside the plan")] = None,
    crs: Annotated[
        str | None, typer.Option(help="文件：坐标系 · Files: wgs84 gcj02 bd09 cgcs2000", show_default="wgs84")
    ] = None,
    max_distance: Annotated[float | None, typer.Option(help="文件：服务距离，米 · Files: metres")] = None,
    existing: Annotated[Path | None, typer.Option(help="文件：现有站点 CSV · Files: stations that exist")] = None,
    planar: Annotated[bool, typer.Option("--planar", help="文件：坐标为平面米 x,y · Files: x,y in metres")] = False,
    detour: Annotated[float | None, typer.Option(help="文件：直线的绕行系数 · Files: detour")] = None,
) -> None:
    """选址：在候选点中选出方案，并证明与最优的差距 · Siting: the best of the candidates, with a proven gap.

    有 --area 时，确定可用的现有站点保持不动，只补空白；否则按文件计算，每个需求点、候选点一行。
    With --area, stations that surely answer stay; without, files are read, a row a place (lon,lat,weight).

    例 · Example: yizhan siting --area 310101 --streets shanghai --demand restaurants --need toilet -p 5
    例 · Example: yizhan siting --demand points.csv --candidates sites.csv --max-distance 800 -p 20 --json
    """
    of_files = {"max-distance": max_distance, "existing": existing, "planar": planar or None, "detour": detour}
    of_area = {"minutes": minutes, "need": need, "at": at, "places": places, "apart": apart, "most": most}
    of_area |= {"cost": cost, "per": per, "remedies": remedies}
    if area is None:
        _refuse(of_area, "--area")
        files = siting_files.named(demand, candidates, existing, crs=crs)
        way = siting_files.way_of(
            max_distance, planar=planar, detour=1.0 if detour is None else detour, streets=streets, mode=mode
        )
        aim = siting_files.aim_of(p=p, budget=budget, cover_all=cover_all, moves=move, gap=gap)
        siting_files.show_plan(files, aim, way, out=out, json=json)
        return
    _refuse(of_files, "--demand FILE")
    siting_area.show_plan(
        {
            "question": {"area": area, "mode": mode, "minutes": minutes, "need": need, "at": at}
            | {"demand": demand, "streets": streets},
            "aim": {"p": p, "budget": budget, "cover_all": cover_all, "move": move, "gap": gap},
            "candidates": {"from": candidates, "demand": places, "apart_m": apart, "most": most},
            "crs": crs,
            "costs": cost,
            "per": per,
            "remedies": remedies,
        },
        out=out,
        json=json,
    )


def _refuse(options: Mapping[str, object], needed: str) -> None:
    """Raise `InputError` for options that are given, though they need another."""
    if strange := [name for name, value in options.items() if value is not None]:
        raise InputError(
            f"--{strange[0]} 只与 {needed} 一起使用。", f"--{strange[0]} goes with {needed} only.", field=strange[0]
        )
