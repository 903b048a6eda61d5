"""Stations as they would be: added, moved, closed, open at other hours, or with more or less in them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np

from maps import equipment
from maps.equipment import NIGHT_NEEDS, Equipment
from maps.roster import COLUMN_OF, Roster
from stations import geo, hours
from stations.errors import InputError, NotFound
from stations.vocabulary import Answer

Edit = Mapping[str, Any]
"""One change, a name of EDITS with what it takes: `{"close": 7}`, `{"hours": {"id": 7, "hours": "24/7"}}`."""

MOST_EDITS = 200


class Station(NamedTuple):
    """One station, as a row of `Roster` has it."""

    lon: float
    lat: float
    hours: str | None
    has: Equipment
    indoor: Answer


@dataclass(frozen=True, slots=True)
class Draft:
    """Stations as changes leave them: by id those that were touched, None for closed; all others are as they were."""

    stations: Roster
    touched: dict[int, Station | None] = field(default_factory=dict)

    def station(self, station: Any) -> Station:  # noqa: ANN401 - whatever was sent
        """Return a station as it is now; raise `NotFound` for one that coverage does not count."""
        found = self._now(station) if isinstance(station, int) else None
        if found is None:
            raise NotFound(
                f"没有对户外劳动者开放的在用站点 {station}；拟开放的，请作为新增站点。",
                f"There is no station {station} in service for outdoor workers; add one where it is to be opened.",
                field="id",
            )
        return found

    def _now(self, station: int) -> Station | None:
        if station in self.touched:
            return self.touched[station]
        known, row = self.stations, row_of(self.stations, station)
        if row is None:
            return None
        has = Equipment(known.sure[row], known.may[row])
        return Station(float(known.lon[row]), float(known.lat[row]), known.hours[row], has, known.indoor[row])


def tried(stations: Roster, edits: Sequence[Edit]) -> Mapping[int, Station | None]:
    """Return the stations that changes touch, by id, as they are after all of them; None for closed ones.

    Changes are made one after another; added stations have the ids -1, -2, ... Raise `InputError` for what is no
    change or cannot be, `NotFound` for a station there is not.
    """
    if len(edits) > MOST_EDITS:
        raise InputError(f"一次最多{MOST_EDITS}项修改。", f"At most {MOST_EDITS} changes at once.", field="edits")
    draft = Draft(stations)
    for edit in edits:
        if len(edit) != 1 or not edit.keys() <= EDITS.keys():
            raise InputError(
                f"每项修改须是其中之一：{'、'.join(EDITS)}。",
                f"A change is one of {', '.join(EDITS)}.",
                field="edits",
            )
        ((name, of),) = edit.items()
        EDITS[name](draft, of)
    return draft.touched


def row_of(stations: Roster, station: int) -> int | None:
    """Return the place of a station, None where there is no such id."""
    row = int(np.searchsorted(stations.id, station))
    return row if row < len(stations.id) and stations.id[row] == station else None


def _add(draft: Draft, of: Any) -> None:  # noqa: ANN401 - checked below, as in all that follow
    given = _fields(of, "lon", "lat", "needs", "hours")
    geo.check_lon_lat(lon=given["lon"], lat=given["lat"])
    nothing = Equipment(np.zeros(len(COLUMN_OF), bool), np.zeros(len(COLUMN_OF), bool))
    more = equipment.codes_of(given["needs"], field="needs")
    has = equipment.changed(nothing, more=more, less=(), indoor="yes")  # what is put up is taken for a room
    new = Station(given["lon"], given["lat"], None, has, "yes")
    draft.touched[min([0, *draft.touched]) - 1] = _opening(new, given["hours"])


def _move(draft: Draft, of: Any) -> None:  # noqa: ANN401
    given = _fields(of, "id", "lon", "lat")
    geo.check_lon_lat(lon=given["lon"], lat=given["lat"])
    draft.touched[given["id"]] = draft.station(given["id"])._replace(lon=given["lon"], lat=given["lat"])


def _close(draft: Draft, of: Any) -> None:  # noqa: ANN401
    draft.station(of)
    draft.touched[of] = None


def _hours(draft: Draft, of: Any) -> None:  # noqa: ANN401
    given = _fields(of, "id", "hours")
    draft.touched[given["id"]] = _opening(draft.station(given["id"]), given["hours"])


def _equip(draft: Draft, of: Any) -> None:  # noqa: ANN401
    given = _fields(of, "id", of_these=("needs", "lacks"))
    more, less = (equipment.codes_of(given.get(name, ()), field=name) for name in ("needs", "lacks"))
    if both := sorted(set(more).intersection(less)):
        raise InputError(f"{both[0]} 不能既有又无。", f"{both[0]} cannot be there and missing.", field="lacks")
    known = draft.station(given["id"])
    has = equipment.changed(known.has, more=more, less=less, indoor=known.indoor)
    draft.touched[given["id"]] = known._replace(has=has)


EDITS: Mapping[str, Callable[[Draft, Any], None]] = {
    "add": _add,
    "move": _move,
    "close": _close,
    "hours": _hours,
    "equip": _equip,
}


def _opening(known: Station, text: str) -> Station:
    """Return a station with other hours; raise `InputError` unless all of the text is understood."""
    canonical = _read(text)
    return known._replace(hours=canonical, has=known.has.having(NIGHT_NEEDS, hours.open_at_night(canonical)))


@lru_cache(1024)  # whoever drags a new station over a map sends the same hours again and again
def _read(text: str) -> str | None:
    read = hours.read(text)
    if read.parse != "ok":
        raise InputError(f"无法理解开放时间“{text[:40]}”。", f"The hours “{text[:40]}” cannot be read.", field="hours")
    return read.canonical


def _fields(of: Any, *names: str, of_these: Sequence[str] = ()) -> Mapping[str, Any]:  # noqa: ANN401
    """Return what a change takes, and at least one of some more; raise `InputError` for what is missing or strange."""
    given: Mapping[str, Any] = of if isinstance(of, Mapping) else {}
    wrong = sorted({*names} - given.keys() | (given.keys() - {*names, *of_these}))
    if of_these and given.keys().isdisjoint(of_these):
        wrong.append(of_these[0])
    if wrong:
        takes = [*names, *filter(None, ["/".join(of_these)])]
        raise InputError(
            f"修改须恰好给出：{'、'.join(takes)}。", f"The change takes just: {', '.join(takes)}.", field=wrong[0]
        )
    return given
