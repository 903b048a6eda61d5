"""What coverage may be asked of: streets and demand by name; which of its runs are looked for."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, Self

from pydantic import BaseModel, Field

from api.schemas.examples import shown
from stations.registry import DemandView, NetworkView

_STREETS: dict[str, Any] = {
    "name": "shanghai",
    "source": "shanghai.osm.pbf",
    "bbox": [121.4093, 31.1788, 121.552, 31.2785],
    "imported_at": "2026-03-02T02:00:00Z",
}
_DEMAND: dict[str, Any] = {
    "name": "restaurants",
    "kind": "points",
    "unit": {"zh": "家", "en": "eateries"},
    "source": "restaurants.csv",
    "method": {"zh": "每行计 1", "en": "Every row counts as 1"},
    "as_of": None,
    "total": 14398.0,
    "cells": 7993,
    "held": 0,
    "held_weight": 0.0,
    "imported_at": "2026-03-02T02:00:00Z",
}


class RunsQuestion(BaseModel):
    """Which runs."""

    area: str | None = Field(
        default=None, max_length=32, description="Only of this district 行政区划代码", examples=["310101"]
    )
    limit: int = Field(default=30, ge=1, le=100, description="How many at most 最多几个", examples=[10])


class Streets(BaseModel):
    """Streets of one file."""

    model_config = shown(_STREETS)

    name: str
    source: str
    bbox: tuple[float, float, float, float] = Field(description="west, south, east, north of the data, in WGS84")
    imported_at: datetime


class Demand(BaseModel):
    """One surface of demand: who needs a station."""

    model_config = shown(_DEMAND)

    name: str
    kind: str = Field(description="points, areas or grid")
    unit: dict[str, str]
    source: str
    method: dict[str, str] = Field(description="How it was put into cells")
    as_of: date | None
    total: float
    cells: int
    held: int = Field(description="Rows that could not be used")
    held_weight: float
    imported_at: datetime

    @classmethod
    def of(cls, view: DemandView) -> Self:
        """Return a surface as it is shown."""
        worded = {
            "unit": {"zh": view.unit_zh, "en": view.unit_en},
            "method": {"zh": view.method_zh, "en": view.method_en},
        }
        return cls(**worded, **{name: getattr(view, name) for name in cls.model_fields if name not in worded})


class Inputs(BaseModel):
    """The streets and the demand there are, in order of name."""

    model_config = shown({"streets": [_STREETS], "demand": [_DEMAND]})

    streets: list[Streets]
    demand: list[Demand]

    @classmethod
    def of(cls, networks: Sequence[NetworkView], demands: Sequence[DemandView]) -> Self:
        """Return what the registry knows, as it is shown."""
        return cls(
            streets=[Streets.model_validate(view._asdict()) for view in networks],
            demand=[Demand.of(view) for view in demands],
        )
