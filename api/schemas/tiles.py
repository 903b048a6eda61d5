"""Where a vector tile lies."""

from typing import Annotated

from fastapi import Path, Query
from pydantic import Field

from stations.registry import TILE_LAYERS
from stations.registry.tiles import MOST_ZOOM

MOST_COLUMN = 2**MOST_ZOOM - 1

LayerPath = Annotated[
    str,
    Path(max_length=32, description="What it shows 图层", examples=["stations"]),
    Field(json_schema_extra={"enum": list(TILE_LAYERS)}),
]
ZoomPath = Annotated[int, Path(ge=0, le=MOST_ZOOM, description="Zoom 级别", examples=[10])]
ColumnPath = Annotated[int, Path(ge=0, le=MOST_COLUMN, description="Column from the west 列", examples=[843])]
RowPath = Annotated[int, Path(ge=0, le=MOST_COLUMN, description="Row from the north 行", examples=[387])]
ZoomQuery = Annotated[int, Query(ge=0, le=MOST_ZOOM, description="Zoom 级别", examples=[10])]
ColumnQuery = Annotated[int, Query(ge=0, le=MOST_COLUMN, description="Column from the west 列", examples=[843])]
RowQuery = Annotated[int, Query(ge=0, le=MOST_COLUMN, description="Row from the north 行", examples=[387])]
