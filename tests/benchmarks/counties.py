"""A country of 10^8 cells in 2,772 counties: one made-up city repeated with other populations, every cell counted.

Each city is covered anew from its streets on, one after another, as a worker would take them.
"""

import resource
import sys
from time import process_time

import numpy as np

from maps.engine import paths, sums
from tests.benchmarks.city import City, Sizes, city_of
from tests.benchmarks.coverage import BANDS_DM, LIMIT_DM

COUNTIES = 42
CITIES = (1, 7, 66)
KB_PER_GIB = 1 << 20


def main() -> None:
    """Print CPU seconds and the most memory held, by size of the country."""
    city = city_of(Sizes())
    _cover(city, 0)  # machine code is made
    first_s = 0.0
    for cities in CITIES:
        begin = process_time()
        counted = sum(_cover(city, number) for number in range(cities))
        cell_s = (process_time() - begin) / (cities * len(city.people))
        first_s = first_s or cell_s
        most_gib = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / KB_PER_GIB
        sys.stdout.write(
            f"{cities * len(city.people):>11,} cells, {cities * COUNTIES:>5,} counties, {counted:>13,} people counted:"
            f" {cell_s * 1e9:.0f} ns a cell, {cell_s / first_s:.2f} x the first; at most {most_gib:.2f} GiB\n"
        )


def _cover(city: City, number: int) -> int:
    """Return how many people of a city lie in its table, reached and not; raise unless that is all."""
    people = np.random.default_rng(number).permutation(city.people)
    county_of = (np.arange(len(people)) * COUNTIES // len(people)).astype(np.int32)
    counted = sums.Counted(people, county_of, COUNTIES)
    at_nodes = paths.nearest(city.streets, city.stations, LIMIT_DM)
    at_cells = paths.at_places(at_nodes, city.cells, LIMIT_DM)
    covered = sums.covered(at_cells.distance_dm, counted, BANDS_DM)[:, :, 0]
    found = sums.spread(at_cells.distance_dm, counted)
    if (found.reached + found.unreached != sums.total(counted)).any() or (found.reached != covered[:, -1]).any():
        raise AssertionError(f"city {number} does not add up")
    return int(sums.total(counted).sum())


if __name__ == "__main__":
    main()
