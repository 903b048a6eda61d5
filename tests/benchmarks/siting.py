"""Siting: our plan and its proof against HiGHS on the compact model, side by side on made-up cities.

Two cities of 100,000 cells: a whole one (cells of 330 m, a core and ten sub-centres, as H3 size 9 over 11,000 km2), and
a dense inner one (cells of 100 m, people in sixteen clumps), where circles overlap so much that already the linear
relaxation, the best that prices can prove, is 1 to 3 % above the best plans known.
"""

import sys
from collections.abc import Callable, Mapping
from time import perf_counter, process_time
from typing import NamedTuple

import highspy
import numpy as np
from scipy.sparse import csr_array, eye_array, hstack, vstack

from maps.siting import core, instance, limits, mclp, reach
from maps.siting.core import Program
from maps.siting.reach import Reach
from stations.compiling import Array

CELLS = 100_000
LIMIT_M = 800.0
HIGHS_S = 40.0
QUESTIONS = ((2_000, 50, 0.01), (2_000, 100, 0.01), (10_000, 100, 0.02))  # sites, stations, gap that is good enough


class City(NamedTuple):
    """Cells (n, 2) in metres, people in each, and the candidates (n, 2)."""

    cells: Array
    people: Array
    sites: Array


class Result(NamedTuple):
    """A plan's worth, what bounds it, and the seconds it took."""

    value: float
    bound: float
    wall_s: float
    cpu_s: float


def main() -> None:
    """Print both plans with their proven gaps and seconds, and the ratio of CPU seconds."""
    _warm_up()
    for name, city_of in CITIES.items():
        for sites, p, gap in QUESTIONS:
            city = city_of(sites)
            reached = reach.planar(city.sites, city.cells, limit_m=LIMIT_M)
            ours = _ours(reached, city.people, p, gap)
            busy = max(1.0, ours.wall_s / ours.cpu_s)
            theirs = _highs(reached, city.people, p, busy=busy) if sites == QUESTIONS[0][0] else None
            sys.stdout.write(f"{name}, {CELLS:,} cells x {sites:,} sites, p = {p}: {_told('ours', ours)}\n")
            if theirs:
                ratio = ours.cpu_s / theirs.cpu_s
                sys.stdout.write(f"    {_told('HiGHS, compact', theirs)}; ours in 1/{1 / ratio:.0f} of its CPU time\n")


def _warm_up() -> None:
    """Have everything compiled: half a thousand places that are near each other."""
    places = np.random.default_rng(0).uniform(0, 5_000, (500, 2))
    _ours(reach.planar(places, places, limit_m=LIMIT_M), np.ones(500), 10, 0.0)


def _told(name: str, result: Result) -> str:
    gap = (result.bound - result.value) / result.bound
    return f"{name} {result.value:,.0f}, gap {gap:.3%}, {result.wall_s:.2f} s ({result.cpu_s:.2f} s CPU)"


def _ours(reached: Reach, people: Array, p: int, gap: float) -> Result:
    wall, cpu = perf_counter(), process_time()
    merged = instance.merged(reached, people)
    found = mclp.solve(merged, limits.number(merged.sites, p), gap=gap)
    return Result(found.value, found.bound, perf_counter() - wall, process_time() - cpu)


def _highs(reached: Reach, people: Array, p: int, *, busy: float) -> Result:
    """Return what HiGHS reaches on the model as it is written in books: a row for every cell.

    It has `HIGHS_S` by the clock, more where the machine is busy with other things: it does not stop by CPU time.
    """
    sites, cells = len(reached.first) - 1, len(people)
    by_site = csr_array((np.ones(len(reached.point)), reached.point, reached.first), shape=(sites, cells))
    number = hstack([csr_array((1, cells)), csr_array(np.ones((1, sites)))])
    program = Program(
        gain=np.concatenate([people, np.zeros(sites)]),
        rows=vstack([hstack([eye_array(cells), -by_site.T]), number], format="csr"),
        low=np.full(cells + 1, -np.inf),
        high=np.concatenate([np.zeros(cells), [float(p)]]),
        is_whole=np.arange(cells + sites) >= cells,
    )
    solver = highspy.Highs()  # type: ignore[no-untyped-call]  # highspy annotates its methods, not its constructor
    for option, value in {"output_flag": False, "threads": 1, "time_limit": HIGHS_S * busy}.items():
        solver.setOptionValue(option, value)
    solver.passModel(core.model_of(program))
    wall, cpu = perf_counter(), process_time()
    solver.run()
    spent = perf_counter() - wall, process_time() - cpu
    info = solver.getInfo()
    return Result(info.objective_function_value, info.mip_dual_bound, *spent)


def whole_city(sites: int) -> City:
    """Return a city of 11,000 km2: an exponential core, ten sub-centres, countryside; candidates where people are."""
    random = np.random.default_rng(1)
    cells, side_m = _grid(330.0)
    centres = side_m / 2 + np.concatenate([np.zeros((1, 2)), random.normal(0, 22_000, (10, 2))])
    density = np.full(CELLS, 60.0)
    for centre, height, reach_m in zip(
        centres, [21_000.0, *random.uniform(1_200, 6_500, 10)], [11_000.0, *[4_200.0] * 10], strict=True
    ):
        density += height * np.exp(-np.hypot(*(cells - centre).T) / reach_m)
    people = np.round(random.gamma(1.2, density / 1.2) * 0.33**2)
    return City(cells, people, _candidates(random, cells, people**0.7, sites, 330.0))


def inner_city(sites: int) -> City:
    """Return a dense city of 1,000 km2: people in sixteen clumps; candidates where people are."""
    random = np.random.default_rng(1)
    cells, side_m = _grid(100.0)
    centres = random.uniform(0.1 * side_m, 0.9 * side_m, (16, 2))
    centres[0] = side_m / 2
    shares, spreads = [0.4, *random.dirichlet(np.ones(15)) * 0.4], [5_000.0, *random.uniform(800, 2_500, 15)]
    density = np.full(CELLS, 0.2 / side_m**2)
    for centre, share, spread in zip(centres, shares, spreads, strict=True):
        squares = ((cells - centre) ** 2).sum(axis=1)
        density += share / (2 * np.pi * spread**2) * np.exp(-squares / 2 / spread**2)
    people = np.round(density * 2e6 * side_m**2 / CELLS * random.lognormal(0, 0.8, CELLS))
    return City(cells, people, _candidates(random, cells, density, sites, 100.0))


def _grid(pitch_m: float) -> tuple[Array, float]:
    count = int(np.ceil(np.sqrt(CELLS)))
    axis = (np.arange(count) + 0.5) * pitch_m
    return np.stack(np.meshgrid(axis, axis), axis=-1).reshape(-1, 2)[:CELLS], count * pitch_m


def _candidates(random: np.random.Generator, cells: Array, likely: Array, sites: int, pitch_m: float) -> Array:
    chosen = random.choice(len(cells), sites, p=likely / likely.sum())
    return np.asarray(cells[chosen] + random.uniform(-pitch_m / 2, pitch_m / 2, (sites, 2)))


CITIES: Mapping[str, Callable[[int], City]] = {"whole city": whole_city, "inner city": inner_city}

if __name__ == "__main__":
    main()
