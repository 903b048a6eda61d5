"""What runs found, for tests: made without a registry, two districts near Zhengzhou, each part with defaults."""

from datetime import date
from typing import Any

import numpy as np
from h3.api import basic_int
from shapely import Point, box

from maps.coverage_metrics import Figure
from maps.demand.cells import centres
from maps.question import Question
from maps.report.contents import FIGURES, Area, Cells, Contents, Gap, Station
from stations.compiling import Array
from stations.language import Text
from stations.vocabulary import NEEDS
from tests.maps.pictures import AS_OF, EAST, WEST

LON, LAT = 113.65, 34.75
ASKED = Question(area="410100", way="straight", needs=("toilet",), hour=142)
TEN = Figure(10.0, 10.0)


def area(**values: object) -> Area:
    """Return the western square, with ten of everything."""
    facts = {"area_km2": 100.0, "boundary_source": "测试边界", "boundary_year": 2024, "population": None}
    named: dict[str, Any] = {"adcode": "410102", "name": "西区", "level": "county", "parent_adcode": "410100"}
    told = {"facts": facts, "shape": WEST, "weight": 10.0, "stations": 3, "figures": dict.fromkeys(FIGURES, TEN)}
    parts = {"answering_may": TEN, "off_streets": Figure(0.0, 10.0), "near_edge": Figure(0.0, 10.0), "bands": ()}
    return Area(**{**named, **told, **parts, **values})


def station(**values: object) -> Station:
    """Return a station in the middle of the western square, open and with all that is needed."""
    named: dict[str, Any] = {"id": 1, "code": "Y000011", "name": "测试驿站", "lon": LON, "lat": LAT, "adcode": "410102"}
    told = {"is_inside": True, "serves": True, "open": "yes", "answers": "yes", "source": "测试"}
    nothing = dict.fromkeys(("type", "brand", "address", "hours_raw", "hours", "verified_at"))
    return Station(**{**named, **told, **nothing, "has": {need.code: "yes" for need in NEEDS}, **values})


def gap(**values: object) -> Gap:
    """Return a gap of five in the western square, where the station near is shut."""
    told: dict[str, Any] = {"rank": 1, "district": "西区", "streets": ("东街",), "part": Figure(5.0, 20.0)}
    more = {
        "may": Figure(0.0, 5.0),
        "area_km2": 0.5,
        "reason": "shut_then",
        "nearest": "测试驿站",
        "nearest_id": 1,
        "remedy_adds": 3.0,
    }
    advised = {"nearest_way": "straight", "remedy": "extend", "remedy_station": "测试驿站", "nearest_m": 1234.0}
    return Gap(**{**told, **more, **advised, "shape": Point(LON, LAT).buffer(0.01), **values})


def cells(h3: Array, **columns: Array) -> Cells:
    """Return cells each with one of demand, none of them reached."""
    lon, lat = centres(h3)
    nowhere = np.full(len(h3), np.nan)
    defaults = {"weight": np.ones(len(h3)), "sure_m": nowhere, "may_m": nowhere}
    told = {**defaults, **columns}
    limit_m = ASKED.limit_dm / 10
    return Cells(h3=h3, lon=lon, lat=lat, is_sure=told["sure_m"] <= limit_m, is_may=told["may_m"] <= limit_m, **told)


def disk(rings: int, *, resolution: int = 10) -> Array:
    """Return the cells around the middle of the western square, ascending."""
    middle = basic_int.latlng_to_cell(LAT, LON, resolution)
    return np.array(sorted(basic_int.grid_disk(middle, rings)), np.uint64)


def contents(**values: object) -> Contents:
    """Return a run of nineteen cells: a third of their demand is surely covered, a third possibly, a third not."""
    h3 = disk(2)
    sure_m = np.where(np.arange(len(h3)) % 3 == 0, np.arange(len(h3)) * 50.0, np.nan)
    may_m = np.where(np.arange(len(h3)) % 3 == 1, 100.0, sure_m)
    whole = area(adcode="410100", name="测试市", level="city", parent_adcode=None, shape=box(113.6, 34.7, 113.8, 34.8))
    demand = {"kind": "points", "source": "测试需求", "method": Text("逐点", "Point by point")._asdict(), "as_of": None}
    said: dict[str, Any] = {
        "run": "ab" * 32,
        "as_of": AS_OF,
        "week_of": date(2026, 7, 6),
        "inputs": {},
        "question": ASKED,
        "demand": {**demand, "unit": Text("家", "eateries")._asdict()},
        "unit": Text("家", "eateries"),
        "areas": (whole, area(), area(adcode="410103", name="东区", shape=EAST)),
        "gaps": (gap(),),
        "stations": (station(), station(id=2, code="Y2", name="二号", lon=LON + 0.01, open="no", answers="no")),
        "cells": cells(h3, sure_m=sure_m, may_m=may_m),
        "lines": np.array([[[LON, LAT], [LON + 0.01, LAT]], [[LON + 0.01, LAT], [LON + 0.01, LAT + 0.01]]]),
    }
    nothing = {"week": (), "steps": (), "streets": None, "around": None, "earlier": None}
    return Contents(**{**nothing, **said, **values})


def city(stations: int) -> Contents:
    """Return a large city: cells of 1 to 60 all over it, so many stations, streets in a grid, gaps of all sizes."""
    dice = np.random.default_rng(7)
    h3 = disk(120)
    reached = dice.uniform(50, 3000, len(h3))
    near = np.where(dice.random(len(h3)) < 0.5, reached, np.nan)
    places = dice.uniform((113.6, 34.7), (113.8, 34.8), (stations, 2))
    letters = dice.choice(["yes", "unknown", "no"], (stations, 2 + len(NEEDS)))
    found = tuple(
        station(
            id=number,
            code=f"Y{number:06}",
            name=f"示例·第{number}银行网点驿站",
            lon=float(lon),
            lat=float(lat),
            open=str(said[0]),
            answers=str(said[1]),
            has={need.code: str(letter) for need, letter in zip(NEEDS, said[2:], strict=True)},
            address=f"西区示例路{number}号",
            hours_raw="周一至周五 9:00-17:00",
            source="示例数据（非真实站点）",
        )
        for number, ((lon, lat), said) in enumerate(zip(places, letters, strict=True), 1)
    )
    south = np.repeat(np.linspace(34.7, 34.8, 100), 200)
    west = np.tile(np.linspace(113.6, 113.8, 200), 100)
    lines = np.stack([np.column_stack([west, south]), np.column_stack([west + 0.0009, south + 0.0003])], axis=1)
    gaps = tuple(gap(rank=rank, shape=Point(*places[rank]).buffer(0.002)) for rank in range(1, 301))
    weight = dice.integers(1, 60, len(h3)).astype(float)
    return contents(cells=cells(h3, weight=weight, sure_m=near, may_m=reached), stations=found, lines=lines, gaps=gaps)
