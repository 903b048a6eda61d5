"""`yizhan coverage`: who is served and who is not, by district."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from scripts import asking, gap_tables, national
from scripts.output import say, show_json, show_table
from scripts.session import open_database
from stations import config
from stations.errors import InputError
from stations.language import Lang, Text

if TYPE_CHECKING:
    from maps.coverage_metrics import Figure
    from maps.question import Question
    from maps.runs.running import Run


def run(  # noqa: PLR0913 - each is an option of the command
    area: Annotated[
        str, typer.Option(help="行政区划代码 · Code of the district; needed unless --national", show_default=False)
    ] = "",
    *,
    all_cities: Annotated[bool, typer.Option("--national", help="逐市计算全国 · Every city in the registry")] = False,
    scheduler: Annotated[
        str | None, typer.Option(help="Dask 调度器，如 tcp://host:8786 · A Dask scheduler, for --national")
    ] = None,
    mode: asking.Mode = None,
    minutes: asking.Minutes = None,
    need: asking.Need = None,
    at: asking.At = None,
    k: asking.Stations = 1,
    demand: asking.Demand = None,
    streets: asking.Streets = None,
    way: asking.Way = None,
    remedies: Annotated[int, typer.Option(help="列出前几项改进措施 · How many remedies to list", min=0, max=200)] = 0,
    per: Annotated[
        str, typer.Option(help="措施排序：每元 yuan 或每项 action · Rank by the yuan or the action")
    ] = "yuan",
    cost: Annotated[
        list[str] | None, typer.Option(help="措施费用（元），如 open=150000 · What an action costs")
    ] = None,
    out: Annotated[Path | None, typer.Option(help="输出文件夹：CSV、GeoJSON、Parquet · Folder for files")] = None,
    json: Annotated[bool, typer.Option("--json", help="输出 JSON · Print JSON")] = False,
) -> None:
    """计算覆盖：按区、按街道 · Work out coverage by district and sub-district.

    例 · Example: yizhan coverage --area 310101 --need toilet --at "Sat 22:00" --demand restaurants --streets shanghai
    """
    from maps.remedies import costs_of, per_of

    question = asking.question_of(
        area, need=need, at=at, mode=mode, minutes=minutes, k=k, streets=streets, demand=demand, way=way
    )
    _check_scope(area, streets, scheduler, all_cities=all_cities)
    if all_cities:
        national.run(question, scheduler=scheduler, out=out, as_json=json)
        return
    costs = costs_of(gap_tables.costs_read(cost or []))
    found = _work_out(question)
    if out is not None:
        _write(found, out)
    plan = found.plan(costs=costs, per=per_of(per), most=remedies)
    if json:
        from maps import coverage_metrics

        rows = {"areas": found.full_rows, "stations": found.station_rows, "gaps": found.gap_rows}
        show_json({"run": found.id, **found.summary, **rows, "remedies": plan, "metrics": coverage_metrics.told()})
        return
    lang = config.load().lang
    _show(found, lang)
    gap_tables.show_gaps(found, lang)
    gap_tables.show_plan(plan, found.rows[0]["weight"], lang)
    if out is not None:
        say(
            f"已写入 {out}：areas.csv、areas.geojson、stations.csv、gaps.geojson、cells.parquet、metrics.csv（公式）。",
            f"Wrote areas.csv, areas.geojson, stations.csv, gaps.geojson, cells.parquet, metrics.csv to {out}.",
        )


def _check_scope(area: str, streets: str | None, scheduler: str | None, *, all_cities: bool) -> None:
    """Refuse options that say where twice, or not at all."""
    if all_cities and (area or streets):
        raise InputError(
            "--national 逐市计算，道路自动选择，不与 --area、--streets 同用。",
            "--national asks every city, on the streets that cover it: without --area and --streets.",
            field="national",
        )
    if not all_cities and (scheduler or not area):
        raise InputError(
            "请给出 --area；--scheduler 只用于 --national。",
            "Name a district with --area, or ask --national; only that uses --scheduler.",
            field="area",
        )


def _work_out(question: "Question") -> "Run":
    from maps.runs import running
    from stations.hours import Calendar

    settings = config.load()
    database = open_database(settings)
    found = running.kept(database, settings.home, question, Calendar.chosen(settings.calendar))
    database.dispose()
    return found


def _write(found: "Run", out: Path) -> None:
    from maps.runs import exports

    bands, areas = found.answer.question.bands_min, found.answer.city.areas
    out.mkdir(parents=True, exist_ok=True)
    about = {"run": found.id, **found.summary}
    by_district = exports.areas_geojson(exports.flat(found.full_rows, bands), areas, about)
    (out / "areas.csv").write_bytes(exports.areas_csv(found.full_rows, bands))
    (out / "areas.geojson").write_bytes(by_district)
    (out / "stations.csv").write_bytes(exports.stations_csv(found.station_rows))
    (out / "gaps.geojson").write_bytes(exports.gaps_geojson(about, found.gap_features))
    (out / "metrics.csv").write_bytes(exports.metrics_csv())
    exports.cells_parquet(found.answer, out / "cells.parquet")


def _show(found: "Run", lang: Lang) -> None:
    question, meta = found.answer.question, found.answer.city.demand.meta
    said, unit = question.say().say(lang), meta.unit.say(lang)
    say(f"{said}；需求：{meta.source}（{unit}）", f"{said}; demand: {meta.source} ({unit})")
    columns = [
        Text("代码", "Code"),
        Text("名称", "Name"),
        Text(f"总数（{meta.unit.zh}）", f"Total ({meta.unit.en})"),
        Text("确定覆盖", "Surely covered"),
        Text("可能覆盖", "Possibly covered"),
        Text("平均距离 米", "Mean way m"),
        Text("站点（确定／可能可用）", "Stations (surely / possibly)"),
    ]
    band = question.bands_dm.index(question.limit_dm)
    show_table(columns, [_cells(row, band) for row in found.rows])
    for note in (*_notes(found.rows[0], question), *_further(found.full_rows[0])):
        say(*note)


def _cells(row: Mapping[str, Any], band: int) -> Sequence[object]:
    from maps.coverage_metrics import METRICS

    return (
        row["adcode"],
        row["name"],
        f"{row['weight']:,.0f}",
        *(_written(METRICS[key].value(row, band)) for key in ("covered_sure", "covered_may", "mean_m")),
        f"{row['stations']} ({row['answering_sure']} / {row['answering_may']})",
    )


def _written(figure: "Figure") -> str:
    """Return a number, with its share where it has one."""
    if figure.value is None:
        return "—"
    return f"{figure.value:,.0f}" if figure.share is None else f"{figure.value:,.0f} ({figure.share:.1%})"


def _notes(whole: Mapping[str, Any], question: "Question") -> list[Text]:
    """Return what a reader must know about the figures of the whole."""
    from stations.search import MODES

    notes = []
    if (question.mode, question.way) == ("drive", "streets"):
        speed = MODES["drive"].speed_m_s
        notes.append(
            Text(
                f"路程是行驶秒数 × {speed:g} 米，不是路长。",
                f"Ways are seconds of driving × {speed:g} m, not the length of the road.",
            )
        )
    if whole["weight_off_streets"]:
        share = whole["weight_off_streets"] / whole["weight"]
        notes.append(
            Text(
                f"{share:.1%} 离任何道路超过 500 米，按未覆盖计。",
                f"{share:.1%} is more than 500 m from any street: counted as not covered.",
            )
        )
    if whole["weight_near_edge"]:
        share = whole["weight_near_edge"] / whole["weight"]
        notes.append(
            Text(
                f"{share:.1%} 靠近道路数据的边缘，边缘以外的站点没有计入：实际覆盖可能更高。",
                f"{share:.1%} lies near the edge of the streets; stations beyond are missed: it may be more.",
            )
        )
    return notes


def _further(whole: Mapping[str, Any]) -> list[Text]:
    """Return a few of the further figures of the whole in words; all of them are in the files."""
    from maps.coverage_metrics import METRICS
    from maps.figure import PER_HEAD

    notes = []
    if (seats := METRICS["access2_sure"].value(whole).share) is not None:
        a_head = f"{seats * PER_HEAD:,.1f}"
        even = "—" if whole["gini"] is None else f"{whole['gini']:.2f}"
        notes.append(
            Text(
                f"每千单位需求 {a_head} 座（两步法，确定；{whole['seats_unknown']} 个站点的座位数未知，为假定），"
                f"基尼系数 {even}。",
                f"{a_head} seats per 1,000 of the demand (two steps, sure; those of {whole['seats_unknown']} stations "
                f"are assumed), Gini coefficient {even}.",
            )
        )
    if whole["stations"]:
        alone = _written(METRICS["spacing_broken"].value(whole))
        notes.append(
            Text(
                f"间距过大（密集处0.5公里、其他1公里内没有其他站点）的站点：{alone}。",
                f"Stations with no other within 1 km, 0.5 km where dense: {alone}.",
            )
        )
    return notes
