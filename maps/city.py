"""A place at hand: its districts, cells, streets and stations, ready to be asked about coverage."""

import hashlib
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from threading import Lock

import numpy as np
import shapely
from sqlalchemy.orm import Session

from maps import areas, demand, roster, streets, week
from maps.areas import Areas
from maps.demand import Demand
from maps.engine.arrays import NOWHERE, Catchments, Cells
from maps.question import DM_PER_M, Question, Way
from maps.reaching import Reach
from maps.roster import Roster
from maps.streets import Network
from maps.week import Week
from stations import geo
from stations.compiling import Array
from stations.geo import Box
from stations.hours import Calendar
from stations.hours.state import ZONE
from stations.search import ModeCode

ENGINE = "4"
"""Raised whenever the same inputs would give other figures."""

HALO_M = 100_000.0
"""Stations are read from so far beyond a district, whatever is asked: 81 km are an hour on a motorway, the farthest
that any question goes, and up to here the nearest other station of one that reaches in is looked for."""


@dataclass(frozen=True, eq=False, kw_only=True)
class City:
    """Everything that coverage of one district and what lies below it is worked out from; nothing in it changes.

    Cells are those of the demand that lie in the district; stations beyond its border are there too and serve its
    people. `monday` begins the ordinary week whose hours count. `surface` is the demand with all that lies beyond the
    district, None where area is counted.
    """

    areas: Areas
    demand: Demand
    network: Network | None
    roster: Roster
    week: Week
    monday: date
    as_of: datetime
    surface: Demand | None = None
    reaches: dict[tuple[ModeCode, Way], Reach] = field(default_factory=dict)
    lock: Lock = field(default_factory=Lock)

    @property
    def cells(self) -> Cells:
        """The cells of the district."""
        return self.demand.cells

    @cached_property
    def inputs(self) -> dict[str, str | None]:
        """Return the hashes of everything that an answer depends on beside the question."""
        said = hashlib.sha256(self.week.sure.tobytes() + self.week.may.tobytes()).hexdigest()
        return {
            "streets": self.network.hash if self.network else None,
            "demand": self.demand.hash,
            "stations": self.roster.digest(),
            "week": said,
            "areas": self.areas.digest(),
            "engine": ENGINE,
        }

    @cached_property
    def area_of(self) -> list[Array]:
        """Return for each level the row of each cell's district (int32), NOWHERE for cells in none."""
        return [level.of_cells(self.cells) for level in self.areas.levels]

    @cached_property
    def station_area_of(self) -> list[Array]:
        """Return for each level the row of each station's district (int32), NOWHERE for stations in none."""
        return [level.of_points(self.roster.lon, self.roster.lat) for level in self.areas.levels]

    def district_of(self, cell: int) -> str | None:
        """Return the code of the smallest district that a cell lies in."""
        for level, area_of in reversed(list(zip(self.areas.levels, self.area_of, strict=True))):
            if area_of[cell] != NOWHERE:
                return str(level.views[area_of[cell]].adcode)
        return None

    def reach(self, question: Question) -> Reach:
        """Return what finds who reaches whom, the way the question wants it."""
        key = question.mode, question.way
        with self.lock:
            if key not in self.reaches:
                network = self.network if question.way == "streets" else None
                self.reaches[key] = Reach(self.cells, network, mode=question.mode, way=question.way)
            return self.reaches[key]

    def catchments(self, question: Question, limit_dm: int) -> Catchments:
        """Return the cells within a limit of each station."""
        return self.reach(question).catchments(self.roster.lon, self.roster.lat, limit_dm)

    def answering(self, question: Question) -> tuple[Array, Array]:
        """Return which stations surely, and which may, have what is needed and be open then, as booleans."""
        sure, may = self.roster.having(question.needs)
        is_open, may_be_open = self.opening(question)
        return sure & is_open, may & may_be_open

    def opening(self, question: Question) -> tuple[Array, Array]:
        """Return which stations surely are, and which may be, open at the hour asked about; all are when none is."""
        if question.hour is None:
            whenever = np.ones(len(self.roster.id), bool)
            return whenever, whenever
        return self.week.sure[:, question.hour], self.week.may[:, question.hour]

    def weight(self, question: Question) -> Array:
        """Return the demand of every cell at the hour asked about."""
        return self.cells.weight if question.hour is None else self.demand.weight_at(question.hour)

    def is_near_edge(self, limit_dm: int) -> Array:
        """Return which cells lie so near the edge of the street data that stations beyond it are missed."""
        if self.network is None:
            return np.zeros(len(self.cells.h3), bool)
        west, south, east, north = self.network.extent.bounds
        middle = (west + east) / 2, (south + north) / 2
        extent = shapely.transform(self.network.extent, lambda places: geo.local_metres(*places.T, around=middle))
        inner = extent.buffer(-limit_dm / DM_PER_M)
        shapely.prepare(inner)
        cells_m = geo.local_metres(self.cells.lon, self.cells.lat, around=middle)
        return ~np.asarray(shapely.contains_xy(inner, *cells_m.T), bool)

    def with_stations(self, stations: Roster, calendar: Calendar, *, as_of: datetime) -> "City":
        """Return the city with other stations; what is known of the ways is kept."""
        hours = week.week_of(stations.hours, self.monday, calendar)
        other = replace(self, roster=stations, week=hours, as_of=as_of, lock=Lock())
        other.__dict__["area_of"] = self.area_of
        return other


def read(session: Session, home: Path, question: Question, *, as_of: datetime, calendar: Calendar) -> City:
    """Return the city that a question is about, with the registry as it is now.

    Raise `NotFound` for a district, streets or demand there are none of.
    """
    found = areas.read(session, question.area)
    network = streets.load(home, question.streets) if question.streets else None
    monday = monday_after(as_of, calendar)
    stations = roster.read(session, halo(found))
    surface = demand.load(home, question.demand) if question.demand else None
    return City(
        areas=found,
        demand=_inside(surface, found),
        surface=surface,
        network=network,
        roster=stations,
        week=week.week_of(stations.hours, monday, calendar),
        monday=monday,
        as_of=as_of,
    )


def halo(found: Areas) -> Box:
    """Return the box that the stations of a district are read from."""
    whole = found.whole
    return geo.widened((whole.west, whole.south, whole.east, whole.north), HALO_M)


def monday_after(as_of: datetime, calendar: Calendar) -> date:
    """Return the Monday of the ordinary week whose hours count at an instant."""
    return week.ordinary_monday(as_of.astimezone(ZONE).date(), calendar)


def _inside(surface: Demand | None, found: Areas) -> Demand:
    """Return the demand in the district, or its ground."""
    frame = found.levels[0].frame
    if surface is None:
        return demand.area_surface(frame, source=found.whole.boundary_source)
    return surface.only(demand.area_of(surface.cells, frame) != NOWHERE)
