"""Whether the service lives, and whether it can answer."""

from fastapi import APIRouter, Response

from api.dependencies import DatabaseDep, SessionDep
from api.openapi import problems
from api.schemas.health import Alive, Ready
from stations import registry, schema

router = APIRouter(tags=["health"])


@router.get("/healthz", summary="Does it live? · 是否存活", responses=problems(422))
def healthz(response: Response) -> Alive:
    """Answer as long as the process does; the database is not asked."""
    response.headers["Cache-Control"] = "no-store"
    return Alive()


@router.get("/readyz", summary="Can it answer? · 是否就绪", responses=problems(422, 503))
def readyz(database: DatabaseDep, session: SessionDep, response: Response) -> Ready:
    """Answer if the database does and its tables are those of this program."""
    response.headers["Cache-Control"] = "no-store"
    schema.require_current(database)
    return Ready(stations=registry.count_stations(session), districts=registry.count_districts(session))
