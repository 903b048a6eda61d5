"""What an answer looks like when there is none (RFC 9457)."""

from typing import Any

from pydantic import BaseModel, Field

from api.schemas.examples import shown

_FAULT: dict[str, Any] = {"parameter": "limit", "detail": "limit 不能大于 100。"}


class Fault(BaseModel):
    """One thing that is wrong, and with which parameter."""

    model_config = shown(_FAULT)

    parameter: str
    detail: str = Field(description="A sentence, in the language of the answer")


class Problem(BaseModel):
    """Why there is no answer, in the language of `Accept-Language` (`zh` unless `en` is preferred)."""

    model_config = shown(
        {
            "type": "about:blank",
            "title": "无法处理",
            "status": 422,
            "detail": "limit 不能大于 100。",
            "errors": [_FAULT],
        }
    )

    type: str = Field(default="about:blank", description="Always about:blank: the status says the kind")
    title: str
    status: int
    detail: str = Field(description="A sentence for a person")
    errors: list[Fault] = Field(description="What is wrong, by parameter; empty where no parameter is at fault")
