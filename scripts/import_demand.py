"""`yizhan import demand`: who needs a station, put into cells under a name."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from scripts.naming import columns_read
from scripts.output import say, show, show_json, show_table
from scripts.session import open_database
from stations import config
from stations.errors import InputError
from stations.language import Lang, Text

if TYPE_CHECKING:
    from maps.demand.guides import Guide
    from maps.demand.importing import DemandReport
    from maps.demand.lattice import Cell

SHOWN = 50  # rows of a table that a person still reads; the rest stands in --json
LABELS = {
    "name": Text("名称", "Name"),
    "kind": Text("类型", "Kind"),
    "total": Text("合计", "Total"),
    "unit": Text("单位", "Unit"),
    "cells": Text("单元数", "Cells"),
    "res": Text("H3 级别", "Size in H3"),
    "held_rows": Text("待定行", "Rows held"),
    "held_weight": Text("待定权重", "Weight held"),
    "by_hour": Text("按小时", "By hour"),
    "as_of": Text("时点", "As of"),
    "source": Text("来源", "Source"),
    "method": Text("方法", "Method"),
    "hash": Text("散列", "Hash"),
}


def run(  # noqa: PLR0913 - each is an option of the command line
    file: Annotated[
        Path | None,
        typer.Argument(
            help="CSV、XLSX、GeoJSON、GeoPackage、Shapefile、GeoTIFF；不填须有 --adcode", show_default=False
        ),
    ] = None,
    *,
    name: Annotated[str, typer.Option(help="名称；同名则替换 · Its name; the same name replaces", show_default=False)],
    adcode: Annotated[
        str | None, typer.Option(help="不用文件，取此代码下各区的人口 · No file: the census of the districts below")
    ] = None,
    crs: Annotated[
        str | None,
        typer.Option(
            help="坐标系，点不可猜测 · wgs84 gcj02 bd09 cgcs2000 unknown; EPSG:4527 for x,y in metres, areas, grids"
        ),
    ] = None,
    column: Annotated[
        list[str] | None, typer.Option(help="指明列，如 weight=人口 · Name a column: weight= h3=")
    ] = None,
    over: Annotated[
        str | None, typer.Option(help="各区计数按此需求的权重分 · Spread counts of areas by this demand")
    ] = None,
    streets: Annotated[
        str | None,
        typer.Option(help="各区计数按此路网的道路长度分 · Spread counts of areas by the length of these streets"),
    ] = None,
    cell: Annotated[
        str | None,
        typer.Option(help="每行一格：边长，0 为点 · Each row is a cell, by its side: 0.01 or 0.01,0.02; 0: a point"),
    ] = None,
    profile: Annotated[
        Path | None,
        typer.Option(help="各小时占比表，1 表示全部 · Shares by hour, 1 = all of it: hour_of_week,share"),
    ] = None,
    unit: Annotated[str | None, typer.Option(help="单位 · people eateries places orders, or 人次/visits")] = None,
    source: Annotated[str | None, typer.Option(help="来源 · Source; the file's name unless given")] = None,
    as_of: Annotated[datetime | None, typer.Option(help="时点 · The day it is true of", formats=["%Y-%m-%d"])] = None,
    res: Annotated[int, typer.Option(help="H3 单元级别 · Size of the cells", min=6, max=12)] = 10,
    json: Annotated[bool, typer.Option("--json", help="输出 JSON · Print JSON")] = False,
) -> None:
    """导入需求数据 · Import demand: who needs a station.

    不能使用的行列为待定并给出权重，其余入库；退出码仍为 0。
    Rows that cannot be used are held and listed with their weight; the exit status stays 0.

    例 · Example: yizhan import demand eateries.csv --name eateries --crs wgs84 --unit eateries
    例 · Example: yizhan import demand --adcode 110000 --name residents
    """
    if (file is None) == (adcode is None):
        raise InputError("请给出文件或 --adcode，二者取一。", "Give a file or --adcode, one of the two.", field="file")
    from maps.demand.importing import DemandOptions, import_census, import_demand
    from maps.demand.reading import Manner

    settings = config.load()
    guide = _guide(settings.home, over, streets, res)
    options = DemandOptions(
        name=name,
        manner=Manner(
            crs=crs,
            columns=columns_read(column or [], example="weight"),
            res=res,
            guide=guide,
            cell=_cell(cell) if cell else None,
        ),
        unit=_unit(unit),
        source=source,
        as_of=as_of.date() if as_of else None,
        profile=profile,
    )
    database = open_database(settings)
    with database.transaction() as session:
        if file:
            found = import_demand(session, settings.home, file, options)
        else:
            found = import_census(session, settings.home, adcode or "", options)
    database.dispose()
    if json:
        show_json(found.as_dict())
    else:
        _show(found, settings.lang)


def _guide(home: Path, over: str | None, streets: str | None, res: int) -> "Guide | None":
    from maps import demand
    from maps import streets as networks
    from maps.demand import guides

    if over and streets:
        raise InputError("--over 与 --streets 只能取一。", "Give --over or --streets, not both.", field="over")
    if over:
        return guides.of_demand(demand.load(home, over), over, res=res)
    return guides.of_streets(networks.load(home, streets), streets, res=res) if streets else None


def _cell(text: str) -> "Cell":
    """Return the cell that a text such as 0.01 or 0.01,0.02 means; 0 is none."""
    from maps.demand.lattice import Cell
    from maps.demand.reading import number

    width, _, height = text.replace("，", ",").partition(",")
    sides = [side for side in map(number, (width, height or width)) if side is not None and side >= 0]
    if len(sides) < 2 or min(sides) == 0 < max(sides):  # noqa: PLR2004 - width and height
        raise InputError(
            f"--cell 应为边长，如 0.01 或 0.01,0.02，0 表示点，而不是 {text}。",
            f"--cell is the side of a cell, like 0.01 or 0.01,0.02, or 0 for points, not {text}.",
            field="cell",
        )
    return Cell(*sides)


def _unit(text: str | None) -> Text | None:
    from maps.demand import UNITS

    if text is None or text in UNITS:
        return UNITS.get(text or "")
    zh, sign, en = text.partition("/")
    if not (zh and sign and en):
        raise InputError(
            f"--unit 应为 {'、'.join(UNITS)} 之一，或写作 中文/English，而不是 {text}。",
            f"--unit is one of {', '.join(UNITS)}, or written 中文/English, not {text}.",
            field="unit",
        )
    return Text(zh, en)


def _show(found: "DemandReport", lang: Lang) -> None:
    from maps.demand import KINDS

    facts = found.as_dict()
    facts |= {"kind": KINDS[facts["kind"]].say(lang), "total": f"{facts['total']:,.10g}"}
    meta = found.demand.meta
    facts |= {"unit": meta.unit.say(lang), "method": meta.method.say(lang)}
    facts["by_hour"] = _by_hour(facts["hours"]).say(lang)
    show(facts, LABELS, as_json=False)
    for warning in found.warnings:
        say(f"注意：{warning.zh}", f"Please note: {warning.en}")
    if meta.held:
        show_table(
            (Text("行", "Row"), Text("列", "Column"), Text("原因", "Reason"), Text("权重", "Weight")),
            [
                (entry.row, entry.reason.column or "", entry.reason.text.say(lang), _weight(entry.weight))
                for entry in meta.held[:SHOWN]
            ],
        )
    if len(meta.held) > SHOWN:
        rest = len(meta.held) - SHOWN
        say(f"… 还有 {rest} 行，见 --json。", f"... and {rest} more: see --json.")


def _by_hour(hours: Mapping[str, Any] | None) -> Text:
    """Return the hours with the least and the most weight, in writing."""
    from maps.week import say_hour

    if hours is None:
        return Text("无", "no")
    least, most = hours["least"], hours["most"]
    when = say_hour(least["hour_of_week"]), say_hour(most["hour_of_week"])
    return Text(
        f"最少 {least['weight']:,.6g}（{when[0].zh}），最多 {most['weight']:,.6g}（{when[1].zh}）",
        f"least {least['weight']:,.6g} ({when[0].en}), most {most['weight']:,.6g} ({when[1].en})",
    )


def _weight(weight: float | None) -> str:
    return "—" if weight is None else f"{weight:g}"
