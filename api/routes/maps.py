"""The maps that were built."""

from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import FileResponse
from fastapi.staticfiles import StaticFiles

from api import shelf
from api.dependencies import SettingsDep
from api.openapi import problems
from api.pages import OWN_ONLY
from api.schemas.maps import BuiltMaps, MapName

router = APIRouter(prefix="/maps", tags=["maps"])


@router.get("", summary="The maps there are · 已生成的地图", responses=problems(422))
def maps(settings: SettingsDep) -> BuiltMaps:
    """Return the maps that were built, in order of name."""
    return BuiltMaps(maps=shelf.maps(settings.maps_dir))


FILES: dict[int | str, dict[str, Any]] = {
    200: {"description": "The map", "content": {"text/html": {}, "image/png": {}}}
}


@router.get(
    "/{name}", summary="A map · 一幅地图", response_class=FileResponse, responses={**FILES, **problems(404, 422)}
)
def built_map(name: MapName, settings: SettingsDep, request: Request) -> Response:
    """Return a map as it was built: a page that asks nobody else for anything, or a picture."""
    path = shelf.find(settings.maps_dir, name)
    files = StaticFiles(directory=settings.maps_dir)
    answer = files.file_response(path, path.stat(), request.scope)
    answer.headers.update(OWN_ONLY)
    return answer
