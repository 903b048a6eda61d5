"""Gather from the registry what a map shows."""

from datetime import datetime

import shapely
from geopandas import GeoDataFrame
from sqlalchemy.orm import Session

from maps.coverage import metric_crs
from maps.picture import DISTRICT_COLUMNS, STATION_COLUMNS, WGS84, Picture
from stations import geo, hours, registry
from stations.geo import Box
from stations.hours import Calendar
from stations.language import Text
from stations.registry import DistrictView, StationView
from stations.vocabulary import HOST_STAFF, SERVING_OPERATION, meant_for

DEMO_MARK = "示例"
EVERYTHING = 10_000_000


def gather(
    session: Session,
    adcode: str,
    *,
    radius_m: float,
    as_of: datetime,
    calendar: Calendar,
    map_number: str | None = None,
) -> Picture:
    """Return the districts below one, with every station in service in or near them but those for their host's staff.

    Stations beyond the border by up to the radius are there too, for they serve people inside. Raise `NotFound` for an
    unknown district.
    """
    whole = registry.district(session, adcode)
    areas = registry.within(session, adcode)
    found = registry.page(
        session, registry.StationQuery(bbox=geo.widened(_box(areas), radius_m), limit=EVERYTHING)
    ).stations
    serving = [view for view in found if view.operation in SERVING_OPERATION and _meant_for(view) != HOST_STAFF]
    districts = _districts(session, areas)
    source, year = _boundaries(areas)
    return Picture(
        title=Text(f"{whole.name}驿站覆盖图", f"Rest stations in {whole.name}"),
        districts=districts,
        stations=_near(_stations(serving, as_of=as_of, calendar=calendar), districts, radius_m),
        as_of=as_of,
        boundary_source=source,
        boundary_year=year,
        radius_m=radius_m,
        map_number=map_number,
        population_source=_census_sources(areas),
    )


def _meant_for(view: StationView) -> str | None:
    return meant_for(view.access["audience"], public_facing=view.access["public_facing"])


def _near(stations: GeoDataFrame, districts: GeoDataFrame, radius_m: float) -> GeoDataFrame:
    """Keep the stations that stand in a district or reach into one."""
    crs = metric_crs(districts)
    land = districts.geometry.to_crs(crs).union_all()
    return stations[stations.geometry.to_crs(crs).dwithin(land, radius_m)].reset_index(drop=True)


def _box(areas: list[DistrictView]) -> Box:
    west, south = min(each.west for each in areas), min(each.south for each in areas)
    east, north = max(each.east for each in areas), max(each.north for each in areas)
    return west, south, east, north


def _districts(session: Session, areas: list[DistrictView]) -> GeoDataFrame:
    shapes = registry.district_shapes(session, [each.adcode for each in areas])
    rows = [(each.adcode, each.name, each.level, each.population, _census_note(each)) for each in areas]
    geometry = [shapely.from_geojson(shapes[each.adcode]) for each in areas]
    return GeoDataFrame(rows, columns=list(DISTRICT_COLUMNS), geometry=geometry, crs=WGS84)


def _boundaries(areas: list[DistrictView]) -> tuple[str, int | None]:
    """Return the sources of the boundaries that are drawn, and their year; None where they are of several."""
    years = {each.boundary_year for each in areas}
    return "；".join(sorted({each.boundary_source for each in areas})), years.pop() if len(years) == 1 else None


def _census_sources(areas: list[DistrictView]) -> str | None:
    return "；".join(sorted({area.population_source for area in areas if area.population_source})) or None


def _census_note(area: DistrictView) -> str | None:
    if area.population is None:
        return None
    return f"{area.population_as_of} · {area.population_kind} · {area.population_source}"


def _stations(views: list[StationView], *, as_of: datetime, calendar: Calendar) -> GeoDataFrame:
    rows = [
        (
            *(view.id, view.code, view.name, view.type, view.brand, view.address, view.adcode, view.hours_raw),
            hours.opening_at(view.hours_in_effect, as_of, calendar=calendar).state,
            *(view.needs, view.source, view.verified_at, DEMO_MARK in view.source),
        )
        for view in views
    ]
    points = [shapely.Point(view.lon, view.lat) for view in views]
    return GeoDataFrame(rows, columns=list(STATION_COLUMNS), geometry=points, crs=WGS84)
