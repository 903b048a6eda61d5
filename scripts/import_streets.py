"""`yizhan import streets`: streets from an OSM file, for coverage along streets and for the map."""

import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from scripts.output import say, show_json, show_table
from scripts.progress import progress
from scripts.session import open_database
from stations import config
from stations.language import Text

if TYPE_CHECKING:
    from maps.streets import Network

MOST_ISLANDS = 5  # whose lengths are printed


def run(
    file: Annotated[Path, typer.Argument(help="OSM：.osm.pbf（也可 .osm、.osm.gz、.osm.bz2）", show_default=False)],
    *,
    name: Annotated[str, typer.Option(help="名称，计算覆盖时用它 · What to call it, for coverage", show_default=False)],
    json: Annotated[bool, typer.Option("--json", help="输出 JSON · Print JSON")] = False,
) -> None:
    """导入道路 · Import streets.

    按 OSM 标签生成步行、电动自行车、驾车三张路网；同名的旧路网被替换。
    孤岛是彼此不通、各长 1 公里以上的部分；碎片更短，不用于计算。
    Makes graphs for walking, e-bikes and cars by OSM tags; streets of the same name are replaced. Islands are not
    joined to each other and are 1 km long or more; fragments are shorter, and no place is snapped to them.

    例 · Example: yizhan import streets shanghai.osm.pbf --name shanghai
    """
    from maps.streets.importing import import_streets

    settings = config.load()
    database = open_database(settings)
    began_s = time.perf_counter()
    with progress(Text("导入道路", "Importing streets")), database.transaction() as session:
        network = import_streets(session, settings.home, file, name=name)
    database.dispose()
    seconds = time.perf_counter() - began_s
    if json:
        show_json(_as_dict(network, name, seconds))
    else:
        _show(network, name, seconds)


def _as_dict(network: "Network", name: str, seconds: float) -> dict[str, Any]:
    return {
        "name": name,
        "hash": network.hash,
        "nodes": len(network.lon),
        "modes": {mode: facts._asdict() for mode, facts in network.facts.items()},
        "left_out": network.left_out,
        "bbox": network.extent.bounds,
        "seconds": round(seconds, 1),
    }


def _show(network: "Network", name: str, seconds: float) -> None:
    from stations.search import MODES

    lang = config.load().lang
    headings = (
        Text("方式", "Mode"),
        Text("节点", "Nodes"),
        Text("弧", "Arcs"),
        Text("公里", "km"),
        Text("孤岛（公里）", "Islands (km)"),
        Text("碎片（公里）", "Fragments (km)"),
    )
    rows = []
    for mode, facts in network.facts.items():
        lengths = " + ".join(f"{km:.1f}" for km in facts.islands_km[:MOST_ISLANDS])
        more = " + …" if len(facts.islands_km) > MOST_ISLANDS else ""
        islands = f"{len(facts.islands_km)} ({lengths}{more})"
        fragments = f"{facts.fragments} ({facts.fragments_km:.1f})"
        rows.append((MODES[mode].text.say(lang), facts.nodes, facts.arcs, f"{facts.km:.1f}", islands, fragments))
    show_table(headings, rows)
    west, south, east, north = network.extent.bounds
    say(
        f"道路网 {name}：{west:.4f},{south:.4f} 至 {east:.4f},{north:.4f}，用时 {seconds:.1f} 秒。",
        f"Streets {name}: {west:.4f},{south:.4f} to {east:.4f},{north:.4f}, in {seconds:.1f} s.",
    )
    say(f"哈希：{network.hash}", f"Hash: {network.hash}")
    if network.left_out:
        say(
            f"注意：{network.left_out} 段道路的端点不在文件里，已略去。",
            f"Please note: {network.left_out} stretches lead to points that the file does not hold; they are left out.",
        )
