"""`yizhan hours`: how a notice of opening hours is read."""

from datetime import datetime
from typing import Annotated
from zoneinfo import ZoneInfo

import typer

from scripts.output import show
from stations import config, hours
from stations.errors import InputError
from stations.language import Text

CHINA = ZoneInfo("Asia/Shanghai")

LABELS = {
    "text": Text("原文", "As written"),
    "canonical": Text("规范写法", "Canonical"),
    "parse": Text("读懂程度", "Understood"),
    "not_understood": Text("没读懂的部分", "Not understood"),
    "at": Text("时刻", "At"),
    "state": Text("状态", "State"),
    "until": Text("持续到", "Until"),
    "next_open": Text("下次开放", "Opens next"),
    "basis": Text("依据", "Because"),
}


def run(
    text: Annotated[str, typer.Argument(help="中文告示或 OSM 写法 · A Chinese notice, or OSM syntax")],
    *,
    at: Annotated[
        str | None, typer.Option(help="北京时间，默认此刻 · China time, now unless given: 2026-10-05T10:00")
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="输出 JSON · Print JSON")] = False,
) -> None:
    """说明一段开放时间怎样理解、某时是否开放 · Show how opening hours are read, and whether it is open at an instant.

    例 · Example: yizhan hours "周二至周日 8:30—17:00，周一闭馆" --at 2026-10-05T10:00 --json
    """
    settings = config.load()
    instant, read = _instant(at), hours.read(text)
    opening = hours.opening_at(read.canonical, instant, calendar=hours.Calendar.chosen(settings.calendar))
    facts = {
        "text": text,
        **read._asdict(),
        "at": instant.isoformat(),
        "state": opening.state,
        "until": opening.until and opening.until.isoformat(),
        "next_open": opening.next_open and opening.next_open.isoformat(),
        "basis": opening.basis._asdict() if json else opening.basis.say(settings.lang),
    }
    show(facts, LABELS, as_json=json)


def _instant(written: str | None) -> datetime:
    if written is None:
        return datetime.now(CHINA).replace(second=0, microsecond=0)
    try:
        instant = datetime.fromisoformat(written)
    except ValueError:
        raise InputError(
            f"看不懂时刻“{written}”，请写成 2026-10-05T10:00。",
            f"“{written}” is no instant; write it like 2026-10-05T10:00.",
            field="at",
        ) from None
    return instant if instant.tzinfo else instant.replace(tzinfo=CHINA)
