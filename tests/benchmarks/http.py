"""Nearest over HTTP at 200,000 stations: ours against FastAPI's floor, one worker each, wrk with 8 connections."""

import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.request import urlopen

import numpy as np

from tests.benchmarks.country import NEEDS, NEVER, RARE, SOME, country_of

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


@contextmanager
def service(command: list[str], port: int, **environment: str) -> Iterator[int]:
    """Run a server until it has answered once, yield its process number, and end it."""
    process = subprocess.Popen([sys.executable, *command], env=os.environ | environment, stdout=subprocess.DEVNULL)
    try:
        deadline = time.monotonic() + 120
        while True:
            try:
                urlopen(f"http://127.0.0.1:{port}/v1/stations/nearest?lon=116.4&lat=39.9", timeout=5).close()
                break
            except OSError:
                if time.monotonic() > deadline:
                    raise
                time.sleep(0.1)
        yield process.pid
    finally:
        process.terminate()
        process.wait()


def script(folder: Path, words: str) -> Path:
    """Write what wrk is to ask: points all over the city, in turn."""
    points = np.random.default_rng(5).normal((116.4, 39.9), (0.3, 0.3), (2000, 2))
    paths = ",".join(f'"/v1/stations/nearest?lon={lon:.6f}&lat={lat:.6f}{words}"' for lon, lat in points)
    path = folder / "ask.lua"
    path.write_text(
        f"local paths = {{{paths}}}\nlocal n = 0\n"
        "request = function() n = n % #paths + 1; return wrk.format('GET', paths[n]) end\n"
    )
    return path


def wrk(port: int, asked: Path) -> Mapping[str, float]:
    """Return requests a second and p99 in milliseconds."""
    command = ["wrk", "-t1", "-c8", f"-d{SECONDS}s", "--latency", "-s", str(asked), f"http://127.0.0.1:{port}"]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    rate, (p99, unit) = re.search(r"Requests/sec:\s+([\d.]+)", said), re.findall(r"99%\s+([\d.]+)(us|ms|s)", said)[0]
    if rate is None or "Non-2xx" in said:
        raise RuntimeError(said)
    return {"rate": float(rate[1]), "p99_ms": float(p99) * {"us": 0.001, "ms": 1, "s": 1000}[unit]}


def cpu_s(pid: int) -> float:
    """Return the processor time a process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def rss_mb(pid: int) -> float:
    """Return the memory of a process that is its own or shared, in megabytes."""
    (kilobytes,) = re.findall(r"VmRSS:\s+(\d+)", Path(f"/proc/{pid}/status").read_text())
    return int(kilobytes) / 1024


def main() -> None:
    """Print a line per filter: requests a second, CPU per request and p99, ours against the floor's."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        database, _ = stack.enter_context(country_of(STATIONS))
        settings = {"DATABASE_URL": database.url, "YIZHAN_HOME": str(folder), "YIZHAN_LOG_LEVEL": "warning"}
        ours = stack.enter_context(service(["-m", "scripts.main", "serve", "--port", str(OURS)], OURS, **settings))
        answer = folder / "answer.json"
        answer.write_bytes(urlopen(f"http://127.0.0.1:{OURS}/v1/stations/nearest?lon=116.4&lat=39.9").read())
        floor = stack.enter_context(service(["-m", "tests.benchmarks.floor", str(FLOOR), str(answer)], FLOOR))
        sys.stdout.write(f"answer {answer.stat().st_size} bytes; memory of our worker {rss_mb(ours):.0f} MB\n")
        for name, words in FILTERS.items():
            _compare(name, script(folder, words), {OURS: ours, FLOOR: floor})


def _compare(name: str, asked: Path, servers: Mapping[int, int]) -> None:
    best: dict[int, dict[str, float]] = {port: {"rate": 0.0} for port in servers}
    for _ in range(ROUNDS):
        for port, pid in servers.items():
            before = cpu_s(pid)
            found = dict(wrk(port, asked))
            found["cpu_us"] = (cpu_s(pid) - before) / (found["rate"] * SECONDS) * 1e6
            best[port] = max(best[port], found, key=lambda each: each["rate"])
    ours, floor = best[OURS], best[FLOOR]
    ratio = ours["rate"] / floor["rate"]
    rates = f"ours {ours['rate']:7.0f}/s  floor {floor['rate']:7.0f}/s  ratio {ratio:.2f}"
    costs = f"cpu {ours['cpu_us']:.0f} / {floor['cpu_us']:.0f} us  p99 {ours['p99_ms']:.2f} / {floor['p99_ms']:.2f} ms"
    sys.stdout.write(f"{name:14} {rates}  {costs}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
