"""`yizhan map`: the stations and what they cover, by district, as a page or a picture."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from scripts import asking, run_map
from scripts.output import say
from scripts.session import open_database
from stations import config
from stations.config import Settings
from stations.errors import InputError
from stations.language import Lang

if TYPE_CHECKING:
    from maps.picture import Picture
    from stations.database import Database

RADIUS_M = 1000.0  # a quarter of an hour on foot is about this far; see 双15工程


def run(  # noqa: PLR0913 - each is an option of the command
    adcode: Annotated[str, typer.Option(help="行政区划代码 · Code of the district", show_default=False)],
    out: Annotated[Path, typer.Option(help=".html 或 .png", show_default=False)],
    *,
    run_id: Annotated[str | None, typer.Option("--run", help="已保存的覆盖计算 · A kept run of coverage")] = None,
    need: asking.Need = None,
    at: asking.At = None,
    minutes: asking.Minutes = None,
    mode: asking.Mode = None,
    demand: asking.Demand = None,
    streets: asking.Streets = None,
    radius: Annotated[
        float,
        typer.Option(help="不问覆盖时的半径，米，直线 · Radius in metres, straight, where no run is drawn", min=1),
    ] = RADIUS_M,
    map_number: Annotated[str | None, typer.Option(help="审图号 · Map review number")] = None,
    metric: Annotated[str | None, typer.Option(help="PNG 所绘指标 · Metric of a PNG", show_default=False)] = None,
) -> None:
    """绘制分区覆盖图 · Draw the coverage map of a district.

    给出 --run，或 --need、--at 等问题，绘出这次覆盖计算；否则绘各区站点与直线覆盖。
    With --run, or a question such as --need or --at, that run is drawn; else stations and a straight line around them.
    语言取 YIZHAN_LANG，服务的 /maps/ 下也可打开 · In the language of YIZHAN_LANG; shown under /maps/ too.

    例 · Example: yizhan map --adcode 410100 --out build/zhengzhou.html
    """
    settings = config.load()
    asked = {"need": need, "at": at, "minutes": minutes, "mode": mode, "demand": demand, "streets": streets}
    is_run = run_id is not None or any(asked.values())
    _check(out, metric, is_run=is_run)
    database = open_database(settings)
    if is_run:
        found = run_map.read(database, settings, run_id or run_map.ask(database, settings, adcode, asked), adcode)
        with drafted(out) as draft:
            run_map.draw(found, draft, lang=settings.lang, metric=metric, map_number=map_number)
        drawn = len(found.areas), len(found.stations)
    else:
        picture = gather(database, settings, adcode, radius_m=radius, map_number=map_number)
        draw(picture, out, lang=settings.lang, metric=metric or "covered_share")
        drawn = len(picture.districts), len(picture.stations)
    database.dispose()
    publish(out, settings)
    say(
        f"已绘制 {out}：{drawn[0]} 个区，{drawn[1]} 个站点。", f"Drew {out}: {drawn[0]} districts, {drawn[1]} stations."
    )


def gather(
    database: "Database", settings: Settings, adcode: str, *, radius_m: float = RADIUS_M, map_number: str | None = None
) -> "Picture":
    """Return what the map of a district shows, as of now."""
    from maps import gather as from_registry
    from stations.hours import Calendar

    calendar = Calendar.chosen(settings.calendar)
    now = datetime.now(UTC).replace(microsecond=0)
    with database.transaction() as session:
        return from_registry.gather(
            session, adcode, radius_m=radius_m, as_of=now, calendar=calendar, map_number=map_number
        )


def draw(picture: "Picture", out: Path, *, lang: Lang, metric: str = "covered_share") -> None:
    """Write a map; what stood there before stays until the new one is whole."""
    with drafted(out) as draft:
        if out.suffix == ".png":
            from maps.printed import print_png

            print_png(picture, draft, metric=metric, lang=lang)
        else:
            from maps.interactive import page

            draft.write_text(page(picture, lang=lang), encoding="utf-8")


@contextmanager
def drafted(out: Path) -> Iterator[Path]:
    """Yield where to write a file beside its place, and put it there when it is whole."""
    out.parent.mkdir(parents=True, exist_ok=True)
    draft = out.with_name(f".{out.name}.{os.getpid()}{out.suffix}")
    yield draft
    draft.replace(out)


def publish(out: Path, settings: Settings) -> None:
    """Put a copy where the service finds it."""
    shown = settings.maps_dir / out.name
    if out.resolve() != shown.resolve():
        shown.parent.mkdir(parents=True, exist_ok=True)
        draft = shown.with_name(f".{out.name}.{os.getpid()}")
        draft.write_bytes(out.read_bytes())
        draft.replace(shown)


def _check(out: Path, metric: str | None, *, is_run: bool) -> None:
    from maps.metrics import METRICS
    from maps.run_map.printed import KNOWN

    if out.suffix not in {".html", ".png"}:
        raise InputError("输出文件须以 .html 或 .png 结尾。", "The file must end in .html or .png.", field="out")
    known = list(KNOWN if is_run else METRICS)
    if metric is not None and metric not in known:
        raise InputError(
            f"没有指标 {metric}；可用：{'、'.join(known)}。", f"No metric {metric}; there are: {', '.join(known)}."
        )
