"""Nearest over HTTP at 200,000 stations: ours against FastAPI's floor, one worker each, wrk with 8 connections.

python -m tests.benchmarks.http [rounds] [seconds of each]
"""

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.request import urlopen

from tests.benchmarks.country import NEEDS, NEVER, RARE, SOME, country_of
from tests.benchmarks.serving import POINTS, YIZHAN, questions, serving, wait_for_snapshot

STATIONS = 200_000
ROUNDS = 3
SECONDS = 5
OURS, FLOOR = 8471, 8472
NIGHT = (datetime.now(UTC) + timedelta(days=1)).strftime("%Y-%m-%dT19:00:00Z")  # 3 in the morning in China
FILTERS = {
    "no filter": "",
    "3 %": f"&amenity={SOME}",
    "rare, 0.05 %": f"&amenity={RARE}",
    "never": f"&amenity={NEVER}",
    "six needs": "".join(f"&need={need}" for need in NEEDS),
    "at night": f"&at={NIGHT}",
    "any hours": "&open=any",
}


def wrk(port: int, asked: Path, seconds: int = SECONDS) -> Mapping[str, float]:
    """Return requests a second and p99 in milliseconds."""
    command = ["wrk", "-t1", "-c8", f"-d{seconds}s", "--latency", "-s", str(asked), f"http://127.0.0.1:{port}"]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    rate, (p99, unit) = re.search(r"Requests/sec:\s+([\d.]+)", said), re.findall(r"99%\s+([\d.]+)(us|ms|s)", said)[0]
    if rate is None or "Non-2xx" in said:
        raise RuntimeError(said)
    return {"rate": float(rate[1]), "p99_ms": float(p99) * {"us": 0.001, "ms": 1, "s": 1000}[unit]}


def cpu_s(pid: int) -> float:
    """Return the processor time a process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def memory(pid: int) -> str:
    """Return the memory of a process: all it has in reach (RSS), and with only its share of what others use (PSS)."""
    rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
    rss, pss = (int(re.findall(rf"^{name}:\s+(\d+)", rollup, re.MULTILINE)[0]) // 1024 for name in ("Rss", "Pss"))
    return f"RSS {rss} MB, PSS {pss} MB"


def main() -> None:
    """Print a line per filter: requests a second, CPU per request and p99, ours against the floor's."""
    rounds, seconds = map(int, sys.argv[1:3]) if len(sys.argv) > 2 else (ROUNDS, SECONDS)
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        database, _ = stack.enter_context(country_of(STATIONS))
        settings = {"DATABASE_URL": database.url, "YIZHAN_HOME": str(folder), "YIZHAN_LOG_LEVEL": "warning"}
        ours = stack.enter_context(serving([*YIZHAN, "--port", str(OURS)], OURS, **settings))
        wait_for_snapshot(OURS)
        answer = folder / "answer.json"
        answer.write_bytes(urlopen(f"http://127.0.0.1:{OURS}/v1/stations/nearest?lon=116.4&lat=39.9").read())
        command = [sys.executable, "-m", "tests.benchmarks.floor", str(FLOOR), str(answer)]
        floor = stack.enter_context(serving(command, FLOOR))
        sys.stdout.write(f"answer {answer.stat().st_size} bytes\n")
        plain_us = 0.0
        for name, words in FILTERS.items():
            paths = [f"/v1/stations/nearest?lon={lon:.6f}&lat={lat:.6f}{words}" for lon, lat in POINTS]
            asked = questions(folder / "ask.lua", paths)
            best = _best_in_turn(asked, {OURS: ours, FLOOR: floor}, rounds, seconds)
            plain_us = plain_us or best[OURS]["cpu_us"]
            _print(name, best[OURS], best[FLOOR], plain_us)
        sys.stdout.write(f"memory of our worker: {memory(ours)}\n")


def _best_in_turn(asked: Path, servers: Mapping[int, int], rounds: int, seconds: int) -> Mapping[int, dict[str, float]]:
    """Return the best round of each server (port → process), all asked the same in turn."""
    best: dict[int, dict[str, float]] = {port: {"rate": 0.0} for port in servers}
    for _ in range(rounds):
        for port, pid in servers.items():
            before = cpu_s(pid)
            found = dict(wrk(port, asked, seconds))
            found["cpu_us"] = (cpu_s(pid) - before) / (found["rate"] * seconds) * 1e6
            best[port] = max(best[port], found, key=lambda each: each["rate"])
    return best


def _print(name: str, ours: Mapping[str, float], floor: Mapping[str, float], plain_us: float) -> None:
    """Print a line; `plain_us` is what a question without filters costs us."""
    rates = f"ours {ours['rate']:6.0f}/s  floor {floor['rate']:6.0f}/s  ratio {ours['rate'] / floor['rate']:.2f}"
    costs = f"cpu {ours['cpu_us']:3.0f} / {floor['cpu_us']:3.0f} us ({floor['cpu_us'] / ours['cpu_us']:.2f})"
    late = f"p99 {ours['p99_ms']:.2f} / {floor['p99_ms']:.2f} ms"
    sys.stdout.write(f"{name:12} {rates}  {costs}  {late}  {ours['cpu_us'] / plain_us:.2f} x no filter\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
