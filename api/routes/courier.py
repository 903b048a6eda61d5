"""The courier's pages, and what they are made of in the browser."""

from functools import cache
from http import HTTPStatus
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import JSONResponse, RedirectResponse

from api import errors, shelf, statics
from api.courier import offline
from api.courier.base_map import BaseMap
from api.courier.document import document, language_of
from api.courier.station_page import station_page
from api.dependencies import DatabaseDep, MomentDep, SettingsDep
from stations import registry
from stations.errors import YizhanError

router = APIRouter(include_in_schema=False)

_worker = cache(offline.worker)


def base_map_of(request: Request) -> BaseMap | None:
    """Return the base map of this application; None where none is configured."""
    return getattr(request.app.state, "base_map", None)


BaseMapDep = Annotated[BaseMap | None, Depends(base_map_of)]


@router.get("/")
def courier(request: Request, base_map: BaseMapDep) -> Response:
    """Show the page that finds stations."""
    return document(request, "courier.html", base_map=base_map)


@router.get("/about")
def about(request: Request, settings: SettingsDep) -> Response:
    """Say what this is, and where the maps and the documentation are."""
    return document(request, "about.html", maps=shelf.maps(settings.maps_dir))


@router.get("/s/{code}")
def station(code: str, request: Request, database: DatabaseDep, moment: MomentDep) -> Response:
    """Show everything known about a station, or say in words why there is nothing to show."""
    try:
        with database.transaction() as session:
            detail = registry.station(session, code)
    except YizhanError as error:
        return _instead(request, error)
    return document(request, "station.html", station=station_page(detail, moment=moment, lang=language_of(request)))


@router.get("/s/{code}/")
@router.get("/S/{code}")
@router.get("/S/{code}/")
def as_typed(code: str, request: Request) -> Response:
    """Lead to a station's page from its address as hands type it."""
    return RedirectResponse(f"/s/{quote(code)}" + (f"?{request.url.query}" if request.url.query else ""), 308)


def nothing_here(request: Request, error: Exception) -> Response:
    """Say in words that there is nothing at an address, to a person; to a program as the API says it."""
    is_person = "text/html" in request.headers.get("accept", "") and not request.url.path.startswith("/v1/")
    if not is_person:
        return errors.refused(request, error)
    return document(request, "station_problem.html", status=HTTPStatus.NOT_FOUND, kind="nothing", sentence="")


@router.get("/static/{name:path}")
def static(name: str, request: Request) -> Response:
    """Return a file that pages run in the browser."""
    return statics.answer(request, statics.read(name))


@router.get("/sw.js")
def service_worker(request: Request, base_map: BaseMapDep) -> Response:
    """Return the service worker; it stands at the top, for it speaks for every page."""
    return statics.answer(request, _worker(base_map))


@router.get("/manifest.webmanifest")
def manifest() -> Response:
    """Return how the page presents itself once it is installed."""
    return JSONResponse(
        offline.manifest(), media_type="application/manifest+json", headers={"Cache-Control": "no-cache"}
    )


def _instead(request: Request, error: YizhanError) -> Response:
    status = errors.STATUS_OF[type(error)]
    kind = {HTTPStatus.GONE: "gone", HTTPStatus.SERVICE_UNAVAILABLE: "down"}.get(HTTPStatus(status), "missing")
    sentence = "" if kind == "down" else error.say(language_of(request))
    page = document(request, "station_problem.html", status=status, kind=kind, sentence=sentence)
    if kind == "down":
        page.headers["Retry-After"] = str(errors.RETRY_AFTER_S)
    return page
