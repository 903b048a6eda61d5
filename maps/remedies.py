"""Remedies: whether to keep stations open longer, to add what is needed, or to open new ones; what helps most."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal, NamedTuple

import numpy as np

from maps.answering import Answer
from maps.engine import catchments, changes
from maps.engine.arrays import NOWHERE, Catchments
from maps.engine.grouping import group_of_each, summed
from maps.gaps import Gap
from maps.sites import Site, Sites
from stations.compiling import Array
from stations.errors import InputError
from stations.language import Text

Action = Literal["extend", "equip", "open"]
Per = Literal["yuan", "action"]

PERS: tuple[Per, ...] = ("yuan", "action")
MOST_STEPS = 200
MOST_YUAN = 1e12
LEAST_YUAN = 0.01  # what is free is ranked as if it cost this


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
            if not 0 < yuan <= MOST_YUAN:
                raise InputError(
                    f"{name} 的费用须大于0，至多 {MOST_YUAN:g} 元。",
                    f"The cost of {name} must be above 0, {MOST_YUAN:g} yuan at most.",
                    field="costs",
                )


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
    """What could be done: `station` is a row of the roster, NOWHERE for a new one; `reached` what each would reach.

    New ones open at the `sites`, which stand last.
    """

    action: Sequence[Action]
    station: Array
    lon: Array
    lat: Array
    is_known: Array
    reached: Catchments
    sites: Sites

    def site(self, option: int) -> Site | None:
        """Return where an option opens a new station, None where it does not."""
        place = option - (len(self.action) - len(self.sites.all))
        return self.sites.all[place] if place >= 0 else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Remedy:
    """One action, and the weight that it adds to what is surely covered; a new station has no id, unless its host has.

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
    """A remedy taken after those before it, all that is surely covered then, and the site where one is opened."""

    remedy: Remedy
    covered: float
    site: Site | None


def options(found: Answer, sites: Sites) -> Options:
    """Return what could be done for an answer: stations to keep open, then to equip, each by id, then new ones.

    To be kept open are those that surely have what is needed and are not surely open; to be equipped the other way
    round.
    """
    stations, question = found.city.roster, found.question
    has, may_have = stations.having(question.needs)
    is_open, may_open = found.city.opening(question)
    extend, equip = np.flatnonzero(has & ~is_open), np.flatnonzero(~has & is_open)
    old, new = np.concatenate([extend, equip]), len(sites.all)
    lon = np.concatenate([stations.lon[old], [site.lon for site in sites.all]])
    lat = np.concatenate([stations.lat[old], [site.lat for site in sites.all]])
    counts: Mapping[Action, int] = {"extend": len(extend), "equip": len(equip), "open": new}
    return Options(
        action=[action for action, count in counts.items() for _ in range(count)],
        station=np.concatenate([old, np.full(new, NOWHERE)]),
        lon=lon,
        lat=lat,
        is_known=np.concatenate([~may_open[extend], ~may_have[equip], np.ones(new, bool)]),
        reached=found.city.reach(question).catchments(lon, lat, question.limit_dm),
        sites=sites,
    )


def assumed(can: Options) -> Text:
    """Return what must be said of options: where new stations may open, and that nobody has checked the costs."""
    return Text(
        f"新建备选：{can.sites.said.zh}；费用为假定的首年费用，未经核实；请按本地情况填写",
        f"new stations may open at {can.sites.said.en}; costs are assumed, for the first year, and nobody has checked "
        "them: put in your own",
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
        best = int((_by_the_yuan(gain, cost) if per == "yuan" else gain).argmax()) if len(gain) else NOWHERE
        if best == NOWHERE or not gain[best] > 0:
            break
        near[catchments.row_of(can.reached, best).cell] += 1
        is_left[best] = False
        covered += gain[best]
        steps.append(Step(_remedy(found, can, best, gain[best], cost[best]), float(covered), can.site(best)))
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
    for at in np.lexsort((actions, -_by_the_yuan(gain, cost[actions]), numbers))[
        ::-1
    ].tolist():  # the best is written last
        best[numbers[at]] = _remedy(found, can, int(actions[at]), gain[at], cost[actions[at]])
    return best


def rows(found: Answer, steps: Sequence[Step]) -> list[dict[str, Any]]:
    """Return what `siting_plan` holds but for the places, which stand in `detail`, in the order of the steps."""
    names = dict(zip(found.city.roster.id.tolist(), found.city.roster.name, strict=True))
    return [
        {
            "action": remedy.action,
            "station_id": remedy.station_id,
            "label": site.name if site else names[remedy.station_id],
            "gain": remedy.gain,
            "covered": covered,
            "cost": remedy.cost,
            "detail": {"is_known": remedy.is_known, "lon": remedy.lon, "lat": remedy.lat, **_candidate(site)},
        }
        for remedy, covered, site in steps
    ]


def _near(found: Answer) -> Array:
    """Return how many stations surely serve each cell within the reach asked for."""
    within = catchments.within(found.reached, found.question.limit_dm)
    return changes.open_stations_near(within, found.is_sure, len(found.weight))


def _gains(can: Options, missing: Array) -> Array:
    """Return what each option would add, from the weight of the cells that miss one station."""
    return summed(missing[can.reached.cell], group_of_each(can.reached.first), len(can.action))


def _candidate(site: Site | None) -> dict[str, Any]:
    """Return which candidate of a plan a site is."""
    return {"candidate": site.number, "place": site.name} if site and site.number else {}


def _cost(can: Options, costs: Costs) -> Array:
    """Return what each option costs: a site what is said of it, any other what such an action does."""
    yuan = asdict(costs)
    usual = [yuan[action] for action in can.action[: len(can.action) - len(can.sites.all)]]
    return np.array([*usual, *(costs.open if site.cost is None else site.cost for site in can.sites.all)], np.float64)


def _by_the_yuan(gain: Array, cost: Array) -> Array:
    return gain / np.maximum(cost, LEAST_YUAN)


def _remedy(found: Answer, can: Options, option: int, gain: float, cost: float) -> Remedy:
    site = can.site(option)
    return Remedy(
        action=can.action[option],
        station_id=site.station_id if site else int(found.city.roster.id[can.station[option]]),
        lon=float(can.lon[option]),
        lat=float(can.lat[option]),
        gain=float(gain),
        cost=float(cost),
        is_known=bool(can.is_known[option]),
    )
