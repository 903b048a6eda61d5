"""Report packs: asked for, made by the worker, fetched file by file."""

from typing import Annotated, Any

from fastapi import APIRouter, Body
from fastapi.responses import FileResponse, StreamingResponse

from api import packs, worker
from api.dependencies import DatabaseDep, SessionDep, SettingsDep
from api.openapi import problems
from api.pages import OWN_ONLY
from api.schemas.packs import FileName, Pack, PackPath, PackQuestion
from stations import registry
from stations.errors import NotFound
from stations.registry import RunView

router = APIRouter(prefix="/v1/packs", tags=["packs"])

ARCHIVE: dict[int | str, dict[str, Any]] = {200: {"description": "All files", "content": {"application/zip": {}}}}
FILES: dict[int | str, dict[str, Any]] = {
    200: {"description": "The file", "content": {"application/pdf": {}, "application/octet-stream": {}}}
}


@router.post("", summary="Ask for a report pack · 制作报告", responses=problems(404, 413, 422, 503))
def ask(wanted: Annotated[PackQuestion, Body()], settings: SettingsDep, database: DatabaseDep) -> Pack:
    """Put a pack into the queue, unless the same is there; a question is worked out and kept as a run first."""
    answer = (
        None if wanted.question is None else worker.ask(settings.worker_socket, "coverage", wanted.question.asked())
    )
    with database.transaction() as session:
        if answer is None:
            known = registry.run(session, wanted.run or "", "coverage")
            run, question, inputs = known.id, known.question, known.inputs
        else:
            run, question, inputs = answer["run"], answer["asked"], answer["inputs"]
        kept = registry.ask_run(session, run, kind="coverage", question=question, inputs=inputs)
        asked = wanted.asked(kept.id, template=packs.template_of(settings.templates))
        return Pack.of(registry.ask_run(session, packs.id_of(asked), kind="report", question=asked))


@router.get("/{pack}", summary="How a report pack stands · 报告状态", responses=problems(404, 422, 503))
def pack(pack: PackPath, session: SessionDep) -> Pack:
    """Return how far a pack is, and its files once it is done."""
    return Pack.of(_found(registry.run(session, pack)))


@router.delete("/{pack}", summary="Give up a report pack · 取消报告", responses=problems(404, 422, 503))
def cancel(pack: PackPath, session: SessionDep) -> Pack:
    """Give up a pack that is not made yet: it is cancelled once all who asked for it did; one that is made stays."""
    return Pack.of(registry.cancel_run(session, _found(registry.run(session, pack)).id))


@router.get(
    "/{pack}/files.zip",
    summary="All files of a report pack · 全部文件",
    response_class=StreamingResponse,
    responses={**ARCHIVE, **problems(404, 422, 503)},
)
def every_file(pack: PackPath, session: SessionDep, settings: SettingsDep) -> StreamingResponse:
    """Return every file as it was made, in one archive."""
    found = _found(registry.run(session, pack))
    names, folder = found.result["files"] if found.result else [], settings.packs_dir / pack
    if not names or not all((folder / name).is_file() for name in names):
        raise NotFound("这份报告还没有文件。", "This pack has no files.", field="pack")
    headers = {**OWN_ONLY, "Content-Disposition": f'attachment; filename="yizhan-{pack[:12]}.zip"'}
    return StreamingResponse(packs.archive(folder, names), media_type="application/zip", headers=headers)


@router.get(
    "/{pack}/files/{name}",
    summary="A file of a report pack · 报告文件",
    response_class=FileResponse,
    responses={**FILES, **problems(404, 422, 503)},
)
def file(pack: PackPath, name: FileName, session: SessionDep, settings: SettingsDep) -> FileResponse:
    """Return one file as it was made."""
    found = _found(registry.run(session, pack))
    path = settings.packs_dir / pack / name
    if found.result is None or name not in found.result["files"] or not path.is_file():
        raise NotFound("这份报告没有此文件。", "This pack has no such file.", field="name")
    return FileResponse(path, headers=dict(OWN_ONLY), filename=None if name.endswith(".html") else name)


def _found(run: RunView) -> RunView:
    """Return a run that is a pack; raise `NotFound` for any other."""
    if run.kind != "report":
        raise NotFound("没有这份报告。", "There is no such pack.", field="pack")
    return run
