"""The service, put together."""

from fastapi import Depends, FastAPI

from api import errors, openapi
from api.dependencies import refuse_slips
from api.routes import codes, districts, health, maps, pages, stations
from stations.config import Settings
from stations.database import Database

API_VERSION = "1"


def create_app(settings: Settings, database: Database) -> FastAPI:
    """Return the service over a registry; it neither migrates nor closes the database."""
    app = FastAPI(
        title="Yizhan 驿站",
        version=API_VERSION,
        summary=openapi.SUMMARY,
        description=openapi.DESCRIPTION,
        docs_url=None,  # Swagger UI and ReDoc come from another host; /docs is a page of ours
        redoc_url=None,
        redirect_slashes=False,
        dependencies=[Depends(refuse_slips)],
    )
    app.state.settings = settings
    app.state.database = database
    for room in (stations, districts, codes, health, maps, pages):
        app.include_router(room.router)
    errors.install(app)
    app.openapi = lambda: openapi.document(app)  # type: ignore[method-assign]  # how FastAPI says to extend the document
    return app
