"""The files that pages run in the browser: read once, compressed once, known by their content."""

import gzip
from collections.abc import Iterable, Mapping
from functools import cache
from hashlib import blake2s
from http import HTTPStatus
from pathlib import Path
from typing import NamedTuple

from fastapi import Request, Response

from stations.errors import NotFound

FOLDER = Path(__file__).parent / "static"
MEDIA_TYPES: Mapping[str, str] = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".mjs": "text/javascript; charset=utf-8",
    ".png": "image/png",
    ".svg": "image/svg+xml",
}
"""Endings of files that are served; no other is."""

SMALL = 500  # bytes; less than this a packet carries either way


class Static(NamedTuple):
    """Hold a body with its type: as it is, and compressed where that helps."""

    body: bytes
    zipped: bytes | None
    etag: str
    media_type: str


@cache
def names() -> frozenset[str]:
    """Return every file there is, by its path below `FOLDER`."""
    found = (path for path in FOLDER.rglob("*") if path.is_file() and path.suffix in MEDIA_TYPES)
    return frozenset(path.relative_to(FOLDER).as_posix() for path in found)


@cache
def read(name: str) -> Static:
    """Return a file; raise `NotFound` for what is none of ours."""
    if name not in names():
        raise NotFound("没有这个文件。", "There is no such file.", field="name")
    return of((FOLDER / name).read_bytes(), media_type=MEDIA_TYPES[Path(name).suffix])


def of(body: bytes, *, media_type: str) -> Static:
    """Return a body ready to be answered with."""
    zipped = None if media_type == "image/png" or len(body) < SMALL else gzip.compress(body, mtime=0)
    return Static(body, zipped, etag=f'"{blake2s(body, digest_size=12).hexdigest()}"', media_type=media_type)


def version(statics: Iterable[Static]) -> str:
    """Return a text that changes whenever one of these files does."""
    return blake2s("".join(each.etag for each in statics).encode(), digest_size=8).hexdigest()


def answer(
    request: Request, static: Static, *, status: int = HTTPStatus.OK, headers: Mapping[str, str] | None = None
) -> Response:
    """Answer with a body, compressed for whoever takes that, or with 304 for whoever has it already (RFC 9110)."""
    told = {"ETag": static.etag, "Cache-Control": "no-cache", "Vary": "Accept-Encoding"} | dict(headers or {})
    told["X-Content-Type-Options"] = "nosniff"
    if status == HTTPStatus.OK and static.etag in request.headers.get("if-none-match", ""):
        return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=told)
    if static.zipped is not None and "gzip" in request.headers.get("accept-encoding", ""):
        told["Content-Encoding"] = "gzip"
        return Response(static.zipped, status_code=status, media_type=static.media_type, headers=told)
    return Response(static.body, status_code=status, media_type=static.media_type, headers=told)
