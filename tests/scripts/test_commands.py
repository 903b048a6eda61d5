"""The command line as a user meets it, in processes of its own, on a registry of its own."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import pytest
import typer
from typer.core import TyperGroup

from scripts.main import app
from stations.cluster import Cluster
from stations.database import Database

Run = Callable[..., subprocess.CompletedProcess[str]]
YIZHAN = [sys.executable, "-m", "scripts.main"]


@pytest.fixture(scope="module")
def environment(
    cluster: Cluster, template: str, tmp_path_factory: pytest.TempPathFactory, new_database: Callable[[], str]
) -> dict[str, str]:
    """Return settings that point at an empty database and home of this module's own."""
    assert cluster.status().running, template
    home = tmp_path_factory.mktemp("home")
    return {**os.environ, "DATABASE_URL": new_database(), "YIZHAN_HOME": str(home), "YIZHAN_LANG": "en"}


@pytest.fixture(scope="module")
def run(environment: dict[str, str]) -> Run:
    """Return a function that runs a command and returns how it ended."""

    def _run(*words: str, **more: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [*YIZHAN, *words], env=environment | more, capture_output=True, text=True, check=False, timeout=300
        )

    return _run


@pytest.fixture(scope="module")
def demo(run: Run) -> subprocess.CompletedProcess[str]:
    """Load the demonstration data once."""
    return run("demo")


def leaves(command: Any, words: Sequence[str] = ()) -> Iterator[tuple[Sequence[str], str]]:  # noqa: ANN401 - typer's own
    if not isinstance(command, TyperGroup):
        yield words, command.help or ""
        return
    for name, inner in command.commands.items():
        yield from leaves(inner, [*words, name])


COMMANDS = list(leaves(typer.main.get_command(app)))


@pytest.mark.parametrize(("words", "text"), COMMANDS, ids=[" ".join(words) for words, _ in COMMANDS])
def test_every_command_says_in_both_languages_what_it_does_with_an_example(words: Sequence[str], text: str) -> None:
    assert re.search("[\u4e00-\u9fff].* · [A-Z]", text)
    assert f"Example: yizhan {' '.join(words)}" in text


def test_demonstration_data_is_loaded_once_and_labelled(demo: subprocess.CompletedProcess[str], run: Run) -> None:
    again = run("demo")

    assert demo.returncode == 0, demo.stderr
    assert "Loaded 260 made-up stations" in demo.stdout
    assert "nothing was changed" in again.stdout


def test_every_made_up_station_is_labelled_and_lies_in_its_district(
    demo: subprocess.CompletedProcess[str], environment: dict[str, str]
) -> None:
    assert demo.returncode == 0
    database = Database(environment["DATABASE_URL"])
    with database.engine.connect() as connection:
        rows = connection.exec_driver_sql(
            "SELECT name, source, declared_adcode = derived_adcode, hours_parse <> 'failed' FROM station"
        ).all()
    database.dispose()

    assert len(rows) == 260
    assert all(name.startswith("示例") and "示例" in source for name, source, _, _ in rows)
    assert all(inside and readable for _, _, inside, readable in rows)


def test_a_map_is_written_and_published(demo: subprocess.CompletedProcess[str], run: Run, tmp_path: Path) -> None:
    assert demo.returncode == 0
    page, picture = tmp_path / "bj.html", tmp_path / "bj.png"

    done = [run("map", "--adcode", "110000", "--out", str(out)) for out in (page, picture)]

    assert [each.returncode for each in done] == [0, 0], done
    assert "Rest stations in 北京市" in page.read_text(encoding="utf-8")
    assert picture.read_bytes().startswith(b"\x89PNG")


def test_the_map_of_a_question_is_that_of_the_run_it_makes(
    demo: subprocess.CompletedProcess[str], run: Run, tmp_path: Path
) -> None:
    assert demo.returncode == 0
    asked, kept = tmp_path / "asked.html", tmp_path / "kept.html"
    question = ("--need", "toilet", "--at", "Sat 22:00")

    first = run("map", "--adcode", "110101", *question, "--out", str(asked))
    page = asked.read_text(encoding="utf-8")
    run_id = re.findall(r"<dd>([0-9a-f]{64})</dd>", page)[0]
    second = run("map", "--adcode", "110101", "--run", run_id, "--out", str(kept))

    assert [first.returncode, second.returncode] == [0, 0], (first, second)
    assert "needs: Use a toilet" in page
    assert kept.read_bytes() == asked.read_bytes()


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("map", "--adcode", "999999", "--out", "x.html"), "There is no district 999999"),
        (("map", "--adcode", "110000", "--out", "x.docx"), "must end in .html or .png"),
        (("map", "--adcode", "110000", "--out", "x.png", "--metric", "luck"), "No metric luck"),
        (("map", "--adcode", "110101", "--out", "x.html", "--run", "ab"), "There is no such run"),
        (("db", "up"), "DATABASE_URL is set"),
    ],
)
def test_failures_are_sentences_in_both_languages_and_not_tracebacks(
    demo: subprocess.CompletedProcess[str], run: Run, words: Sequence[str], sentence: str
) -> None:
    assert demo.returncode == 0

    done = run(*words)

    assert done.returncode == 1
    assert sentence in done.stderr
    assert re.search("错误：[^\n]*[\u4e00-\u9fff]", done.stderr)
    assert "Traceback" not in done.stderr


def test_a_port_that_is_taken_gets_a_sentence(run: Run) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]

        done = run("serve", PORT=str(port))

    assert done.returncode == 1
    assert f"127.0.0.1:{port} cannot be used (Address already in use)" in done.stderr
    assert "Traceback" not in done.stderr


def test_the_service_starts_answers_and_is_stopped(
    demo: subprocess.CompletedProcess[str], run: Run, environment: dict[str, str]
) -> None:
    assert demo.returncode == 0
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    service = subprocess.Popen(
        [*YIZHAN, "serve"], env=environment | {"PORT": str(port)}, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    try:
        answer = _await(f"http://127.0.0.1:{port}/v1/stations/nearest?lon=116.417&lat=39.929&limit=2")
        killed, another = _kill_worker(Path(environment["YIZHAN_HOME"]) / "worker.pid")
        stopped = run("stop")
        said, _ = service.communicate(timeout=30)
    finally:
        service.kill()
        service.wait()

    assert len(json.loads(answer)["features"]) == 2
    assert "Stopped" in stopped.stdout
    assert f"http://127.0.0.1:{port}/" in said.decode()
    assert "116.417" not in said.decode()  # where somebody asked from is not logged
    assert another != killed
    assert service.returncode == 0
    assert not Path(f"/proc/{another}").exists()
    assert not (Path(environment["YIZHAN_HOME"]) / "serve.pid").exists()  # it tidied up, and ended its worker


def _kill_worker(pid_file: Path) -> tuple[str, str]:
    """Kill the worker beside the service; return its number, and that of the one that came after it."""
    deadline = time.monotonic() + 60
    while not (pid_file.exists() and (killed := pid_file.read_text())):
        assert time.monotonic() < deadline
        time.sleep(0.1)
    os.kill(int(killed), signal.SIGKILL)
    while (another := pid_file.read_text()) in {"", killed}:
        assert time.monotonic() < deadline
        time.sleep(0.1)
    return killed, another


def _await(url: str) -> bytes:
    deadline = time.monotonic() + 60
    while True:
        try:
            with urlopen(url, timeout=10) as answer:  # noqa: S310 - a service of our own on loopback
                return bytes(answer.read())
        except OSError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.1)


def test_the_state_of_the_private_cluster_is_told_as_json(run: Run, cluster: Cluster) -> None:
    done = run("db", "status", "--json", DATABASE_URL="", YIZHAN_HOME=str(cluster.home))

    assert json.loads(done.stdout)["running"] is True


def test_demonstration_data_is_taken_out_and_does_not_come_back(
    run: Run, demo: subprocess.CompletedProcess[str]
) -> None:
    assert demo.returncode == 0

    removed, again = run("demo", "--remove"), run("demo")

    assert "Removed 260" in removed.stdout
    assert "nothing was changed" in again.stdout
