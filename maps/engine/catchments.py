"""Which cells each station reaches, and how far they are: along the streets, or straight where there are none."""

from typing import NamedTuple

import numpy as np
from scipy.spatial import cKDTree

from maps.engine.arrays import Catchments, Graph, Snapped
from maps.engine.grouping import Groups, grouped
from maps.engine.paths import NOT_YET, STATION_BITS, Desk, desk_for, search
from stations.compiling import Array, compiled

CELL_BITS = 32
DISTANCE = (1 << CELL_BITS) - 1


class Ground(NamedTuple):
    """What a station's search goes over: streets `paths.turned` round, and the cells whose node each one is."""

    inbound: Graph
    doors: Groups
    offset_dm: Array

    @classmethod
    def of(cls, inbound: Graph, cells: Snapped) -> "Ground":
        """Return the ground of streets `paths.turned` round and the cells on them."""
        return cls(inbound, grouped(cells.node, len(inbound.first) - 1), cells.offset_dm)


class Row(NamedTuple):
    """What one station reaches: cells ascending (int32), how far they are (int32)."""

    cell: Array
    distance_dm: Array


NOTHING = Row(np.empty(0, np.int32), np.empty(0, np.int32))
"""The row of a station that is closed, or too far from any street."""


def catchments(ground: Ground, stations: Snapped, limit_dm: int) -> Catchments:
    """Return all cells within the limit of each station, by the way from the cell to the station."""
    return of_rows([row(ground, stations, number, limit_dm) for number in range(len(stations.node))])


def row(ground: Ground, stations: Snapped, station: int, limit_dm: int) -> Row:
    """Return all cells within the limit of one station, by the way from the cell to the station."""
    with desk_for(ground.inbound, limit_dm) as desk:
        count = search(ground.inbound, stations, np.array([station]), limit_dm, desk)
        keys = np.empty(count_doors(ground, desk, count), np.int64)
        keys = keys[: collect(ground, desk, count, limit_dm, keys)]
    keys.sort()
    return Row((keys >> CELL_BITS).astype(np.int32), (keys & DISTANCE).astype(np.int32))


def straight_line(stations_m: Array, cells: cKDTree, limit_dm: int, *, detour: float = 1.0) -> Catchments:
    """Return all cells within the limit of each station in a straight line times a detour, without streets.

    Points are (n, 2) or (n, 3) in metres, on a plane or earth-centred: to 36 km a chord is less than 5 cm too short.
    Those of the cells stand in a tree, which takes longer to make than to search.
    """
    pairs = cKDTree(stations_m).sparse_distance_matrix(cells, (limit_dm + 1) / 10 / detour, output_type="ndarray")
    pairs = pairs[np.lexsort((pairs["j"], pairs["i"]))]
    distance_dm = np.rint(pairs["v"] * 10 * detour).astype(np.int32)
    whole = Catchments(
        np.searchsorted(pairs["i"], np.arange(len(stations_m) + 1)), pairs["j"].astype(np.int32), distance_dm
    )
    return within(whole, limit_dm)


def within(reached: Catchments, limit_dm: int) -> Catchments:
    """Return the catchments of a shorter limit."""
    return part(reached, reached.distance_dm <= limit_dm)


def part(reached: Catchments, is_kept: Array) -> Catchments:
    """Return the catchments with some of their entries (entries, booleans), all stations keeping their numbers."""
    kept = np.concatenate([[0], np.cumsum(is_kept)])
    return Catchments(kept[reached.first], reached.cell[is_kept], reached.distance_dm[is_kept])


def row_of(reached: Catchments, station: int) -> Row:
    """Return the row of a station."""
    begin, end = reached.first[station : station + 2]
    return Row(reached.cell[begin:end], reached.distance_dm[begin:end])


def with_row(reached: Catchments, station: int, new: Row) -> Catchments:
    """Return the catchments with another row for a station; one past the last adds a station, `NOTHING` closes one."""
    count = len(reached.first) - 1
    rows = [row_of(reached, number) for number in range(count)]
    rows[station : station + 1] = [new]
    return of_rows(rows)


def of_rows(rows: list[Row]) -> Catchments:
    """Return the rows of stations, one after another."""
    first = np.zeros(len(rows) + 1, np.int64)
    np.cumsum([len(row.cell) for row in rows], out=first[1:])
    whole = [NOTHING, *rows]
    cell, distance_dm = (np.concatenate(parts) for parts in zip(*whole, strict=True))
    return Catchments(first, cell, distance_dm)


@compiled
def count_doors(ground: Ground, desk: Desk, count: int) -> int:
    """Return how many cells have their node among the nodes seen."""
    cells = 0
    for place in range(count):
        node = desk.seen[place]
        cells += ground.doors.first[node + 1] - ground.doors.first[node]
    return cells


@compiled
def collect(ground: Ground, desk: Desk, count: int, limit_dm: int, keys: Array) -> int:
    """Fill in the cells within the limit, each above its distance, and clear the desk; return how many there are."""
    found = 0
    for place in range(count):
        node = desk.seen[place]
        label = desk.nodes[node].label
        desk.nodes[node].label = NOT_YET
        for door in range(ground.doors.first[node], ground.doors.first[node + 1]):
            cell = ground.doors.member[door]
            distance = (label >> STATION_BITS) + ground.offset_dm[cell]
            if distance <= limit_dm:
                keys[found] = (int(cell) << CELL_BITS) + distance
                found += 1
    return found
