"""What a run says of each station: does it answer, and why not; whom it serves beside others; where they stand."""

from typing import Any, NamedTuple

import numpy as np

from maps.answering import Answer
from maps.engine import catchments, spacing
from maps.engine.arrays import NOWHERE
from maps.roster import COLUMN_OF
from maps.runs import neighbourhoods
from maps.runs.neighbourhoods import Neighbourhoods
from stations import geo
from stations.compiling import Array


class Spaced(NamedTuple):
    """By station: the nearest other one (row, NOWHERE without one), how far it is straight, how near it should be."""

    other: Array
    other_m: Array
    rule_m: Array

    @property
    def is_kept(self) -> Array:
        """Which stations have another near enough, as booleans."""
        return np.asarray(self.other_m < self.rule_m)


def spaced(found: Answer, around: Neighbourhoods | None) -> Spaced:
    """Return how the stations stand to each other; `around` says where demand lies densely, None where area is counted.

    Dense is what lies at least as densely as half of the demand of the district.
    """
    stations = found.city.roster
    other = spacing.next_station(geo.earth_centred(lon=stations.lon, lat=stations.lat))
    other_m = geo.distance_m(stations.lon, stations.lat, stations.lon[other], stations.lat[other])
    is_dense = np.zeros(len(stations.id), bool)
    if around is not None:
        half = neighbourhoods.median(around.at_cells(found.city.cells.h3), found.weight)
        is_dense = around.at_points(stations.lon, stations.lat) >= half
    return Spaced(other, np.where(other == NOWHERE, np.inf, other_m), spacing.rule_m(is_dense))


def rows(found: Answer, apart: Spaced) -> list[dict[str, Any]]:
    """Return what `coverage_station` holds but for the points, which are `lon` and `lat`, by id.

    Told are the stations that stand in the district or reach into it within the reach asked for.
    """
    city, stations = found.city, found.city.roster
    own = catchments.within(found.reached, found.question.limit_dm)
    stands = spacing.standing(own, found.sure, found.weight, found.question.limit_dm)
    is_told = (np.diff(own.first) > 0) | (city.station_area_of[0] != NOWHERE)
    return [
        {
            "station_id": int(stations.id[row]),
            "code": stations.code[row],
            "name": stations.name[row],
            "lon": float(stations.lon[row]),
            "lat": float(stations.lat[row]),
            **_districts(found, row),
            **_answer(found, row),
            "seats": None if np.isnan(stations.seats[row]) else float(stations.seats[row]),
            "weight": float(stands.reached[row]),
            "weight_sole": float(stands.sole[row]),
            "weight_nearest": float(stands.nearest[row]),
            "weight_taken": float(stands.taken[row]),
            "rival_id": _id(stations.id, stands.rival[row]),
            "rival_weight": None if stands.rival[row] == NOWHERE else float(stands.rival_weight[row]),
            "other_id": _id(stations.id, apart.other[row]),
            "other_m": None if apart.other[row] == NOWHERE else float(apart.other_m[row]),
            "rule_m": float(apart.rule_m[row]),
            "is_spaced": bool(apart.is_kept[row]),
        }
        for row in np.flatnonzero(is_told).tolist()
    ]


def _districts(found: Answer, row: int) -> dict[str, Any]:
    """Return the districts that a station stands in, the smallest apart."""
    city = found.city
    standing_in = zip(city.station_area_of, city.areas.levels, strict=True)
    adcodes = [level.views[area_of[row]].adcode for area_of, level in standing_in if area_of[row] != NOWHERE]
    return {"adcode": adcodes[-1] if adcodes else None, "adcodes": adcodes}


def _answer(found: Answer, row: int) -> dict[str, Any]:
    """Return whether a station satisfies the question, and what stands against it."""
    stations, asked = found.city.roster, found.question.as_dict()["needs"]
    is_open, may_be_open = (flag[row] for flag in found.city.opening(found.question))
    lacking = [code for code in asked if not stations.may[row, COLUMN_OF[code]]]
    unknown = [code for code in asked if stations.may[row, COLUMN_OF[code]] > stations.sure[row, COLUMN_OF[code]]]
    faults = {
        "shut_then": not may_be_open,
        "hours_unknown": may_be_open and not is_open,
        "lacks_need": lacking,
        "need_unknown": unknown,
        "not_for_all": stations.lets_in[row] == "some",
        "audience_unknown": stations.lets_in[row] == "unknown",
    }
    return {
        "answers": "sure" if found.is_sure[row] else "may" if found.is_may[row] else "no",
        "faults": [code for code, is_so in faults.items() if is_so],
        "needs_lacking": lacking,
        "needs_unknown": unknown,
    }


def _id(ids: Array, row: int) -> int | None:
    return None if row == NOWHERE else int(ids[row])
