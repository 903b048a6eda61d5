"""What has changed since: for phones that keep the stations around them."""

from typing import Annotated

from fastapi import APIRouter, Query, Response

from api.dependencies import MomentDep, SessionDep
from api.openapi import problems
from api.schemas.changes import ChangeFeed
from api.schemas.questions import ChangesQuestion
from stations import registry

router = APIRouter(prefix="/v1", tags=["stations"])


@router.get("/changes", summary="What has changed since · 增量更新", responses=problems(410, 422, 503))
def changes(
    question: Annotated[ChangesQuestion, Query()], session: SessionDep, moment: MomentDep, response: Response
) -> ChangeFeed:
    """Return what has changed since a place in the feed, tombstones included, in an order nothing is added behind.

    Ask again with the `cursor` of the answer until `is_last`. What a transaction still open has changed comes later.
    A copy whose cursor is from another database is told so with 410, and starts anew.
    """
    response.headers["Cache-Control"] = "no-store"
    page = registry.changes(session, question.asked(), limit=question.limit)
    return ChangeFeed.of(page, crs=question.crs, moment=moment._replace(ahead_days=question.ahead_days))
