"""`yizhan report`: the district pack, for one district or for all of a city."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from scripts import asking
from scripts.output import say, show_table
from scripts.progress import progress
from scripts.session import open_database
from stations import config
from stations.config import Settings
from stations.errors import InputError, NotFound, YizhanError
from stations.language import Lang, Text

if TYPE_CHECKING:
    from maps.question import Question
    from maps.report.pack import Options
    from stations.database import Database

LANGS: dict[str, Sequence[Lang]] = {"zh": ("zh",), "en": ("en",), "both": ("zh", "en")}

CITY_DIGITS = 4
"""A code cut to so many digits means all districts of a city."""


def run(  # noqa: PLR0913 - each is an option of the command
    area: Annotated[str | None, typer.Option(help="行政区划代码 · Code of the district")] = None,
    *,
    out: Annotated[Path, typer.Option(help="输出文件夹 · Folder for the packs", show_default=False)],
    city: Annotated[str | None, typer.Option(help="其下各区各出一份 · A pack for each district below")] = None,
    run_id: Annotated[str | None, typer.Option("--run", help="已保存的计算 · A kept run")] = None,
    mode: asking.Mode = None,
    minutes: asking.Minutes = None,
    need: asking.Need = None,
    at: asking.At = None,
    k: asking.Stations = 1,
    demand: asking.Demand = None,
    streets: asking.Streets = None,
    way: asking.Way = None,
    lang: Annotated[str, typer.Option(help="zh, en, both")] = "both",
    template: Annotated[Path | None, typer.Option(help="本单位的模板文件夹 · Folder of your own templates")] = None,
    map_number: Annotated[str | None, typer.Option(help="审图号 · Map review number")] = None,
) -> None:
    """制作分区报告：PDF、Word、Excel、地图 · Make the report pack of a district: PDF, DOCX, XLSX, maps.

    例 · Example: yizhan report --area 310101 --need toilet --at "Sat 22:00" --out build
    """
    from maps.report.pack import Options
    from stations.hours import Calendar

    if lang not in LANGS:
        raise InputError("语言只能是 zh、en、both。", "A language is one of zh, en, both.", field="lang")
    if not (area or city or run_id):
        raise InputError(
            "请说明哪个区：--area、--city 或 --run。", "Say which district: --area, --city or --run.", field="area"
        )
    settings = config.load()
    options = Options(
        langs=LANGS[lang],
        template=template or settings.templates,
        map_number=map_number,
        calendar=Calendar.chosen(settings.calendar),
    )
    database = open_database(settings)
    wanted: Sequence[Question | str] = [run_id] if run_id else []
    if not wanted:
        of = area or city or ""
        question = asking.question_of(
            of, need=need, at=at, mode=mode, minutes=minutes, k=k, streets=streets, demand=demand, way=way
        )
        wanted = _questions(database, question, is_city=city is not None or len(area or "") == CITY_DIGITS)
    failed = _all(database, settings, wanted, out, options)
    database.dispose()
    if failed:
        raise typer.Exit(1)


def _questions(database: "Database", question: "Question", *, is_city: bool) -> "list[Question]":
    """Return the question of one district, or of each district below it."""
    from stations import registry

    if not is_city:
        return [question]
    with database.transaction() as session:
        below = registry.within(session, question.area.ljust(6, "0"))
    return [replace(question, area=district.adcode) for district in below]


def _all(
    database: "Database", settings: Settings, wanted: "Sequence[Question | str]", out: Path, options: "Options"
) -> int:
    """Make the packs one after another, tell what became of each, and return how many failed."""
    from maps.report import making

    told: list[tuple[str, str, str]] = []
    failed = 0
    with progress(Text("正在制作", "Making")) as advance:
        for number, each in enumerate(wanted):
            advance(number, len(wanted))
            name = each if isinstance(each, str) else each.area
            try:
                made = making.make(database, settings.home, each, out, options)
                told.append((name, made.name, str(made.folder)))
            except (YizhanError, OSError) as error:
                failed += 1
                told.append((name, _name(database, each), _why(error).say(settings.lang)))
        advance(len(wanted), len(wanted))
    show_table([Text("代码", "Code"), Text("名称", "Name"), Text("文件夹或原因", "Folder, or why not")], told)
    if failed:
        say(f"{len(wanted)} 份中有 {failed} 份没有做成。", f"{failed} of {len(wanted)} could not be made.")
    return failed


def _name(database: "Database", of: "Question | str") -> str:
    """Return the name of the district that was asked about; a dash where nobody knows it."""
    from stations import registry

    if isinstance(of, str):
        return "—"
    with database.transaction() as session, suppress(NotFound):
        return registry.district(session, of.area.ljust(6, "0")).name
    return "—"


def _why(error: YizhanError | OSError) -> Text:
    """Say why a pack could not be made."""
    if isinstance(error, YizhanError):
        return error.text
    place = error.filename or "?"
    if isinstance(error, FileExistsError):
        return Text(f"{place} 是一个文件，不是文件夹。", f"{place} is a file, not a folder.")
    if isinstance(error, PermissionError):
        return Text(f"没有权限写入 {place}。", f"Not allowed to write {place}.")
    return Text(f"无法写入 {place}：{error.strerror}。", f"Cannot write {place}: {error.strerror}.")
