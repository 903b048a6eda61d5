"""Stations near a point or beside a route, as GeoJSON: what is documented of the answers from memory."""

from datetime import datetime
from typing import Literal

from pydantic import BaseModel, Field

from api.coordinates import Crs
from api.schemas.examples import NEAR, NEAR_FEATURE, RANKING, TRAVEL, shown
from api.schemas.geojson import DATUM_SAID, Link, Point
from api.schemas.station_parts import Words
from api.schemas.stations import StationProperties


class NearProperties(StationProperties):
    """What an answer says about a station that one may go to now; `opening` is that on arrival."""

    model_config = shown(NEAR)

    distance_m: float = Field(description="Geodesic metres from the point asked about, or from the route")
    along_m: float = Field(description="Metres along the route; 0 around a point")
    travel_time_s: int = Field(description="An estimate: see `travel` of the collection")
    arrives_at: datetime
    why: list[Words] = Field(description="What speaks for this station, and what is in doubt, in words")


class NearFeature(BaseModel):
    """A station that one may go to now."""

    model_config = shown(NEAR_FEATURE)

    type: Literal["Feature"] = "Feature"
    id: int
    geometry: Point
    properties: NearProperties


class Travel(BaseModel):
    """How times were estimated."""

    model_config = shown(TRAVEL)

    mode: str
    speed_m_s: float
    detour: float = Field(description="How much longer the way is than the straight line")
    source: Words
    note: Words


class Ranking(BaseModel):
    """How the order was found."""

    model_config = shown(RANKING)

    order: Literal["distance", "useful", "along"]
    weights: dict[str, float] | None = Field(default=None, description="What counts for how much; with `useful`")
    candidates: int | None = Field(default=None, description="How many of the nearest were weighed; with `useful`")


class NearCollection(BaseModel):
    """Stations that one may go to now."""

    model_config = shown(
        {
            "type": "FeatureCollection",
            "datum": "wgs84",
            "numberReturned": 1,
            "travel": TRAVEL,
            "ranking": RANKING,
            "features": [NEAR_FEATURE],
            "links": [],
        }
    )

    type: Literal["FeatureCollection"] = "FeatureCollection"
    datum: Crs = Field(description=DATUM_SAID)
    number_returned: int = Field(alias="numberReturned")
    travel: Travel
    ranking: Ranking
    features: list[NearFeature]
    links: list[Link]
