"""`yizhan demo`: demonstration data, labelled as such, with districts, census and maps around it."""

from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from scripts import draw_map
from scripts.output import say
from stations import config
from stations.config import Settings

if TYPE_CHECKING:
    from stations.database import Database

VERSION = "1"  # raise it when what follows makes other data than before
SOURCE = "示例数据（非真实站点）"
MAPS = {"demo-beijing": "110000", "demo-shanghai": "310000", "demo-tianjin": "120000"}

CENSUS = [
    {
        "adcode": adcode,
        "population": people,
        "kind": "常住",
        "as_of": date(2020, 11, 1),
        "source": "第七次全国人口普查公报",
    }
    for adcode, people in (("110101", 708_829), ("110106", 2_019_764), ("310101", 662_030), ("120114", 1_151_313))
]


def run(
    *, remove: Annotated[bool, typer.Option("--remove", help="删除示例站点 · Remove the stations")] = False
) -> None:
    """载入示例数据：行政区、示例站点、地图 · Load demonstration data: districts, made-up stations, maps.

    示例站点均以“示例”标明，绝非真实站点；登记了真实站点的库不会被载入示例。
    Made-up stations are labelled 示例; a registry that holds real ones is left alone.

    例 · Example: yizhan demo
    """
    ensure(config.load(), remove=remove)


def ensure(settings: Settings, *, remove: bool = False) -> None:
    """Start the database, bring its tables up to date, and see to it that the demonstration data is there, or gone."""
    from stations import registry, schema
    from stations.cluster import url_of
    from stations.database import Database

    say("正在启动 PostGIS …", "Starting PostGIS ...")
    database = Database(url_of(settings))
    schema.migrate(database)
    with database.transaction() as session:
        registry.refresh_all(session, toilet_nearby_m=settings.toilet_nearby_m)
        state = registry.mark(session, "demo")
        others = registry.count_stations(session, other_than=SOURCE)
    if remove:
        _remove(database, settings)
    elif state in {VERSION, "removed"}:
        say("示例数据已就绪，未做改动。", "The demonstration data is in place; nothing was changed.")
    elif others:
        say(
            f"登记库中已有 {others} 个站点，不载入示例。",
            f"The registry holds {others} stations of its own: no demonstration.",
        )
    else:
        _load(database, settings)
    database.dispose()


def _load(database: "Database", settings: Settings) -> None:
    import shapely

    from scripts.demo_stations import AREAS, stations
    from stations import registry
    from stations.imports.districts import DistrictOptions, import_districts

    with database.transaction() as session:
        if not registry.districts(session, level="county"):
            say("正在导入全国行政区（天地图）…", "Importing the districts of the country (Tianditu) ...")
            import_districts(session, DistrictOptions())
        say("正在登记示例站点 …", "Registering the made-up stations ...")
        shapes = registry.district_shapes(session, [area.adcode for area in AREAS])
        drafts = stations({adcode: shapely.from_geojson(shape) for adcode, shape in shapes.items()})
        registry.upsert(session, SOURCE, drafts, toilet_nearby_m=settings.toilet_nearby_m)
        registry.put_census(session, CENSUS)
        registry.set_mark(session, "demo", VERSION)
    for name, adcode in MAPS.items():
        say(f"正在绘制 {name} …", f"Drawing {name} ...")
        out = settings.maps_dir / f"{name}.html"
        draw_map.draw(draw_map.gather(database, settings, adcode), out, lang=settings.lang)
    say(f"已载入 {len(drafts)} 个示例站点。", f"Loaded {len(drafts)} made-up stations.")


def _remove(database: "Database", settings: Settings) -> None:
    from stations import registry

    with database.transaction() as session:
        count = registry.delete_source(session, SOURCE)
        registry.set_mark(session, "demo", "removed")
    for name in MAPS:
        (settings.maps_dir / f"{name}.html").unlink(missing_ok=True)
    say(f"已删除 {count} 个示例站点。", f"Removed {count} made-up stations.")
