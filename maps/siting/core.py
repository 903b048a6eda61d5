"""The exact end: what no proof has decided yet is given to HiGHS, started from the best plan known."""

from collections.abc import Callable
from typing import NamedTuple

import highspy
import numpy as np
from scipy.sparse import csr_array, eye_array, hstack, vstack

from maps.siting.instance import Instance
from maps.siting.limits import Limits
from stations.compiling import Array
from stations.errors import SetupError

TRUST = 1e-6
"""Share of its size by which a bound of HiGHS is raised: it works in floating point, within such tolerances."""


class Core(NamedTuple):
    """Sites that stand in every better plan, and those that may; of all others it is proven that they do not."""

    must: Array
    may: Array


class Program(NamedTuple):
    """Maximise `gain` x, where `low` <= `rows` x <= `high`, 0 <= x <= 1, and x is whole where `is_whole`."""

    gain: Array
    rows: csr_array
    low: Array
    high: Array
    is_whole: Array


class Answer(NamedTuple):
    """The best values found, and what no values exceed."""

    value: Array
    bound: float


def solve(
    instance: Instance, limits: Limits, core: Core, start: Array, *, most_nodes: int, tell: Callable[[object], None]
) -> tuple[Array, float]:
    """Return the sites of the best plan that HiGHS finds in the core, and a bound on every plan in it.

    Where the core allows no plan it is those of the start, and minus infinity.
    """
    room = _left_over(limits, core)
    if np.any(room < 0):
        return start, -np.inf
    ones = np.ones(len(instance.cell_site))
    by_cell = csr_array((ones, instance.cell_site, instance.cell_first), shape=(len(instance.weight), instance.sites))
    served = by_cell[:, core.must].sum(axis=1) > 0
    reachable = by_cell[:, core.may].sum(axis=1) > 0
    left = np.flatnonzero(~served & reachable)
    by_cell = by_cell[left][:, core.may]
    weight, base = instance.weight[left], float(instance.weight[served].sum())
    if not len(left):
        return core.must, base
    program = Program(
        gain=np.concatenate([weight, np.zeros(len(core.may))]),
        rows=vstack([hstack([eye_array(len(left)), -by_cell]), _limits(limits, core, len(left))], format="csr"),
        low=np.full(len(left) + 2, -np.inf),
        high=np.concatenate([np.zeros(len(left)), room]),
        is_whole=np.arange(len(left) + len(core.may)) >= len(left),
    )
    chosen = np.isin(core.may, start)
    first = np.concatenate([by_cell @ chosen > 0, chosen]).astype(float)
    answer = maximise(program, first, most_nodes=most_nodes, tell=tell)
    sites = np.concatenate([core.must, core.may[answer.value[len(left) :] > 0.5]])  # noqa: PLR2004 - rounds 0 or 1
    return sites, base + answer.bound + TRUST * (base + abs(answer.bound))


def maximise(program: Program, start: Array, *, most_nodes: int, tell: Callable[[object], None]) -> Answer:
    """Return what HiGHS finds within so many nodes of its tree: one thread, a fixed seed, no clock.

    `tell` is called at every node and more often; it ends the search by raising.
    """
    solver = highspy.Highs()  # type: ignore[no-untyped-call]  # highspy annotates its methods, not its constructor
    options = {"output_flag": False, "threads": 1, "random_seed": 0, "mip_rel_gap": 0.0, "mip_max_nodes": most_nodes}
    for name, value in options.items():
        solver.setOptionValue(name, value)
    solver.passModel(model_of(program))
    first = highspy.HighsSolution()
    first.col_value = start.tolist()
    solver.setSolution(first)
    solver.cbMipInterrupt.subscribe(tell)
    solver.run()
    if solver.getModelStatus() not in {highspy.HighsModelStatus.kOptimal, highspy.HighsModelStatus.kSolutionLimit}:
        status = solver.modelStatusToString(solver.getModelStatus())
        raise SetupError(f"HiGHS 未能求解：{status}。", f"HiGHS did not solve it: {status}.")
    return Answer(np.array(solver.getSolution().col_value), float(solver.getInfo().mip_dual_bound))


def model_of(program: Program) -> highspy.HighsLp:
    """Return a program as HiGHS takes it."""
    model = highspy.HighsLp()
    model.num_row_, model.num_col_ = program.rows.shape
    model.sense_ = highspy.ObjSense.kMaximize
    model.col_cost_ = program.gain
    model.col_lower_, model.col_upper_ = np.zeros(model.num_col_), np.ones(model.num_col_)
    model.row_lower_, model.row_upper_ = program.low, program.high
    model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    model.a_matrix_.start_, model.a_matrix_.index_ = program.rows.indptr, program.rows.indices
    model.a_matrix_.value_ = program.rows.data
    kinds = (highspy.HighsVarType.kContinuous, highspy.HighsVarType.kInteger)
    model.integrality_ = [kinds[whole] for whole in program.is_whole.astype(int)]
    return model


def _limits(limits: Limits, core: Core, cells: int) -> csr_array:
    rows = np.stack([limits.cost[core.may], limits.is_new[core.may].astype(float)])
    return hstack([csr_array((2, cells)), csr_array(rows)])


def _left_over(limits: Limits, core: Core) -> Array:
    """Return what the limits leave after the sites that must be open."""
    money = limits.budget - limits.cost[core.must].sum()
    return np.array([money, float(limits.most_new - limits.is_new[core.must].sum())])
