"""A small town for a planner: four sub-districts, four stations each there for a reason, and who needs one."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from maps.demand.importing import DemandOptions, import_demand
from maps.demand.reading import Manner
from stations import registry
from stations.database import Database
from stations.language import Text
from tests.factories import draft, square
from tests.pages.street import ALWAYS, HOSTILE

WEST, SOUTH, SIDE = 121.45, 31.2, 0.04
HALF = SIDE / 2
TOWN, OTHER = "310101", "310104"
HOSTILE_AREA = "<img src=x onerror=window.XSS=1>{{ 7 * 7 }}`${window.XSS=1}`\u202e街"
PARTS: Mapping[str, tuple[str, float, float]] = {
    "310101001": ("西南街道", 0, 0),
    "310101002": ("东南街道", HALF, 0),
    "310101003": ("西北街道", 0, HALF),
    "310101004": (HOSTILE_AREA, HALF, HALF),
}
DAYTIME = {"hours_raw": "8:00-18:00", "hours_osm": "Mo-Su 08:00-18:00", "hours_parse": "ok"}
TOILET = {"toilet": "yes", "drinking_water": "yes"}
STATIONS: tuple[dict[str, Any], ...] = (
    {"name": "西南驿站", "lon": WEST + 0.01, "lat": SOUTH + 0.01, **ALWAYS, "amenities": TOILET},
    {"name": "东南驿站", "lon": WEST + 0.03, "lat": SOUTH + 0.01, **DAYTIME, "amenities": TOILET},
    {"name": "西北驿站", "lon": WEST + 0.01, "lat": SOUTH + 0.03, **ALWAYS, "amenities": {"toilet": "no"}},
    {**HOSTILE, "lon": WEST + 0.03, "lat": SOUTH + 0.03, "amenities": {"drinking_water": "yes"}},
)
STEP, WEIGHT = 0.0025, 10


def build(database: Database, home: Path) -> None:
    """Register the town, with ten eating places at every corner of a grid in it.

    Each corner is named twice: named once, the places would be taken for the middles of a grid's cells.
    """
    corners = [STEP * (number + 0.5) for number in range(round(SIDE / STEP))]
    lines = [f"{WEST + x:.5f},{SOUTH + y:.5f},{WEIGHT // 2}" for x in corners for y in corners]
    file = home / "eateries.csv"
    file.write_text("\n".join(["lon,lat,weight", *lines, *lines]), encoding="utf-8")
    with database.transaction() as session:
        registry.put_districts(session, [square(TOWN, west=WEST, south=SOUTH, side=SIDE, name="黄浦区")])
        parts = [
            square(
                code, west=WEST + east, south=SOUTH + north, side=HALF, name=name, level="township", parent_adcode=TOWN
            )
            for code, (name, east, north) in PARTS.items()
        ]
        registry.put_districts(session, [*parts, square(OTHER, west=WEST + 1, south=SOUTH, side=SIDE, name="徐汇区")])
        registry.upsert(session, "t", [draft(**station) for station in STATIONS], toilet_nearby_m=150)
        options = DemandOptions(name="eateries", manner=Manner(crs="wgs84"), unit=Text("家", "eateries"))
        import_demand(session, home, file, options)
