"""Seats shared out: what falls to each cell, everybody counted whom the same stations reach, also beyond the border."""

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np

from maps.answering import Answer
from maps.demand import Demand
from maps.engine import capacity, catchments
from maps.engine.arrays import Catchments, Cells
from maps.engine.catchments import Row
from maps.question import DM_PER_M
from maps.reaching import Reach
from maps.roster import Roster
from stations import geo
from stations.compiling import Array

ASSUMED_SEATS = 5
"""Seats of a station of which nobody knows: the fewest that Guizhou's rule allows (2019: at least five people)."""

FASTEST = 3.2  # times as far as at the reference speed: on a motorway


class Shared(NamedTuple):
    """All demand that some stations (rows of the roster) reach: first the cells of the district, then those beyond.

    A row of `reached` is that of the station in the same place; `weight` is that of the hour asked about.
    """

    station: Array
    cells: Cells
    weight: Array
    reached: Catchments


def shared(found: Answer) -> Shared:
    """Return the demand that has to share the stations which reach into the district of an answer."""
    city, question = found.city, found.question
    own = catchments.within(found.reached, question.limit_dm)
    station = np.flatnonzero(np.diff(own.first))
    rows = [catchments.row_of(own, number) for number in station.tolist()]
    beyond = _beyond(found, station)
    if beyond is None:
        return Shared(station, city.cells, found.weight, catchments.of_rows(rows))
    network = city.network if question.way == "streets" else None
    reach = Reach(beyond.cells, network, mode=question.mode, way=question.way)
    outside = reach.catchments(city.roster.lon[station], city.roster.lat[station], question.limit_dm)
    inside = len(city.cells.h3)
    both = [_joined(row, catchments.row_of(outside, place), inside) for place, row in enumerate(rows)]
    weight = beyond.cells.weight if question.hour is None else beyond.weight_at(question.hour)
    cells = Cells(*(np.concatenate(columns) for columns in zip(city.cells, beyond.cells, strict=True)))
    return Shared(station, cells, np.concatenate([found.weight, weight]), catchments.of_rows(both))


def seats(stations: Roster) -> Array:
    """Return the seats of every station, ASSUMED_SEATS where they are not known."""
    return np.where(np.isnan(stations.seats), ASSUMED_SEATS, stations.seats)


def access(found: Answer, among: Shared) -> Mapping[str, Array]:
    """Return the seats a head in each cell of the district: by E2SFCA and 3SFCA, of sure stations and of possible ones.

    The names are those of the columns of `coverage_area`.
    """
    cells, limit_dm = len(found.weight), found.question.limit_dm
    steps = {"access2": capacity.access_2, "access3": capacity.access_3}
    all_seats = seats(found.city.roster)
    given = {"sure": all_seats * found.is_sure, "may": all_seats * found.is_may}
    return {
        f"{name}_{how}": step(among.reached, limit_dm, given[how][among.station], among.weight)[:cells]
        for name, step in steps.items()
        for how in given
    }


def _beyond(found: Answer, station: Array) -> Demand | None:
    """Return the demand beyond the district in a box around what some stations reach; None without any."""
    surface, question = found.city.surface, found.question
    if surface is None or not len(station):
        return None
    cells, lon, lat = surface.cells, found.city.roster.lon[station], found.city.roster.lat[station]
    north = question.limit_dm / DM_PER_M * FASTEST / geo.DEGREE_M
    east = north / np.cos(np.radians(np.abs(lat).max() + north))
    is_near = (cells.lon >= lon.min() - east) & (cells.lon <= lon.max() + east)
    is_near &= (cells.lat >= lat.min() - north) & (cells.lat <= lat.max() + north)
    is_beyond = is_near & ~np.isin(cells.h3, found.city.cells.h3, assume_unique=True)
    return surface.only(is_beyond) if is_beyond.any() else None


def _joined(inside: Row, outside: Row, cells: int) -> Row:
    """Return a row over both, the cells outside numbered after so many inside."""
    return Row(
        np.concatenate([inside.cell, outside.cell + np.int32(cells)]),
        np.concatenate([inside.distance_dm, outside.distance_dm]),
    )
