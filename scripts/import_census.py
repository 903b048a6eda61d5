"""`yizhan import census`: how many people live in the districts."""

from pathlib import Path
from typing import Annotated

import typer

from scripts.output import say, show_json, show_table
from scripts.session import open_database
from stations import config
from stations.language import Text


def run(
    file: Annotated[Path, typer.Argument(help="CSV：code, population, date, kind, source", show_default=False)],
    *,
    json: Annotated[bool, typer.Option("--json", help="输出 JSON · Print JSON")] = False,
) -> None:
    """导入人口数据 · Import census figures.

    没有代码或日期的行列为待定，其余入库；退出码仍为 0。
    Rows without a code or a date are held and listed, the others stored; the exit status stays 0.

    例 · Example: yizhan import census census.csv
    """
    from stations.imports.census import import_census

    settings = config.load()
    database = open_database(settings)
    with database.transaction() as session:
        found = import_census(session, file)
    database.dispose()
    if json:
        show_json(found.as_dict())
        return
    say(
        f"人口数据：入库 {found.stored} 行，待定 {len(found.held)} 行。",
        f"Census: {found.stored} rows stored, {len(found.held)} held.",
    )
    if found.held:
        show_table(
            (Text("行", "Row"), Text("列", "Column"), Text("原因", "Reason")),
            [(entry.row, entry.reason.column or "", entry.reason.text.say(settings.lang)) for entry in found.held],
        )
