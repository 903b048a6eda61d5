"""Siting: what may be asked of where new stations should stand."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from api.schemas.coverage import AskedQuestion
from api.schemas.examples import shown
from api.schemas.plans import PLAN, Plan
from api.schemas.whatif import Lat, Lon

_PLACE: dict[str, Any] = {"lon": 116.41, "lat": 39.91, "name": "候选一", "cost": 80000}
_CORNERS: dict[str, Any] = {"from": "corners", "apart_m": 200}
_HOSTS: dict[str, Any] = {"from": "hosts"}
_LISTED: dict[str, Any] = {"from": "list", "places": [_PLACE]}
_ASKED: dict[str, Any] = {
    "question": {"area": "110101", "minutes": 15, "needs": ["toilet"], "hour": 142},
    "p": 5,
    "candidates": _LISTED,
}
_RUN = "5f" * 32


def _strict(example: dict[str, Any]) -> ConfigDict:
    """Return the configuration of a model that refuses what it does not know."""
    return ConfigDict(extra="forbid", json_schema_extra={"examples": [example]})


Apart = Annotated[
    float,
    Field(ge=0, le=10_000, allow_inf_nan=False, description="Least metres between candidates 最小间距（米）"),
]
Most = Annotated[
    int, Field(ge=1, le=20_000, description="Most of them, up to 20,000; they stand farther apart for that 上限")
]
Yuan = Annotated[float, Field(gt=0, le=1e12, allow_inf_nan=False)]


class Candidate(BaseModel):
    """A place where a station could open."""

    model_config = _strict(_PLACE)

    lon: Lon
    lat: Lat
    name: Annotated[str, Field(max_length=200)] | None = None
    cost: float | None = Field(
        default=None,
        ge=0,
        le=1e12,
        allow_inf_nan=False,
        description="Yuan; that of opening one unless given 费用（元）",
    )


class Corners(BaseModel):
    """Street corners of the area: where three or more streets that people walk on meet."""

    model_config = _strict(_CORNERS)

    source: Literal["corners"] = Field(alias="from")
    apart_m: Apart = 200
    most: Most = 2000


class Hosts(BaseModel):
    """Where something is already: stations that do not surely answer the question, cells of a demand surface."""

    model_config = _strict(_HOSTS)

    source: Literal["hosts"] = Field(alias="from")
    stations: bool = Field(default=True, description="Whether stations are among them 是否包括现有站点")
    demand: Annotated[str, Field(min_length=1, max_length=64)] | None = Field(
        default=None, description="Name of imported demand whose cells are among them, such as eateries 需求数据名称"
    )
    apart_m: Apart = 200
    most: Most = 2000


class Listed(BaseModel):
    """Places one has in mind."""

    model_config = _strict(_LISTED)

    source: Literal["list"] = Field(alias="from")
    places: list[Candidate] = Field(description="At least one 至少一个")


class SitingQuestion(BaseModel):
    """Who is to be served, and what may be built where: just one of `p`, `budget` and `cover_all`."""

    model_config = _strict(_ASKED)

    question: AskedQuestion = Field(description="As for coverage; `k` must be 1")
    p: int | None = Field(default=None, ge=0, le=500, description="So many new stations 新建数量")
    budget: float | None = Field(default=None, ge=0, le=1e12, description="What may be spent, yuan 预算（元）")
    cover_all: bool = Field(default=False, description="As few as cover all that candidates reach 覆盖全部")
    move: int = Field(default=0, ge=0, le=500, description="With `p`: stations of the area that may move 可迁移数量")
    gap: float = Field(default=0, ge=0, le=1, description="A gap that is good enough, 0.01 is 1 % 可接受差距")
    candidates: Annotated[Corners | Hosts | Listed, Field(discriminator="source")] = Field(
        default=Corners(**{"from": "corners"}), description="Where stations could open 候选点"
    )
    costs: dict[Annotated[str, Field(max_length=40)], Yuan] = Field(
        default={}, max_length=10, description="What an action costs, yuan; assumed unless given 措施费用"
    )
    per: Literal["yuan", "action"] = Field(default="yuan", description="What `remedies` are ranked by 排序依据")
    remedies: int = Field(default=10, ge=0, le=50, description="Steps of the other list: extend, equip, open 措施数")
    keep: bool = Field(default=True, description="Whether to store what is found as a run 是否保存")

    def asked(self) -> dict[str, Any]:
        """Return it as the worker takes it."""
        return {
            "question": self.question.asked(),
            "aim": self.model_dump(include={"p", "budget", "cover_all", "move", "gap"}),
            "candidates": self.candidates.model_dump(),
            **self.model_dump(include={"costs", "per", "remedies"}),
        }


class Siting(BaseModel):
    """A plan worked out just now; or, where that takes long, the run that will hold it."""

    model_config = shown({"run": _RUN, "state": "done", "plan": PLAN})

    run: str = Field(description="The id under which the plan is, or would be, stored")
    state: Literal["done", "queued"] = Field(description="`queued`: see `/v1/coverage/{run}` for how it stands")
    plan: Plan | None
