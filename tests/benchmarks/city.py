"""A made-up city for benchmarks: streets, cells with people, areas and stations, in metres on a plane.

People live around one centre and some smaller ones; streets and cells follow them; three rivers have few bridges.
The same sizes make the same city. It is kept in `build/`, for the streets take half a minute to make.
"""

from pathlib import Path
from typing import NamedTuple

import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components
from scipy.spatial import Delaunay, cKDTree

from maps.engine.arrays import Graph, Snapped
from maps.engine.grouping import grouped
from stations.compiling import Array

HOME = Path(__file__).parents[2] / "build" / "cities"
PEOPLE = 20_000_000
CENTRES = 10
CENTRE_SHARE, CENTRE_M, TOWN_M, RURAL = 3.0, 9_000, 3_500, 0.004
KEPT_STREETS = 0.8  # of a Gabriel graph: crossings then have three streets on average
CLOSEST_M = 15
LONGEST_M = 4_000
WINDING = 1.2  # a street is up to so much longer than the straight line
RIVERS = ((0.25, -6_000, 2_500, 21_000), (-0.8, 12_000, 1_800, 17_000), (1.6, -30_000, 3_000, 30_000))
BRIDGES_M, BRIDGE_M = 2_500, 160


class Sizes(NamedTuple):
    """How large a city is; there are a few nodes fewer than asked for."""

    km2: int = 16_000
    cells: int = 1_516_000
    nodes: int = 740_000
    areas: int = 16
    stations: int = 2_000


class City(NamedTuple):
    """Streets on foot, cells and stations at their nodes, and by cell its people and its area (int32)."""

    streets: Graph
    cells: Snapped
    people: Array
    area_of: Array
    stations: Snapped


def city_of(sizes: Sizes) -> City:
    """Return the city of some sizes, made at the first time of asking."""
    path = path_of(sizes)
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        made = _make(sizes)
        np.savez(path, *made.streets, *made.cells, made.people, made.area_of, *made.stations)
    with np.load(path) as stored:
        arrays = [stored[name] for name in stored.files]
    return City(Graph(*arrays[:3]), Snapped(*arrays[3:5]), arrays[5], arrays[6], Snapped(*arrays[7:9]))


def path_of(sizes: Sizes) -> Path:
    """Return where the city of some sizes is kept."""
    return HOME / ("-".join(map(str, sizes)) + ".npz")


def _make(sizes: Sizes) -> City:
    random = np.random.default_rng(20_240_501)
    side_m = 1_000 * sizes.km2**0.5
    centres = random.normal(0, side_m / 5, (CENTRES, 2))
    points, streets = _streets(random, sizes, side_m, centres)
    xy = _along_a_curve(_lattice(side_m, sizes.cells), side_m)
    people = random.gamma(1.2, _density(xy, centres) / 1.2)
    people = np.rint(people * PEOPLE / people.sum())
    seeds = random.normal(0, side_m / 4, (sizes.areas, 2))
    area_of = cKDTree(seeds).query(xy)[1].astype(np.int32)
    homes = random.choice(len(xy), sizes.stations, p=people**0.7 / (people**0.7).sum())
    tree = cKDTree(points)
    stations = _snapped(tree, xy[homes] + random.normal(0, 45, (sizes.stations, 2)))
    return City(streets, _snapped(tree, xy), people, area_of, stations)


def _density(xy: Array, centres: Array) -> Array:
    away_m = np.hypot(*(xy[:, None] - centres).T)
    towns = np.exp(-away_m / np.r_[CENTRE_M, [TOWN_M] * (len(centres) - 1)][:, None])
    towns[0] *= CENTRE_SHARE
    density: Array = towns.sum(axis=0) + RURAL
    return density


def _lattice(side_m: float, count: int) -> Array:
    """Return about so many centres of hexagons in a square around the origin."""
    step = (side_m**2 / count * 2 / 3**0.5) ** 0.5
    rows, columns = round(side_m / (step * 3**0.5 / 2)), round(side_m / step)
    row, column = np.divmod(np.arange(rows * columns), columns)
    corner: Array = np.c_[(column + 0.5 * (row % 2)) * step, row * step * 3**0.5 / 2]
    return corner - side_m / 2


def _along_a_curve(xy: Array, side_m: float) -> Array:
    """Return points in Morton's order, so that neighbours on the ground are mostly neighbours in memory."""
    bits = ((xy / side_m + 0.5).clip(0, 1) * 65_535).astype(np.uint64)
    for shift, mask in ((8, 0x00FF00FF), (4, 0x0F0F0F0F), (2, 0x33333333), (1, 0x55555555)):
        bits = (bits | bits << np.uint64(shift)) & np.uint64(mask)
    ordered: Array = xy[np.argsort(bits[:, 0] | bits[:, 1] << np.uint64(1), kind="stable")]
    return ordered


def _streets(random: np.random.Generator, sizes: Sizes, side_m: float, centres: Array) -> tuple[Array, Graph]:
    points = _crossings(random, sizes.nodes, side_m, centres)
    pairs, length_m = _gabriel(points)
    is_kept = (random.random(len(pairs)) < KEPT_STREETS) & (length_m < LONGEST_M) & ~_is_in_water(points, pairs)
    pairs, length_m = pairs[is_kept], length_m[is_kept] * random.uniform(1, WINDING, is_kept.sum())
    links = coo_array((np.ones(len(pairs)), pairs.T), shape=(len(points), len(points)))
    island = connected_components(links, directed=False)[1]
    is_main = island == np.bincount(island).argmax()
    is_kept = is_main[pairs[:, 0]]
    number = np.cumsum(is_main) - 1
    return points[is_main], _both_ways(number[pairs[is_kept]], length_m[is_kept], int(is_main.sum()))


def _crossings(random: np.random.Generator, count: int, side_m: float, centres: Array) -> Array:
    """Return points as dense as people to the power of 0.55, none too close to another."""
    thick = _density(centres, centres).max() ** 0.55
    batches, found = [], 0
    while found < count:
        tries = random.uniform(-side_m / 2, side_m / 2, (1_000_000, 2))
        batches.append(tries[random.random(len(tries)) * thick < _density(tries, centres) ** 0.55])
        found += len(batches[-1])
    points = np.concatenate(batches)[:count]
    too_close = cKDTree(points).query_pairs(CLOSEST_M, output_type="ndarray")
    return _along_a_curve(np.delete(points, np.unique(too_close[:, 1]), axis=0), side_m)


def _gabriel(points: Array) -> tuple[Array, Array]:
    """Return pairs of points with none other in the circle between them, and their distances in metres."""
    corners = Delaunay(points).simplices
    sides = np.sort(np.concatenate([corners[:, [0, 1]], corners[:, [1, 2]], corners[:, [0, 2]]]), axis=1)
    pairs = np.unique(sides, axis=0)
    length_m = np.hypot(*(points[pairs[:, 0]] - points[pairs[:, 1]]).T)
    nearest_m = cKDTree(points).query(points[pairs].mean(axis=1))[0]
    is_free = nearest_m >= length_m / 2 - 1e-6
    return pairs[is_free], length_m[is_free]


def _is_in_water(points: Array, pairs: Array) -> Array:
    is_wet = np.zeros(len(pairs), bool)
    for slope, height_m, swing_m, wave_m in RIVERS:
        x, y = points.T
        bank = y > slope * x + height_m + swing_m * np.sin(2 * np.pi * x / wave_m)
        is_wet |= bank[pairs[:, 0]] != bank[pairs[:, 1]]
    is_bridged: Array = points[pairs[:, 0], 0] % BRIDGES_M <= BRIDGE_M
    return is_wet & ~is_bridged


def _both_ways(pairs: Array, length_m: Array, nodes: int) -> Graph:
    tail, head = np.concatenate([pairs, pairs[:, ::-1]]).T
    arcs = grouped(tail, nodes)
    cost_dm = np.maximum(1, np.rint(np.tile(length_m, 2) * 10)).astype(np.int32)
    return Graph(arcs.first, head[arcs.member].astype(np.int32), cost_dm[arcs.member])


def _snapped(tree: cKDTree, xy: Array) -> Snapped:
    away_m, node = tree.query(xy)
    return Snapped(node.astype(np.int32), np.rint(away_m * 10).astype(np.int32))
