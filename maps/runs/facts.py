"""What was known when a run was made, kept beside its figures for whoever draws it: stations, boundaries, streets."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
import orjson
from h3.api import basic_int
from sqlalchemy.orm import Session

from maps import patches
from maps.answering import Answer
from maps.engine import catchments
from maps.engine.arrays import NOWHERE
from maps.roster import COLUMN_OF
from stations import quality, registry
from stations.compiling import Array
from stations.errors import NotFound
from stations.registry import DistrictView, StationView
from stations.vocabulary import NEEDS

FACTS = "facts.json"
EVERYTHING = 10_000_000
COARSE_M = 200
"""The districts around are drawn small: their outlines may be off by so much."""
STREETS_TOLD = 3
ROADS = 40
"""So many roads are kept for maps, of which the first that find room are named."""
NAMED = 20
"""So many gaps are told where they lie."""
SRID = "SRID=4326;"
OTHER = "other_district"

Rows = Sequence[Mapping[str, Any]]


def keep(session: Session, folder: Path, found: Answer, *, gaps: Rows, steps: Rows) -> None:
    """Write what is known now beside the rows of a run; what was kept with the same run before stays as it was."""
    place = folder / FACTS
    if place.exists():
        return
    draft = folder / f".{FACTS}.{os.getpid()}"
    draft.write_bytes(orjson.dumps(of(session, found, gaps=gaps, steps=steps)))
    draft.replace(place)


def of(session: Session, found: Answer, *, gaps: Rows, steps: Rows) -> dict[str, Any]:
    """Return what is known now, as plain data; `gaps` and `steps` are in the order in which they are kept.

    `gaps` have an outline each under `geom`, steps a place under `detail`.
    """
    city = found.city
    whole, shape = city.areas.whole, city.areas.levels[0].frame.geometry.iloc[0]
    gap_streets = _names(session, city.inputs["streets"], [row["geom"].removeprefix(SRID) for row in gaps[:NAMED]])
    return {
        "as_of": city.as_of,
        "areas": [_area(view) for level in city.areas.levels for view in level.views],
        "shapes": [shape.__geo_interface__ for level in city.areas.levels for shape in level.frame.geometry],
        "around": _around(session, whole),
        "stations": _stations(session, found, {row["nearest_id"] for row in gaps}),
        "streets": _streets(session, city.inputs["streets"]),
        "gap_streets": gap_streets,
        "roads": _roads(session, city.inputs["streets"], shape.wkt, gap_streets),
        "step_streets": _names(session, city.inputs["streets"], [_surroundings(row["detail"]) for row in steps]),
    }


def _area(view: DistrictView) -> dict[str, Any]:
    said = asdict(view)
    names = ("adcode", "name", "boundary_source", "boundary_year", "area_km2", "code_year")
    people = ("population", "population_as_of", "population_kind", "population_source")
    return {name: said[name] for name in names + people}


def _around(session: Session, whole: DistrictView) -> dict[str, Any] | None:
    """Return the district above and the outlines of those beside; None where the registry has nothing above it."""
    try:
        above = None if whole.parent_adcode is None else registry.district(session, whole.parent_adcode)
    except NotFound:
        above = None
    if above is None:
        return None
    views = registry.districts(session, parent=above.adcode)
    shapes = registry.district_shapes(session, [view.adcode for view in views], simplify_m=COARSE_M)
    return {
        "name": above.name,
        "names": {view.adcode: view.name for view in views},
        "shapes": {adcode: orjson.Fragment(shape) for adcode, shape in shapes.items()},
    }


def _stations(session: Session, found: Answer, named: set[int | None]) -> list[dict[str, Any]]:
    """Return the stations in the district, those that serve it from beyond its border, and others that are `named`."""
    roster, city = found.city.roster, found.city
    within = catchments.within(found.reached, found.question.limit_dm)
    is_inside, serves = city.station_area_of[0] != NOWHERE, np.diff(within.first) > 0
    told = np.flatnonzero(is_inside | serves | np.isin(roster.id, [number for number in named if number is not None]))
    if not len(told):
        return []
    box = (roster.lon[told].min(), roster.lat[told].min(), roster.lon[told].max(), roster.lat[told].max())
    query = registry.StationQuery(bbox=tuple(float(edge) for edge in box), limit=EVERYTHING)  # type: ignore[arg-type]  # four
    views = {view.id: view for view in registry.page(session, query).stations}
    conflicts = (each for each in quality.district_conflicts(session) if each.kind == OTHER)
    declared = {each.station_id: each.declared_district for each in conflicts}
    is_open, may_be_open = city.opening(found.question)
    return [
        {
            "id": int(roster.id[row]),
            "code": roster.code[row],
            "name": roster.name[row],
            "lon": float(roster.lon[row]),
            "lat": float(roster.lat[row]),
            "adcode": _smallest(found, row),
            "is_inside": bool(is_inside[row]),
            "serves": bool(serves[row]),
            "open": _known(is_open[row], may_be_open[row]),
            "answers": _known(found.is_sure[row], found.is_may[row]),
            "hours": roster.hours[row],
            "has": {code: _known(roster.sure[row, at], roster.may[row, at]) for code, at in _told(found).items()},
            "declared": declared.get(int(roster.id[row])),
            **_described(views.get(int(roster.id[row]))),
        }
        for row in told.tolist()
    ]


def _told(found: Answer) -> dict[str, int]:
    """Return the column of every need, and of everything that was asked for."""
    codes = dict.fromkeys([*found.question.needs, *(need.code for need in NEEDS)])
    return {code: COLUMN_OF[code] for code in codes}


def _known(is_sure: bool, may_be: bool) -> str:  # noqa: FBT001 - two bits of one answer
    return "yes" if is_sure else "unknown" if may_be else "no"


def _smallest(found: Answer, station: int) -> str | None:
    """Return the code of the smallest district that a station stands in."""
    levels = list(zip(found.city.areas.levels, found.city.station_area_of, strict=True))
    codes = (level.views[area_of[station]].adcode for level, area_of in reversed(levels) if area_of[station] != NOWHERE)
    return next(codes, None)


def _described(view: StationView | None) -> dict[str, Any]:
    names = ("type", "brand", "address", "hours_raw", "verified_at", "source")
    return {name: getattr(view, name, None) for name in names}


def _streets(session: Session, own: str | None) -> dict[str, Any] | None:
    """Return where the streets come from; None where none are used, or others have taken their place since."""
    network = registry.network(session, own) if own else None
    return network and network._asdict()


def _names(session: Session, own: str | None, places: Sequence[str]) -> list[list[str]]:
    """Return the names of the chief streets of each place; nothing where no streets are used."""
    if own is None:
        return [[] for _ in places]
    return [names[:STREETS_TOLD] for names in registry.street_names(session, own, places)]


def _roads(session: Session, own: str | None, place: str, told: Sequence[Sequence[str]]) -> list[dict[str, Any]]:
    """Return the chief roads of a place (WKT), those `told` of first; none where no streets are used."""
    if own is None:
        return []
    first = [name for names in told for name in names]
    roads = registry.chief_roads(session, own, place, first=first, most=ROADS)
    return [{"name": name, "line": orjson.Fragment(line)} for name, line in roads]


def _surroundings(at: Mapping[str, Any]) -> str:
    """Return the cells around a place as WKT."""
    cells: Array = np.array(
        sorted(basic_int.grid_disk(basic_int.latlng_to_cell(at["lat"], at["lon"], 10), 1)), np.uint64
    )
    return patches.outline(cells).wkt
