"""`yizhan coverage --national`: the coverage of every city in the registry, one process a core or on a Dask cluster."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scripts.output import say, show_json, show_table
from scripts.progress import progress
from scripts.session import open_database
from stations import config
from stations.config import Settings
from stations.errors import InputError
from stations.language import Text

if TYPE_CHECKING:
    from maps.national import Outcome, Plan
    from maps.question import Question
    from stations.database import Database

SHOWN = 20  # districts left out that a person still reads; the rest stands in --json


def run(template: "Question", *, scheduler: str | None, out: Path | None, as_json: bool) -> None:
    """Work out the template for every city, keep each as a run of its own, and show one table of all."""
    from maps import national

    settings = config.load()
    database = open_database(settings)
    plan = _plan(template, database)
    done = _done(plan, settings, database, scheduler)
    with database.transaction() as session:
        found = national.table(session, done) | {"left_out": [each.as_dict() for each in plan.left_out]}
    database.dispose()
    if out is not None:
        _write(found, out, template.bands_min)
    if as_json:
        show_json(found)
        return
    _show(found, template)


def _plan(template: "Question", database: "Database") -> "Plan":
    from maps import national

    with database.transaction() as session:
        plan = national.plan(session, template)
    if not plan.questions:
        raise InputError(
            "登记册中没有县级以上的行政区。",
            "There are no districts in the registry, or none of a county and above.",
            field="national",
        )
    return plan


def _done(plan: "Plan", settings: Settings, database: "Database", scheduler: str | None) -> "Sequence[Outcome]":
    from maps import crews, national

    now = datetime.now(UTC)
    tasks = [
        national.Task(question=each, url=database.url, home=settings.home, calendar=settings.calendar, as_of=now)
        for each in plan.questions
    ]
    doing = crews.on_dask(tasks, scheduler) if scheduler else crews.on_this_machine(tasks, crews.processes())
    done = []
    with progress(Text("正在逐市计算", "City by city")) as advance:
        advance(0, len(tasks))
        for outcome in doing:
            done.append(outcome)
            advance(len(done), len(tasks))
    return done


def _write(found: Mapping[str, Any], out: Path, bands_min: Sequence[float]) -> None:
    from maps.runs import exports

    out.mkdir(parents=True, exist_ok=True)
    (out / "areas.csv").write_bytes(exports.areas_csv(found["areas"], bands_min))
    (out / "totals.csv").write_bytes(exports.areas_csv([found["totals"]], bands_min))


def _show(found: Mapping[str, Any], template: "Question") -> None:
    from maps.question import WAYS

    lang, band = config.load().lang, template.bands_dm.index(template.limit_dm)
    said, unit = template.say(), Text(**found["demand"].get("unit", {"zh": "—", "en": "—"}))
    say(f"{said.zh}；道路覆盖的城市沿道路", f"{said.en}; along the streets where they cover a city")
    columns = [
        Text("代码", "Code"),
        Text("名称", "Name"),
        Text(f"总数（{unit.zh}）", f"Total ({unit.en})"),
        Text("确定覆盖", "Surely covered"),
        Text("可能覆盖", "Possibly covered"),
        Text("站点", "Stations"),
        Text("距离算法", "Way"),
    ]
    rows = [(row["adcode"], row["name"], *_figures(row, band), WAYS[row["way"]].say(lang)) for row in found["areas"]]
    total = ("", Text("合计", "All cities").say(lang), *_figures(found["totals"], band), "")
    show_table(columns, [*rows, total] if rows else [])
    for failure in found["failed"]:
        say(f"{failure['adcode']} 未完成：{failure['zh']}", f"{failure['adcode']} was not done: {failure['en']}")
    for left in found["left_out"][:SHOWN]:
        say(
            f"{left['name']}（{left['adcode']}）未计：{left['zh']}。",
            f"{left['name']} ({left['adcode']}) {left['en']}.",
        )
    if len(found["left_out"]) > SHOWN:
        rest = len(found["left_out"]) - SHOWN
        say(f"… 还有 {rest} 个未计，见 --json。", f"... and {rest} more that are not counted: see --json.")
    say(
        f"完成 {found['cities']} 个城市，{len(found['failed'])} 个未完成。",
        f"{found['cities']} cities done, {len(found['failed'])} not.",
    )


def _figures(row: Mapping[str, Any], band: int) -> tuple[str, ...]:
    """Return the total, what is surely and what may be covered with its share, and the stations, in writing."""
    from maps.figure import Figure

    covered = (Figure(row[name][band], row["weight"]) for name in ("covered_sure", "covered_may"))
    told = (f"{each.value:,.0f}" + ("" if each.share is None else f" ({each.share:.1%})") for each in covered)
    return (f"{row['weight']:,.0f}", *told, str(row["stations"]))
