"""What if: which changes to stations may be tried, and what they would do."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from api.schemas.coverage import AskedQuestion
from api.schemas.examples import shown

_EDIT: dict[str, Any] = {"add": {"lon": 121.48, "lat": 31.23, "needs": "all", "hours": "24/7"}}
_AREA: dict[str, Any] = {
    "adcode": "310101",
    "name": "黄浦区",
    "level": "county",
    "parent_adcode": "310000",
    "weight": 908.0,
    "before_sure": 349.0,
    "after_sure": 402.0,
    "gained_sure": 53.0,
    "lost_sure": 0.0,
    "before_may": 521.0,
    "after_may": 540.0,
    "gained_may": 19.0,
    "lost_may": 0.0,
}


def _strict(example: dict[str, Any]) -> ConfigDict:
    """Return the configuration of a model that refuses what it does not know."""
    return ConfigDict(extra="forbid", json_schema_extra={"examples": [example]})


Code = Annotated[str, Field(max_length=40)]
Needs = Annotated[list[Code], Field(max_length=100)]
MOST_EDITS = 200
StationId = Annotated[
    int, Field(ge=-MOST_EDITS, le=2**63 - 1, description="Id of a station 站点编号; added ones are -1, -2, ...")
]


def _degrees(name: str, most: int) -> Any:  # noqa: ANN401 - what Pydantic makes of it
    """Return what is said of a coordinate; whether it is on Earth is checked by whoever can tell swapped axes."""
    return Field(
        allow_inf_nan=False,
        description=f"{name}, WGS84",
        json_schema_extra={"minimum": -most, "maximum": most},
    )


Lon = Annotated[float, _degrees("Longitude 经度", 180)]
Lat = Annotated[float, _degrees("Latitude 纬度", 90)]
Hours = Annotated[str, Field(max_length=1000, description="Opening hours, Chinese or OSM syntax 开放时间")]


class Added(BaseModel):
    """A new station."""

    model_config = _strict(_EDIT["add"])

    lon: Lon
    lat: Lat
    needs: Needs | Literal["all"] = Field(default="all", description="What it has 设施; needs follow")
    hours: Hours = "24/7"


class Moved(BaseModel):
    """A station at another place."""

    model_config = _strict({"id": 7, "lon": 121.48, "lat": 31.23})

    id: StationId
    lon: Lon
    lat: Lat


class Reopened(BaseModel):
    """A station with other hours."""

    model_config = _strict({"id": 7, "hours": "08:00-22:00"})

    id: StationId
    hours: Hours


class Equipped(BaseModel):
    """A station with more or less in it: at least one of `needs` and `lacks`."""

    model_config = _strict({"id": 7, "needs": ["heating"], "lacks": ["toilet"]})

    id: StationId
    needs: Needs | Literal["all"] | None = Field(
        default=None, description="Amenities that come in 增设, needs that are met; others follow by the rules of needs"
    )
    lacks: Needs | None = Field(
        default=None, description="Amenities that are out of order or gone 停用, needs no longer met"
    )


class Edit(BaseModel):
    """One change: just one of these."""

    model_config = _strict(_EDIT)

    add: Added | None = None
    move: Moved | None = None
    close: StationId | None = Field(default=None, description="Id of the station to close 关闭的站点")
    hours: Reopened | None = None
    equip: Equipped | None = None


class WhatIf(BaseModel):
    """A question of coverage, and changes to try, made one after another."""

    model_config = _strict({"question": {"area": "110101", "way": "detour"}, "edits": [_EDIT]})

    question: AskedQuestion
    edits: list[Edit] = Field(max_length=MOST_EDITS, description="Changes 修改")

    def asked(self) -> dict[str, Any]:
        """Return it as the worker takes it."""
        edits = [edit.model_dump(exclude_none=True) for edit in self.edits]
        return {"question": self.question.asked(), "edits": edits}


class ChangedArea(BaseModel):
    """What the changes do in one district: demand covered within the reach by `k` stations."""

    model_config = shown(_AREA)

    adcode: str
    name: str
    level: str
    parent_adcode: str | None
    weight: float = Field(description="All demand")
    before_sure: float = Field(description="Surely covered, as it is")
    after_sure: float
    gained_sure: float = Field(description="Covered only after")
    lost_sure: float = Field(description="Covered only before")
    before_may: float = Field(description="Possibly covered, as it is")
    after_may: float
    gained_may: float
    lost_may: float


class Changed(BaseModel):
    """What the changes would do, by district."""

    model_config = shown(
        {"question": {"zh": "15分钟步行可达"}, "unit": {"zh": "家", "en": "eateries"}, "areas": [_AREA]}
    )

    question: dict[str, str] = Field(description="The question in words")
    unit: dict[str, str]
    areas: list[ChangedArea]
