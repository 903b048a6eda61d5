"""METRICS: what is measured for each district, each with its formula in words."""

from collections.abc import Callable
from dataclasses import dataclass
from operator import itemgetter

from geopandas import GeoDataFrame, sjoin
from pandas import Series, isna

from maps import coverage
from maps.picture import Picture
from stations.language import Text

MIN_POPULATION = 10_000  # of fewer people, one station more or less would swing the rate by 10 and more


@dataclass(frozen=True)
class Metric:
    """Say what one figure of a district is called, how it is worked out, and how it is written.

    `value` maps the frame of `measure()` to one number a row, null where it cannot be known. `spec` is a format
    specification and `step` the smallest number it can write. Labels and formulas may name `{radius}`.
    """

    label: Text
    unit: Text
    formula: Text
    spec: str
    step: float
    value: Callable[[GeoDataFrame], Series]

    def say(self, value: float) -> str:
        """Return a value as it is written, without its unit; a dash when it is not known and never 0 for a little."""
        if isna(value):
            return "—"
        if value == 0:
            return "0"
        return f"<{self.step:{self.spec}}" if 0 < value < self.step else format(value, self.spec)


def stations_per_100k(frame: GeoDataFrame) -> Series:
    """Return stations per 100,000 people; null without a census, or with fewer people than MIN_POPULATION."""
    people = frame["population"]
    rate: Series[float] = frame["station_count"] / people.where(people >= MIN_POPULATION) * 100_000
    return rate


METRICS = {
    "stations_per_100k": Metric(
        label=Text("每10万人站点数", "Stations per 100,000 people"),
        unit=Text("个／10万人", "per 100,000 people"),
        formula=Text(
            f"区内站点数 ÷ 人口 × 100,000；没有人口数据或人口不足 {MIN_POPULATION:,} 人的区不计算",
            "stations in the district ÷ people × 100,000; "
            f"not worked out without a census or for fewer than {MIN_POPULATION:,}",
        ),
        spec=".2f",
        step=0.01,
        value=stations_per_100k,
    ),
    "covered_share": Metric(
        label=Text("{radius}内面积占比（直线）", "Area within {radius} (straight line)"),
        unit=Text("占区面积", "of the district's area"),
        formula=Text(
            "距任一站点直线距离 {radius}以内的面积 ÷ 区面积；区外站点也计入，未考虑道路与河流",
            "area within {radius} of any station in a straight line ÷ area of the district; "
            "stations beyond its border count, roads and rivers do not",
        ),
        spec=".1%",
        step=0.001,
        value=itemgetter("covered_share"),
    ),
    "station_count": Metric(
        label=Text("站点数", "Stations"),
        unit=Text("个", "stations"),
        formula=Text(
            "位置落在区界内的在用站点数，仅供本单位职工的不计",
            "stations in service whose point lies inside the boundary, none that is for its host's staff only",
        ),
        spec=",.0f",
        step=1,
        value=itemgetter("station_count"),
    ),
}


def counted(districts: GeoDataFrame, stations: GeoDataFrame) -> Series:
    """Count the stations in each district; one on a shared border belongs to the lower code."""
    pairs = sjoin(stations[["id", "geometry"]], districts[["adcode", "geometry"]], predicate="intersects")
    owners = pairs.sort_values("adcode").drop_duplicates("id")["adcode"]
    counts: Series[int] = districts["adcode"].map(owners.value_counts()).fillna(0).astype(int)
    return counts


def measure(picture: Picture) -> GeoDataFrame:
    """Return the districts, lowest code first, with areas, counts and one column per metric."""
    frame = picture.districts.sort_values("adcode", ignore_index=True)
    reached = coverage.covered(frame, picture.stations, radius_m=picture.radius_m).drop(columns="adcode")
    people = frame["population"].astype("float64")  # a column of nothing but None would compare with no number
    frame = frame.join(reached).assign(population=people, station_count=counted(frame, picture.stations))
    return frame.assign(**{key: metric.value(frame) for key, metric in METRICS.items()})
