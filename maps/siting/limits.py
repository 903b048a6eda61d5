"""How much may be built: a budget over all sites, and a number of new ones among them."""

from typing import NamedTuple

import numpy as np

from stations.compiling import Array

TOLERANCE = 1e-9
"""Share of a budget, or of a weight served, that is taken for rounding."""


class Limits(NamedTuple):
    """The costs of the sites may sum to `budget`, and at most `most_new` sites that `is_new` may be among them.

    A number of sites is a budget where each costs 1. Either all costs are equal or all sites are new and `most_new`
    does not bind: then the best choice for given scores is found by sorting.
    """

    cost: Array
    budget: float
    is_new: Array
    most_new: int


class Prices(NamedTuple):
    """What a site must be worth to be chosen: for a unit of cost, and on top of it if it is new."""

    cost: float
    new: float


def number(sites: int, p: int) -> Limits:
    """Allow any `p` of the sites."""
    return Limits(np.ones(sites), float(p), np.ones(sites, np.bool_), sites)


def money(cost: Array, budget: float) -> Limits:
    """Allow what may be bought for a budget, but for the rounding of sums."""
    return Limits(cost, budget * (1 + TOLERANCE), np.ones(len(cost), np.bool_), len(cost))


def moves(existing: int, candidates: int, *, p: int, most_moved: int) -> Limits:
    """Allow `p` more stations than exist, where at most `most_moved` of the existing ones (listed first) move."""
    sites = existing + candidates
    is_new = np.arange(sites) >= existing
    return Limits(np.ones(sites), float(existing + p), is_new, p + min(most_moved, existing))


def allows(limits: Limits, sites: Array) -> bool:
    """Tell whether sites may be opened together."""
    is_affordable = limits.cost[sites].sum() <= limits.budget
    return bool(is_affordable and limits.is_new[sites].sum() <= limits.most_new)


def payable(limits: Limits) -> Array:
    """Return the costs, what is free made as good as free, to divide by."""
    return np.maximum(limits.cost, TOLERANCE * (1 + limits.budget))


def best(limits: Limits, scores: Array) -> tuple[Array, Prices, Prices]:
    """Return the sites of the greatest total score that the limits allow, and the highest and lowest prices for it.

    Where costs differ the last site may be left out that would fit in part only. With both prices the sum over all
    sites of what their score exceeds their price by, plus the worth of the limits, is the greatest total.
    """
    worth = scores / payable(limits)
    order = np.argsort(-worth, kind="stable")
    new = limits.is_new[order]
    allowed = ~new | (np.cumsum(new) <= limits.most_new)
    pool, shut = order[allowed], order[~allowed]
    past = int(np.searchsorted(np.cumsum(limits.cost[pool]), limits.budget, side="right"))
    lowest = max(0.0, float(worth[pool[past]])) if past < len(pool) else 0.0
    highest = max(lowest, float(worth[pool[past - 1]])) if 0 < past < len(pool) else lowest
    first_shut = float(scores[shut[0]]) if len(shut) else 0.0
    return (
        pool[:past],
        Prices(highest, max(0.0, first_shut - highest)),
        Prices(lowest, max(0.0, first_shut - lowest)),
    )


def price_of(limits: Limits, prices: Prices) -> Array:
    """Return what each site must be worth."""
    return prices.cost * limits.cost + prices.new * limits.is_new


def worth_of(limits: Limits, prices: Prices) -> float:
    """Return what the limits themselves are worth at such prices."""
    return prices.cost * limits.budget + prices.new * limits.most_new
