"""Report packs: what may be asked for, how one stands, which files it has."""

from datetime import datetime
from typing import Annotated, Any, Literal, Self

from fastapi import Path
from pydantic import BaseModel, ConfigDict, Field, model_validator

from api.schemas.coverage import AskedQuestion
from api.schemas.examples import shown
from stations.registry import RunView

_PACK, _RUN = "7e" * 32, "5f" * 32
_FILE = {"name": "report.zh.pdf", "href": f"/v1/packs/{_PACK}/files/report.zh.pdf"}

PackPath = Annotated[str, Path(pattern=r"^[0-9a-f]{64}$", description="Id of a pack 报告编号", examples=[_PACK])]
FileName = Annotated[
    str, Path(max_length=100, description="A file of the pack 文件名, as the pack lists it", examples=["report.zh.pdf"])
]


class PackQuestion(BaseModel):
    """A pack wanted: of a run that was kept, or of a question, which is then worked out and kept first."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"question": {"area": "110101", "hour": 142}, "langs": ["zh"]}]}
    )

    run: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")] | None = Field(
        default=None, description="A kept run of coverage 已保存的计算"
    )
    question: AskedQuestion | None = Field(default=None, description="A question, in place of a run 问题")
    langs: list[Literal["zh", "en"]] = Field(
        default=["zh", "en"], min_length=1, max_length=2, description="Languages of the files 语言"
    )
    map_number: Annotated[str, Field(max_length=60)] | None = Field(
        default=None, description="Number of the map's review 审图号"
    )

    @model_validator(mode="after")
    def _of_one(self) -> Self:
        if (self.run is None) == (self.question is None):
            message = "either a run or a question"
            raise ValueError(message)
        return self

    def asked(self, run: str, *, template: str | None) -> dict[str, Any]:
        """Return what is asked of a run, as the worker takes it; `template` is the hash of the office's own."""
        langs = sorted(set(self.langs), reverse=True)
        return {"run": run, "langs": langs, "map_number": self.map_number, "template": template}


class PackFile(BaseModel):
    """One file of a pack."""

    model_config = shown(_FILE)

    name: str
    href: str


class Pack(BaseModel):
    """How a pack stands, and its files once it is done."""

    model_config = shown(
        {
            "id": _PACK,
            "run": _RUN,
            "state": "done",
            "progress": 1.0,
            "step": {"zh": "正在制作", "en": "Making"},
            "error": None,
            "files": [_FILE],
            "created_at": "2026-03-02T02:00:00Z",
            "finished_at": "2026-03-02T02:00:09Z",
        }
    )

    id: str
    run: str = Field(description="The run of coverage that it tells of")
    state: str = Field(description="A code of `run_states`")
    progress: float = Field(ge=0, le=1)
    step: dict[str, str] | None = Field(description="What is being done, in words")
    error: dict[str, str] | None = Field(description="Why it could not be made, in words")
    files: list[PackFile] = Field(description="Empty until it is done")
    created_at: datetime
    finished_at: datetime | None

    @classmethod
    def of(cls, pack: RunView) -> Self:
        """Return a pack as it is shown."""
        files = pack.result["files"] if pack.result else []
        return cls(
            id=pack.id,
            run=pack.question["run"],
            state=pack.state,
            progress=pack.progress,
            step=pack.step and pack.step._asdict(),
            error=pack.error and pack.error._asdict(),
            files=[PackFile(name=name, href=f"/v1/packs/{pack.id}/files/{name}") for name in files],
            created_at=pack.created_at,
            finished_at=pack.finished_at,
        )
