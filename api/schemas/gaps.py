"""Gaps of coverage: where people are that no station surely serves, and why."""

from collections.abc import Mapping, Sequence
from typing import Any, Literal, Self

from pydantic import BaseModel, Field

from api.schemas.examples import shown
from api.schemas.geojson import MultiPolygon

_GAP: dict[str, Any] = {
    "rank": 1,
    "adcode": "310101015",
    "weight": 214.0,
    "weight_may": 80.0,
    "area_km2": 1.2,
    "cells": 81,
    "reason": "shut_then",
    "nearest_id": 17,
    "nearest_m": 402.3,
    "nearest_way": "streets",
    "remedy": None,
}
_FEATURE: dict[str, Any] = {
    "type": "Feature",
    "geometry": {"type": "MultiPolygon", "coordinates": [[[[121.47, 31.2], [121.48, 31.2], [121.48, 31.21]]]]},
    "properties": _GAP,
}


class Gap(BaseModel):
    """Cells side by side in which people are, and no station surely serves them."""

    model_config = shown(_GAP)

    rank: int = Field(description="1 is the gap of most weight")
    adcode: str | None = Field(description="The smallest district that its middle lies in")
    weight: float = Field(description="Demand in it, in the unit of the run")
    weight_may: float = Field(description="Part of it that may be covered: hours or amenities are not known")
    area_km2: float
    cells: int
    reason: str = Field(description="Why, for most of the weight: a code of `gap_reasons`")
    nearest_id: int | None = Field(description="Station of any kind nearest to the middle")
    nearest_m: float | None
    nearest_way: Literal["streets", "detour", "straight"] | None = Field(
        description="How `nearest_m` was measured: a straight line where the way asked for leads to none in reach"
    )
    remedy: dict[str, Any] | None = Field(default=None, description="The single action that would help most")


class GapFeature(BaseModel):
    """A gap with its outline, in WGS84."""

    model_config = shown(_FEATURE)

    type: Literal["Feature"] = "Feature"
    geometry: MultiPolygon
    properties: Gap


class GapCollection(BaseModel):
    """The greatest gaps of a run, those of most weight first, in WGS84."""

    model_config = shown({"type": "FeatureCollection", "features": [_FEATURE]})

    type: Literal["FeatureCollection"] = "FeatureCollection"
    features: list[GapFeature]

    @classmethod
    def of(cls, rows: Sequence[Mapping[str, Any]]) -> Self:
        """Return gaps as the registry gives them, in their order."""
        return cls(
            features=[
                GapFeature(
                    geometry=MultiPolygon.model_validate_json(row["geometry"]), properties=Gap.model_validate(row)
                )
                for row in rows
            ]
        )
