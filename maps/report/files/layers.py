"""Everything a pack shows on its maps, as GeoJSON and as a GeoPackage (WGS84)."""

import tempfile
from collections.abc import Mapping, Sequence
from datetime import UTC
from pathlib import Path
from typing import Any

import orjson
import pyogrio
import shapely
from geopandas import GeoDataFrame
from shapely.geometry.base import BaseGeometry

from maps.picture import WGS84
from maps.report.contents import Area, Contents, Gap, Remedy, Station
from maps.report.drawn.grounds import Ground

DECIMALS = 6
Rows = Sequence[tuple[Mapping[str, Any], BaseGeometry]]


def of(contents: Contents, grounds: Sequence[Ground]) -> dict[str, Rows]:
    """Return the layers by name, each of properties and shapes; numbers are those of the run, never shares."""
    return {
        "districts": [(_area(area), area.shape) for area in contents.areas],
        "coverage": [({"covered": each.covered, "weight": each.weight}, each.shape) for each in grounds],
        "gaps": [(_gap(gap), gap.shape) for gap in contents.gaps],
        "plan": [(_step(step), shapely.Point(step.lon, step.lat)) for step in contents.steps],
        "stations": [(_station(each), shapely.Point(each.lon, each.lat)) for each in contents.stations],
        "streets": [({"mode": contents.question.mode}, shapely.MultiLineString(list(contents.lines)))]
        if len(contents.lines)
        else [],
    }


def geojson(contents: Contents, rows: Rows) -> bytes:
    """Return a layer as GeoJSON; beside the features stand the run, its question and its date."""
    features = [
        {"type": "Feature", "geometry": shapely.geometry.mapping(_rounded(shape)), "properties": dict(facts)}
        for facts, shape in rows
    ]
    about = {"run": contents.run, "as_of": contents.as_of, "question": contents.question.as_dict()}
    return orjson.dumps({"type": "FeatureCollection", **about, "features": features})


def geopackage(contents: Contents, layers: Mapping[str, Rows]) -> bytes:
    """Return all layers that have a row in one file; the same contents give the same bytes."""
    stamp = contents.as_of.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.000Z")
    pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": stamp})  # https://gdal.org/drivers/vector/gpkg.html
    with tempfile.TemporaryDirectory(prefix="yizhan-pack-") as place:
        path = Path(place) / "layers.gpkg"
        for name, rows in layers.items():
            if rows:
                frame = GeoDataFrame([facts for facts, _ in rows], geometry=[shape for _, shape in rows], crs=WGS84)
                pyogrio.write_dataframe(frame, path, layer=name, driver="GPKG", append=path.exists())
        return path.read_bytes()


def _rounded(shape: BaseGeometry) -> BaseGeometry:
    return shapely.transform(shape, lambda degrees: degrees.round(DECIMALS))


def _area(area: Area) -> dict[str, Any]:
    return {
        "adcode": area.adcode,
        "name": area.name,
        "level": area.level,
        "weight": area.weight,
        "covered_sure": area.sure.value,
        "covered_may": area.may.value,
        "stations": area.stations,
        "answering_sure": area.figures["answering_sure"].value,
        "answering_may": area.answering_may.value,
        "median_m": area.figures["median_m"].value,
        "area_km2": area.facts["area_km2"],
    }


def _gap(gap: Gap) -> dict[str, Any]:
    return {
        "rank": gap.rank,
        "weight": gap.part.value,
        "weight_may": gap.may.value,
        "area_km2": gap.area_km2,
        "reason": gap.reason,
        "nearest": gap.nearest,
        "nearest_m": gap.nearest_m,
        "nearest_way": gap.nearest_way,
        "remedy": gap.remedy,
        "remedy_station": gap.remedy_station,
        "remedy_adds": gap.remedy_adds,
    }


def _step(step: Remedy) -> dict[str, Any]:
    return {
        "rank": step.rank,
        "action": step.action,
        "station": step.station,
        "gain": step.gain,
        "covered": step.covered.value,
        "cost": step.cost,
        "is_known": step.is_known,
    }


def _station(station: Station) -> dict[str, Any]:
    return {
        "id": station.id,
        "code": station.code,
        "name": station.name,
        "adcode": station.adcode,
        "is_inside": station.is_inside,
        "open": station.open,
        "answers": station.answers,
        **{f"has_{code}": answer for code, answer in station.has.items()},
        "hours": station.hours_raw,
        "address": station.address,
        "verified_at": station.verified_at.isoformat() if station.verified_at else None,
        "source": station.source,
    }
