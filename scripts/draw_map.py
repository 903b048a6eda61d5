"""`yizhan map`: the stations and what they cover, by district, as a page or a picture."""

import os
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

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


def run(
    adcode: Annotated[str, typer.Option(help="行政区划代码 · Code of the district", show_default=False)],
    out: Annotated[Path, typer.Option(help=".html 或 .png", show_default=False)],
    radius: Annotated[
        float, typer.Option(help="覆盖半径，米，直线 · Radius in metres, straight line", min=1)
    ] = RADIUS_M,
    map_number: Annotated[str | None, typer.Option(help="审图号 · Map review number")] = None,
    metric: Annotated[str, typer.Option(help="PNG 所绘指标 · Metric of a PNG")] = "covered_share",
) -> None:
    """绘制分区覆盖图 · Draw the coverage map of a district.

    语言取 YIZHAN_LANG，服务的 /maps/ 下也可打开 · In the language of YIZHAN_LANG; shown under /maps/ too.

    例 · Example: yizhan map --adcode 410100 --out build/zhengzhou.html
    """
    settings = config.load()
    _check(out, metric)
    database = open_database(settings)
    picture = gather(database, settings, adcode, radius_m=radius, map_number=map_number)
    draw(picture, out, lang=settings.lang, metric=metric)
    publish(out, settings)
    say(
        f"已绘制 {out}：{len(picture.districts)} 个区，{len(picture.stations)} 个站点。",
        f"Drew {out}: {len(picture.districts)} districts, {len(picture.stations)} stations.",
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
    out.parent.mkdir(parents=True, exist_ok=True)
    draft = out.with_name(f".{out.name}.{os.getpid()}{out.suffix}")
    if out.suffix == ".png":
        from maps.printed import print_png

        print_png(picture, draft, metric=metric, lang=lang)
    else:
        from maps.interactive import page

        draft.write_text(page(picture, lang=lang), encoding="utf-8")
    draft.replace(out)


def publish(out: Path, settings: Settings) -> None:
    """Put a copy where the service finds it."""
    shown = settings.maps_dir / out.name
    if out.resolve() != shown.resolve():
        shown.parent.mkdir(parents=True, exist_ok=True)
        draft = shown.with_name(f".{out.name}.{os.getpid()}")
        draft.write_bytes(out.read_bytes())
        draft.replace(shown)


def _check(out: Path, metric: str) -> None:
    from maps.metrics import METRICS

    if out.suffix not in {".html", ".png"}:
        raise InputError("输出文件须以 .html 或 .png 结尾。", "The file must end in .html or .png.", field="out")
    if metric not in METRICS:
        raise InputError(
            f"没有指标 {metric}；可用：{'、'.join(METRICS)}。", f"No metric {metric}; there are: {', '.join(METRICS)}."
        )
