"""The question as it comes from plain files, and its answer as data for a table, JSON or a sheet."""

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from math import fsum
from pathlib import Path
from typing import Any

import numpy as np

from maps.siting import places, planning, ways
from maps.siting.places import Places
from maps.siting.plan import Plan
from maps.siting.planning import Town
from maps.siting.ways import Way
from stations.compiling import Array
from stations.errors import InputError
from stations.imports.raw import RawRow
from stations.imports.report import harmless

IDS = ("id", "编号", "编码", "code")


@dataclass(frozen=True, slots=True, kw_only=True)
class Files:
    """Where demand, candidates and existing stations stand; there need be none of these.

    `crs` is the datum of all their degrees, None where nobody said: they are read as WGS84 then.
    """

    demand: Path
    candidates: Path
    existing: Path | None = None
    crs: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Aim:
    """What is wanted, one of three: `p` stations (of which so many `moves`), a `budget`, or all served.

    A plan proven to be within `gap` of the best is good enough.
    """

    p: int | None = None
    budget: float | None = None
    cover_all: bool = False
    moves: int = 0
    gap: float = 0.0


@dataclass(frozen=True, eq=False, kw_only=True)
class Answer:
    """A plan with the files it is about; `crs` as for `Files`."""

    plan: Plan
    way: Way
    crs: str | None
    demand: Places
    candidates: Places
    existing: Places
    too_far: int
    has_cost: bool

    def as_dict(self) -> dict[str, Any]:
        """Return all of it as plain data; the same question gives the same bytes."""
        plan = self.plan
        return {
            "model": plan.model,
            "objective": plan.objective,
            "bound": plan.bound,
            "gap": plan.gap,
            "distance": self.way.label._asdict(),
            "max_distance_m": self.way.limit_m,
            "crs": None if self.way.planar else self.crs or "wgs84",
            "demand": {
                "points": len(self.demand.rows),
                "weight": plan.total,
                "served_before": plan.before,
                "served": plan.served,
                "unreachable_points": len(plan.unreachable),
                "unreachable_weight": fsum(self.demand.value[plan.unreachable]),
                "off_street_points": self.too_far,
            },
            "existing": len(self.existing.rows),
            "candidates": len(self.candidates.rows),
            "chosen": [
                {
                    "rank": rank,
                    **_named(self.candidates.rows[step.candidate]),
                    "gain": step.gain,
                    "served": step.served,
                    **self._cost(step.candidate),
                    "columns": dict(self.candidates.rows[step.candidate].cells),
                }
                for rank, step in enumerate(plan.steps, start=1)
            ],
            "closed": [
                {**_named(self.existing.rows[number]), "columns": dict(self.existing.rows[number].cells)}
                for number in plan.closed
            ],
            "unreachable_rows": self.unreachable_rows,
        }

    @property
    def unreachable_rows(self) -> list[int]:
        """The rows of the demand file that no site can serve: told where all should be."""
        if self.plan.model != "lscp":
            return []
        return [self.demand.rows[point].number for point in self.plan.unreachable]

    def as_csv(self) -> str:
        """Return the chosen rows of the file of candidates, with what each adds, for a spreadsheet."""
        out = io.StringIO()
        lines = csv.writer(out, lineterminator="\r\n")
        chosen = [self.candidates.rows[step.candidate] for step in self.plan.steps]
        headings = list(dict.fromkeys(heading for row in chosen for heading in row.cells))
        lines.writerow(["rank", "row", "gain", "served", *map(harmless, headings)])
        for rank, (row, step) in enumerate(zip(chosen, self.plan.steps, strict=True), start=1):
            cells = [harmless(row.cells.get(heading, "")) for heading in headings]
            lines.writerow([rank, row.number, step.gain, step.served, *cells])
        return out.getvalue()

    def _cost(self, candidate: int) -> dict[str, float]:
        return {"cost": float(self.candidates.value[candidate])} if self.has_cost else {}


def ask(files: Files, aim: Aim, way: Way) -> Answer:
    """Return the plan for the places in some files; raise `InputError` for what cannot be meant."""
    check(aim, has_existing=files.existing is not None)
    ways.check(way)
    if way.planar and files.crs is not None:
        raise InputError(
            "--crs 不与 --planar 一起使用。", "--crs goes without --planar: metres have no datum.", field="crs"
        )
    has_cost = aim.budget is not None
    read = partial(places.read, planar=way.planar, crs=files.crs)
    demand = read(files.demand, value="weight")
    candidates = read(files.candidates, value="cost" if has_cost else None, needs_value=has_cost)
    existing = read(files.existing) if files.existing else Places(np.empty((0, 2)), np.empty(0), ())
    sites = np.concatenate([existing.place, candidates.place])
    reach, too_far = ways.reached(sites, demand.place, way)
    town = Town(reach, len(existing.rows), demand.value)
    return Answer(
        plan=_planned(town, aim, candidates.value),
        way=way,
        crs=files.crs,
        demand=demand,
        candidates=candidates,
        existing=existing,
        too_far=too_far,
        has_cost=has_cost,
    )


def check(aim: Aim, *, has_existing: bool) -> None:
    """Raise `InputError` unless exactly one thing is wanted, in numbers that can be, and moves are of what exists."""
    if (aim.p is not None) + (aim.budget is not None) + aim.cover_all != 1:
        raise InputError(
            "请在 -p、--budget、--cover-all 中选择一项。", "Choose one of -p, --budget and --cover-all.", field="p"
        )
    if aim.moves and (aim.p is None or not has_existing):
        raise InputError(
            "--move 只与 -p 和 --existing 一起使用；不新建时用 -p 0。",
            "--move goes with -p and --existing; for moves alone use -p 0.",
            field="move",
        )
    for name, value, most in (
        ("-p", aim.p, places.MAX_ROWS),
        ("--move", aim.moves, places.MAX_ROWS),
        ("--budget", aim.budget, places.MOST_VALUE),
        ("--gap", aim.gap, 1),
    ):
        if value is not None and not 0 <= value <= most:
            raise InputError(
                f"{name} 须在0至{most:,.0f}之间。", f"{name} lies between 0 and {most:,.0f}.", field=name.lstrip("-")
            )


def _planned(town: Town, aim: Aim, cost: Array) -> Plan:
    if aim.cover_all:
        return planning.all_served(town)
    if aim.budget is not None:
        return planning.best_for_money(town, cost=cost, budget=aim.budget, gap=aim.gap)
    return planning.most_served(town, p=aim.p or 0, most_moved=aim.moves, gap=aim.gap)


def _named(row: RawRow) -> Mapping[str, object]:
    """Return the number of a row, and the id it gives itself."""
    plain = {heading.strip().casefold(): cell for heading, cell in row.cells.items()}
    own = next((plain[word] for word in IDS if plain.get(word)), None)
    return {"row": row.number, "id": own}
