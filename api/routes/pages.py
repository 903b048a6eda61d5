"""The pages for people: where to begin, and what may be asked."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from api import openapi, shelf
from api.dependencies import SettingsDep
from api.pages import address_of, example_of, page, type_of
from api.schemas.values import EXAMPLE_LAT, EXAMPLE_LON

router = APIRouter(include_in_schema=False)


@router.get("/")
def landing(settings: SettingsDep) -> HTMLResponse:
    """Show what there is to open."""
    return page("landing.html", lon=EXAMPLE_LON, lat=EXAMPLE_LAT, maps=shelf.maps(settings.maps_dir))


@router.get("/docs")
def docs(request: Request) -> HTMLResponse:
    """Show every endpoint with its parameters, from the OpenAPI document."""
    tools = {"address_of": address_of, "example_of": example_of, "type_of": type_of}
    return page("docs.html", document=openapi.document(request.app), **tools)
