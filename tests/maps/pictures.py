"""Pictures for tests: squares near Zhengzhou and stations in them, each with defaults."""

from datetime import UTC, datetime
from typing import Any

from geopandas import GeoDataFrame
from shapely import Point, box

from maps.picture import Picture
from stations.language import Text

AS_OF = datetime(2026, 7, 1, 0, 0, tzinfo=UTC)
WEST = box(113.60, 34.70, 113.70, 34.80)
EAST = box(113.70, 34.70, 113.80, 34.80)


def district(**values: Any) -> dict[str, Any]:
    """Return one district's row: a square of 0.1° with 500,000 people."""
    defaults = {"adcode": "410102", "name": "西区", "level": "county", "population": 500_000, "population_note": None}
    return {**defaults, "geometry": WEST, **values}


def station(**values: Any) -> dict[str, Any]:
    """Return one station's row: in the middle of the western square, nothing known but its name."""
    defaults = {
        **{"id": 1, "code": "Y000011", "name": "测试驿站", "type": "rest_station", "brand": None, "address": None},
        **{"adcode": None, "hours_raw": None, "opening_state": "unknown", "needs": {}, "source": "测试"},
        **{"verified_at": None, "is_demo": False, "geometry": Point(113.65, 34.75)},
    }
    return {**defaults, **values}


def frame(rows: list[dict[str, Any]], like: dict[str, Any]) -> GeoDataFrame:
    """Return rows as a frame in EPSG:4326, with the columns of `like` even where there is no row."""
    return GeoDataFrame(rows, columns=list(like), geometry="geometry", crs="EPSG:4326")


def districts(*rows: dict[str, Any]) -> GeoDataFrame:
    """Return districts; without arguments the western and the eastern square."""
    return frame(list(rows) or [district(), district(adcode="410103", name="东区", geometry=EAST)], district())


def stations(*rows: dict[str, Any]) -> GeoDataFrame:
    """Return stations, none without arguments."""
    return frame(list(rows), station())


def picture(**values: Any) -> Picture:
    """Return two districts with one station in the western one."""
    defaults: dict[str, Any] = {
        **{
            "title": Text("测试市驿站", "Stations of Test City"),
            "districts": districts(),
            "stations": stations(station()),
        },
        **{"as_of": AS_OF, "boundary_source": "测试边界", "boundary_year": 2024, "radius_m": 500.0},
    }
    return Picture(**{**defaults, **values})
