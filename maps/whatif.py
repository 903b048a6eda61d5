"""What if: coverage after changes to stations, district by district, worked out from the cells they touch alone."""

from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np

from maps import week
from maps.city import City
from maps.engine import catchments, changes, sums
from maps.engine.catchments import NOTHING
from maps.engine.grouping import summed
from maps.engine.sums import Counted
from maps.question import Question
from maps.roster import Roster
from stations.compiling import Array
from stations.hours import Calendar

STANDINGS = 4
"""So many questions are kept at hand: whoever drags a station asks the same one again and again."""


class Known(NamedTuple):
    """How many answering stations reach each cell, and the weight covered by level and district."""

    near: Array
    covered: list[Array]


class Standing(NamedTuple):
    """How it stands before any change: the weight of each cell and district, what is surely so and what may be."""

    weight: Array
    total: list[Array]
    known: tuple[Known, Known]


class Changed(NamedTuple):
    """The cells in which a changed number of stations makes a difference."""

    gained: Array
    lost: Array


@lru_cache(STANDINGS)
def standing(city: City, question: Question) -> Standing:
    """Return how a question stands."""
    reached, weight = city.catchments(question, question.limit_dm), city.weight(question)
    nears = [changes.open_stations_near(reached, flag, len(weight)) for flag in city.answering(question)]
    sure, may = (Known(near, _by_area(city, weight * (near >= question.k))) for near in nears)
    return Standing(weight, _by_area(city, weight), (sure, may))


def rows(city: City, question: Question, after: Roster, calendar: Calendar) -> list[dict[str, Any]]:
    """Return what becomes of each district with other stations: the whole first, then level by level.

    It is the weight that k stations cover within the reach asked for, surely and possibly. `after` is summed up
    from the cells that change, so it may be a rounding error away from what counting everything anew would give.
    """
    now = standing(city, question)
    gone, come = _left_and_come(city, question, after, calendar)
    both = zip(now.known, gone, come, strict=True)
    changed = [_changed(known.near, left, came, question.k) for known, left, came in both]
    found = []
    for number, level in enumerate(city.areas.levels):
        area_of, areas = city.area_of[number], len(level.views)
        columns: dict[str, Array] = {"weight": now.total[number]}
        for name, known, (gained, lost) in zip(("sure", "may"), now.known, changed, strict=True):
            more, less = (summed(now.weight[cells], area_of[cells], areas) for cells in (gained, lost))
            before = known.covered[number]
            columns |= {f"before_{name}": before, f"after_{name}": before + more - less}
            columns |= {f"gained_{name}": more, f"lost_{name}": less}
        found += [
            {"adcode": view.adcode, "name": view.name, "level": view.level, "parent_adcode": view.parent_adcode}
            | {name: float(column[row]) for name, column in columns.items()}
            for row, view in enumerate(level.views)
        ]
    return found


def _by_area(city: City, weight: Array) -> list[Array]:
    """Return the weight by level and district."""
    return [
        sums.total(Counted(weight, area_of, len(level.views)))
        for area_of, level in zip(city.area_of, city.areas.levels, strict=True)
    ]


def _left_and_come(
    city: City, question: Question, after: Roster, calendar: Calendar
) -> tuple[list[Array], list[Array]]:
    """Return the cells, each as often as stations reach it, that are left by and that come to changed stations.

    Each is a pair: for stations that surely answer, and for those that may.
    """
    old, new = _differing(city.roster, after)
    sure, may = city.answering(question)
    gone = _reached(city, question, city.roster, old, [sure[old], may[old]])
    sure, may = (flag[new] for flag in after.having(question.needs))
    if question.hour is not None:
        hours = week.week_of([after.hours[row] for row in new], city.monday, calendar)
        sure, may = sure & hours.sure[:, question.hour], may & hours.may[:, question.hour]
    return gone, _reached(city, question, after, new, [sure, may])


def _differing(before: Roster, after: Roster) -> tuple[Array, Array]:
    """Return the rows of stations that are not in the other roster just as they are here: of the one and the other."""
    _, here, there = np.intersect1d(before.id, after.id, assume_unique=True, return_indices=True)
    is_same = np.ones(len(here), bool)
    for name in ("lon", "lat", "hours", "sure", "may"):
        one, other = (np.asarray(getattr(each, name)) for each in (before, after))
        is_same &= (one[here] == other[there]).reshape(len(here), -1).all(axis=1)
    return np.setdiff1d(np.arange(len(before.id)), here[is_same]), np.setdiff1d(
        np.arange(len(after.id)), there[is_same]
    )


def _reached(city: City, question: Question, stations: Roster, rows: Array, flags: list[Array]) -> list[Array]:
    """Return for each flag the cells within reach of those of some stations for which it is up."""
    reached = city.reach(question).catchments(stations.lon[rows], stations.lat[rows], question.limit_dm)
    return [
        np.concatenate(
            [NOTHING.cell, *(catchments.row_of(reached, place).cell for place in np.flatnonzero(flag).tolist())]
        )
        for flag in flags
    ]


def _changed(near: Array, gone: Array, come: Array, k: int) -> Changed:
    """Return the cells that come to have k stations, and those that cease to."""
    cells, place = np.unique(np.concatenate([gone, come]), return_inverse=True)
    more = np.bincount(place[len(gone) :], minlength=len(cells)) - np.bincount(place[: len(gone)], minlength=len(cells))
    was, becomes = near[cells] >= k, near[cells] + more >= k
    return Changed(cells[becomes & ~was], cells[was & ~becomes])
