"""The worker's door: questions come in and answers go out, a line of JSON each, over a Unix socket.

Only the worker's own user may open it. A caller may ask several times on one connection.
"""

import os
from collections.abc import Callable, Mapping
from pathlib import Path
from socketserver import StreamRequestHandler, ThreadingUnixStreamServer
from typing import Any

import orjson

from stations.errors import YizhanError

Answerer = Callable[[str, Mapping[str, Any]], Mapping[str, Any]]
"""Takes what is asked for and the parameters, returns plain data; raises errors of ours."""

LONGEST_BYTES = 4_000_000
ONLY_OWN_USER = 0o177


class Door(ThreadingUnixStreamServer):
    """Answer at a socket until shut down; each caller has a thread."""

    daemon_threads = True

    def __init__(self, path: Path, answerer: Answerer) -> None:
        self.answerer = answerer
        path.parent.mkdir(parents=True, exist_ok=True)
        path.unlink(missing_ok=True)
        mask = os.umask(ONLY_OWN_USER)
        try:
            super().__init__(str(path), _Caller)
        finally:
            os.umask(mask)


class _Caller(StreamRequestHandler):
    server: Door

    def handle(self) -> None:
        """Answer one line after another until the caller goes; a line that is no question of ours ends the talk."""
        while line := self.rfile.readline(LONGEST_BYTES):
            asked = orjson.loads(line)
            self.wfile.write(_answered(self.server.answerer, asked["ask"], asked["of"]) + b"\n")


def _answered(answerer: Answerer, ask: str, of: Mapping[str, Any]) -> bytes:
    try:
        said: Mapping[str, Any] = {"answer": answerer(ask, of)}
    except YizhanError as error:
        said = {"error": {"class": type(error).__name__, "field": error.field, **error.text._asdict()}}
    return orjson.dumps(said, option=orjson.OPT_SERIALIZE_NUMPY)
