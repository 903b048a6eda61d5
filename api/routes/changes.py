"""What has changed since: for phones that keep the stations around them."""

from typing import Annotated

from fastapi import APIRouter, Query, Response

from api.dependencies import NowDep, SessionDep
from api.openapi import problems
from api.schemas.changes import ChangeFeed
from api.schemas.questions import ChangesQuestion
from stations import registry

router = APIRouter(prefix="/v1", tags=["stations"])


@router.get("/changes", summary="What has changed since · 增量更新", responses=problems(422, 503))
def changes(
    question: Annotated[ChangesQuestion, Query()], session: SessionDep, now: NowDep, response: Response
) -> ChangeFeed:
    """Return what has changed since a place in the feed, tombstones included, in an order nothing is added behind.

    Ask again with the `cursor` of the answer until `is_last`. What a transaction still open has changed comes later.
    """
    response.headers["Cache-Control"] = "no-store"
    return ChangeFeed.of(registry.changes(session, question.asked(), limit=question.limit), crs=question.crs, at=now)
