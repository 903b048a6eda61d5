"""Siting: where new stations should stand, asked live or as a run; and the plans of runs."""

from typing import Annotated

from fastapi import APIRouter, Body, Response, status

from api import worker
from api.dependencies import DatabaseDep, SessionDep, SettingsDep
from api.openapi import problems
from api.schemas.coverage import RunPath
from api.schemas.geojson import GeoJson
from api.schemas.plans import Plan, PlanCollection
from api.schemas.siting import Siting, SitingQuestion
from stations import registry

router = APIRouter(prefix="/v1", tags=["coverage"])


@router.post(
    "/siting",
    summary="Siting · 选址",
    responses={**problems(404, 413, 422, 503), 202: {"model": Siting, "description": "It takes long: a run, queued"}},
)
def siting(
    wanted: Annotated[SitingQuestion, Body()], settings: SettingsDep, database: DatabaseDep, response: Response
) -> Siting:
    """Return where new stations should stand, with a proof of how good that is; 202 with a run where it takes long."""
    answer = worker.ask(settings.worker_socket, "siting", wanted.asked())
    run, found = answer["run"], answer["plan"]
    if wanted.keep or found is None:
        with database.transaction() as session:
            registry.ask_run(session, run, kind="siting", question=answer["asked"], inputs=answer["inputs"])
    if found is None:
        response.status_code = status.HTTP_202_ACCEPTED
        return Siting(run=run, state="queued", plan=None)
    return Siting(run=run, state="done", plan=Plan.of_siting(run, summary=found, rows=found["steps"]))


@router.get("/coverage/{run}/plan", summary="What a run says to do · 方案", responses=problems(404, 409, 410, 422, 503))
def plan(run: RunPath, session: SessionDep) -> Plan:
    """Return what to do first, second and so on: the plan of a siting run, the remedies of a coverage run."""
    return Plan.of_run(registry.run(session, run), registry.plan_of_run(session, run))


@router.get(
    "/coverage/{run}/plan.geojson",
    summary="The same as points · 方案点位",
    responses=problems(404, 409, 410, 422, 503),
    response_class=GeoJson,
)
def plan_points(run: RunPath, session: SessionDep) -> PlanCollection:
    """Return the steps of a plan as GeoJSON points."""
    return PlanCollection.of(Plan.of_run(registry.run(session, run), registry.plan_of_run(session, run)))
