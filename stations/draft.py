"""What an importer or an editor wants a station to be: checked values, not yet stored."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class AmenityDraft:
    """What is said about one amenity; `state` is a code of `AMENITY_STATES`."""

    state: str
    quantity: float | None = None
    distance_m: float | None = None
    detail: str | None = None
    observed_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StationDraft:
    """A station as one source describes it.

    `lon`, `lat` are WGS84; `orig_lon`, `orig_lat` are as given, in `orig_crs`. `values` holds further columns of
    `Station` by name, and only those the source speaks of: what it does not mention is left as it was.
    """

    source_id: str
    name: str
    lon: float
    lat: float
    orig_lon: float
    orig_lat: float
    orig_crs: str
    values: Mapping[str, Any] = field(default_factory=dict)
    amenities: Mapping[str, AmenityDraft] = field(default_factory=dict)
