"""`yizhan reports`: what workers have reported, and the answers they read at their receipts."""

from contextlib import contextmanager
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from scripts.output import say, show_json, show_table
from scripts.session import open_database
from stations import config
from stations.hours.state import ZONE
from stations.language import Lang, Text
from stations.vocabulary import REPORT_KINDS, REPORT_STATUSES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy.orm import Session

    from stations.registry import OpenReport

app = typer.Typer(help="工友的反馈 · Reports from workers", no_args_is_help=True)

COLUMNS = (
    Text("回执号", "Receipt"),
    Text("站点", "Station"),
    Text("内容", "What"),
    Text("补充说明", "In their words"),
    Text("进度", "Status"),
    Text("时间", "When"),
)
KINDS = {term.code: term.text for term in REPORT_KINDS}
STATUSES = {term.code: term.text for term in REPORT_STATUSES}


@app.command("list")
def waiting(
    *,
    station: Annotated[str | None, typer.Option(help="只看一个站点，按编码 · Only this station, by its code")] = None,
    json: Annotated[bool, typer.Option("--json", help="输出 JSON · Print JSON")] = False,
) -> None:
    """列出尚未办结的反馈，最新的在前 · List the reports that wait for an answer, newest first.

    例 · Example: yizhan reports list --station YAHMNM4
    """
    from stations import registry

    with _session() as session:
        found = registry.open_reports(session, code=station)
    if json:
        show_json([_plain(report) for report in found])
    elif found:
        show_table(COLUMNS, [_row(report, config.load().lang) for report in found])
    else:
        say("没有尚未办结的反馈。", "No report waits for an answer.")


@app.command("answer")
def answer(
    receipt: Annotated[str, typer.Argument(help="回执号 · The receipt")],
    text: Annotated[str, typer.Argument(help="答复，反馈人凭回执号可见 · What whoever has the receipt will read")],
    *,
    status: Annotated[str, typer.Option(help=f"进度 · Status: {', '.join(STATUSES)}")] = "feedback_sent",
) -> None:
    """答复一条反馈；再次答复会替换前一次 · Answer a report; a second answer replaces the first.

    例 · Example: yizhan reports answer 7K3M9-QXA2-TBHCW "已补水，谢谢。" --status done
    """
    from stations import registry

    with _session() as session:
        told = registry.answer_report(session, receipt, text, status=status)
    said = STATUSES[told.status]
    say(
        f"已答复 {told.receipt}（站点 {told.station}，{said.zh}）。",
        f"Answered {told.receipt} (station {told.station}, status {said.en}).",
    )


@contextmanager
def _session() -> "Iterator[Session]":
    database = open_database(config.load())
    try:
        with database.transaction() as session:
            yield session
    finally:
        database.dispose()


def _plain(report: "OpenReport") -> dict[str, object]:
    return {**asdict(report), "created_at": report.created_at.astimezone(ZONE).isoformat(timespec="seconds")}


def _row(report: "OpenReport", lang: Lang) -> tuple[str, ...]:
    kind = KINDS[report.kind].say(lang) if report.kind in KINDS else report.kind  # no longer in the vocabulary
    when = f"{report.created_at.astimezone(ZONE):%Y-%m-%d %H:%M}"
    return report.receipt, report.station, kind, report.text or "—", STATUSES[report.status].say(lang), when
