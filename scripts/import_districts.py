"""`yizhan import districts`: boundaries, from the set that comes with Yizhan or from a file."""

from pathlib import Path
from typing import Annotated

import typer

from scripts.naming import columns_read
from scripts.output import say, show_json, show_table
from scripts.progress import progress
from scripts.session import open_database
from stations import config
from stations.language import Text


def run(  # noqa: PLR0913 - each is an option of the command line
    file: Annotated[
        Path | None,
        typer.Argument(
            help="GeoJSON、GeoPackage、Shapefile；不填用自带的全国边界 · A file; without one, the installed set",
            show_default=False,
        ),
    ] = None,
    *,
    adcode: Annotated[str | None, typer.Option(help="只导入此代码之下 · Only what lies in this code")] = None,
    column: Annotated[
        list[str] | None, typer.Option(help="指明列，如 adcode=区划码 · Name a column: adcode= name= level= parent=")
    ] = None,
    crs: Annotated[
        str | None, typer.Option(help="文件的坐标系 · CRS of the file: gcj02, bd09, wgs84, EPSG:4527 …")
    ] = None,
    source: Annotated[str | None, typer.Option(help="边界来源 · Source of the boundaries")] = None,
    year: Annotated[int | None, typer.Option(help="边界年份 · Year of the boundaries", min=1949, max=2100)] = None,
    level: Annotated[
        str | None, typer.Option(help="全部要素的级别 · Level of all features: county, township, zone …")
    ] = None,
    code_system: Annotated[str | None, typer.Option(help="代码体系 · Code system: gbt2260 gbt10114 nbs local")] = None,
    json: Annotated[bool, typer.Option("--json", help="输出 JSON · Print JSON")] = False,
) -> None:
    """导入行政区边界 · Import boundaries of districts.

    坐标系不对的边界（GCJ-02、经纬度颠倒）会被拒绝并给出证据；待定的要素会列出，退出码仍为 0。
    Boundaries in a wrong CRS are refused with the evidence. Features that wait are listed; the exit status stays 0.

    例 · Example: yizhan import districts --adcode 4101
    例 · Example: yizhan import districts streets.shp --crs gcj02 --column adcode=街道代码 --year 2024
    """
    from stations.imports.districts import DistrictOptions, import_districts

    settings = config.load()
    options = DistrictOptions(
        adcode=adcode,
        columns=columns_read(column or [], example="adcode"),
        source=source,
        year=year,
        code_system=code_system,
        level=level,
        crs=crs,
    )
    database = open_database(settings)
    with progress(Text("导入行政区", "Importing districts")) as advance, database.transaction() as session:
        found = import_districts(session, options, path=file, progress=advance)
    database.dispose()
    if json:
        show_json(found.as_dict())
        return
    counts = found.added, found.changed, found.unchanged, len(found.held)
    say(
        "{}：新增 {} 个行政区，变更 {}，未变 {}，待定 {}。".format(found.source, *counts),
        "{}: {} districts added, {} changed, {} unchanged, {} held.".format(found.source, *counts),
    )
    for warning in found.warnings:
        say(f"注意：{warning.zh}", f"Please note: {warning.en}")
    if found.held:
        show_table(
            (Text("要素", "Feature"), Text("代码", "Code"), Text("名称", "Name"), Text("原因", "Reason")),
            [(entry.row, entry.adcode, entry.name, entry.reason.text.say(settings.lang)) for entry in found.held],
        )
