"""The way to the worker: a line of JSON there, a line of JSON back; see DECISIONS.md 15."""

import socket
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import orjson

from stations import errors
from stations.errors import WorkerDown, YizhanError

PATIENCE_S = 60.0
"""To read a city for the first time takes seconds; answers after that take milliseconds."""


FOUND, END = b'{"answer":', b"}\n"
"""What the worker writes around an answer."""


def ask(path: Path, name: str, of: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the worker's answer; raise the error it met, or `WorkerDown` where there is none to ask."""
    answer: Mapping[str, Any] = orjson.loads(ask_json(path, name, of))
    return answer


def ask_json(path: Path, name: str, of: Mapping[str, Any]) -> bytes:
    """Return the worker's answer as it wrote it; raises as `ask` does."""
    try:
        with socket.socket(socket.AF_UNIX) as caller:
            caller.settimeout(PATIENCE_S)
            caller.connect(str(path))
            caller.sendall(orjson.dumps({"ask": name, "of": of}) + b"\n")
            line = caller.makefile("rb").readline()
    except OSError as fault:
        raise _down() from fault
    if not line:
        raise _down()
    if not line.startswith(FOUND):
        raise _met(orjson.loads(line)["error"])
    return line[len(FOUND) : -len(END)]


def _met(error: Mapping[str, Any]) -> YizhanError:
    """Return the error that the worker met, as one of ours."""
    kind: type[YizhanError] = getattr(errors, error["class"])
    return kind(error["zh"], error["en"], field=error["field"])


def _down() -> WorkerDown:
    return WorkerDown(
        "计算进程没有应答：请运行 yizhan worker，或稍后再试。",
        "The worker does not answer: run yizhan worker, or try again shortly.",
    )
