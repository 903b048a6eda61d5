"""The parts that a station's answer is made of."""

from datetime import date, datetime
from functools import lru_cache

from pydantic import BaseModel, Field

from api.schemas.examples import DETAIL, STATION, STRETCH, WORDS, shown
from stations.hours import Interval
from stations.hours.state import SpanState


class Words(BaseModel):
    """A sentence in Chinese and English."""

    model_config = shown(WORDS)

    zh: str
    en: str


class Stretch(BaseModel):
    """Some time in which a station is open, or may be."""

    model_config = shown(STRETCH)

    start: datetime
    end: datetime
    state: SpanState


@lru_cache(maxsize=4096)  # few hours differ
def stretches(intervals: tuple[Interval, ...] | None) -> list[Stretch] | None:
    """Return intervals as an answer has them."""
    return None if intervals is None else [Stretch.model_validate(each._asdict()) for each in intervals]


class Opening(BaseModel):
    """When it is open: as written, as understood, and what that says at the moment of asking (Asia/Shanghai)."""

    model_config = shown(STATION["opening"])

    raw: str | None = Field(description="As the source wrote it")
    osm: str | None = Field(description="The same in OSM `opening_hours` syntax, null where it was not understood")
    parse: str = Field(description="How well it was understood: a code of `hours_parse`")
    state: str = Field(description="A code of `opening_states`; unknown hours are `unknown`, never all day")
    until: datetime | None = Field(description="When this state ends, as far as is known")
    next_open: datetime | None = Field(description="When it is next known to open, as far as is known")
    ahead: list[Stretch] | None = Field(
        default=None, description="Today and the days after it, as many as `ahead_days`; it is closed in between"
    )
    basis: Words | None = Field(
        default=None,
        description="Why 依据: what day it is, if a special one, and the hours it keeps; not in lists",
    )


class Status(BaseModel):
    """Whether it works, and whether it is shown: two truths that change apart."""

    model_config = shown(STATION["status"])

    operation: str = Field(description="A code of `operation`")
    publication: str = Field(description="A code of `publication`")


class Access(BaseModel):
    """Who may enter, and how; null is unknown."""

    model_config = shown(DETAIL["access"])

    public_facing: bool
    audience: str | None = Field(description="A code of `audiences`")
    worker_groups: list[str] = Field(description="Codes of `worker_groups`; none named is not limited")
    entry: list[str] = Field(description="Codes of `entry_methods`; empty: not said")
    register_first: bool | None
    guard_gate: bool | None
    ebike_inside: bool | None
    step_free: bool | None
    fee: str
    floor: str | None


class Origin(BaseModel):
    """Where its place comes from: the point as the source gave it, in the source's own datum, and its district."""

    model_config = shown(DETAIL["origin"])

    lon: float = Field(description="As given, in the datum `crs` of this object")
    lat: float
    crs: str = Field(description="A code of `datums`")
    method: str = Field(description="How it was turned into WGS84")
    accuracy_m: float | None
    declared_district: str | None = Field(description="As the source says")
    declared_adcode: str | None
    derived_adcode: str | None = Field(description="As the point says")


class AmenityFact(BaseModel):
    """What is known of one amenity, by whom and since when."""

    model_config = shown(DETAIL["amenity_facts"][0])

    amenity: str = Field(description="A code of `amenities`")
    state: str = Field(description="A code of `amenity_states`")
    quantity: float | None
    distance_m: float | None = Field(description="For what is nearby: how far, in metres")
    detail: str | None
    source: str
    observed_at: datetime | None
    valid_until: date | None


class Role(BaseModel):
    """What an organisation is to the station."""

    model_config = shown(DETAIL["roles"][0])

    role: str = Field(description="A code of `organisation_roles`")
    name: str
    kind: str = Field(description="A code of `organisation_kinds`")
    valid_from: date | None
    valid_until: date | None


class FurtherHours(BaseModel):
    """Hours beside the general ones."""

    model_config = shown(DETAIL["further_hours"][0])

    kind: str = Field(description="A code of `hours_kinds`")
    amenity: str | None = Field(description="A code of `amenities`, for hours of one amenity")
    raw: str
    osm: str | None
    parse: str = Field(description="A code of `hours_parse`")
    valid_from: date | None
    valid_until: date | None
