"""What went wrong, as RFC 9457 problems: a status, and a sentence in the caller's language."""

import logging
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import cast

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

from api import wording
from api.language import TAG_OF, preferred
from api.schemas.problem import Fault, Problem
from stations.errors import (
    ClusterError,
    DatabaseDown,
    ExtensionMissing,
    FileError,
    Gone,
    InputError,
    NotDone,
    NotFound,
    SchemaOutdated,
    SetupError,
    SwitchedOff,
    TooMany,
    WorkerDown,
    YizhanError,
)
from stations.language import Text

logger = logging.getLogger(__name__)

STATUS_OF: Mapping[type[YizhanError], int] = {
    YizhanError: 500,
    SetupError: 503,
    ClusterError: 503,
    DatabaseDown: 503,
    ExtensionMissing: 503,
    SchemaOutdated: 503,
    WorkerDown: 503,
    InputError: 422,
    FileError: 422,
    NotFound: 404,
    NotDone: 409,
    Gone: 410,
    SwitchedOff: 403,
    TooMany: 429,
}

TITLES: Mapping[int, Text] = {
    400: Text("请求有误", "Bad Request"),
    403: Text("不提供", "Forbidden"),
    404: Text("未找到", "Not Found"),
    405: Text("方法不允许", "Method Not Allowed"),
    409: Text("尚未完成", "Conflict"),
    410: Text("已撤销", "Gone"),
    413: Text("内容过大", "Content Too Large"),
    422: Text("无法处理", "Unprocessable Content"),
    429: Text("太频繁", "Too Many Requests"),
    500: Text("内部错误", "Internal Server Error"),
    503: Text("暂不可用", "Service Unavailable"),
}

NOT_HANDLED = Text("请求无法处理。", "The request cannot be handled.")
DETAILS: Mapping[int, Text] = {
    404: Text(
        "这个地址下没有内容；有哪些接口见 /docs。", "There is nothing at this address; /docs lists what there is."
    ),
    400: Text("请求内容无法读取，应为 JSON。", "The body cannot be read; it should be JSON."),
    405: Text("这个地址不接受这种方法，请用 {allow}。", "This address does not take that method; use {allow}."),
    413: Text("请求内容太长。", "The body is too long."),
    500: Text("服务出错，已记录。请稍后再试。", "Something failed here and was noted. Please try again later."),
}

RETRY_AFTER_S = 5


def install(app: FastAPI) -> None:
    """Answer every failure of an application as a problem."""
    app.add_exception_handler(YizhanError, told)
    app.add_exception_handler(RequestValidationError, invalid)
    app.add_exception_handler(HTTPException, refused)
    app.add_exception_handler(Exception, _unforeseen)


def told(request: Request, error: Exception) -> Response:
    """Return an error of ours as a problem."""
    ours = cast("YizhanError", error)
    status = STATUS_OF[type(ours)]
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        logger.error("%s failed: %s", request.scope["path"], ours)
    faults = [(ours.field, ours.text)] if ours.field else []
    return _problem(request, status, ours.text, faults=faults, headers=_when_to_return(ours, status))


def _when_to_return(error: YizhanError, status: int) -> Mapping[str, str]:
    if isinstance(error, TooMany):
        return {"Retry-After": str(error.retry_after_s)}
    return {"Retry-After": str(RETRY_AFTER_S)} if status == HTTPStatus.SERVICE_UNAVAILABLE else {}


def invalid(request: Request, error: Exception) -> Response:
    """Return parameters that cannot be used as a problem, every fault with its name."""
    errors = cast("RequestValidationError", error).errors()
    faults = [(wording.name_of(each), wording.sentence_of(each)) for each in errors]
    sentences = [sentence for _, sentence in faults]
    detail = Text("".join(each.zh for each in sentences), " ".join(each.en for each in sentences))
    return _problem(request, 422, detail, faults=faults)


def refused(request: Request, error: Exception) -> Response:
    """Return what the framework refused as a problem."""
    theirs = cast("HTTPException", error)
    headers = theirs.headers or {}
    detail = DETAILS.get(theirs.status_code, NOT_HANDLED)
    allow = headers.get("Allow", "GET")
    detail = Text(detail.zh.format(allow=allow), detail.en.format(allow=allow))
    return _problem(request, theirs.status_code, detail, headers=headers)


def _unforeseen(request: Request, error: Exception) -> Response:
    # the server writes the traceback; a query may hold a caller's position and is written nowhere
    logger.error("%s %s failed: %s", request.method, request.scope["path"], type(error).__name__)
    return _problem(request, 500, DETAILS[500])


def _problem(
    request: Request,
    status: int,
    detail: Text,
    *,
    faults: Sequence[tuple[str, Text]] = (),
    headers: Mapping[str, str] | None = None,
) -> Response:
    lang = preferred(request.headers.get("accept-language"))
    problem = Problem(
        title=TITLES.get(status, NOT_HANDLED).say(lang),
        status=status,
        detail=detail.say(lang),
        errors=[Fault(parameter=name, detail=sentence.say(lang)) for name, sentence in faults],
    )
    return Response(
        problem.model_dump_json(),
        status_code=status,
        media_type="application/problem+json",
        headers={"Content-Language": TAG_OF[lang], "Vary": "Accept-Language", "Cache-Control": "no-store"}
        | dict(headers or {}),
    )
