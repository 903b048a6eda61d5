"""Reports from workers, and the answers to them."""

from typing import Annotated

from fastapi import APIRouter, Body, Depends, Response
from starlette import status

from api.dependencies import SessionDep, SettingsDep
from api.openapi import problems
from api.schemas.reports import AnsweredReport, FiledReport, NewReport, ReceiptPath
from api.throttle import throttled
from stations import registry
from stations.errors import SwitchedOff


def refuse_where_off(settings: SettingsDep) -> None:
    """Refuse reports where whoever runs the service does not take them."""
    if settings.reports == "off":
        raise SwitchedOff(
            "本服务目前不接收反馈；请联系站点或所属工会。",
            "This service takes no reports at present; please turn to the station or its union.",
        )


router = APIRouter(prefix="/v1/reports", tags=["reports"])


@router.post(
    "",
    summary="Report on a station · 反馈",
    status_code=status.HTTP_201_CREATED,
    responses={
        200: {"model": FiledReport, "description": "This report was received before, under the same receipt"},
        **problems(403, 404, 410, 413, 422, 429, 503),
    },
    dependencies=[Depends(refuse_where_off), Depends(throttled)],
)
def report(new: Annotated[NewReport, Body()], session: SessionDep, response: Response) -> FiledReport:
    """Take a report on a station and give a receipt; no account, and nothing is kept of who sent it.

    A report sent again with its key is kept once.
    """
    response.headers["Cache-Control"] = "no-store"
    filed = registry.put_report(session, new.asked())
    if not filed.is_new:
        response.status_code = status.HTTP_200_OK
    return FiledReport.of(filed.report)


@router.get("/{receipt}", summary="What became of a report · 反馈进度", responses=problems(404, 422, 503))
def answer(receipt: ReceiptPath, session: SessionDep, response: Response) -> AnsweredReport:
    """Return what became of a report, to whoever holds its receipt."""
    response.headers["Cache-Control"] = "no-store"
    return AnsweredReport.of(registry.report_by_receipt(session, receipt))
