"""Servers of a benchmark, and the questions that wrk asks them."""

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

import numpy as np

YIZHAN = (sys.executable, "-m", "scripts.main", "serve")
PATIENCE_S = 120
POINTS = [
    (float(lon), float(lat)) for lon, lat in np.random.default_rng(5).normal((116.4, 39.9), (0.12, 0.12), (2000, 2))
]
"""Places all over the middle of the city, in WGS84 (lon, lat): where it is asked from, in turn."""


def free_port() -> int:
    """Return a port of loopback that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def serving(command: Sequence[str | Path], port: int, **environment: str) -> Iterator[int]:
    """Run a server until it says that it lives, yield its process number, and end it."""
    process = subprocess.Popen(command, env=os.environ | environment, stdout=subprocess.DEVNULL)
    try:
        deadline = time.monotonic() + PATIENCE_S
        while True:
            try:
                urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5).close()
                break
            except OSError:
                if process.poll() is not None or time.monotonic() > deadline:
                    raise
                time.sleep(0.1)
        yield process.pid
    finally:
        process.terminate()
        process.wait()


def wait_for_snapshot(port: int) -> None:
    """Wait until a service of ours holds the stations in memory and follows; one of several builds for all."""
    deadline = time.monotonic() + PATIENCE_S
    while True:
        with urlopen(f"http://127.0.0.1:{port}/readyz") as answer:
            memory = json.load(answer)["memory"]
        if memory and memory["source"] == "database":
            return
        if time.monotonic() > deadline:
            raise TimeoutError(f"no snapshot on port {port}")
        time.sleep(0.1)


def questions(file: Path, paths: Sequence[str]) -> Path:
    """Write what wrk is to ask, in turn."""
    listed = ",".join(f'"{path}"' for path in paths)
    file.write_text(
        f"local paths = {{{listed}}}\nlocal n = 0\n"
        "request = function() n = n % #paths + 1; return wrk.format('GET', paths[n]) end\n"
    )
    return file
