"""What no plan can exceed: Lagrangian relaxation of the rule that a cell is served only by a site that is built.

Give every cell j a price 0 <= l[j] <= w[j]; then for all plans within the limits (Galvao & ReVelle, EJOR 88, 1996)

    weight served  <=  sum_j (w[j] - l[j])  +  max over choices x of  sum_i x[i] * (sum of l over what i reaches),

and every l gives a bound that is true. The search for a good one is a subgradient method.
"""

from math import fsum
from typing import NamedTuple

import numpy as np

from maps.siting import limits as limited
from maps.siting.instance import Instance
from maps.siting.limits import Limits, Prices
from stations.compiling import Array, compiled

EPSILON = float(np.finfo(np.float64).eps)
STALLED = 10  # rounds without a better bound before steps become shorter
SHORTER = 0.6
SMALLEST_STEP = 1e-4
WORTH_IT = 1e-6
INERTIA = 0.9  # share of the last direction that is kept, against zigzag (Camerini, Fratta & Maffioli 1975)


class Dual(NamedTuple):
    """A bound with the prices of cells that give it, and the length of step from which to search on."""

    bound: float
    price: Array
    step: float = 1.0


def scores(instance: Instance, price: Array) -> Array:
    """Return the sum of prices over what each site reaches."""
    total = np.empty(instance.sites)
    _sum_rows(instance.site_first, instance.site_cell, price, total)
    return total


def proven(instance: Instance, limits: Limits, price: Array, prices: Prices) -> tuple[float, Array]:
    """Return a bound proven by prices of cells and of limits, rounded upwards; and each site's score less its price.

    Floating-point sums of n terms err by at most n epsilon of their size (Higham 2002, 4.2); that much is added.
    """
    total = scores(instance, price)
    spare = total - limited.price_of(limits, prices)
    terms = int(np.diff(instance.site_first).max(initial=0)) + len(instance.weight) + 8
    parts = [fsum(instance.weight - price), fsum(spare[spare > 0]), limited.worth_of(limits, prices)]
    counts = spare > -2 * terms * EPSILON * total  # or would, but for rounding
    size = fsum(instance.weight) + fsum(total[counts]) + fsum(map(abs, parts))
    return fsum(parts) + terms * EPSILON * size, spare


def first_prices(instance: Instance, times: Array) -> Array:
    """Return prices that fit a plan which serves each cell so many times: all of its weight if not, none if twice."""
    share = np.where(times == 0, 1.0, np.where(times == 1, 0.5, 0.0))
    return instance.weight * share


def improve(instance: Instance, limits: Limits, start: Dual, *, goal: float, enough: float, rounds: int) -> Dual:
    """Return a better bound found in so many rounds; stop when it is not above `enough`.

    `goal` is what some plan serves, at or below `enough`: the nearer the bound is to it, the shorter the steps.
    """
    best, price, direction, stalled, step = start, start.price.copy(), np.zeros(len(start.price)), 0, start.step
    times = np.empty(len(price), np.int32)
    for _ in range(rounds):
        total = scores(instance, price)
        chosen, _, prices = limited.best(limits, total)
        value = relaxed(instance, limits, price, total, prices)
        stalled = 0 if value < best.bound * (1 - WORTH_IT) else stalled + 1
        if value < best.bound:
            best = Dual(value, price.copy(), step)
        if stalled >= STALLED:
            step, stalled, price = step * SHORTER, 0, best.price.copy()
        if best.bound <= enough or step < SMALLEST_STEP:
            break
        count_times(instance.site_first, instance.site_cell, chosen, times)
        length = _turn(instance.weight, price, times, direction)
        if length == 0:
            break
        _walk(instance.weight, price, direction, step * (value - goal) / length)
    return best._replace(step=step)


def relaxed(instance: Instance, limits: Limits, price: Array, total: Array, prices: Prices) -> float:
    """Return the bound that prices give, as floating point has it; `total` are the scores of the sites."""
    spare = total - limited.price_of(limits, prices)
    return float((instance.weight - price).sum() + spare[spare > 0].sum() + limited.worth_of(limits, prices))


@compiled
def _sum_rows(first: Array, cell: Array, price: Array, total: Array) -> None:
    for site in range(total.shape[0]):
        found = 0.0
        for place in range(first[site], first[site + 1]):
            found += price[cell[place]]
        total[site] = found


@compiled
def count_times(first: Array, cell: Array, chosen: Array, times: Array) -> None:
    """Fill `times` with how many of the chosen sites reach each cell."""
    times[:] = 0
    for site in chosen:
        for place in range(first[site], first[site + 1]):
            times[cell[place]] += 1


@compiled
def _turn(weight: Array, price: Array, times: Array, direction: Array) -> float:
    """Turn the direction towards the subgradient; return its squared length, by weight, where prices may follow it."""
    length = 0.0
    for cell in range(weight.shape[0]):
        served = 1 if weight[cell] > price[cell] else 0
        direction[cell] = times[cell] - served + INERTIA * direction[cell]
        down, up = direction[cell] > 0, direction[cell] < 0
        if not ((down and price[cell] <= 0) or (up and price[cell] >= weight[cell])):
            length += weight[cell] * direction[cell] ** 2
    return length


@compiled
def _walk(weight: Array, price: Array, direction: Array, step: float) -> None:
    """Move prices against the direction, heavy cells farther, between 0 and the weight of each cell."""
    for cell in range(weight.shape[0]):
        price[cell] = min(weight[cell], max(0.0, price[cell] - step * weight[cell] * direction[cell]))
