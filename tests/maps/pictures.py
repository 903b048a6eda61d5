"""Pictures for tests: squares near Zhengzhou and stations in them, each with defaults."""

from datetime import UTC, datetime
from typing import Any

from geopandas import GeoDataFrame
from shapely import Point, box

from maps.picture import STATION_COLUMNS, Picture
from stations.language import Text

AS_OF = datetime(2026, 7, 1, 0, 0, tzinfo=UTC)
WEST = box(113.60, 34.70, 113.70, 34.80)
EAST = box(113.70, 34.70, 113.80, 34.80)


def district(**values: object) -> dict[str, Any]:
    """Return one district's row: a square of 0.1° with 500,000 people."""
    defaults = {"adcode": "410102", "name": "西区", "level": "county", "population": 500_000, "population_note": None}
    return {**defaults, "geometry": WEST, **values}


def station(**values: object) -> dict[str, Any]:
    """Return one station's row: in the middle of the western square, nothing known but its name."""
    nothing = dict.fromkeys((*STATION_COLUMNS, "geometry"))
    known = {"id": 1, "code": "Y000011", "name": "测试驿站", "type": "rest_station", "opening_state": "unknown"}
    stated = {"needs": {}, "source": "测试", "is_demo": False, "geometry": Point(113.65, 34.75)}
    return {**nothing, **known, **stated, **values}


def frame(rows: list[dict[str, Any]], like: dict[str, Any]) -> GeoDataFrame:
    """Return rows as a frame in EPSG:4326, with the columns of `like` even where there is no row."""
    return GeoDataFrame(rows, columns=list(like), geometry="geometry", crs="EPSG:4326")


def districts(*rows: dict[str, Any]) -> GeoDataFrame:
    """Return districts; without arguments the western and the eastern square."""
    return frame(list(rows) or [district(), district(adcode="410103", name="东区", geometry=EAST)], district())


def stations(*rows: dict[str, Any]) -> GeoDataFrame:
    """Return stations, none without arguments."""
    return frame(list(rows), station())


def picture(**values: object) -> Picture:
    """Return two districts with one station in the western one."""
    drawn = {
        "title": Text("测试市驿站", "Stations of Test City"),
        "districts": districts(),
        "stations": stations(station()),
    }
    told = {"as_of": AS_OF, "boundary_source": "测试边界", "boundary_year": 2024, "radius_m": 500.0}
    return Picture(**{**drawn, **told, **values})
