"""Kinds of value that parameters hold, each once."""

import unicodedata
from collections.abc import Callable
from typing import Annotated, Any

from pydantic import AfterValidator, AwareDatetime, BeforeValidator, Field
from pydantic_core import PydanticCustomError

from stations.vocabulary import VOCABULARIES

EXAMPLE_LON, EXAMPLE_LAT = 116.3975, 39.9087


def _codes(vocabulary: str) -> list[str]:
    return [term.code for term in VOCABULARIES[vocabulary]]


def _known(vocabulary: str) -> Callable[[str], str]:
    codes = frozenset(_codes(vocabulary))

    def check(value: str) -> str:
        if value not in codes:
            raise PydanticCustomError("unknown_code", "no such code", {"vocabulary": vocabulary})
        return value

    return check


def _one_of(vocabulary: str) -> dict[str, Any]:
    return {"enum": _codes(vocabulary)}


def printable(value: str) -> str:
    """Return a value as it is, unless it holds characters that nobody types."""
    if any(unicodedata.category(character) in {"Cc", "Cs"} for character in value):
        raise PydanticCustomError("control_character", "control character")
    return value


def _dated(value: str) -> str:
    """Return an instant that begins with a year; Pydantic would read a bare number as seconds since 1970."""
    if value[4:5] != "-":
        raise PydanticCustomError("datetime_parsing", "no instant")
    return value


Lon = Annotated[
    float,
    Field(
        allow_inf_nan=False,
        description="Longitude 经度, degrees in `crs`",
        examples=[EXAMPLE_LON],
        json_schema_extra={"minimum": -180, "maximum": 180},  # checked in `coordinates`, which can tell swapped axes
    ),
]
Lat = Annotated[
    float,
    Field(
        allow_inf_nan=False,
        description="Latitude 纬度, degrees in `crs`",
        examples=[EXAMPLE_LAT],
        json_schema_extra={"minimum": -90, "maximum": 90},
    ),
]
Adcode = Annotated[str, Field(pattern=r"^[0-9A-Za-z_-]{1,32}$")]
Instant = Annotated[AwareDatetime, BeforeValidator(_dated)]
Words = Annotated[str, Field(min_length=1, max_length=100), AfterValidator(printable)]
NeedCode = Annotated[str, AfterValidator(_known("needs")), Field(json_schema_extra=_one_of("needs"))]
AmenityCode = Annotated[str, AfterValidator(_known("amenities")), Field(json_schema_extra=_one_of("amenities"))]
TypeCode = Annotated[str, AfterValidator(_known("station_types")), Field(json_schema_extra=_one_of("station_types"))]
KindCode = Annotated[str, AfterValidator(_known("report_kinds")), Field(json_schema_extra=_one_of("report_kinds"))]
AudienceCode = Annotated[str, AfterValidator(_known("audiences")), Field(json_schema_extra=_one_of("audiences"))]
GroupCode = Annotated[str, AfterValidator(_known("worker_groups")), Field(json_schema_extra=_one_of("worker_groups"))]
LevelCode = Annotated[
    str, AfterValidator(_known("district_levels")), Field(json_schema_extra=_one_of("district_levels"))
]

CRS_SAID = (
    "Datum of every coordinate, in and out 坐标系: `wgs84`, `gcj02` (Amap, Tencent 高德、腾讯), `bd09` (Baidu 百度)"
)
