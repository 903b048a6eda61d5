"""Report packs: one district, and the sixteen of Beijing, beside a plain geopandas plot of the same map.

Each is a process of its own, as a user runs it: imports, PostGIS and all. The stations are those of `yizhan demo`.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from time import perf_counter
from typing import NamedTuple

YIZHAN = (sys.executable, "-m", "scripts.main")
PLAIN = (sys.executable, "-m", "tests.benchmarks.plain_map")
QUESTION = ("--need", "toilet", "--at", "Sat 22:00", "--way", "straight")
DISTRICT, CITY, DISTRICTS = "110101", "110000", 16


class Spent(NamedTuple):
    """What a process cost; memory is the most it had resident."""

    wall_s: float
    cpu_s: float
    memory_mb: float


def main() -> None:
    """Print seconds and memory of a pack, of sixteen, and of the floor."""
    with tempfile.TemporaryDirectory(prefix="yizhan-bench-", dir="/var/tmp") as folder:
        place = Path(folder)
        place.chmod(0o755)
        environment = os.environ | {"YIZHAN_HOME": str(place / "home")}
        try:
            _run([*YIZHAN, "demo"], environment)
            _tell(place, environment)
        finally:
            _run([*YIZHAN, "db", "destroy", "--yes"], environment)


def _tell(place: Path, environment: dict[str, str]) -> None:
    one = _run([*YIZHAN, "report", "--area", DISTRICT, *QUESTION, "--out", str(place / "one")], environment)
    floor = _run([*PLAIN, str(place / "one" / DISTRICT)], environment)
    many = _run([*YIZHAN, "report", "--city", CITY, *QUESTION, "--out", str(place / "many")], environment)
    packs = len(list((place / "many").glob("*/pack.json")))
    for name, spent in (("one pack", one), (f"{packs} packs", many), ("geopandas plot", floor)):
        sys.stdout.write(f"{name:14} {spent.wall_s:6.1f} s {spent.cpu_s:6.1f} s CPU {spent.memory_mb:6.0f} MB\n")
    sys.stdout.write(
        f"one pack / plot: {one.cpu_s / floor.cpu_s:.1f} of its CPU; "
        f"each of {packs}: {many.wall_s / DISTRICTS:.1f} s, {many.cpu_s / DISTRICTS / floor.cpu_s:.1f} of it\n"
    )


def _run(command: Sequence[str], environment: dict[str, str]) -> Spent:
    begin = perf_counter()
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(f"{' '.join(command)} ended with {status}")
    return Spent(perf_counter() - begin, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


if __name__ == "__main__":
    main()
