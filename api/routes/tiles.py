"""Vector tiles for maps."""

from typing import Any

from fastapi import APIRouter, Request, Response
from starlette import status

from api.dependencies import SessionDep
from api.openapi import problems
from api.schemas.tiles import ColumnPath, LayerPath, RowPath, ZoomPath
from api.tiles import TileShelf, matches
from stations.registry import Tile

MEDIA_TYPE = "application/vnd.mapbox-vector-tile"
MOST_AGE_S = 60  # how long a map may go on showing what has changed meanwhile
SENT: dict[int | str, dict[str, Any]] = {
    200: {"description": "The tile; no bytes where it shows nothing", "content": {MEDIA_TYPE: {}}},
    304: {"description": "The tile is the one that `If-None-Match` names"},
}

router = APIRouter(prefix="/v1/tiles", tags=["tiles"])


@router.get(
    "/{layer}/{z}/{x}/{y}.mvt",
    summary="A vector tile · 矢量瓦片",
    response_class=Response,
    responses={**SENT, **problems(404, 422, 503)},
)
def tile(
    layer: LayerPath, z: ZoomPath, x: ColumnPath, y: RowPath, *, session: SessionDep, request: Request
) -> Response:
    """Return a square of the web map (EPSG:3857).

    `stations`: one by one with code, name, type, needs met and needs unknown; where there are very many, `count` by
    cell. `districts`: lines, and in the layer `district_labels` a point each; finer levels at closer zooms. `areas`:
    the same as ground, a little sooner. `streets`: `class` (OSM's `highway`) and `name`; minor classes at closer zooms.
    """
    shelf: TileShelf = request.app.state.tiles
    cut = shelf.tile(session, layer, Tile(z, x, y))
    headers = {"ETag": cut.etag, "Cache-Control": f"public, max-age={MOST_AGE_S}"}
    if matches(request.headers.get("if-none-match"), cut.etag):
        return Response(status_code=status.HTTP_304_NOT_MODIFIED, headers=headers)
    return Response(cut.content, media_type=MEDIA_TYPE, headers=headers)
