"""What a map is drawn from, checked once."""

from dataclasses import dataclass
from datetime import datetime
from math import isfinite
from zoneinfo import ZoneInfo

from geopandas import GeoDataFrame
from pandas import isna

from stations.errors import InputError
from stations.language import Lang, Text

WGS84 = "EPSG:4326"
CHINA = ZoneInfo("Asia/Shanghai")
DISTRICT_COLUMNS = ("adcode", "name", "level", "population", "population_note")
STATION_COLUMNS = (
    *("id", "code", "name", "type", "brand", "address", "adcode", "hours_raw", "opening_state"),
    *("needs", "source", "verified_at", "is_demo"),
)


@dataclass(frozen=True)
class Picture:
    """Hold the districts, the stations and what a reader must be told about them.

    `districts` are areas and `stations` points, both in EPSG:4326 with the columns named above. Stations outside every
    district are drawn and serve their neighbours, but are counted nowhere. `needs` is a dict from need to
    `yes | no | unknown`, `opening_state` one of `open | closing_soon | closed | unknown` at `as_of`.
    """

    title: Text
    districts: GeoDataFrame
    stations: GeoDataFrame
    as_of: datetime
    boundary_source: str
    boundary_year: int | None
    radius_m: float
    map_number: str | None = None
    population_source: str | None = None

    def __post_init__(self) -> None:
        """Refuse what cannot be drawn, naming the part at fault."""
        check_frame(self.districts, DISTRICT_COLUMNS, field="districts")
        check_frame(self.stations, STATION_COLUMNS, field="stations")
        if self.districts.empty:
            raise InputError("没有可绘制的行政区。", "There is no district to draw.", field="districts")
        check_areas(self.districts)
        if not (isfinite(self.radius_m) and self.radius_m > 0):
            raise InputError(
                "半径必须是正的米数。", "The radius must be a positive number of metres.", field="radius_m"
            )
        if self.as_of.tzinfo is None:
            raise InputError("截至时间缺少时区。", "The as-of time has no time zone.", field="as_of")

    @property
    def is_demo(self) -> bool:
        """Whether any station is made up for demonstration."""
        return bool(self.stations["is_demo"].any())


def check_frame(frame: GeoDataFrame, columns: tuple[str, ...], *, field: str) -> None:
    """Raise InputError unless a frame is in WGS84, has its columns and a geometry in every row."""
    missing = ", ".join(column for column in columns if column not in frame.columns)
    if missing:
        raise InputError(f"缺少列：{missing}。", f"Columns are missing: {missing}.", field=field)
    if frame.crs is None or frame.crs.to_epsg() != 4326:  # noqa: PLR2004 - the number in WGS84 above
        raise InputError("坐标系必须是 EPSG:4326。", "The coordinates must be in EPSG:4326.", field=field)
    bare = frame.geometry.isna() | frame.geometry.is_empty
    if bare.any():
        name = frame.loc[bare, "name"].iloc[0]
        raise InputError(f"“{name}”没有几何图形。", f"“{name}” has no geometry.", field=field)


def check_areas(districts: GeoDataFrame) -> None:
    """Raise InputError unless every district is a sound polygon with a code of its own."""
    broken = ~districts.geom_type.isin({"Polygon", "MultiPolygon"}) | ~districts.is_valid
    if broken.any():
        name = districts.loc[broken, "name"].iloc[0]
        raise InputError(
            f"“{name}”的边界不是有效的面。", f"The boundary of “{name}” is not a sound area.", field="districts"
        )
    if districts["adcode"].duplicated().any():
        code = districts.loc[districts["adcode"].duplicated(), "adcode"].iloc[0]
        raise InputError(f"区划代码 {code} 重复。", f"The district code {code} occurs twice.", field="districts")


def day(moment: datetime, lang: Lang) -> str:
    """Return a date as people write it, in China's time zone; nothing for a missing one."""
    if isna(moment):
        return ""
    local = moment.astimezone(CHINA) if moment.tzinfo else moment
    return Text(f"{local.year}年{local.month}月{local.day}日", f"{local.day} {local:%b} {local.year}").say(lang)


def minute(moment: datetime, lang: Lang) -> str:
    """Return a date and time as people write them, in China's time zone."""
    return f"{day(moment, lang)} {moment.astimezone(CHINA):%H:%M}"


def radius(metres: float, lang: Lang) -> str:
    """Return a radius in words: metres below one kilometre, kilometres from there."""
    if metres < 1000:  # noqa: PLR2004 - a kilometre
        return Text(f"{metres:g} 米", f"{metres:g} m").say(lang)
    return Text(f"{metres / 1000:g} 公里", f"{metres / 1000:g} km").say(lang)
