"""`yizhan siting --area`: where the next stations of a district should stand, beside those it has."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scripts import asking, gap_tables, siting_files
from scripts.output import say, show_json, show_table
from scripts.session import open_database
from stations import config
from stations.errors import FileError, InputError
from stations.language import Lang, Text

if TYPE_CHECKING:
    from maps.placing.asked import Siting
    from maps.placing.placed import Placed

Given = Mapping[str, Any]
"""The options of the command, None for what was not given."""


def show_plan(given: Given, *, out: Path | None, json: bool) -> None:
    """Work out the plan, store it as a run, print it, and write it to a folder where that is asked for."""
    from maps.placing import telling

    found = _work_out(wish_of(given))
    has_file = found.board.siting.pool.source == "list"
    if out is not None:
        _write(found, out)
    if json:
        crs = given["crs"] or "wgs84" if has_file else None
        show_json({"run": found.board.id, "crs": crs, **telling.summary(found), "steps": telling.rows(found)})
        return
    lang = config.load().lang
    if has_file and not given["crs"]:
        siting_files.say_read_as_wgs84()
    _show(found, lang)
    if out is not None:
        say(f"已写入 {out}：plan.csv、plan.geojson。", f"Wrote plan.csv and plan.geojson to {out}.")


def wish_of(given: Given) -> "Siting":
    """Return what the options ask for; raise `InputError` for what cannot be meant."""
    from maps.placing.asked import siting_of

    question = asking.question_of(**given["question"])
    pool = _pool(given["candidates"], given["crs"])
    others = {"costs": gap_tables.costs_read(given["costs"] or []), "per": given["per"], "remedies": given["remedies"]}
    return siting_of(question, {"aim": given["aim"], "candidates": pool, **_given(others)})


def _pool(given: Given, crs: str | None) -> dict[str, Any]:
    """Return where candidates come from; what is no word for it is the name of a file."""
    from maps.placing.asked import SOURCES
    from maps.placing.reading import read

    pool = _given(given)
    source = pool.pop("from", "corners")
    if source not in SOURCES or source == "list":
        return {**pool, "source": "list", "places": read(Path(source), crs=crs)}
    if crs is not None:
        raise InputError("--crs 只用于候选点文件。", "--crs is of a file of candidates only.", field="crs")
    return {**pool, "source": source}


def _given(options: Given) -> dict[str, Any]:
    return {name: value for name, value in options.items() if value is not None}


def _work_out(wish: "Siting") -> "Placed":
    from maps import city
    from maps.placing import finding, keeping, placed
    from maps.placing.board import Board
    from stations import registry
    from stations.hours import Calendar

    settings = config.load()
    database = open_database(settings)
    with database.transaction() as session:
        calendar = Calendar.chosen(settings.calendar)
        place = city.read(session, settings.home, wish.question, as_of=datetime.now(UTC), calendar=calendar)
        sites = finding.candidates(place, wish, session=session, home=settings.home)
    board = Board(city=place, siting=wish, candidates=sites)
    found = placed.solve(board)
    with database.transaction() as session:
        found = finding.named(session, found)
        registry.ask_run(session, board.id, kind="siting", question=wish.as_dict(), inputs=board.inputs)
        keeping.keep(session, board.id, found)
    database.dispose()
    return found


def _write(found: "Placed", out: Path) -> None:
    from maps.placing import keeping, telling

    steps, about = keeping.flat(found), {"run": found.board.id, **telling.summary(found)}
    try:
        out.mkdir(parents=True, exist_ok=True)
        (out / "plan.csv").write_bytes(keeping.as_csv(steps))
        (out / "plan.geojson").write_bytes(keeping.as_geojson(steps, about))
    except OSError as error:
        raise FileError(
            f"无法写入 {out}：{error.strerror}。", f"{out} cannot be written: {error.strerror}.", field="out"
        ) from None


def _show(found: "Placed", lang: Lang) -> None:
    from maps.placing import telling

    told = telling.summary(found)
    say(
        f"{told['question']['zh']}；需求：{told['demand']['source']}（{told['unit']['zh']}）",
        f"{told['question']['en']}; demand: {told['demand']['source']} ({told['unit']['en']})",
    )
    say(f"候选点：{told['candidates']['said']['zh']}。", f"Candidates: {told['candidates']['said']['en']}.")
    for sentence in _how_good(told):
        say(*sentence)
    _show_steps(telling.rows(found), told["total"], lang)
    _show_areas(told["areas"])
    say("另一条路：延长开放、补充设施或新建", "Otherwise: keep open longer, add what is needed, or open")
    gap_tables.show_plan(told["remedies"], told["total"], lang)


def _how_good(told: Mapping[str, Any]) -> list[Text]:
    """Return what is proven of a plan, and whom no plan could serve."""
    found = [_proven(told)]
    if told["closed"]:
        names = [station["name"] for station in told["closed"]]
        found.append(Text(f"迁移的站点：{'、'.join(names)}", f"Stations that move: {', '.join(names)}"))
    if (left := told["unreached"])["cells"]:
        found.append(
            Text(
                f"{left['cells']} 个单元（需求 {left['weight']:,.10g}）没有任何站点或候选点可以覆盖，"
                f"其中 {left['off_streets']} 个离道路太远。",
                f"{left['cells']} cells (demand {left['weight']:,.10g}) are out of reach of every station and "
                f"candidate; {left['off_streets']} of them are too far from any street.",
            )
        )
    return found


def _proven(told: Mapping[str, Any]) -> Text:
    before, after, total = (f"{told[name]:,.10g}" for name in ("before", "covered", "total"))
    zh, en = f"覆盖由 {before} 增至 {after}，共 {total}；", f"Covers {after} of {total}, {before} now; "
    bound, gap = f"{told['bound']:,.10g}", f"{told['gap']:.2%}"
    if told["model"] == "lscp":
        zh += f"需要 {told['objective']:g} 个站点，证明至少需要 {bound} 个（差距 {gap}）。"
        en += f"{told['objective']:g} stations; it is proven that no fewer than {bound} do (gap {gap})."
        return Text(zh, en)
    return Text(f"{zh}任何方案不超过 {bound}（差距 {gap}）。", f"{en}no plan covers more than {bound} (gap {gap}).")


def _show_steps(rows: Sequence[Mapping[str, Any]], whole: float, lang: Lang) -> None:
    columns = (
        Text("名次", "Rank"),
        Text("措施", "Action"),
        Text("站点或候选点", "Station or candidate"),
        Text("位置", "Place"),
        Text("新增", "Adds"),
        Text("累计覆盖", "Covered then"),
        Text("费用 元", "Cost, yuan"),
        Text("先核实", "Ask first"),
    )
    show_table(columns, [_step_cells(rank, row, whole, lang) for rank, row in enumerate(rows, 1)])


def _step_cells(rank: int, row: Mapping[str, Any], whole: float, lang: Lang) -> Sequence[object]:
    at = row["detail"]
    return (
        rank,
        gap_tables.ACTIONS[row["action"]].say(lang),
        _named(row, lang),
        f"{at['lon']:.5f}, {at['lat']:.5f}",
        f"{row['gain']:,.4g}",
        f"{row['covered']:,.4g} ({row['covered'] / whole:.1%})",
        f"{row['cost']:,.0f}",
        "" if at["is_known"] else Text("是", "yes").say(lang),
    )


def _named(row: Mapping[str, Any], lang: Lang) -> str:
    at = row["detail"]
    number = f"#{at['candidate']}"
    place = at["place"] or (number if at["holds"] is None else f"{number} · {at['holds'][lang]}")
    return f"{row['label']} → {place}" if row["action"] == "move" else row["label"] or place


def _show_areas(rows: Sequence[Mapping[str, Any]]) -> None:
    columns = (
        Text("代码", "Code"),
        Text("名称", "Name"),
        Text("总数", "Total"),
        Text("现覆盖", "Covered now"),
        Text("实施后", "After"),
        Text("新增", "Gained"),
        Text("减少", "Lost"),
    )
    names = ("weight", "before_sure", "after_sure", "gained_sure", "lost_sure")
    show_table(columns, [(row["adcode"], row["name"], *(f"{row[name]:,.4g}" for name in names)) for row in rows])
