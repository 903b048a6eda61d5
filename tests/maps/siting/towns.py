"""Small towns, and their best plans by trying every one."""

from collections.abc import Iterable, Iterator
from itertools import combinations

import numpy as np

from maps.siting import reach
from maps.siting.planning import Town
from stations.compiling import Array

SEEDS = range(40)


def town(random: np.random.Generator) -> Town:
    """Return a town on a lattice, so with ties, duplicates, sites that reach nothing and people of weight 0."""
    existing, candidates, points = (int(random.integers(0, most)) for most in (4, 9, 25))
    sites, people = (random.integers(0, 10, (count, 2)).astype(float) for count in (existing + candidates, points))
    weight = random.integers(0, 6, points) * random.choice([1.0, random.random()])
    limit_m = float(random.choice([0, 1, 2, 3, 5]))
    return Town(reach.planar(sites, people, limit_m=limit_m), existing, weight)


def served(asked: Town, sites: Iterable[int]) -> Array:
    """Return which points the sites of a town, existing or candidate, serve."""
    is_served = np.zeros(len(asked.weight), bool)
    for site in sites:
        is_served[asked.reach.point[asked.reach.first[site] : asked.reach.first[site + 1]]] = True
    return is_served


def weight_of(asked: Town, sites: Iterable[int]) -> float:
    """Return the weight that sites serve."""
    return float(asked.weight[served(asked, sites)].sum())


def choices(sites: Iterable[int], most: int) -> Iterator[tuple[int, ...]]:
    """Yield every choice of at most so many sites."""
    sites = list(sites)
    for count in range(min(most, len(sites)) + 1):
        yield from combinations(sites, count)


def existing(asked: Town) -> range:
    """Return the numbers of the stations that exist."""
    return range(asked.existing)


def candidates(asked: Town) -> range:
    """Return the numbers of the candidates among all sites."""
    return range(asked.existing, asked.existing + asked.candidates)
