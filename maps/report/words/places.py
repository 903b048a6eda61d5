"""Where a gap or an action lies, in words a reader of the paper can follow."""

from collections.abc import Sequence

import shapely

from maps.report.contents import NEARLY_ALL, Contents, Gap, Remedy
from stations.language import Text

MOST = 0.5
"""A gap of so much of a district's ground lies in no part of it: it is most of the district."""
THIRDS = (1 / 3, 2 / 3)
PARTS = (
    (Text("西南部", "south-west"), Text("南部", "south"), Text("东南部", "south-east")),
    (Text("西部", "west"), Text("中部", "middle"), Text("东部", "east")),
    (Text("西北部", "north-west"), Text("北部", "north"), Text("东北部", "north-east")),
)
"""Ninths of a district's box, from the south-west."""


def of_gap(contents: Contents, gap: Gap, *, is_brief: bool = False) -> Text:
    """Return where a gap lies: which part of the district, which district below, which streets.

    Brief words leave out the name of the district, which stands above the table.
    """
    if gap.area_km2 > MOST * contents.whole.facts["area_km2"]:
        name = contents.whole.name
        if gap.area_km2 > NEARLY_ALL * contents.whole.facts["area_km2"]:
            return Text(f"几乎整个{name}", f"nearly all of {name}")
        return Text(f"{name}大部", f"most of {name}")
    middle = gap.shape.representative_point()
    district = gap.district if len(contents.areas) > 1 else None
    return _said(contents, (middle.x, middle.y), gap.streets, district, is_brief=is_brief)


def of_step(contents: Contents, step: Remedy, *, is_brief: bool = False) -> Text:
    """Return where an action is taken, in as many words as `of_gap`."""
    here = shapely.Point(step.lon, step.lat)
    district = next((area.name for area in contents.below if area.shape.intersects(here)), None)
    return _said(contents, (step.lon, step.lat), step.streets, district, is_brief=is_brief)


def _said(
    contents: Contents, lon_lat: tuple[float, float], streets: Sequence[str], district: str | None, *, is_brief: bool
) -> Text:
    where, name = _ninth(contents, *lon_lat), contents.whole.name
    zh, en = (where.zh, where.en) if is_brief else (f"{name}{where.zh}", f"in the {where.en} of {name}")
    if not contents.whole.shape.intersects(shapely.Point(lon_lat)):
        zh, en = f"{name}界外（{where.zh}一侧）", f"outside {name}, on its {where.en} side"
    if district:
        zh, en = f"{zh}（{district}）", f"{en} ({district})"
    if streets:
        zh, en = f"{zh}，{'、'.join(streets)}一带", f"{en}, around {', '.join(streets)}"
    return Text(zh, en)


def _ninth(contents: Contents, lon: float, lat: float) -> Text:
    west, south, east, north = contents.whole.shape.bounds
    column = sum((lon - west) / (east - west) > third for third in THIRDS)
    row = sum((lat - south) / (north - south) > third for third in THIRDS)
    return PARTS[row][column]
