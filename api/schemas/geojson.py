"""GeoJSON (RFC 7946), with the datum beside it: Chinese maps give coordinates in three."""

from typing import Literal

import orjson
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field

from api.schemas.examples import shown

DATUM_SAID = "Datum of the coordinates: as asked for by `crs`"


class GeoJson(JSONResponse):
    """An answer in GeoJSON's own media type."""

    media_type = "application/geo+json"

    def render(self, content: object) -> bytes:
        """Return the content as UTF-8."""
        return orjson.dumps(content)


class Point(BaseModel):
    """A place."""

    model_config = shown({"type": "Point", "coordinates": [116.3975, 39.9087]})

    type: Literal["Point"] = "Point"
    coordinates: tuple[float, float] = Field(description="lon, lat in degrees")


class MultiPolygon(BaseModel):
    """An area."""

    model_config = shown(
        {
            "type": "MultiPolygon",
            "coordinates": [[[[116.4, 39.9], [116.45, 39.9], [116.45, 39.95], [116.4, 39.9]]]],
        }
    )

    type: Literal["MultiPolygon"] = "MultiPolygon"
    coordinates: list[list[list[tuple[float, float]]]] = Field(description="Polygons of rings of lon, lat in degrees")


class Link(BaseModel):
    """Where to go from here (OGC API – Features)."""

    model_config = shown(
        {
            "href": "http://127.0.0.1:8000/v1/stations?limit=100&cursor=AAAAZB3xX0Jm2dQ1",
            "rel": "next",
            "type": "application/geo+json",
        }
    )

    href: str
    rel: Literal["self", "next"] = Field(description="`next` is absent on the last page")
    type: str = "application/geo+json"
