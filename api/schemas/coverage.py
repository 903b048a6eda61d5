"""Coverage: what may be asked, how a run stands, what was found."""

from datetime import date, datetime
from typing import Annotated, Any, Literal, Self

from fastapi import Path
from pydantic import BaseModel, ConfigDict, Field

from api.schemas.examples import shown
from stations.registry import RunView

_QUESTION: dict[str, Any] = {"area": "110101", "mode": "walk", "minutes": 15, "needs": ["toilet"], "hour": 142}
_RUN = "5f" * 32
_AREA: dict[str, Any] = {
    "adcode": "310101",
    "name": "黄浦区",
    "level": "county",
    "parent_adcode": "310000",
    "stations": 55,
    "answering_sure": 4,
    "answering_may": 12,
    "weight": 908.0,
    "area_km2": 20.5,
    "cells_km2": 5.4,
    "weight_off_streets": 0.0,
    "weight_near_edge": 0.0,
    "covered_sure": [35.0, 173.0, 349.0],
    "covered_may": [59.0, 271.0, 521.0],
    "covered_km2_sure": [0.2, 1.4, 5.1],
    "covered_km2_may": [0.7, 3.2, 9.9],
    "by_count_sure": [349.0, 80.0, 12.0],
    "by_count_may": [521.0, 301.0, 110.0],
    "mean_m": 726.0,
    "median_m": 752.0,
    "p90_m": 1068.0,
    "seats": 30.0,
    "seats_unknown": 1,
    "access2_sure": 27.4,
    "access2_may": 80.1,
    "access3_sure": 27.2,
    "access3_may": 79.8,
    "gini": 0.71,
    "palma": None,
    "lorenz": [0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.02, 0.11, 0.28, 0.55, 1.0],
    "density_weight": [181.6, 181.6, 181.6, 181.6, 181.6],
    "density_sure": [20.0, 55.0, 71.0, 90.0, 113.0],
    "spacing_broken": 2,
}
_AREA_WEEK: dict[str, Any] = {
    **{name: _AREA[name] for name in ("adcode", "name", "level", "parent_adcode")},
    "weight": [908.0] * 168,
    "covered_sure": [349.0] * 168,
    "covered_may": [521.0] * 168,
}
_STANDING: dict[str, Any] = {
    "id": _RUN,
    "kind": "coverage",
    "state": "done",
    "progress": 1.0,
    "step": {"zh": "正在保存", "en": "Storing"},
    "error": None,
    "question": _QUESTION,
    "inputs": {"streets": None, "demand": "a9" * 32, "engine": "1"},
    "result": {"area": _AREA, "bands_min": [5, 10, 15]},
    "registry_as_of": "2026-03-02T02:00:00Z",
    "created_at": "2026-03-02T02:00:00Z",
    "finished_at": "2026-03-02T02:00:01Z",
}

RunPath = Annotated[str, Path(pattern=r"^[0-9a-f]{64}$", description="Id of a run 计算编号", examples=[_RUN])]


class AskedQuestion(BaseModel):
    """Who reaches a station in so many minutes that has what is needed and is open then."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [_QUESTION]})

    area: str = Field(min_length=1, max_length=32, description="Code of the district 行政区划代码")
    mode: Literal["walk", "ebike", "drive"] = Field(default="walk", description="How one goes 出行方式")
    minutes: float = Field(default=15, gt=0, le=60, description="Reach in minutes 分钟")
    needs: list[Annotated[str, Field(max_length=40)]] = Field(
        default=[], max_length=10, description="Needs and amenities, all of them 需求或设施；codes in `/v1/codes`"
    )
    hour: int | None = Field(
        default=None, ge=0, le=167, description="Hour of the week, Monday 00:00 is 0 每周第几小时; none: whenever"
    )
    k: int = Field(default=1, ge=1, le=3, description="How many stations must be within reach 至少几个站点")
    streets: Annotated[str, Field(max_length=64)] | None = Field(
        default=None, description="Name of imported streets 道路名称; a straight line without"
    )
    demand: Annotated[str, Field(max_length=64)] | None = Field(
        default=None, description="Name of imported demand 需求数据名称; area without"
    )
    way: Literal["streets", "detour", "straight"] | None = Field(
        default=None,
        description="How the way is measured 路程算法: along the streets where they are named, else detour",
    )

    def asked(self) -> dict[str, Any]:
        """Return the question as the worker takes it."""
        way = self.way or ("streets" if self.streets else "detour")
        return self.model_dump(exclude={"keep"}) | {"way": way}


class CoverageQuestion(AskedQuestion):
    """Who reaches a station in so many minutes that has what is needed and is open then, and what to do with it."""

    keep: bool = Field(default=True, description="Whether to store what is found as a run 是否保存")
    full: bool = Field(default=False, description="Whether to answer with all figures, which takes longer 全部指标")


class WeekQuestion(AskedQuestion):
    """Who reaches a station in so many minutes that has what is needed, by the hour."""

    by_area: bool = Field(default=False, description="Whether to answer for each district below too 是否分区")


class Area(BaseModel):
    """What was found for one district: numerators and denominators. Lists are by band, or by number of stations.

    Figures from `seats` on are those of a stored run, and of an answer in `full`; `/v1/metrics` has their formulas.
    """

    model_config = shown(_AREA)

    adcode: str
    name: str
    level: str
    parent_adcode: str | None
    stations: int = Field(description="Stations in service in the district, none for its host's staff only")
    answering_sure: int = Field(description="Of them, known to be open then with what is needed")
    answering_may: int = Field(description="The same, with those of which it is not known")
    weight: float = Field(description="All demand, in the unit of the run")
    area_km2: float = Field(description="Ground of the district, on the ellipsoid")
    cells_km2: float = Field(description="Ground of the cells that hold demand, of which `covered_km2_*` is a part")
    weight_off_streets: float = Field(description="Demand too far from any street: counted as not covered")
    weight_near_edge: float = Field(description="Demand near the edge of the street data: may be understated")
    covered_sure: list[float] = Field(description="Demand surely covered, by band")
    covered_may: list[float] = Field(description="Demand possibly covered, by band")
    covered_km2_sure: list[float]
    covered_km2_may: list[float]
    by_count_sure: list[float] = Field(description="Demand with 1, 2, 3 sure stations within the reach asked for")
    by_count_may: list[float]
    mean_m: float | None = Field(description="Way to the k-th nearest sure station, of those that reach one")
    median_m: float | None
    p90_m: float | None
    seats: float | None = Field(default=None, description="Seats of the stations in it that surely answer")
    seats_unknown: int | None = Field(default=None, description="How many of them have the number assumed for unknown")
    access2_sure: float | None = Field(default=None, description="Seats that fall to its demand by E2SFCA")
    access2_may: float | None = None
    access3_sure: float | None = Field(default=None, description="The same by 3SFCA")
    access3_may: float | None = None
    gini: float | None = Field(default=None, description="Of seats a head (E2SFCA, sure); null where undefined")
    palma: float | None = None
    lorenz: list[float] | None = Field(default=None, description="Share of the seats that each tenth with least has")
    density_weight: list[float] | None = Field(default=None, description="Demand by fifths, the least dense first")
    density_sure: list[float] | None = Field(default=None, description="Of it, surely covered")
    spacing_broken: int | None = Field(default=None, description="Stations in it with no other near enough")


class LiveCoverage(BaseModel):
    """Coverage worked out just now. `run` is the id under which the same would be stored."""

    model_config = shown({"run": _RUN, "bands_min": [5, 10, 15], "areas": [_AREA]}) | ConfigDict(extra="allow")

    run: str
    bands_min: list[float] = Field(description="Bands of the lists, in minutes")
    areas: list[Area]


class Run(BaseModel):
    """How a run stands."""

    model_config = shown(_STANDING)

    id: str
    kind: str = Field(description="A code of `run_kinds`")
    state: str = Field(description="A code of `run_states`")
    progress: float = Field(ge=0, le=1)
    step: dict[str, str] | None = Field(description="What is being done, in words")
    error: dict[str, str] | None = Field(description="Why it could not be done, in words")
    question: dict[str, Any]
    inputs: dict[str, Any] = Field(description="Hashes of all that the figures depend on")
    result: dict[str, Any] | None
    registry_as_of: datetime | None = Field(description="When the stations were read")
    created_at: datetime
    finished_at: datetime | None

    @classmethod
    def of(cls, run: RunView) -> Self:
        """Return a run as it is shown."""
        said = {"step": run.step and run.step._asdict(), "error": run.error and run.error._asdict()}
        others = {name: getattr(run, name) for name in cls.model_fields if name not in said}
        return cls(**others, **said)


class AreaWeek(BaseModel):
    """What is covered in one district in each hour of an ordinary week, from Monday 00:00 on; lists of 168."""

    model_config = shown(_AREA_WEEK)

    adcode: str
    name: str
    level: str
    parent_adcode: str | None
    weight: list[float] = Field(description="Demand there in that hour")
    covered_sure: list[float]
    covered_may: list[float]


class RunWeek(BaseModel):
    """What a run found by the hour, district by district."""

    model_config = shown({"week_of": "2026-03-02", "areas": [_AREA_WEEK]})

    week_of: date | None = Field(description="The Monday of the week that stands for all")
    areas: list[AreaWeek]


class Week(BaseModel):
    """What is covered in each hour of an ordinary week, from Monday 00:00 on; lists of 168."""

    model_config = shown(
        {
            "question": {"zh": "15分钟步行可达", "en": "within 15 minutes on foot"},
            "unit": {"zh": "家", "en": "eateries"},
            "week_of": "2026-03-02",
            "weight": [908.0] * 168,
            "covered_sure": [349.0] * 168,
            "covered_may": [521.0] * 168,
            "areas": [_AREA_WEEK],
        }
    )

    question: dict[str, str] = Field(description="The question in words")
    unit: dict[str, str]
    week_of: date = Field(description="The Monday of the week that stands for all")
    weight: list[float] = Field(description="Demand there in that hour")
    covered_sure: list[float]
    covered_may: list[float]
    areas: list[AreaWeek] = Field(default=[], description="Each district, where that is asked for")
