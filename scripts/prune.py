"""`yizhan prune`: old runs with their files, and streets and demand that nobody needs, shown or deleted."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Annotated

import typer

from scripts.output import say, show_json, show_table
from scripts.session import open_database
from stations import config
from stations.language import Lang, Text

if TYPE_CHECKING:
    from maps.runs.pruning import Idle

BYTES_PER_MB = 1_000_000


def run(
    days: Annotated[int, typer.Option(help="保留最近几天 · Days to keep", min=1, show_default=False)],
    *,
    yes: Annotated[bool, typer.Option("--yes", help="删除，不再询问 · Delete; no question is asked")] = False,
    json: Annotated[bool, typer.Option("--json", help="输出 JSON · Print JSON")] = False,
) -> None:
    """清理旧的计算及其文件，默认只列出 · Delete old runs with their files; lists them unless --yes.

    结束已超过 N 天、且没有留下的报告或计算指向它的计算会被删除；没有名称、也没有计算使用的道路和需求数据一并删除。
    Runs that ended more than N days ago go, unless a report or run that stays points to them; so do streets and
    demand that have no name and that no run which stays was worked out from.

    例 · Example: yizhan prune --days 90 --yes
    """
    from maps.runs import pruning

    settings = config.load()
    before = datetime.now(UTC) - timedelta(days=days)
    database = open_database(settings)
    if yes:
        idle = pruning.remove(database, settings, before=before)
    else:
        with database.transaction() as session:
            idle = pruning.find(session, settings, before=before)
    database.dispose()
    if json:
        show_json({"days": days, "deleted": yes, **idle.as_dict()})
        return
    _show(idle, settings.lang)
    _conclude(idle, is_deleted=yes)


def _show(idle: "Idle", lang: Lang) -> None:
    from stations.vocabulary import RUN_KINDS

    runs = Counter(run.kind for run in idle.runs)
    rows = [(kind.text.say(lang), runs[kind.code]) for kind in RUN_KINDS if runs[kind.code]]
    rows += [
        (Text("计算与报告的文件夹", "Folders of runs and reports").say(lang), len(idle.folders)),
        (Text("道路网", "Streets").say(lang), len(idle.streets)),
        (Text("需求数据", "Demand").say(lang), len(idle.demand)),
    ]
    show_table((Text("项目", "Item"), Text("数量", "Count")), rows)


def _conclude(idle: "Idle", *, is_deleted: bool) -> None:
    size = f"{idle.size_bytes / BYTES_PER_MB:,.1f} MB"
    if is_deleted:
        say(f"已删除，腾出 {size}。", f"Deleted; {size} are free again.")
    else:
        say(
            f"共 {size}。未删除任何内容；加 --yes 才会删除。",
            f"{size} in all. Nothing was deleted: that takes --yes.",
        )
