"""Whether the service lives, and whether it can answer."""

from fastapi import APIRouter, Response

from api.dependencies import DatabaseDep, ReadModelDep
from api.openapi import problems
from api.schemas.health import Alive, Held, Ready
from stations import registry, schema
from stations.errors import DatabaseDown

router = APIRouter(tags=["health"])


@router.get("/healthz", summary="Does it live? · 是否存活", responses=problems(422))
def healthz(response: Response) -> Alive:
    """Answer as long as the process does; the database is not asked."""
    response.headers["Cache-Control"] = "no-store"
    return Alive()


@router.get("/readyz", summary="Can it answer? · 是否就绪", responses=problems(422, 503))
def readyz(database: DatabaseDep, read_model: ReadModelDep, response: Response) -> Ready:
    """Answer if questions can be: from the database, or at least from what is held in memory.

    Without the database the nearest stations are still found; everything else waits for it.
    """
    response.headers["Cache-Control"] = "no-store"
    try:
        schema.require_current(database)
        with database.transaction() as session:
            stations, districts = registry.count_stations(session), registry.count_districts(session)
    except DatabaseDown:
        held = Held.of(read_model)
        if held is None:
            raise
        return Ready(status="memory_only", stations=None, districts=None, memory=held)
    return Ready(status="ready", stations=stations, districts=districts, memory=Held.of(read_model))
