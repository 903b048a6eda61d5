"""Districts as GeoJSON."""

import json
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, Field

from api import coordinates
from api.coordinates import Crs
from api.schemas.examples import DISTRICT, shown
from api.schemas.geojson import DATUM_SAID, MultiPolygon
from api.schemas.values import CRS_SAID, Adcode, LevelCode
from stations.registry import DistrictView

_SHAPE = {"type": "MultiPolygon", "coordinates": [[[[116.4, 39.9], [116.45, 39.9], [116.45, 39.95], [116.4, 39.9]]]]}
_LINE = {"type": "Feature", "id": "110101", "geometry": None, "properties": DISTRICT}


class DistrictsQuestion(BaseModel):
    """Which districts there are."""

    level: LevelCode | None = Field(default=None, description="Only of this level 级别", examples=["county"])
    parent: Adcode | None = Field(
        default=None, description="Only those directly below this adcode 上级代码", examples=["110100"]
    )


class DistrictQuestion(BaseModel):
    """How a district is to be drawn."""

    simplify_m: float = Field(
        default=0,
        ge=0,
        le=10_000,
        allow_inf_nan=False,
        description="Leave out bends smaller than about this many metres 边界简化（米）; neighbours may then gape",
        examples=[100],
    )
    crs: Crs = Field(default="wgs84", description=CRS_SAID, examples=["gcj02"])


class Population(BaseModel):
    """How many people live there, by the newest count."""

    model_config = shown(DISTRICT["population"])

    count: int
    kind: str | None
    as_of: date | None
    source: str | None


class DistrictProperties(BaseModel):
    """What is known about a district besides its boundary."""

    model_config = shown(DISTRICT)

    adcode: str
    name: str
    level: str = Field(description="A code of `district_levels`")
    parent_adcode: str | None
    code_system: str = Field(description="A code of `code_systems`")
    code_year: int | None
    boundary_source: str
    boundary_year: int | None
    area_km2: float = Field(description="On the ellipsoid")
    population: Population | None

    @classmethod
    def of(cls, view: DistrictView) -> Self:
        """Return the properties of a district."""
        population = None
        if view.population is not None:
            population = Population(
                count=view.population,
                kind=view.population_kind,
                as_of=view.population_as_of,
                source=view.population_source,
            )
        plain = {name: getattr(view, name) for name in cls.model_fields if name != "population"}
        return cls(**plain, population=population)


class DistrictLine(BaseModel):
    """A district as a line of a list, without its boundary."""

    model_config = shown(_LINE)

    type: Literal["Feature"] = "Feature"
    id: str
    geometry: None = Field(default=None, description="In `/v1/districts/{adcode}`")
    properties: DistrictProperties


class DistrictCollection(BaseModel):
    """Districts in order of adcode."""

    model_config = shown({"type": "FeatureCollection", "numberReturned": 1, "features": [_LINE]})

    type: Literal["FeatureCollection"] = "FeatureCollection"
    number_returned: int = Field(serialization_alias="numberReturned")
    features: list[DistrictLine]

    @classmethod
    def of(cls, views: Sequence[DistrictView]) -> Self:
        """Return districts in their order."""
        lines = [DistrictLine(id=view.adcode, properties=DistrictProperties.of(view)) for view in views]
        return cls(number_returned=len(lines), features=lines)


class DistrictFeature(BaseModel):
    """A district with its boundary."""

    model_config = shown(
        {
            "type": "Feature",
            "id": "110101",
            "datum": "wgs84",
            "bbox": [116.4, 39.9, 116.45, 39.95],
            "geometry": _SHAPE,
            "properties": DISTRICT,
        }
    )

    type: Literal["Feature"] = "Feature"
    id: str
    datum: Crs = Field(description=DATUM_SAID)
    bbox: tuple[float, float, float, float] = Field(description="west, south, east, north")
    geometry: MultiPolygon
    properties: DistrictProperties

    @classmethod
    def of(cls, view: DistrictView, *, shape: str, crs: Crs) -> Self:
        """Return a district with its boundary, given as GeoJSON text in WGS84."""
        polygons = coordinates.nested_from_wgs84(json.loads(shape)["coordinates"], crs=crs)
        lons, lats = zip(*_vertices(polygons), strict=True)
        return cls(
            id=view.adcode,
            datum=crs,
            bbox=(min(lons), min(lats), max(lons), max(lats)),
            geometry=MultiPolygon(coordinates=polygons),
            properties=DistrictProperties.of(view),
        )


def _vertices(polygons: list[Any]) -> Iterator[tuple[float, float]]:
    for polygon in polygons:
        for ring in polygon:
            yield from ring


AdcodePath = Annotated[Adcode, Field(description="Code of the district 行政区代码", examples=["110101"])]
