"""Coverage: asked live, or as a run that is worked out, kept and read again."""

from collections.abc import Mapping
from typing import Annotated, Any

from fastapi import APIRouter, Body, Response

from api import worker
from api.dependencies import DatabaseDep, SessionDep, SettingsDep
from api.openapi import problems
from api.schemas.coverage import Area, CoverageQuestion, LiveCoverage, Run, RunPath, RunWeek, Week, WeekQuestion
from api.schemas.found_stations import AdcodeQuery, AfterQuery, AnswersQuery, FoundStationCollection, LimitQuery
from api.schemas.gaps import GapCollection
from api.schemas.geojson import GeoJson
from api.schemas.whatif import Changed, WhatIf
from stations import registry

router = APIRouter(prefix="/v1", tags=["coverage"])


@router.post("/coverage", summary="Coverage · 覆盖", responses=problems(404, 413, 422, 503))
def coverage(
    question: Annotated[CoverageQuestion, Body()], settings: SettingsDep, database: DatabaseDep
) -> LiveCoverage:
    """Work out who is covered, by district, and return it; with `keep` it is stored too, as a run to be read again."""
    asked = question.asked()
    answer = worker.ask(settings.worker_socket, "coverage", asked)
    if question.keep:
        with database.transaction() as session:
            registry.ask_run(session, answer["run"], kind="coverage", question=answer["asked"], inputs=answer["inputs"])
    return LiveCoverage.model_validate(answer)


@router.post("/coverage/week", summary="Coverage by the hour · 各时段覆盖", responses=problems(404, 413, 422, 503))
def week(question: Annotated[WeekQuestion, Body()], settings: SettingsDep) -> Week:
    """Return what is covered in each hour of an ordinary week, whatever hour is asked about.

    With `by_area` also in each district below.
    """
    return Week.model_validate(worker.ask(settings.worker_socket, "week", question.asked()))


@router.get("/coverage/{run}", summary="How a run stands · 计算状态", responses=problems(404, 422, 503))
def run(run: RunPath, session: SessionDep) -> Run:
    """Return how far a run is, or what it found in short."""
    return Run.of(registry.run(session, run))


@router.delete("/coverage/{run}", summary="Cancel a run · 取消计算", responses=problems(404, 422, 503))
def cancel(run: RunPath, session: SessionDep) -> Run:
    """Give up a run that is not finished: it is cancelled once all who asked for it did; a finished one stays."""
    return Run.of(registry.cancel_run(session, run))


@router.get(
    "/coverage/{run}/areas",
    summary="What a run found by district · 分区结果",
    responses=problems(404, 409, 410, 422, 503),
)
def areas(run: RunPath, session: SessionDep) -> list[Area]:
    """Return what a run found, a row a district."""
    return [Area.model_validate(row) for row in registry.areas_of_run(session, run)]


@router.get(
    "/coverage/{run}/stations",
    summary="What a run found of each station · 站点明细",
    responses=problems(404, 409, 410, 422, 503),
    response_class=GeoJson,
)
def stations(
    run: RunPath,
    session: SessionDep,
    *,
    adcode: AdcodeQuery = None,
    answers: AnswersQuery = None,
    after: AfterQuery = 0,
    limit: LimitQuery = 500,
) -> FoundStationCollection:
    """Return the stations that stand in the district or reach into it: whether each answers, and why not."""
    found = registry.stations_of_run(session, run, adcode=adcode, answers=answers, after=after, limit=limit)
    return FoundStationCollection.of(found)


@router.get(
    "/coverage/{run}/week",
    summary="What a run found by the hour · 分时段结果",
    responses=problems(404, 409, 410, 422, 503),
)
def week_of_run(run: RunPath, session: SessionDep, *, adcode: AdcodeQuery = None) -> RunWeek:
    """Return what is covered in each hour of an ordinary week, in each district or in one."""
    rows, result = registry.week_of_run(session, run, adcode=adcode), registry.run(session, run).result or {}
    return RunWeek.model_validate({"week_of": result.get("week_of"), "areas": rows})


@router.get(
    "/coverage/{run}/gaps",
    summary="Where a run found gaps · 服务空白",
    responses=problems(404, 409, 410, 422, 503),
    response_class=GeoJson,
)
def gaps(run: RunPath, session: SessionDep) -> GapCollection:
    """Return where people are that no station surely serves, the greatest gap first, with the reason."""
    return GapCollection.of(registry.gaps_of_run(session, run))


@router.post("/whatif", summary="What if · 方案推演", response_model=Changed, responses=problems(404, 413, 422, 503))
def whatif(what: Annotated[WhatIf, Body()], settings: SettingsDep) -> Response:
    """Return what changes to stations would make of the coverage of each district; nothing is stored."""
    answer = worker.ask_json(settings.worker_socket, "whatif", what.asked())
    return Response(answer, media_type="application/json")


@router.get("/metrics", summary="What each figure means · 指标说明", responses=problems(422, 503))
def metrics(settings: SettingsDep) -> Mapping[str, Any]:
    """Return the name, unit, formula and source of every figure of coverage."""
    return worker.ask(settings.worker_socket, "metrics", {})
