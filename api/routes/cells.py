"""The cells of a run as vector tiles."""

from base64 import b64decode
from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response
from starlette import status

from api import worker
from api.dependencies import SessionDep, SettingsDep
from api.openapi import problems
from api.routes.tiles import MEDIA_TYPE, SENT
from api.schemas.coverage import RunPath
from api.schemas.tiles import ColumnPath, ColumnQuery, RowPath, RowQuery, ZoomPath, ZoomQuery
from api.tiles import matches
from stations import registry
from stations.config import Settings
from stations.errors import NotFound
from stations.registry import Tile

FOR_EVER = "public, max-age=31536000, immutable"  # a run that is done never changes
DRAWN = "1"  # changes whenever the same cells would be drawn otherwise


def on_path(z: ZoomPath, x: ColumnPath, y: RowPath) -> Tile:
    """Return the square that an address names."""
    return Tile(z, x, y)


def in_query(z: ZoomQuery, x: ColumnQuery, y: RowQuery) -> Tile:
    """Return the square that a query names."""
    return Tile(z, x, y)


router = APIRouter(prefix="/v1/coverage", tags=["coverage"])


@router.get(
    "/{run}/cells/{z}/{x}/{y}.mvt",
    summary="Cells of a run as a vector tile · 计算单元瓦片",
    response_class=Response,
    responses={**SENT, **problems(404, 409, 410, 422, 503)},
)
def cells(
    run: RunPath,
    square: Annotated[Tile, Depends(on_path)],
    *,
    session: SessionDep,
    settings: SettingsDep,
    request: Request,
) -> Response:
    """Return a square of the web map (EPSG:3857) with the cells of a run that is done, in the layer `cells`.

    Each has `weight`, and what of it is surely and possibly covered; `distance_sure_m` and `distance_may_m` where a
    station is reached; `adcode`, `h3`, `area_km2`. Farther out, coarser hexagons have the sums of `cells` cells, the
    mean way of those that reach a station, and the district of most weight. A hexagon across the edge of tiles is in
    each of them.
    """
    registry.kept_run(session, run, "coverage")
    return _tile(run, square, settings, request)


@router.get(
    "/{run}/cells.mvt",
    summary="The same, by query · 同上，以参数给出",
    response_class=Response,
    responses={**SENT, **problems(404, 409, 410, 422, 503)},
)
def cells_by_query(
    run: RunPath,
    square: Annotated[Tile, Depends(in_query)],
    *,
    session: SessionDep,
    settings: SettingsDep,
    request: Request,
) -> Response:
    """Return the tile that `/cells/{z}/{x}/{y}.mvt` returns."""
    registry.kept_run(session, run, "coverage")
    return _tile(run, square, settings, request)


def _tile(run: str, square: Tile, settings: Settings, request: Request) -> Response:
    if not square.exists:
        raise NotFound(f"第 {square.z} 级没有这个瓦片。", f"There is no such tile at zoom {square.z}.", field="x")
    etag = f'"{DRAWN}-{run}-{square.z}-{square.x}-{square.y}"'
    headers = {"ETag": etag, "Cache-Control": FOR_EVER}
    if matches(request.headers.get("if-none-match"), etag):
        return Response(status_code=status.HTTP_304_NOT_MODIFIED, headers=headers)
    answer = worker.ask(settings.worker_socket, "cells_tile", {"run": run, **square._asdict()})
    return Response(b64decode(answer["tile"]), media_type=MEDIA_TYPE, headers=headers)
