"""Stations of a run: does each answer the question, why not, whom does it serve beside others."""

from collections.abc import Mapping
from typing import Annotated, Any, Literal, Self

from fastapi import Query
from pydantic import BaseModel, Field

from api.schemas.examples import shown
from api.schemas.geojson import Point
from stations.registry import FoundStations

_STATION: dict[str, Any] = {
    "station_id": 17,
    "code": "hw-000017",
    "name": "外滩驿站",
    "adcode": "310101002",
    "adcodes": ["310101", "310101002"],
    "answers": "no",
    "faults": ["shut_then"],
    "needs_lacking": [],
    "needs_unknown": [],
    "seats": 12.0,
    "weight": 214.0,
    "weight_sole": 31.0,
    "weight_nearest": 58.0,
    "weight_taken": 27.0,
    "rival_id": 21,
    "rival_weight": 140.0,
    "other_id": 21,
    "other_m": 432.1,
    "rule_m": 500.0,
    "is_spaced": True,
}
_FEATURE: dict[str, Any] = {
    "type": "Feature",
    "id": 17,
    "geometry": {"type": "Point", "coordinates": [121.49, 31.24]},
    "properties": _STATION,
}

AdcodeQuery = Annotated[
    str | None, Query(max_length=32, description="Only what stands in this district 所在行政区", examples=["310101"])
]
AnswersQuery = Annotated[
    Literal["sure", "may", "no"] | None,
    Query(description="Only those that surely, possibly or do not answer 是否满足", examples=["no"]),
]
AfterQuery = Annotated[
    int, Query(ge=0, le=2**31 - 1, description="Go on after this id: `next` of the page before", examples=[17])
]
LimitQuery = Annotated[int, Query(ge=1, le=5000, description="How many at most 最多几个", examples=[100])]


class FoundStation(BaseModel):
    """One station; weights are demand within its reach, in the unit of the run."""

    model_config = shown(_STATION)

    station_id: int
    code: str
    name: str
    adcode: str | None = Field(description="The smallest district of the run that it stands in; null outside")
    adcodes: list[str] = Field(description="All of them")
    answers: Literal["sure", "may", "no"] = Field(description="Whether it is open then and has all that is needed")
    faults: list[str] = Field(description="What stands against it: codes of `station_faults`")
    needs_lacking: list[str]
    needs_unknown: list[str]
    seats: float | None = Field(description="Null where nobody knows")
    weight: float = Field(description="Demand within its reach, whether it answers or not")
    weight_sole: float = Field(description="Of it, what no other sure station reaches: its loss, or its gain")
    weight_nearest: float = Field(description="Of it, what has, or would have, this one as its nearest sure station")
    weight_taken: float = Field(description="Of that, what another sure station reaches too: taken from others")
    rival_id: int | None = Field(description="The sure station that is next for most of its demand")
    rival_weight: float | None
    other_id: int | None = Field(description="The nearest other station, straight")
    other_m: float | None
    rule_m: float = Field(description="How near another should be: 500 m where demand is dense, else 1 km")
    is_spaced: bool = Field(description="Whether one is")


class FoundStationFeature(BaseModel):
    """A station where it stands, in WGS84."""

    model_config = shown(_FEATURE)

    type: Literal["Feature"] = "Feature"
    id: int
    geometry: Point
    properties: FoundStation

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> Self:
        """Return a station as the registry gives it."""
        point = Point(coordinates=(row["lon"], row["lat"]))
        return cls(id=row["station_id"], geometry=point, properties=FoundStation.model_validate(row))


class FoundStationCollection(BaseModel):
    """Stations of a run in order of id, in WGS84."""

    model_config = shown({"type": "FeatureCollection", "features": [_FEATURE], "matched": 1, "next": None})

    type: Literal["FeatureCollection"] = "FeatureCollection"
    features: list[FoundStationFeature]
    matched: int = Field(description="How many there are on all pages")
    next: int | None = Field(description="What to give as `after` for the next page; null on the last")

    @classmethod
    def of(cls, found: FoundStations) -> Self:
        """Return a page as the registry gives it."""
        features = [FoundStationFeature.of(row) for row in found.rows]
        return cls(features=features, matched=found.matched, next=found.next)
