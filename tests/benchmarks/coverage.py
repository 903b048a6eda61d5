"""The coverage engine on a made-up city: one coverage against SciPy and pandana, 1,344 scenarios, one changed station.

python -m tests.benchmarks.coverage [a Python that has pandana]

Seconds are CPU seconds, the best of some rounds, the ways asked in turn. Pandana is prepared before its query is timed,
so ours is timed both from the streets on and with its own preparation, the catchments, at hand.
"""

import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from statistics import median, quantiles
from time import process_time

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra

from maps.engine import catchments, changes, paths, sums, weeks
from maps.engine.arrays import UNREACHED_DM, Catchments, Snapped
from stations.compiling import Array
from tests.benchmarks import pandana_query
from tests.benchmarks.city import City, Sizes, city_of, path_of

LIMIT_DM = 11_250  # 15 minutes at 4.5 km/h
BANDS_DM = (3_750, 7_500, LIMIT_DM)
ROUNDS = 5
HOURS, SETS, CHECKED = 168, 8, 50
CHANGES = 1_000


def main() -> None:
    """Print one line a target."""
    city = city_of(Sizes())
    sys.stdout.write(f"{len(city.streets.first) - 1:,} nodes, {len(city.people):,} cells, {LIMIT_DM / 10:,.0f} m\n")
    coverage_s = _compare_with_scipy(city)
    prepared_s = _compare_with_itself(city)
    for python in sys.argv[1:]:
        _compare_with_pandana(city, python, coverage_s, prepared_s)
    reached = _try_scenarios(city, coverage_s)
    _change_stations(city, reached)


def coverage(city: City) -> Array:
    """Return the people covered by area and band, from the streets on."""
    at_nodes = paths.nearest(city.streets, city.stations, LIMIT_DM)
    at_cells = paths.at_places(at_nodes, city.cells, LIMIT_DM)
    return sums.covered(at_cells.distance_dm, _counted(city), BANDS_DM)


def _counted(city: City) -> sums.Counted:
    return sums.Counted(city.people, city.area_of, int(city.area_of.max()) + 1)


def _best_s(*ways: Callable[[], object]) -> list[float]:
    """Return the least CPU seconds of each way; a first round, in which machine code may be made, is not counted."""
    spent_s: list[list[float]] = [[] for _ in ways]
    for _ in range(ROUNDS + 1):
        for way, seconds in zip(ways, spent_s, strict=True):
            begin = process_time()
            way()
            seconds.append(process_time() - begin)
    return [min(seconds[1:]) for seconds in spent_s]


def _compare_with_scipy(city: City) -> float:
    sources = np.unique(city.stations.node)
    matrix = _matrix(city)
    ours_s, scipy_s = _best_s(
        lambda: coverage(city), lambda: dijkstra(matrix, indices=sources, min_only=True, limit=LIMIT_DM)
    )
    wrong = int((_nodes_by_scipy(city) != paths.nearest(city.streets, city.stations, LIMIT_DM).distance_dm).sum())
    sys.stdout.write(
        f"coverage to the district table {ours_s * 1e3:.0f} ms, SciPy's nodes alone {scipy_s * 1e3:.0f} ms:"
        f" {ours_s / scipy_s:.2f} x; {wrong} wrong nodes\n"
    )
    return ours_s


def _compare_with_itself(city: City) -> float:
    reached = catchments.catchments(catchments.Ground.of(city.streets, city.cells), city.stations, LIMIT_DM)
    everyone = np.ones(len(city.stations.node), bool)

    def prepared() -> Array:
        nearest = sums.nearest_k(reached, everyone, len(city.people), 1)
        return sums.covered(nearest.distance_dm, _counted(city), BANDS_DM)

    (ours_s,) = _best_s(prepared)
    wrong = int((prepared() != coverage(city)).sum())
    sys.stdout.write(f"the same table with catchments at hand {ours_s * 1e3:.1f} ms; {wrong} wrong sums\n")
    return ours_s


def _matrix(city: City) -> csr_array:
    """Return the streets, with a node more for every station, from which an arc as long as its offset leads."""
    stations = len(city.stations.node)
    first = np.append(city.streets.first, city.streets.first[-1] + np.arange(1, stations + 1))
    head = np.append(city.streets.head, city.stations.node)
    cost = np.append(city.streets.cost_dm, city.stations.offset_dm).astype(float)
    return csr_array((cost, head, first.astype(np.int32)), shape=(len(first) - 1, len(first) - 1))


def _nodes_by_scipy(city: City, is_open: Array | None = None) -> Array:
    """Return the distance of every node to the nearest of the open stations, all where it is not said."""
    nodes, stations = len(city.streets.first) - 1, len(city.stations.node)
    chosen = np.arange(stations) if is_open is None else np.flatnonzero(is_open)
    found = dijkstra(_matrix(city), indices=nodes + chosen, min_only=True, limit=LIMIT_DM)[:nodes]
    distance_dm: Array = np.where(np.isinf(found), UNREACHED_DM, found).astype(np.int64)
    return distance_dm


def _compare_with_pandana(city: City, python: str, coverage_s: float, prepared_s: float) -> None:
    sources = np.unique(city.stations.node)
    with tempfile.TemporaryDirectory() as folder:
        answer = Path(folder) / "answer.npy"
        command = [python, str(pandana_query.__file__), str(path_of(Sizes())), str(LIMIT_DM), str(answer)]
        said = subprocess.run(command, check=True, capture_output=True, text=True)
        theirs = np.load(answer)
    ours = paths.nearest(city.streets, Snapped(sources, np.zeros(len(sources), np.int32)), LIMIT_DM).distance_dm
    different = int((np.minimum(ours, LIMIT_DM) != np.rint(theirs)).sum())  # pandana gives the limit for none
    pandana_s = float(said.stdout.splitlines()[-1])
    sys.stdout.write(
        f"pandana's query {pandana_s:.1f} s: {pandana_s / prepared_s:.0f} x ours with catchments at hand,"
        f" {pandana_s / coverage_s:.0f} x ours from the streets on; {different} nodes differ\n"
    )


def _try_scenarios(city: City, coverage_s: float) -> Catchments:
    """Print what all scenarios cost, on catchments that stand and from the streets on; return the catchments."""
    random = np.random.default_rng(7)
    is_open = random.random((len(city.stations.node), HOURS)) < random.uniform(0.1, 0.9, HOURS)
    has = random.random((len(city.stations.node), SETS)) < random.uniform(0.2, 0.9, SETS)
    ground = catchments.Ground.of(city.streets, city.cells)
    reached = catchments.catchments(ground, city.stations, LIMIT_DM)

    def on_catchments() -> tuple[weeks.Zones, Array, Array]:
        zones = weeks.zones_of(reached, city.area_of)
        words = weeks.covered_words(zones, weeks.masks_of(is_open, has))
        return zones, words, weeks.covered_by_scenario(zones, words, _counted(city), HOURS * SETS)

    def on_streets() -> None:
        catchments.catchments(ground, city.stations, LIMIT_DM)
        on_catchments()

    standing_s, whole_s = _best_s(on_catchments, on_streets)
    zones, words, _ = on_catchments()
    chosen = random.choice(HOURS * SETS, CHECKED, replace=False).tolist()
    wrong = sum(
        _wrong_cells(city, is_open[:, scenario % HOURS] & has[:, scenario // HOURS], zones, words, scenario)
        for scenario in chosen
    )
    sys.stdout.write(
        f"{HOURS * SETS:,} scenarios on catchments {standing_s * 1e3:.0f} ms: {standing_s / coverage_s:.2f} x one"
        f" coverage; from the streets on {whole_s / coverage_s:.2f} x; {wrong} wrong cells in {CHECKED} of them\n"
    )
    return reached


def _wrong_cells(city: City, is_open: Array, zones: weeks.Zones, words: Array, scenario: int) -> int:
    """Return how many cells SciPy finds otherwise."""
    expected = _nodes_by_scipy(city, is_open)[city.cells.node] + city.cells.offset_dm <= LIMIT_DM
    return int((expected != weeks.is_covered(zones, words, scenario)).sum())


def _change_stations(city: City, reached: Catchments) -> None:
    """Print how long it takes to find what moving one station to some other cell's door changes."""
    ground, counted = catchments.Ground.of(city.streets, city.cells), _counted(city)
    near = changes.open_stations_near(reached, np.ones(len(city.stations.node), bool), len(city.people))
    share = city.people / city.people.sum()
    cells = np.random.default_rng(9).choice(len(city.people), CHANGES, p=share)
    places = Snapped(city.cells.node[cells], city.cells.offset_dm[cells])
    spent_ms = []
    for number in range(CHANGES):
        begin = process_time()
        after = catchments.row(ground, places, number, LIMIT_DM)
        before = catchments.row_of(reached, number % len(city.stations.node))
        changes.change(near, before, after, counted)
        spent_ms.append((process_time() - begin) * 1e3)
    cuts = quantiles(spent_ms[1:], n=100)
    sys.stdout.write(f"a station moved: p50 {median(spent_ms):.3f} ms, p99 {cuts[98]:.3f} ms\n")


if __name__ == "__main__":
    main()
