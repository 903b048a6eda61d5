"""Reports about stations, and their receipts."""

import unicodedata
from datetime import datetime
from typing import Annotated, Any, Self
from uuid import UUID

from fastapi import Path
from pydantic import AfterValidator, BaseModel, ConfigDict, Field
from pydantic_core import PydanticCustomError

from api.schemas.examples import shown
from api.schemas.values import KindCode
from stations.registry import ReportDraft, ReportView

LONGEST_TEXT = 500  # characters; the table allows no more

_DRAFT: dict[str, Any] = {
    "station": "1",
    "kind": "out_of_supplies",
    "text": "饮水机没水了",
    "key": "0d3c1a52-6f0e-4c55-9d6b-1c1f3a2b4c5d",
}
_REPORT: dict[str, Any] = {
    "receipt": "7K3M9-QXA2-TBHCW",
    "station": "YK3H250",
    "kind": "out_of_supplies",
    "status": "feedback_sent",
    "answer": "已补水，谢谢。",
    "created_at": "2026-03-02T02:00:00Z",
    "answered_at": "2026-03-02T06:30:00Z",
}


def _tidy(text: str) -> str | None:
    """Return a text with plain line ends and nothing around it, None where nothing is left."""
    lines = text.replace("\r\n", "\n").strip()
    if any(unicodedata.category(character) in {"Cc", "Cs"} for character in lines.replace("\n", "")):
        raise PydanticCustomError("control_character", "control character")
    return lines or None


class NewReport(BaseModel):
    """What a worker says about a station. Nothing is asked about the worker, and nothing about her is kept."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [_DRAFT]})

    station: str = Field(min_length=1, max_length=32, description="Id or public code of the station 编号或站点编码")
    kind: KindCode = Field(description="A code of `report_kinds`")
    text: Annotated[str, Field(max_length=LONGEST_TEXT), AfterValidator(_tidy)] | None = Field(
        default=None, description="What else there is to say; may be left out 可不填"
    )
    key: UUID = Field(description="Made by the sender for this report: the same report sent twice is kept once")

    def asked(self) -> ReportDraft:
        """Return the report as the registry takes it."""
        return ReportDraft(station=self.station, kind=self.kind, text=self.text, key=self.key)


class FiledReport(BaseModel):
    """A report that was received."""

    model_config = shown(
        {name: _REPORT[name] for name in ("receipt", "station", "kind", "created_at")} | {"status": "new"}
    )

    receipt: str = Field(description="What the answer can be read by; nothing else leads to it")
    station: str = Field(description="Public code of the station")
    kind: str = Field(description="A code of `report_kinds`")
    status: str = Field(description="A code of `report_statuses`")
    created_at: datetime

    @classmethod
    def of(cls, report: ReportView) -> Self:
        """Return a report as its sender is told of it."""
        return cls.model_validate(report, from_attributes=True)


class AnsweredReport(BaseModel):
    """What became of a report."""

    model_config = shown({name: value for name, value in _REPORT.items() if name != "receipt"})

    station: str = Field(description="Public code of the station")
    kind: str = Field(description="A code of `report_kinds`")
    status: str = Field(description="A code of `report_statuses`")
    answer: str | None = Field(description="In words, once there is one")
    created_at: datetime
    answered_at: datetime | None

    @classmethod
    def of(cls, report: ReportView) -> Self:
        """Return what became of a report, without what it said."""
        return cls.model_validate(report, from_attributes=True)


ReceiptPath = Annotated[
    str, Path(max_length=40, description="Receipt of a report 回执号", examples=[_REPORT["receipt"]])
]
