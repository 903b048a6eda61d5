"""The planner's page, and what coverage may be asked of and compared with."""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from api.dependencies import SessionDep
from api.openapi import problems
from api.planner.document import document
from api.routes.courier import BaseMapDep
from api.schemas.coverage import Run
from api.schemas.inputs import Inputs, RunsQuestion
from stations import registry

router = APIRouter(tags=["coverage"])


@router.get("/planner", include_in_schema=False)
def planner(request: Request, base_map: BaseMapDep) -> Response:
    """Show the page on which coverage is explored."""
    return document(request, base_map)


@router.get("/v1/inputs", summary="Streets and demand there are · 可用的道路与需求", responses=problems(422, 503))
def inputs(session: SessionDep) -> Inputs:
    """Return the streets and the demand that were imported, by name: what coverage may be asked of."""
    return Inputs.of(registry.networks(session), registry.demands(session))


@router.get("/v1/coverage", summary="Runs there are · 已有的计算", responses=problems(422, 503))
def runs(question: Annotated[RunsQuestion, Query()], session: SessionDep) -> list[Run]:
    """Return the runs of coverage that were kept, the newest first."""
    return [Run.of(run) for run in registry.runs(session, kind="coverage", area=question.area, limit=question.limit)]
