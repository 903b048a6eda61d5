"""The map of one kept run of coverage, made first where it is only asked for."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scripts import asking
from stations.config import Settings
from stations.errors import InputError
from stations.language import Lang

if TYPE_CHECKING:
    from maps.report.contents import Contents
    from stations.database import Database


def ask(database: "Database", settings: Settings, adcode: str, asked: Mapping[str, Any]) -> str:
    """Return the run of a question as the command's options word it, worked out and kept."""
    from maps.runs import running
    from stations.hours import Calendar

    question = asking.question_of(adcode, **asked)
    return running.kept(database, settings.home, question, Calendar.chosen(settings.calendar)).id


def read(database: "Database", settings: Settings, run_id: str, adcode: str) -> "Contents":
    """Return what a run found; raise `InputError` for one of another district."""
    from maps.report import reading

    with database.transaction() as session:
        found = reading.read(session, settings.home, run_id)
    if found.question.area != adcode:
        raise InputError(
            f"这次计算的是 {found.question.area}，不是 {adcode}。",
            f"This run is of {found.question.area}, not of {adcode}.",
            field="adcode",
        )
    return found


def draw(found: "Contents", out: Path, *, lang: Lang, metric: str | None, map_number: str | None) -> None:
    """Write the map of a run as a page, or as a picture of its bands or of a metric."""
    if out.suffix == ".png":
        from maps.run_map.printed import BANDS, print_run

        print_run(found, out, lang=lang, metric=metric or BANDS, map_number=map_number)
        return
    from maps.run_map.page import page

    out.write_text(page(found, lang=lang, map_number=map_number), encoding="utf-8")
