"""A plan as plain data: its steps, what it does by district, how good it is, and what could be done otherwise."""

from dataclasses import asdict
from math import fsum
from typing import Any

import numpy as np

from maps import answering, remedies
from maps.engine import sums
from maps.engine.arrays import NOWHERE
from maps.engine.sums import Counted
from maps.placing.placed import Placed
from maps.sites import Site, Sites
from maps.siting.plan import reached
from stations.language import Text

MOST_LISTED = 200
"""So many cells that nobody can reach are named, the heaviest."""


def rows(found: Placed) -> list[dict[str, Any]]:
    """Return what `siting_plan` holds but for the places, which stand in `detail`, in order of gain."""
    return [
        {
            **_who(found, step.candidate),
            "gain": step.gain,
            "covered": step.served,
            "cost": float(found.board.cost[step.candidate]),
        }
        for step in found.plan.steps
    ]


def summary(found: Placed) -> dict[str, Any]:
    """Return all that is said beside the rows; the same inputs give the same."""
    board, plan, meta = found.board, found.plan, found.board.city.demand.meta
    return {
        "question": board.siting.question.say()._asdict(),
        "unit": meta.unit._asdict(),
        "demand": {"kind": meta.kind, "source": meta.source, "method": meta.method._asdict()},
        "week_of": board.city.monday.isoformat(),
        "model": plan.model,
        "aim": asdict(board.siting.aim),
        "total": plan.total,
        "before": plan.before,
        "covered": plan.served,
        "objective": plan.objective,
        "bound": plan.bound,
        "gap": plan.gap,
        "cost": fsum(board.cost[found.chosen]),
        "candidates": _candidates(found),
        "fixed": _fixed(found),
        "closed": _closed(found),
        "unreached": _unreached(found),
        "areas": areas(found),
        "remedies": _remedies(found),
    }


def areas(found: Placed) -> list[dict[str, Any]]:
    """Return what becomes of each district: the whole first, then level by level."""
    city, weight, before, after = found.board.city, found.board.weight, found.before, found.after
    flags = {
        "weight": np.ones(len(weight), bool),
        "before_sure": before,
        "after_sure": after,
        "gained_sure": after & ~before,
        "lost_sure": before & ~after,
    }
    told = []
    for level, area_of in zip(city.areas.levels, city.area_of, strict=True):
        counted = Counted(weight, area_of, len(level.views))
        columns = {name: sums.total(counted._replace(weight=weight * flag)) for name, flag in flags.items()}
        told += [
            {"adcode": view.adcode, "name": view.name, "level": view.level, "parent_adcode": view.parent_adcode}
            | {name: float(column[row]) for name, column in columns.items()}
            for row, view in enumerate(level.views)
        ]
    return told


def _who(found: Placed, candidate: int) -> dict[str, Any]:
    """Return what a candidate is, and which station it becomes or comes from."""
    site, roster = found.board.candidates.all[candidate], found.board.city.roster
    name = site.name or found.names.get(candidate)
    place = {"lon": site.lon, "lat": site.lat, "is_known": site.is_known}
    holds = site.holds and site.holds._asdict()
    detail = {**place, "candidate": candidate + 1, "place": name, "holds": holds, "lacks": list(site.lacks)}
    if (row := found.moved.get(candidate)) is not None:
        return {"action": "move", "station_id": int(roster.id[row]), "label": roster.name[row], "detail": detail}
    return {"action": site.actions[0], "station_id": site.station_id, "label": name, "detail": detail}


def _candidates(found: Placed) -> dict[str, Any]:
    """Return how the candidates were come by, and how many are of little use."""
    sites, level = found.board.candidates, found.board.city.areas.levels[0]
    met = np.diff(found.town.reach.first)[found.town.existing :]
    outside = level.of_points(sites.lon, sites.lat) == NOWHERE
    return {**sites.as_dict(), "outside": int(outside.sum()), "idle": int(np.sum(met == 0))}


def _fixed(found: Placed) -> dict[str, Any]:
    """Return how many stations stay, and what they cover."""
    weight = found.board.weight
    return {
        "stations": len(found.kept),
        "covered": fsum(weight[reached(found.town.reach, found.kept, len(weight))]),
    }


def _closed(found: Placed) -> list[dict[str, Any]]:
    """Return the stations that move away."""
    roster = found.board.city.roster
    return [
        {
            "id": int(roster.id[row]),
            "name": roster.name[row],
            "lon": float(roster.lon[row]),
            "lat": float(roster.lat[row]),
        }
        for row in found.closed.tolist()
    ]


def _unreached(found: Placed) -> dict[str, Any]:
    """Return the cells with anybody in them that neither a station nor a candidate reaches, the heaviest first."""
    city, weight = found.board.city, found.board.weight
    nobody = found.plan.unreachable[weight[found.plan.unreachable] > 0]
    is_off = city.reach(found.board.siting.question).is_off_streets
    heaviest = nobody[np.argsort(-weight[nobody], kind="stable")][:MOST_LISTED].tolist()
    return {
        "cells": len(nobody),
        "weight": fsum(weight[nobody]),
        "off_streets": int(is_off[nobody].sum()),
        "listed": [
            {
                "h3": f"{city.cells.h3[cell]:x}",
                "lon": float(city.cells.lon[cell]),
                "lat": float(city.cells.lat[cell]),
                "weight": float(weight[cell]),
                "adcode": city.district_of(cell),
                "is_off_streets": bool(is_off[cell]),
            }
            for cell in heaviest
        ],
    }


def _remedies(found: Placed) -> dict[str, Any]:
    """Return the other list: to keep stations open longer, to equip them, or to open new ones at candidates."""
    siting = found.board.siting
    answer = answering.answer(found.board.city, siting.question)
    can = remedies.options(answer, _sites(found))
    steps = remedies.plan(answer, can, siting.costs, per=siting.per, most=siting.remedies)
    return {
        "costs": asdict(siting.costs),
        "assumed": remedies.assumed(can)._asdict(),
        "per": siting.per,
        "steps": remedies.rows(answer, steps),
    }


def _sites(found: Placed) -> Sites:
    """Return the candidates where a station would be opened; of others the list has the station itself."""
    sites = [
        Site(each.lon, each.lat, each.name or found.names.get(number), each.cost, each.station_id, number + 1)
        for number, each in enumerate(found.board.candidates.all)
        if each.actions == ("open",)
    ]
    zh, en = f"本方案的 {len(sites)} 个候选点", f"the {len(sites)} candidates of this plan"
    if len(sites) < len(found.board.candidates.all):
        zh, en = f"本方案候选点中新开站点的 {len(sites)} 处", f"{en} that are no stations in use"
    if priced := sum(site.cost is not None for site in sites):
        zh, en = f"{zh}（{priced} 处按所给费用）", f"{en} ({priced} at the cost given)"
    return Sites(sites, Text(zh, en))
