"""What if: coverage after changes to stations, district by district, worked out from the cells they touch alone."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np

from maps import edits, week
from maps.city import City
from maps.edits import Station
from maps.engine import changes, sums
from maps.engine.catchments import NOTHING
from maps.engine.grouping import summed
from maps.engine.sums import Counted
from maps.question import Question
from maps.roster import COLUMN_OF
from stations.compiling import Array
from stations.hours import Calendar
from stations.registry import DistrictView

STANDINGS = 4
"""So many questions are kept at hand: whoever drags a station asks the same one again and again."""


class Known(NamedTuple):
    """How many answering stations reach each cell, and the weight covered by level and district."""

    near: Array
    covered: list[Array]


class Standing(NamedTuple):
    """How it stands before any change: the weight of each cell and district, what is surely so and what may be.

    `answers` are the stations that surely do, and those that may.
    """

    weight: Array
    total: list[Array]
    answers: tuple[Array, Array]
    known: tuple[Known, Known]


class Answering(NamedTuple):
    """A station in WGS84 degrees, and whether it surely, and whether it may, answer the question."""

    lon: float
    lat: float
    sure: bool
    may: bool


class Changed(NamedTuple):
    """The cells in which a changed number of stations makes a difference."""

    gained: Array
    lost: Array


@lru_cache(STANDINGS)
def standing(city: City, question: Question) -> Standing:
    """Return how a question stands."""
    reached, weight = city.catchments(question, question.limit_dm), city.weight(question)
    answers = city.answering(question)
    nears = [changes.open_stations_near(reached, flag, len(weight)) for flag in answers]
    sure, may = (Known(near, _by_area(city, weight * (near >= question.k))) for near in nears)
    return Standing(weight, _by_area(city, weight), answers, (sure, may))


def rows(
    city: City, question: Question, touched: Mapping[int, Station | None], calendar: Calendar
) -> list[dict[str, Any]]:
    """Return what becomes of each district with stations touched, as `edits.tried` has them: the whole first.

    It is the weight that k stations cover within the reach asked for, surely and possibly. What is after is summed up
    from the cells that change, so it may be a rounding error away from what counting everything anew would give.
    """
    now = standing(city, question)
    before = _as_they_are(city, now, touched)
    after = [_as_it_would_be(city, question, station, calendar) for station in touched.values() if station]
    gone, come = (_reached(city, question, stations) for stations in (before, after))
    both = zip(now.known, gone, come, strict=True)
    changed = [_changed(known.near, left, came, question.k) for known, left, came in both]
    return [
        row
        for number, level in enumerate(city.areas.levels)
        for row in _level(now, number, city.area_of[number], level.views, changed)
    ]


def _level(
    now: Standing, number: int, area_of: Array, views: Sequence[DistrictView], changed: Sequence[Changed]
) -> Iterator[dict[str, Any]]:
    """Yield the rows of one level of districts."""
    columns: dict[str, Array] = {"weight": now.total[number]}
    for name, known, (gained, lost) in zip(("sure", "may"), now.known, changed, strict=True):
        more, less = (summed(now.weight[cells], area_of[cells], len(views)) for cells in (gained, lost))
        before = known.covered[number]
        columns |= {f"before_{name}": before, f"after_{name}": before + more - less}
        columns |= {f"gained_{name}": more, f"lost_{name}": less}
    for view, values in zip(views, zip(*(column.tolist() for column in columns.values()), strict=True), strict=True):
        named = {"adcode": view.adcode, "name": view.name, "level": view.level, "parent_adcode": view.parent_adcode}
        yield named | dict(zip(columns, values, strict=True))


def _by_area(city: City, weight: Array) -> list[Array]:
    """Return the weight by level and district."""
    return [
        sums.total(Counted(weight, area_of, len(level.views)))
        for area_of, level in zip(city.area_of, city.areas.levels, strict=True)
    ]


def _as_they_are(city: City, now: Standing, touched: Iterable[int]) -> list[Answering]:
    """Return the stations that are touched, as they are; added ones are not there yet."""
    stations, (sure, may) = city.roster, now.answers
    rows = [row for row in (edits.row_of(stations, station) for station in touched) if row is not None]
    return [Answering(float(stations.lon[row]), float(stations.lat[row]), sure[row], may[row]) for row in rows]


def _as_it_would_be(city: City, question: Question, station: Station, calendar: Calendar) -> Answering:
    """Return a station as changes leave it."""
    columns = [COLUMN_OF[code] for code in question.needs]
    sure, may = station.has.sure[columns].all(), station.has.may[columns].all()
    if question.hour is not None:
        opening = week.week_of([station.hours], city.monday, calendar)
        sure, may = sure & opening.sure[0, question.hour], may & opening.may[0, question.hour]
    return Answering(station.lon, station.lat, bool(sure), bool(may))


def _reached(city: City, question: Question, stations: Sequence[Answering]) -> tuple[Array, Array]:
    """Return the cells, each as often as a station reaches it, of stations that surely answer and that may."""
    reach = city.reach(question)
    cells = [reach.cells(station.lon, station.lat, question.limit_dm) for station in stations]
    sure = [found for found, station in zip(cells, stations, strict=True) if station.sure]
    may = [found for found, station in zip(cells, stations, strict=True) if station.may]
    return np.concatenate([NOTHING.cell, *sure]), np.concatenate([NOTHING.cell, *may])


def _changed(near: Array, gone: Array, come: Array, k: int) -> Changed:
    """Return the cells that come to have k stations, and those that cease to."""
    cells, place = np.unique(np.concatenate([gone, come]), return_inverse=True)
    more = np.bincount(place[len(gone) :], minlength=len(cells)) - np.bincount(place[: len(gone)], minlength=len(cells))
    was, becomes = near[cells] >= k, near[cells] + more >= k
    return Changed(cells[becomes & ~was], cells[was & ~becomes])
