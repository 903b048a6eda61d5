"""Places by name."""

from typing import Annotated

from fastapi import APIRouter, Query, Response

from api.dependencies import SessionDep
from api.openapi import problems
from api.schemas.places import Places, PlacesQuestion
from stations import registry

router = APIRouter(tags=["places"])


@router.get("/v1/places", summary="Places by name · 按名称找地点", responses=problems(422, 503))
def places(question: Annotated[PlacesQuestion, Query()], session: SessionDep, response: Response) -> Places:
    """Return stations, districts and streets by name or part of it; Traditional characters find Simplified ones.

    For those who do not give their position: a place found here is where to look around.
    """
    response.headers["Cache-Control"] = "no-store"
    return Places.of(registry.places(session, question.q, limit=question.limit), crs=question.crs)
