"""Remedies: whether to keep stations open longer, to add what is needed, or to open new ones; what helps most."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal, NamedTuple

import numpy as np
from h3.api import basic_int

from maps import gaps
from maps.answering import Answer
from maps.engine import catchments, changes
from maps.engine.arrays import NOWHERE, Catchments
from maps.engine.grouping import group_of_each, summed
from maps.gaps import Gap
from stations.compiling import Array
from stations.errors import InputError
from stations.language import Text

Action = Literal["extend", "equip", "open"]
Per = Literal["yuan", "action"]

PERS: tuple[Per, ...] = ("yuan", "action")
MOST_STEPS = 200
SITES = 300
COARSER = 2  # sizes of H3: some seven hundred metres across where cells are a hundred and thirty

ASSUMED = Text(
    "费用为假定的首年费用，未经核实；请按本地情况填写",
    "costs are assumed, for the first year, and nobody has checked them: put in your own",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Costs:
    """What an action costs in yuan in its first year: assumptions all, there to be replaced.

    To open: of the order that news name for one station (some 200,000). To keep one open longer: a guard by the hour.
    To equip: what stands in a room.
    """

    extend: float = 30_000.0
    equip: float = 10_000.0
    open: float = 200_000.0

    def __post_init__(self) -> None:
        for name, yuan in asdict(self).items():
            if not yuan > 0:
                raise InputError(f"{name} 的费用须大于0。", f"The cost of {name} must be above 0.", field="costs")


def costs_of(given: Mapping[str, float]) -> Costs:
    """Return costs of which some are given, by action; raise `InputError` for an action there is not."""
    if strange := sorted(given.keys() - asdict(Costs()).keys()):
        raise InputError(f"没有名为 {strange[0]} 的措施。", f"There is no action {strange[0]}.", field="costs")
    return Costs(**given)


def per_of(given: str) -> Per:
    """Return by what a plan is ranked; raise `InputError` for what it cannot be."""
    for per in PERS:
        if given == per:
            return per
    raise InputError(f"只能按 {'、'.join(PERS)} 排序。", f"Ranked by one of {', '.join(PERS)}.", field="per")


class Options(NamedTuple):
    """What could be done: `station` is a row of the roster, NOWHERE for a new one; `reached` what each would reach."""

    action: Sequence[Action]
    station: Array
    lon: Array
    lat: Array
    is_known: Array
    reached: Catchments


@dataclass(frozen=True, slots=True, kw_only=True)
class Remedy:
    """One action, and the weight that it adds to what is surely covered; a station to open has no id yet.

    `is_known` is false where the station may be open, or have what is needed, already: ask first.
    """

    action: Action
    station_id: int | None
    lon: float
    lat: float
    gain: float
    cost: float
    is_known: bool


class Step(NamedTuple):
    """A remedy taken after those before it, and all that is surely covered then."""

    remedy: Remedy
    covered: float


def options(found: Answer, told: Sequence[Gap], *, sites: int = SITES) -> Options:
    """Return what could be done for an answer: stations to keep open, then to equip, each by id, then new ones.

    To be kept open are those that surely have what is needed and are not surely open; to be equipped the other way
    round. New ones may stand in the middle of each gap, and where gaps have most weight: of the cells of gaps within a
    coarser cell the heaviest stands for all, and the `sites` of most weight are taken.
    """
    stations, question = found.city.roster, found.question
    has, may_have = stations.having(question.needs)
    is_open, may_open = found.city.opening(question)
    extend, equip = np.flatnonzero(has & ~is_open), np.flatnonzero(~has & is_open)
    cells = np.union1d([gap.middle for gap in told], _sites(found, sites)).astype(np.int64)
    old = np.concatenate([extend, equip])
    lon = np.concatenate([stations.lon[old], found.city.cells.lon[cells]])
    lat = np.concatenate([stations.lat[old], found.city.cells.lat[cells]])
    counts: Mapping[Action, int] = {"extend": len(extend), "equip": len(equip), "open": len(cells)}
    return Options(
        action=[action for action, count in counts.items() for _ in range(count)],
        station=np.concatenate([old, np.full(len(cells), NOWHERE)]),
        lon=lon,
        lat=lat,
        is_known=np.concatenate([~may_open[extend], ~may_have[equip], np.ones(len(cells), bool)]),
        reached=found.city.reach(question).catchments(lon, lat, question.limit_dm),
    )


def plan(found: Answer, can: Options, costs: Costs, *, per: Per = "yuan", most: int = 10) -> list[Step]:
    """Return what to do first, second and so on: each time what then adds most, by the yuan or by the action.

    Ties go to the earlier option. It ends when nothing adds anything; where two stations are wanted, that may be while
    two actions together still would.
    """
    near, weight = _near(found), found.weight
    cost = _cost(can, costs)
    covered, is_left = weight[near >= found.question.k].sum(), np.ones(len(cost), bool)
    steps: list[Step] = []
    while len(steps) < most:
        gain = np.where(is_left, _gains(can, weight * (near == found.question.k - 1)), 0.0)
        best = int((gain / cost if per == "yuan" else gain).argmax()) if len(gain) else NOWHERE
        if best == NOWHERE or not gain[best] > 0:
            break
        near[catchments.row_of(can.reached, best).cell] += 1
        is_left[best] = False
        covered += gain[best]
        steps.append(Step(_remedy(found, can, best, gain[best], cost[best]), float(covered)))
    return steps


def of_gaps(found: Answer, told: Sequence[Gap], can: Options, costs: Costs) -> list[Remedy | None]:
    """Return for each gap the single action that covers most of it by the yuan, None where none covers any of it."""
    gap_of = np.full(len(found.weight), NOWHERE, np.int64)
    for number, gap in enumerate(told):
        gap_of[gap.cells] = number
    missing, cost = found.weight * (_near(found) == found.question.k - 1), _cost(can, costs)
    lies_in, adds = gap_of[can.reached.cell], missing[can.reached.cell]
    is_in = (lies_in != NOWHERE) & (adds > 0)
    pair = lies_in * len(cost) + group_of_each(can.reached.first)
    pairs, place = np.unique(pair[is_in], return_inverse=True)
    gain = np.bincount(place, adds[is_in], len(pairs))
    numbers, actions = np.divmod(pairs, len(cost))
    best: list[Remedy | None] = [None] * len(told)
    for at in np.lexsort((actions, -gain / cost[actions], numbers))[::-1].tolist():  # the best is written last
        best[numbers[at]] = _remedy(found, can, int(actions[at]), gain[at], cost[actions[at]])
    return best


def rows(found: Answer, steps: Sequence[Step]) -> list[dict[str, Any]]:
    """Return what `siting_plan` holds but for the places, which stand in `detail`, in the order of the steps."""
    names = dict(zip(found.city.roster.id.tolist(), found.city.roster.name, strict=True))
    return [
        {
            "action": remedy.action,
            "station_id": remedy.station_id,
            "label": None if remedy.station_id is None else names[remedy.station_id],
            "gain": remedy.gain,
            "covered": covered,
            "cost": remedy.cost,
            "detail": {"is_known": remedy.is_known, "lon": remedy.lon, "lat": remedy.lat},
        }
        for remedy, covered in steps
    ]


def _near(found: Answer) -> Array:
    """Return how many stations surely serve each cell within the reach asked for."""
    within = catchments.within(found.reached, found.question.limit_dm)
    return changes.open_stations_near(within, found.is_sure, len(found.weight))


def _gains(can: Options, missing: Array) -> Array:
    """Return what each option would add, from the weight of the cells that miss one station."""
    return summed(missing[can.reached.cell], group_of_each(can.reached.first), len(can.action))


def _cost(can: Options, costs: Costs) -> Array:
    yuan = asdict(costs)
    return np.array([yuan[action] for action in can.action], np.float64)


def _remedy(found: Answer, can: Options, option: int, gain: float, cost: float) -> Remedy:
    station = can.station[option]
    return Remedy(
        action=can.action[option],
        station_id=None if station == NOWHERE else int(found.city.roster.id[station]),
        lon=float(can.lon[option]),
        lat=float(can.lat[option]),
        gain=float(gain),
        cost=float(cost),
        is_known=bool(can.is_known[option]),
    )


def _sites(found: Answer, most: int) -> Array:
    """Return the cells of gaps that stand for most weight, as `options` says."""
    cells = gaps.uncovered(found)
    if not len(cells):
        return cells
    h3, weight = found.city.cells.h3[cells].tolist(), found.weight[cells]
    coarser = max(basic_int.get_resolution(h3[0]) - COARSER, 0)
    _, part = np.unique([basic_int.cell_to_parent(cell, coarser) for cell in h3], return_inverse=True)
    order = np.lexsort((cells, -weight, part))
    _, first = np.unique(part[order], return_index=True)
    taken = np.argsort(-np.bincount(part, weight), kind="stable")[:most]
    return cells[order[first[taken]]]
