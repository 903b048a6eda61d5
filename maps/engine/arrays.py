"""The arrays that the engine takes and gives, each named once.

Costs are whole decimetres: metres along the street times ten, and for modes whose speed differs from street to street
the metres that would take as long at the mode's reference speed. So minutes become one limit, whatever the mode.
"""

from typing import NamedTuple

from stations.compiling import Array

UNREACHED_DM = 2**31 - 1
"""The distance of what is not reached."""

NOWHERE = -1
"""The node of a place too far from any street, the area of a cell in none, the nearest station of a cell without."""


class Graph(NamedTuple):
    """Streets for one mode, as compressed rows: the arcs out of node `i` are `first[i]` to `first[i + 1]`.

    `first` (nodes + 1, int64), `head` (arcs, int32: where an arc leads), `cost_dm` (arcs, int32, never negative).
    A street that is walked both ways is two arcs.
    """

    first: Array
    head: Array
    cost_dm: Array


class Snapped(NamedTuple):
    """Places on a graph: the node of each (int32, NOWHERE when too far), and how far it is from it (int32)."""

    node: Array
    offset_dm: Array


class Catchments(NamedTuple):
    """What each station reaches, as compressed rows: cells in ascending order, with the cost of the way there.

    `first` (stations + 1, int64), `cell` (int32), `distance_dm` (int32; both snap distances are counted).
    """

    first: Array
    cell: Array
    distance_dm: Array


class Cells(NamedTuple):
    """Demand in cells: centre in WGS84 degrees (float64), true area, weight (people, eateries, ...; float64).

    `h3` (uint64) in ascending order.
    """

    h3: Array
    lon: Array
    lat: Array
    area_km2: Array
    weight: Array
