"""The page for developers: what may be asked."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from api import openapi
from api.pages import address_of, body_of, example_of, page, type_of

router = APIRouter(include_in_schema=False)


@router.get("/docs")
def docs(request: Request) -> HTMLResponse:
    """Show every endpoint with its parameters, from the OpenAPI document."""
    tools = {"address_of": address_of, "body_of": body_of, "example_of": example_of, "type_of": type_of}
    return page("docs.html", document=openapi.document(request.app), **tools)
