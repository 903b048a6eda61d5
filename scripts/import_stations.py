"""`yizhan import stations`: a list of stations, with a report on every row."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from scripts.output import say, show_json, show_table
from scripts.progress import progress
from scripts.saving import save_csv
from scripts.session import open_database
from stations import config
from stations.language import Lang, Text

if TYPE_CHECKING:
    from stations.imports.report import ImportReport

SHOWN = 50  # rows of a table that a person still reads; the rest stands in the report


def run(  # noqa: PLR0913 - each is an option of the command line
    file: Annotated[Path, typer.Argument(help="XLSX、CSV 或 GeoJSON · XLSX, CSV or GeoJSON", show_default=False)],
    *,
    crs: Annotated[
        str,
        typer.Option(
            help="坐标系，不可猜测 · Datum, never guessed: wgs84 gcj02 bd09 cgcs2000 unknown", show_default=False
        ),
    ],
    source: Annotated[
        str | None, typer.Option(help="来源名称，默认为文件名 · Name of the source; the file's unless given")
    ] = None,
    kind: Annotated[
        str, typer.Option("--type", help="未注明类型的站点算作 · Type of stations that state none")
    ] = "rest_station",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="只试不存 · Try it, store nothing")] = False,
    json: Annotated[bool, typer.Option("--json", help="输出 JSON · Print JSON")] = False,
    report: Annotated[
        Path | None, typer.Option(help="逐行报告另存为 CSV · Save the report, one line a row, as CSV")
    ] = None,
) -> None:
    """导入站点清单，逐行报告 · Import a list of stations; every row is accounted for.

    有待定或拒收的行时退出码仍为 0：它们已保存并列出；文件无法读取时为 1。
    The exit status is 0 even if rows are held or rejected: they are kept and listed. It is 1 if nothing could be read.

    例 · Example: yizhan import stations list.csv --crs gcj02 --source 郑州市总工会
    """
    from stations.imports.stations import ImportOptions, import_stations

    settings = config.load()
    options = ImportOptions(
        crs=crs,
        source=source or file.stem,
        toilet_nearby_m=settings.toilet_nearby_m,
        default_type=kind,
        dry_run=dry_run,
    )
    database = open_database(settings)
    with progress(Text("导入站点", "Importing stations")) as advance, database.transaction() as session:
        found = import_stations(session, file, options, progress=advance)
        if report:
            save_csv(
                report, found.as_csv(), field="report"
            )  # before the commit: a list without its report is not imported
    database.dispose()
    if json:
        show_json(found.as_dict())
    else:
        _show(found, settings.lang)


def _show(found: "ImportReport", lang: Lang) -> None:
    from stations.imports.report import OUTCOMES

    if found.dry_run:
        say("试运行，未保存任何内容。", "A dry run: nothing was stored.")
    show_table(
        (Text("结果", "Outcome"), Text("行数", "Rows")),
        [
            *((OUTCOMES[outcome].say(lang), count) for outcome, count in found.counts.items()),
            (Text("合计", "Total").say(lang), len(found.rows)),
        ],
    )
    if found.not_understood:
        names = "、".join(found.not_understood)
        say(f"未读懂的列（原样保留）：{names}", f"Columns not understood, kept as they are: {names}")
    for warning in found.warnings:
        say(f"注意：{warning.zh}", f"Please note: {warning.en}")
    _show_reasons(found, lang)
    _show_conflicts(found, lang)


def _show_reasons(found: "ImportReport", lang: Lang) -> None:
    from stations.imports.report import OUTCOMES

    lines = [
        (row.row, OUTCOMES[row.outcome].say(lang), reason.column or "", reason.text.say(lang), row.name)
        for row in found.rows
        for reason in row.reasons
    ]
    heading = (Text("行", "Row"), Text("结果", "Outcome"), Text("列", "Column"), Text("原因", "Reason"))
    _show_some((*heading, Text("名称", "Name")), lines)


def _show_conflicts(found: "ImportReport", lang: Lang) -> None:
    from stations.quality import CONFLICT_KINDS

    lines = [
        (
            entry.row,
            CONFLICT_KINDS[entry.conflict.kind].say(lang),
            entry.conflict.declared_district,
            entry.conflict.derived_district or "",
            entry.conflict.name,
        )
        for entry in found.conflicts
    ]
    heading = (Text("行", "Row"), Text("冲突", "Conflict"), Text("所填", "Declared"), Text("坐标所在", "Lies in"))
    _show_some((*heading, Text("名称", "Name")), lines)


def _show_some(heading: tuple[Text, ...], lines: Sequence[Sequence[object]]) -> None:
    if not lines:
        return
    say("", "")
    show_table(heading, lines[:SHOWN])
    rest = len(lines) - SHOWN
    if rest > 0:
        say(f"… 还有 {rest} 行，见 --json 或 --report。", f"... and {rest} more: see --json or --report.")
