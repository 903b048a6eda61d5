"""`yizhan stop`: the service and the private PostGIS ended; data stays."""

import os
import signal
import time
from pathlib import Path

from scripts.output import say
from scripts.session import cluster_of
from stations import config

PATIENCE_S = 10


def run() -> None:
    """停止服务与私有 PostGIS，数据保留 · Stop the service and the private PostGIS; data stays.

    例 · Example: yizhan stop
    """
    settings = config.load()
    served = _end(settings.home / "serve.pid", "serve")
    _end(settings.home / "worker.pid", "worker")
    stopped = settings.database_url is None and cluster_of(settings).down()
    if served or stopped:
        say("已停止，数据保留。", "Stopped; data stays.")
    else:
        say("没有在运行。", "Nothing was running.")


def _end(pid_file: Path, command_name: str) -> bool:
    """End the process that wrote the file, if it still runs our command; return whether it was running."""
    try:
        pid = int(pid_file.read_text())
        command = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
    except (OSError, ValueError):
        return False
    if command_name.encode() not in command:  # the number is a stranger's by now
        return False
    os.kill(pid, signal.SIGTERM)
    deadline = time.monotonic() + PATIENCE_S
    while Path(f"/proc/{pid}").exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    return True
