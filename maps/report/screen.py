"""The pack's map for the screen, drawn from the run."""

from collections.abc import Sequence

import shapely
from geopandas import GeoDataFrame
from shapely.geometry.base import BaseGeometry

from maps import interactive
from maps.picture import DISTRICT_COLUMNS, STATION_COLUMNS, WGS84, Picture
from maps.question import DM_PER_M
from maps.report.contents import DEMO_MARK, Area, Contents, Station
from stations import hours
from stations.hours import Calendar
from stations.language import Lang, Text
from stations.vocabulary import NEEDS


def html(contents: Contents, lang: Lang, *, calendar: Calendar, map_number: str | None) -> str:
    """Return the page that `yizhan map` makes, with the districts and stations of the run."""
    whole = contents.whole
    areas = contents.below or (whole,)
    people = sorted({area.facts["population_source"] for area in areas if area.facts["population_source"]})
    picture = Picture(
        title=Text(f"{whole.name}驿站覆盖图", f"Rest stations in {whole.name}"),
        districts=_frame([_area(area) for area in areas], DISTRICT_COLUMNS, [area.shape for area in areas]),
        stations=_stations(contents, calendar),
        as_of=contents.as_of,
        boundary_source=whole.facts["boundary_source"],
        boundary_year=whole.facts["boundary_year"],
        radius_m=contents.question.limit_dm / DM_PER_M,
        map_number=map_number,
        population_source="；".join(people) or None,
    )
    return interactive.page(picture, lang=lang)


def _area(area: Area) -> tuple[object, ...]:
    facts = area.facts
    note = None
    if facts["population"] is not None:
        note = f"{facts['population_as_of']} · {facts['population_kind']} · {facts['population_source']}"
    return (area.adcode, area.name, area.level, facts["population"], note)


def _stations(contents: Contents, calendar: Calendar) -> GeoDataFrame:
    shown = [station for station in contents.stations if station.is_inside or station.serves]
    points = [shapely.Point(station.lon, station.lat) for station in shown]
    return _frame([_station(contents, station, calendar) for station in shown], STATION_COLUMNS, points)


def _frame(rows: Sequence[tuple[object, ...]], columns: Sequence[str], shapes: Sequence[BaseGeometry]) -> GeoDataFrame:
    return GeoDataFrame(rows, columns=list(columns), geometry=list(shapes), crs=WGS84)


def _station(contents: Contents, station: Station, calendar: Calendar) -> tuple[object, ...]:
    state = hours.opening_at(station.hours, contents.as_of, calendar=calendar).state
    needs = {need.code: station.has[need.code] for need in NEEDS}
    return (
        *(station.id, station.code, station.name, station.type, station.brand, station.address, station.adcode),
        *(station.hours_raw, state, needs, station.source, station.verified_at, DEMO_MARK in (station.source or "")),
    )
