"""Whose boundaries a pack draws, level by level, of which year, and how exact they are."""

from collections.abc import Sequence

from maps.report.contents import Area, Contents
from stations.imports.boundaries import DEFAULT_SOURCE
from stations.language import Text

COARSE = DEFAULT_SOURCE.rpartition(" ")[0]
"""What the source of boundaries that come installed begins with, whatever their version."""


def sources(contents: Contents) -> Text:
    """Return source and year of the boundaries of the district, and of those below where these are others."""
    whole, below = _told([contents.whole]), _told(contents.below)
    if not contents.below or below == whole:
        return whole
    return Text(f"{whole.zh}；下级行政区：{below.zh}", f"{whole.en}; of districts below: {below.en}")


def coarse(contents: Contents) -> Text | None:
    """Say that boundaries are coarse, where they are those that come installed; None elsewhere."""
    drawn = (contents.whole, *contents.below)
    if not any(area.facts["boundary_source"].startswith(COARSE) for area in drawn):
        return None
    return Text(
        "随软件安装的行政区边界（天地图）较粗略：界线附近的需求与站点可能归入邻区，地图上的界线只供示意。",
        "Boundaries that come installed (Tianditu) are coarse: demand and stations near them may be counted in the "
        "district beside, and the lines on the map are a sketch.",
    )


def _told(areas: Sequence[Area]) -> Text:
    """Return every source with its year, in order."""
    known = {(area.facts["boundary_source"], area.facts["boundary_year"]) for area in areas}
    ordered = sorted(known, key=lambda told: (told[0], told[1] or 0))
    return Text(
        "、".join(f"{source}，{f'{year} 年' if year else '年份未注明'}" for source, year in ordered),
        " and ".join(f"{source}, {year or 'year not given'}" for source, year in ordered),
    )
