"""Nearest over HTTP at 200,000 stations while the snapshot is rebuilt, against quiet: one worker, 8 connections.

And beside it while a process as nice as the builder does nothing but burn a core: no build can cost less than that.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from statistics import median
from threading import Event, Thread

from stations.database import Database
from stations.snapshot import building, files
from tests.benchmarks.country import country_of
from tests.benchmarks.http import STATIONS, wrk
from tests.benchmarks.serving import POINTS, YIZHAN, free_port, questions, serving, wait_for_snapshot

ROUNDS = 5
PAUSE_S = 0.5


def main() -> None:
    """Print requests a second and p99, quiet and while builds follow one another; each round asks both in turn."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        database, snapshots = stack.enter_context(country_of(STATIONS))
        paths = [f"/v1/stations/nearest?lon={lon:.6f}&lat={lat:.6f}" for lon, lat in POINTS]
        home = str(snapshots.parent)
        settings = {"DATABASE_URL": database.url, "YIZHAN_HOME": home, "YIZHAN_LOG_LEVEL": "warning"}
        port = free_port()
        stack.enter_context(serving([*YIZHAN, "--port", str(port)], port, **settings))
        asked = questions(folder / "ask.lua", paths)
        wait_for_snapshot(port)
        wrk(port, asked)
        p99_ms: dict[str, list[float]] = {"quiet": [], "burning": [], "rebuilding": []}
        for _ in range(ROUNDS):
            p99_ms["quiet"].append(_round("quiet", port, asked))
            with _burner():
                p99_ms["burning"].append(_round("burning", port, asked))
            with _builds(database, snapshots) as done:
                p99_ms["rebuilding"].append(_round("rebuilding", port, asked))
            sys.stdout.write(f"            {len(set(done))} snapshots made\n")
        for name in ("burning", "rebuilding"):
            ratios = [busy / quiet for busy, quiet in zip(p99_ms[name], p99_ms["quiet"], strict=True)]
            sys.stdout.write(f"p99, {name} / quiet: median {median(ratios):.2f}, most {max(ratios):.2f}\n")


def _round(name: str, port: int, asked: Path) -> float:
    found = wrk(port, asked)
    sys.stdout.write(f"{name:11} {found['rate']:7.0f}/s  p99 {found['p99_ms']:6.2f} ms\n")
    return found["p99_ms"]


@contextmanager
def _burner() -> Iterator[None]:
    """Burn a core, as nice as a build, while this lasts."""
    burner = subprocess.Popen([sys.executable, "-c", f"import os\nos.nice({building.NICE})\nwhile True: pass"])
    try:
        yield
    finally:
        burner.kill()
        burner.wait()


@contextmanager
def _builds(database: Database, folder: Path) -> Iterator[list[str | None]]:
    """Build one snapshot after another, each in a process of its own as a worker would have it, while this lasts."""
    over, versions = Event(), list[str | None]()
    environment = os.environ | {"DATABASE_URL": database.url, "YIZHAN_HOME": str(folder.parent)}

    def build() -> None:
        while not over.wait(PAUSE_S):
            claim = building.claim(folder)
            if claim is not None:
                subprocess.run(
                    [sys.executable, "-m", "stations.snapshot"], env=environment, pass_fds=[claim], check=True
                )
                os.close(claim)
                versions.append(files.newest(folder))

    thread = Thread(target=build)
    thread.start()
    try:
        yield versions
    finally:
        over.set()
        thread.join()


if __name__ == "__main__":
    main()
