"""Everything a pack says about one kept run; all other rooms of the pack only lay this out."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, NamedTuple

from shapely.geometry.base import BaseGeometry

from maps.coverage_metrics import Figure
from maps.question import Question
from stations.compiling import Array
from stations.language import Text

DEMO_MARK = "示例"
MOSTLY = 0.5
"""Demand of which more than this is off the streets cannot be judged by them."""
NEARLY_ALL = 0.95
"""A gap of so much of a district's ground is all of it: there is nothing to rank."""
WAYS_TO_ONE = ("mean_m", "median_m", "p90_m")
"""Metrics of those who reach a station that is surely of use."""
OF_PEOPLE = ("covered_km2_sure", "access2_sure", "gini")
"""Metrics that say something only where more is counted than ground."""
FIGURES = (
    *("covered_sure", "covered_may", "covered_km2_sure", "twice_sure", "thrice_sure", *WAYS_TO_ONE),
    *("answering_sure", "seats", "seats_unknown", "access2_sure", "gini", "spacing_broken"),
)
"""The metrics that a pack tells, in order."""


@dataclass(frozen=True, eq=False, kw_only=True)
class Area:
    """A district: what it is, its outline (WGS84), and its figures by the keys of METRICS.

    `bands` are what is surely and possibly covered by reach, shortest first.
    """

    adcode: str
    name: str
    level: str
    parent_adcode: str | None
    facts: Mapping[str, Any]
    shape: BaseGeometry
    weight: float
    stations: int
    figures: Mapping[str, Figure]
    answering_may: Figure
    off_streets: Figure
    near_edge: Figure
    bands: tuple[tuple[float, Figure, Figure], ...]

    @property
    def sure(self) -> Figure:
        """What is surely covered."""
        return self.figures["covered_sure"]

    @property
    def may(self) -> Figure:
        """What is surely or possibly covered."""
        return self.figures["covered_may"]

    @property
    def is_off_streets(self) -> bool:
        """Whether most of its demand is off the streets, so that nobody can tell what is covered."""
        return (self.off_streets.value or 0.0) > MOSTLY * self.weight


@dataclass(frozen=True, slots=True, kw_only=True)
class Hour:
    """What is covered in one hour of the week, surely and possibly."""

    sure: Figure
    may: Figure


@dataclass(frozen=True, slots=True, kw_only=True)
class Remedy:
    """One action, at a station or a place; `covered` is all that is surely covered after it and those before."""

    rank: int
    action: str
    station: str | None
    lon: float
    lat: float
    streets: tuple[str, ...]
    gain: float
    cost: float
    is_known: bool
    covered: Figure


@dataclass(frozen=True, eq=False, kw_only=True)
class Gap:
    """Ground that no station surely serves; `part` is its demand of all demand, `may` the part possibly covered.

    `nearest` is the station nearest to the middle of its demand, whether of use or not; `remedy_adds` is how much of it
    the remedy would surely cover.
    """

    rank: int
    district: str | None
    streets: tuple[str, ...]
    part: Figure
    may: Figure
    area_km2: float
    reason: str
    nearest: str | None
    nearest_id: int | None
    nearest_m: float | None
    nearest_way: str | None
    remedy: str | None
    remedy_station: str | None
    remedy_adds: float | None
    remedy_id: int | None = None
    shape: BaseGeometry


@dataclass(frozen=True, slots=True, kw_only=True)
class Station:
    """A station as it was when the run was made; `open`, `answers` and what it `has` are yes, no or unknown.

    `declared` is the district that its list names, where it stands in another.
    """

    id: int
    code: str
    name: str
    lon: float
    lat: float
    adcode: str | None
    is_inside: bool
    serves: bool
    open: str
    answers: str
    has: Mapping[str, str]
    type: str | None
    brand: str | None
    address: str | None
    hours_raw: str | None
    hours: str | None
    verified_at: datetime | None
    source: str | None
    declared: str | None = None


@dataclass(frozen=True, eq=False, kw_only=True)
class Cells:
    """Where demand is: cells of H3 with what they weigh, and which of them are covered.

    `sure_m` and `may_m` are the ways to the k-th nearest station that answers, NaN beyond the longest band.
    """

    h3: Array
    lon: Array
    lat: Array
    weight: Array
    is_sure: Array
    is_may: Array
    sure_m: Array
    may_m: Array


class Road(NamedTuple):
    """A road of the district: its name, and where it runs (WGS84)."""

    name: str
    line: BaseGeometry


class Records(NamedTuple):
    """How many stations of the district came, went, and are described otherwise than before."""

    added: int
    removed: int
    altered: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """The last run of the same question on an earlier day; `changed` names the inputs that differ.

    `records` are None where nothing more is known of its stations.
    """

    run: str
    as_of: datetime
    sure: Figure
    may: Figure
    stations: int
    changed: tuple[str, ...]
    records: Records | None


@dataclass(frozen=True, eq=False, kw_only=True)
class Contents:
    """One district's pack. `areas` begins with the district itself; `week` has 168 hours.

    `around` is the district above by name, and the outlines (WGS84) of those in it by code, of which `beside` has the
    names. `roads` are the chief ones of the district, those that the words of gaps use first. `lines` are pieces of the
    streets in and around the district as (pieces, 2 ends, lon and lat), none where no streets are used.
    """

    run: str
    as_of: datetime
    week_of: date
    inputs: Mapping[str, str | None]
    question: Question
    demand: Mapping[str, Any]
    unit: Text
    areas: tuple[Area, ...]
    week: tuple[Hour, ...]
    gaps: tuple[Gap, ...]
    steps: tuple[Remedy, ...]
    stations: tuple[Station, ...]
    streets: Mapping[str, Any] | None
    around: tuple[str, Mapping[str, BaseGeometry]] | None
    cells: Cells
    lines: Array
    earlier: Earlier | None
    beside: Mapping[str, str] = field(default_factory=dict)
    roads: tuple[Road, ...] = ()

    @property
    def whole(self) -> Area:
        """The district that the pack is about."""
        return self.areas[0]

    @property
    def below(self) -> tuple[Area, ...]:
        """The districts one level below, in order of code."""
        return tuple(area for area in self.areas[1:] if area.level == self.areas[1].level)

    @property
    def inside(self) -> tuple[Station, ...]:
        """The stations that stand in the district."""
        return tuple(station for station in self.stations if station.is_inside)

    @property
    def is_one_gap(self) -> bool:
        """Whether nearly all of the district is one gap, so that there is nothing to rank."""
        return bool(self.gaps) and self.gaps[0].area_km2 > NEARLY_ALL * self.whole.facts["area_km2"]

    @property
    def ranked(self) -> tuple[Gap, ...]:
        """The gaps that can be told one from another, the greatest first."""
        return () if self.is_one_gap else self.gaps

    @property
    def asked_first(self) -> tuple[Station, ...]:
        """The stations in the district or serving it of which it is not known whether they are of use."""
        near = (station for station in self.stations if station.is_inside or station.serves)
        return tuple(station for station in near if station.answers == "unknown")

    @property
    def is_demo(self) -> bool:
        """Whether any station is made up for demonstration."""
        return any(DEMO_MARK in (station.source or "") for station in self.stations)

    @property
    def is_ground(self) -> bool:
        """Whether ground is counted, for want of demand."""
        return bool(self.demand["kind"] == "area")
