"""Stations as they would be: added, moved, closed, open at other hours, or with more in them."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from maps.roster import COLUMN_OF, Roster
from stations import geo, hours
from stations.errors import InputError, NotFound
from stations.vocabulary import NEEDS

Edit = Mapping[str, Any]
"""One change, a name of EDITS with what it takes: `{"close": 7}`, `{"hours": {"id": 7, "hours": "24/7"}}`."""

ALL = "all"
MOST_EDITS = 200
NIGHT_NEEDS = [COLUMN_OF[need.code] for need in NEEDS if need.rule == (("open_at_night",),)]
"""Columns of the needs that follow from the hours alone."""


def applied(stations: Roster, edits: Sequence[Edit]) -> Roster:
    """Return the stations after some changes, made one after another; added ones stand last, with ids -1, -2, ...

    Raise `InputError` for what is no change or cannot be, `NotFound` for a station there is not.
    """
    if len(edits) > MOST_EDITS:
        raise InputError(f"一次最多{MOST_EDITS}项修改。", f"At most {MOST_EDITS} changes at once.", field="edits")
    for edit in edits:
        if len(edit) != 1 or not edit.keys() <= EDITS.keys():
            raise InputError(
                f"每项修改须是其中之一：{'、'.join(EDITS)}。",
                f"A change is one of {', '.join(EDITS)}.",
                field="edits",
            )
        ((name, of),) = edit.items()
        stations = EDITS[name](stations, of)
    return stations


def _add(stations: Roster, of: Any) -> Roster:  # noqa: ANN401 - checked below, as in all that follow
    given = _fields(of, "lon", "lat", "needs", "hours")
    geo.check_lon_lat(lon=given["lon"], lat=given["lat"])
    row = _having(np.zeros(len(COLUMN_OF), bool), given["needs"])
    new = Roster(
        np.append(stations.id, min(0, stations.id.min(initial=0)) - 1),
        np.append(stations.lon, given["lon"]),
        np.append(stations.lat, given["lat"]),
        (*stations.code, ""),
        (*stations.name, ""),
        (*stations.hours, None),
        np.vstack([stations.sure, row]),
        np.vstack([stations.may, row]),
    )
    return _opening(new, len(new.id) - 1, given["hours"])


def _move(stations: Roster, of: Any) -> Roster:  # noqa: ANN401
    given = _fields(of, "id", "lon", "lat")
    geo.check_lon_lat(lon=given["lon"], lat=given["lat"])
    lon, lat, row = stations.lon.copy(), stations.lat.copy(), _row(stations, given["id"])
    lon[row], lat[row] = given["lon"], given["lat"]
    return stations._replace(lon=lon, lat=lat)


def _close(stations: Roster, of: Any) -> Roster:  # noqa: ANN401
    row = _row(stations, of)
    return Roster(
        np.delete(stations.id, row),
        np.delete(stations.lon, row),
        np.delete(stations.lat, row),
        (*stations.code[:row], *stations.code[row + 1 :]),
        (*stations.name[:row], *stations.name[row + 1 :]),
        (*stations.hours[:row], *stations.hours[row + 1 :]),
        np.delete(stations.sure, row, axis=0),
        np.delete(stations.may, row, axis=0),
    )


def _hours(stations: Roster, of: Any) -> Roster:  # noqa: ANN401
    given = _fields(of, "id", "hours")
    return _opening(stations, _row(stations, given["id"]), given["hours"])


def _equip(stations: Roster, of: Any) -> Roster:  # noqa: ANN401
    given = _fields(of, "id", "needs")
    row = _row(stations, given["id"])
    sure, may = stations.sure.copy(), stations.may.copy()
    sure[row] = _having(sure[row], given["needs"])
    may[row] = _having(may[row], given["needs"])
    return stations._replace(sure=sure, may=may)


EDITS: Mapping[str, Callable[[Roster, Any], Roster]] = {
    "add": _add,
    "move": _move,
    "close": _close,
    "hours": _hours,
    "equip": _equip,
}


def _opening(stations: Roster, row: int, text: str) -> Roster:
    """Return the stations with other hours for one; raise `InputError` unless all of the text is understood."""
    read = hours.read(text)
    if read.parse != "ok":
        raise InputError(f"无法理解开放时间“{text[:40]}”。", f"The hours “{text[:40]}” cannot be read.", field="hours")
    sure, may = stations.sure.copy(), stations.may.copy()
    at_night = hours.open_at_night(read.canonical)
    sure[row, NIGHT_NEEDS], may[row, NIGHT_NEEDS] = at_night == "yes", at_night != "no"
    texts = (*stations.hours[:row], read.canonical, *stations.hours[row + 1 :])
    return stations._replace(hours=texts, sure=sure, may=may)


def _having(row: Any, needs: str | Sequence[str]) -> Any:  # noqa: ANN401 - a row of booleans
    """Return a row with just what is named added: what would follow from it must be named too."""
    if strange := [code for code in needs if code not in COLUMN_OF] if needs != ALL else []:
        raise InputError(
            f"没有名为 {strange[0]} 的设施或需求。", f"There is no amenity or need {strange[0]}.", field="needs"
        )
    added = row.copy()
    added[slice(None) if needs == ALL else [COLUMN_OF[code] for code in needs]] = True
    return added


def _row(stations: Roster, station: Any) -> int:  # noqa: ANN401 - whatever was sent
    """Return the place of a station; raise `NotFound` for one that is not in service."""
    found = np.flatnonzero(stations.id == station)
    if not len(found):
        raise NotFound(f"没有在用的站点 {station}。", f"There is no station {station} in service.", field="id")
    return int(found[0])


def _fields(of: Any, *names: str) -> Mapping[str, Any]:  # noqa: ANN401
    """Return what a change takes; raise `InputError` for what is missing or strange."""
    given: Mapping[str, Any] = of if isinstance(of, Mapping) else {}
    if wrong := sorted(given.keys() ^ set(names)):
        raise InputError(
            f"修改须恰好给出：{'、'.join(names)}。", f"The change takes just: {', '.join(names)}.", field=wrong[0]
        )
    return given
