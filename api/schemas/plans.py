"""Plans: what to do first, second and so on, how much that covers, and how good the plan is proven to be."""

from collections.abc import Mapping, Sequence
from typing import Any, Literal, Self

from pydantic import BaseModel, Field

from api.schemas.examples import shown
from api.schemas.geojson import Point
from stations.registry import RunView

_STEP: dict[str, Any] = {
    "rank": 1,
    "action": "open",
    "station_id": None,
    "label": "候选一",
    "lon": 116.41,
    "lat": 39.91,
    "gain": 53.0,
    "covered": 402.0,
    "of": 908.0,
    "cost": 80000.0,
    "candidate": 1,
    "place": "候选一",
    "holds": None,
    "lacks": [],
    "is_known": True,
}
_AREA: dict[str, Any] = {
    "adcode": "110101",
    "name": "东城区",
    "level": "county",
    "parent_adcode": "110100",
    "weight": 908.0,
    "before_sure": 349.0,
    "after_sure": 402.0,
    "gained_sure": 53.0,
    "lost_sure": 0.0,
}
_POOL: dict[str, Any] = {
    "from": "list",
    "count": 1,
    "found": 1,
    "apart_m": None,
    "outside": 0,
    "idle": 0,
    "said": {"zh": "1 个给定的候选点", "en": "1 candidates as listed"},
}
_CELL: dict[str, Any] = {
    "h3": "8a31aa50a2c7fff",
    "lon": 116.42,
    "lat": 39.9,
    "weight": 3.0,
    "adcode": "110101",
    "is_off_streets": False,
}
_UNREACHED: dict[str, Any] = {"cells": 1, "weight": 3.0, "off_streets": 0, "listed": [_CELL]}
_REMEDIES: dict[str, Any] = {
    "costs": {"extend": 30000.0, "equip": 10000.0, "open": 200000.0},
    "assumed": {"zh": "费用为假定", "en": "costs are assumed"},
    "per": "yuan",
    "steps": [{**_STEP, "action": "extend", "station_id": 7, "candidate": None}],
}
_STATION: dict[str, Any] = {"id": 7, "name": "示例驿站", "lon": 116.4, "lat": 39.9}
PLAN: dict[str, Any] = {
    "run": "5f" * 32,
    "kind": "siting",
    "question": {"zh": "15分钟步行可达", "en": "within 15 minutes on foot"},
    "unit": {"zh": "家", "en": "eateries"},
    "total": 908.0,
    "before": 349.0,
    "covered": 402.0,
    "steps": [_STEP],
    "model": "mclp",
    "objective": 402.0,
    "bound": 402.0,
    "gap": 0.0,
    "aim": {"p": 5, "budget": None, "cover_all": False, "move": 0, "gap": 0.0},
    "cost": 80000.0,
    "candidates": _POOL,
    "fixed": {"stations": 12, "covered": 349.0},
    "closed": [],
    "unreached": _UNREACHED,
    "areas": [_AREA],
    "remedies": _REMEDIES,
}


class Step(BaseModel):
    """One action, and what it adds to those before it."""

    model_config = shown(_STEP)

    rank: int = Field(description="1 adds most")
    action: str = Field(description="A code of `plan_actions`")
    station_id: int | None = Field(description="The station it is about; none for a new one")
    label: str | None = Field(description="Name of that station, or of the candidate")
    lon: float = Field(description="Where, WGS84; for a move, where to")
    lat: float
    gain: float = Field(description="Demand surely covered by this, not by those before")
    covered: float = Field(description="Demand surely covered then")
    of: float | None = Field(description="All demand of the area")
    cost: float | None = Field(description="Yuan")
    candidate: int | None = Field(default=None, description="Number of the candidate, from 1")
    place: str | None = Field(default=None, description="Name of the candidate")
    holds: dict[str, str] | None = Field(default=None, description="How much demand is in its cell, in words")
    lacks: list[str] = Field(default=[], description="What the host lacks: codes of `host_lacks`")
    is_known: bool = Field(description="False where the station may do already: ask first")

    @classmethod
    def of_row(cls, rank: int, row: Mapping[str, Any], *, whole: float | None) -> Self:
        """Return a step as the worker gives it or the registry keeps it."""
        return cls.model_validate({**row, **row["detail"], "rank": rank, "of": whole})

    @classmethod
    def of_rows(cls, rows: Sequence[Mapping[str, Any]], *, whole: float | None) -> list[Self]:
        """Return steps in their order."""
        return [cls.of_row(rank, row, whole=whole) for rank, row in enumerate(rows, 1)]


class PlannedArea(BaseModel):
    """What a plan does in one district: demand surely covered."""

    model_config = shown(_AREA)

    adcode: str
    name: str
    level: str
    parent_adcode: str | None
    weight: float = Field(description="All demand")
    before_sure: float
    after_sure: float
    gained_sure: float = Field(description="Covered only after")
    lost_sure: float = Field(description="Covered only before")


class PoolTold(BaseModel):
    """Where the candidates came from."""

    model_config = shown(_POOL)

    source: str = Field(alias="from", serialization_alias="from", description="corners, hosts or list")
    count: int
    found: int = Field(description="How many there were before they were thinned")
    apart_m: float | None = Field(description="Least distance between those that were thinned")
    outside: int = Field(description="How many lie outside the area")
    idle: int = Field(description="How many reach no demand")
    said: dict[str, str] = Field(description="The same in words")


class Fixed(BaseModel):
    """The stations that surely answer and stay where they are."""

    model_config = shown({"stations": 12, "covered": 349.0})

    stations: int
    covered: float = Field(description="Demand they cover: `covered` of a step is this with all gains up to it")


class ClosedStation(BaseModel):
    """A station that moves away."""

    model_config = shown(_STATION)

    id: int
    name: str
    lon: float
    lat: float


class UnreachedCell(BaseModel):
    """A cell with demand that no station and no candidate reaches."""

    model_config = shown(_CELL)

    h3: str
    lon: float
    lat: float
    weight: float
    adcode: str | None = Field(description="The smallest district it lies in")
    is_off_streets: bool = Field(description="Whether it is too far from any street")


class Unreached(BaseModel):
    """The demand that no plan could serve."""

    model_config = shown(_UNREACHED)

    cells: int
    weight: float
    off_streets: int = Field(description="Cells of them that are too far from any street")
    listed: list[UnreachedCell] = Field(description="The heaviest")


class Remedies(BaseModel):
    """What could be done otherwise: keep stations open longer, equip them, or open new ones at the candidates."""

    model_config = shown(_REMEDIES)

    costs: dict[str, float] = Field(description="Yuan by action")
    assumed: dict[str, str] = Field(description="Where new ones may open, and what must be said of costs")
    per: Literal["yuan", "action"]
    steps: list[Step]


class Plan(BaseModel):
    """What to do, in order of gain; null is what only a siting plan has."""

    model_config = shown(PLAN)

    run: str
    kind: str = Field(description="A code of `run_kinds`: of a coverage run the steps are remedies")
    question: dict[str, str] | None = Field(default=None, description="The question in words")
    unit: dict[str, str] | None = None
    total: float | None = Field(default=None, description="All demand of the area")
    before: float | None = Field(default=None, description="Demand surely covered as it is")
    covered: float | None = Field(default=None, description="Demand surely covered after all steps")
    steps: list[Step]
    model: Literal["mclp", "lscp"] | None = None
    objective: float | None = Field(default=None, description="mclp: demand covered; lscp: stations opened")
    bound: float | None = Field(default=None, description="Proven: no plan has a better objective")
    gap: float | None = Field(default=None, description="Share by which the plan may fall short of the best")
    aim: dict[str, Any] | None = None
    cost: float | None = Field(default=None, description="Yuan, of all steps")
    candidates: PoolTold | None = None
    fixed: Fixed | None = None
    closed: list[ClosedStation] | None = None
    unreached: Unreached | None = None
    areas: list[PlannedArea] | None = None
    remedies: Remedies | None = None

    @classmethod
    def of_siting(cls, run: str, *, summary: Mapping[str, Any], rows: Sequence[Mapping[str, Any]]) -> Self:
        """Return the plan of a siting run, as the worker tells it or the registry keeps it."""
        whole = summary.get("total")
        told = {name: value for name, value in summary.items() if name in cls.model_fields}
        if others := summary.get("remedies"):
            told["remedies"] = {**others, "steps": Step.of_rows(others["steps"], whole=whole)}
        steps = Step.of_rows(rows, whole=whole)
        return cls.model_validate({**told, "run": run, "kind": "siting", "steps": steps})

    @classmethod
    def of_run(cls, run: RunView, rows: Sequence[Mapping[str, Any]]) -> Self:
        """Return the plan of a run: of a siting run what it found, of a coverage run its remedies."""
        found = run.result or {}
        if run.kind == "siting":
            return cls.of_siting(run.id, summary=found, rows=rows)
        area, asked = found["area"], found["bands_min"].index(run.question["minutes"])
        whole, before = area["weight"], area["covered_sure"][asked]
        steps = Step.of_rows(rows, whole=whole)
        return cls(
            run=run.id,
            kind=run.kind,
            question=found["question"],
            unit=found["demand"]["unit"],
            total=whole,
            before=before,
            covered=steps[-1].covered if steps else before,
            steps=steps,
        )


class StepFeature(BaseModel):
    """A step where it is to be taken, in WGS84."""

    model_config = shown({"type": "Feature", "geometry": {"type": "Point", "coordinates": [116.41, 39.91]}})

    type: Literal["Feature"] = "Feature"
    geometry: Point
    properties: Step


class PlanCollection(BaseModel):
    """The steps of a plan as points, in order, in WGS84."""

    model_config = shown({"type": "FeatureCollection", "run": "5f" * 32, "features": []})

    type: Literal["FeatureCollection"] = "FeatureCollection"
    run: str
    features: list[StepFeature]

    @classmethod
    def of(cls, plan: Plan) -> Self:
        """Return the steps of a plan."""
        points = [Point(coordinates=(step.lon, step.lat)) for step in plan.steps]
        pairs = zip(points, plan.steps, strict=True)
        features = [StepFeature(geometry=point, properties=step) for point, step in pairs]
        return cls(run=plan.run, features=features)
