"""The service, put together."""

from fastapi import Depends, FastAPI
from starlette.middleware.gzip import GZipMiddleware

from api import errors, openapi
from api.bodies import BodyLimit
from api.courier import base_map
from api.dependencies import refuse_slips, this_instant
from api.heads import HeadAsGet
from api.quick import COMPRESS_FROM, COMPRESS_LEVEL
from api.read_model import ReadModel
from api.routes import (
    cells,
    changes,
    codes,
    courier,
    coverage,
    districts,
    health,
    maps,
    packs,
    pages,
    places,
    planner,
    reports,
    siting,
    stations,
    tiles,
)
from api.throttle import Throttle
from api.tiles import TileShelf
from stations.config import Settings
from stations.database import Database
from stations.hours import Calendar

API_VERSION = "1"


def create_app(settings: Settings, database: Database, read_model: ReadModel) -> FastAPI:
    """Return the service over a registry and the stations in memory; it neither starts nor closes either.

    `QuickNearest` is to stand before it.
    """
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
    app.state.read_model = read_model
    app.state.clock = this_instant
    app.state.calendar = Calendar.chosen(settings.calendar)
    app.state.base_map = base_map.configured(settings)
    app.state.throttle = Throttle()
    app.state.tiles = TileShelf()
    for room in (
        courier,
        stations,
        changes,
        districts,
        places,
        tiles,
        reports,
        codes,
        coverage,
        cells,
        siting,
        health,
        maps,
        packs,
        pages,
        planner,
    ):
        app.include_router(room.router)
    app.add_middleware(BodyLimit)
    app.add_middleware(GZipMiddleware, minimum_size=COMPRESS_FROM, compresslevel=COMPRESS_LEVEL)
    app.add_middleware(HeadAsGet)
    errors.install(app)
    app.add_exception_handler(404, courier.nothing_here)  # of the framework's: no route leads there
    app.openapi = lambda: openapi.document(app)  # type: ignore[method-assign]  # how FastAPI says to extend the document
    return app
