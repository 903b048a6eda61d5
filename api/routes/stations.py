"""Stations: the nearest, lists of them, and one."""

from typing import Annotated

from fastapi import APIRouter, Path, Query, Request, Response

from api.dependencies import DatabaseDep, MomentDep, NowDep, ReadModelDep, SessionDep
from api.links import links
from api.near import along_answer, first_answer, nearest_answer
from api.openapi import problems
from api.schemas.geojson import GeoJson
from api.schemas.near import NearCollection
from api.schemas.questions import AlongQuestion, ListQuestion, NearestQuestion, PlaceQuestion
from api.schemas.stations import StationCollection, StationDetailFeature
from stations import registry

router = APIRouter(prefix="/v1/stations", tags=["stations"], default_response_class=GeoJson)

Reference = Annotated[
    str, Path(max_length=32, description="Id or public code of the station 编号或站点编码", examples=["1"])
]


@router.get(
    "/nearest", summary="The nearest stations · 最近的驿站", response_model=NearCollection, responses=problems(422, 503)
)
def nearest(
    question: Annotated[NearestQuestion, Query()], read_model: ReadModelDep, database: DatabaseDep, moment: MomentDep
) -> Response:
    """Return the stations nearest to a point by geodesic metres, nearest first; ties go to the lower id.

    Only published stations in service. Those known to be shut on arrival are left out, unless `open=any`; unknown hours
    stay, and say so. Answers come from memory, and go on when the database is down: `Snapshot-Age` says how many
    seconds ago they were in step with it. With `order=useful` the 50 nearest are weighed; the weights stand in the
    answer.
    """
    if read_model.snapshot is None:
        return first_answer(question, database=database, moment=moment)
    return nearest_answer(question, read_model=read_model, now=moment.at)


@router.get(
    "/along", summary="Stations beside a route · 沿途驿站", response_model=NearCollection, responses=problems(422, 503)
)
def along(question: Annotated[AlongQuestion, Query()], read_model: ReadModelDep, now: NowDep) -> Response:
    """Return the stations beside a route, in the order they are passed; `along_m` says how far along it.

    `distance_m` is from the route, and the time is that along the route and from it to the door.
    """
    return along_answer(question, read_model=read_model, now=now)


@router.get("", summary="Stations in pages · 驿站列表", responses=problems(422, 503))
def stations(
    question: Annotated[ListQuestion, Query()], session: SessionDep, moment: MomentDep, request: Request
) -> StationCollection:
    """Return published stations that are not closed, in order of id, a page at a time.

    Follow the link `rel=next` until there is none. Stations added meanwhile have higher ids and come at the end;
    none comes twice.
    """
    asked = request.query_params.multi_items()
    page = registry.page(session, question.asked(asked))
    where = links(request, next_after_id=page.next_after_id)
    told = moment._replace(ahead_days=question.ahead_days)
    return StationCollection.of(page.stations, crs=question.crs, moment=told, box=question.box, links=where)


@router.get("/{id}", summary="One station · 一个驿站", responses=problems(404, 410, 422, 503))
def station(
    id: Reference,  # noqa: A002 - the parameter is called so to the world
    question: Annotated[PlaceQuestion, Query()],
    session: SessionDep,
    moment: MomentDep,
) -> StationDetailFeature:
    """Return everything that is known about a station; one that was merged answers with the one it was merged into."""
    return StationDetailFeature.of(registry.station(session, id), crs=question.crs, moment=moment)
