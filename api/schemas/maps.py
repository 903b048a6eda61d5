"""Maps that were built."""

from datetime import datetime
from typing import Annotated

from fastapi import Path
from pydantic import BaseModel, Field

from api.schemas.examples import shown

_MAP = {
    "name": "zhengzhou.html",
    "href": "/maps/zhengzhou.html",
    "size_bytes": 612345,
    "built_at": "2026-02-20T02:00:00Z",
}

MapName = Annotated[
    str,
    Path(max_length=200, description="File name of a map 地图文件名, as `/maps` lists it", examples=["zhengzhou.html"]),
]


class BuiltMap(BaseModel):
    """A map that was built by `yizhan map`."""

    model_config = shown(_MAP)

    name: str
    href: str
    size_bytes: int
    built_at: datetime


class BuiltMaps(BaseModel):
    """Every map there is, in order of name."""

    model_config = shown({"maps": [_MAP]})

    maps: list[BuiltMap] = Field(description="Empty where none was built yet")
