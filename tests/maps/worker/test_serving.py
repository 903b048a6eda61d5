import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from socketserver import StreamRequestHandler, ThreadingUnixStreamServer
from threading import Thread
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.engine import make_url

from maps.question import Question
from stations import registry
from stations.config import Settings
from stations.database import Database
from stations.language import Text
from tests.factories import draft, square

WEST, SOUTH, SIDE = 121.45, 31.2, 0.04
PATIENCE_S = 90
QUESTION = Question(area="310101", way="straight")


@pytest.fixture
def town(database: Database) -> Database:
    with database.transaction() as session:
        registry.put_districts(session, [square("310101", west=WEST, south=SOUTH, side=SIDE)])
        registry.upsert(session, "t", [draft(lon=WEST + 0.02, lat=SOUTH + 0.02)], toilet_nearby_m=150)
    return database


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path


def started(url: str, home: Path) -> subprocess.Popen[bytes]:
    environment = os.environ | {"DATABASE_URL": url, "YIZHAN_HOME": str(home)}
    return subprocess.Popen([sys.executable, "-m", "scripts.main", "worker"], env=environment)


@pytest.fixture
def worker(town: Database, home: Path) -> Iterator[subprocess.Popen[bytes]]:
    process = started(town.url, home)
    yield process
    process.send_signal(signal.SIGTERM)
    assert process.wait(PATIENCE_S) == 0


@contextmanager
def slow_to_connect(database: Database, folder: Path) -> Iterator[tuple[str, list[Any]]]:
    """Yield the URL of a door to the database where each caller waits a second, and who waits there now."""
    url = make_url(database.url)
    name = f".s.PGSQL.{url.query['port']}"
    waiting: list[Any] = []

    class Relay(StreamRequestHandler):
        def handle(self) -> None:
            waiting.append(self)
            time.sleep(1)
            waiting.remove(self)
            with socket.socket(socket.AF_UNIX) as behind:
                behind.connect(f"{url.query['host']}/{name}")
                Thread(target=pass_on, args=(self.connection, behind), daemon=True).start()
                pass_on(behind, self.connection)

    with ThreadingUnixStreamServer(str(folder / name), Relay) as server:
        server.daemon_threads = True
        Thread(target=server.serve_forever, daemon=True).start()
        yield url.update_query_dict({"host": str(folder)}).render_as_string(hide_password=False), waiting
        server.shutdown()


def pass_on(source: socket.socket, target: socket.socket) -> None:
    with suppress(OSError):
        while data := source.recv(65536):
            target.sendall(data)
        target.shutdown(socket.SHUT_WR)


def until(is_so: Callable[[], Any]) -> Any:  # noqa: ANN401 - whatever is waited for
    deadline = time.monotonic() + PATIENCE_S
    while not (found := is_so()):
        assert time.monotonic() < deadline, "waited too long"
        time.sleep(0.1)
    return found


def ask(home: Path, name: str, of: dict[str, Any]) -> dict[str, Any]:
    path = Settings(home=home).worker_socket
    until(path.exists)
    with socket.socket(socket.AF_UNIX) as caller:
        caller.connect(str(path))
        caller.sendall(json.dumps({"ask": name, "of": of}).encode() + b"\n")
        answer: dict[str, Any] = json.loads(caller.makefile("rb").readline())
        return answer


def state(database: Database, run: str) -> registry.RunView:
    with database.transaction() as session:
        return registry.run(session, run)


@pytest.mark.usefixtures("worker")
def test_the_worker_answers_at_once_and_stores_the_same_figures_when_asked(town: Database, home: Path) -> None:
    live = ask(home, "coverage", QUESTION.as_dict())["answer"]
    with town.transaction() as session:
        registry.ask_run(session, live["run"], kind="coverage", question=QUESTION.as_dict())

    until(lambda: state(town, live["run"]).state == "done")

    with town.transaction() as session:
        stored = registry.areas_of_run(session, live["run"])
    assert [live_row.items() <= row.items() for live_row, row in zip(live["areas"], stored, strict=True)] == [True]
    assert live["areas"][0]["covered_sure"][-1] > 0
    assert (home / "runs" / live["run"] / "cells.parquet").exists()


@pytest.mark.usefixtures("worker")
def test_a_run_that_cannot_be_done_says_why_in_words(town: Database, home: Path) -> None:
    missing = Question(area="999999", way="straight")
    with town.transaction() as session:
        registry.ask_run(session, "a" * 64, kind="coverage", question=missing.as_dict())

    until(lambda: state(town, "a" * 64).state == "failed")

    error = state(town, "a" * 64).error
    assert error is not None
    assert error.zh == "没有代码为 999999 的行政区。"
    assert ask(home, "coverage", missing.as_dict())["error"]["class"] == "NotFound"


@pytest.mark.usefixtures("worker")
def test_a_question_that_is_none_is_refused_by_name(home: Path) -> None:
    refused = ask(home, "coverage", {"area": "310101", "way": "straight", "minutes": 0})["error"]

    assert (refused["class"], refused["field"]) == ("InputError", "minutes")
    assert ask(home, "coverage", {"colour": "red"})["error"]["field"] == "colour"


def test_what_a_killed_worker_left_is_done_by_the_next(town: Database, home: Path) -> None:
    with town.transaction() as session:  # a worker took the job, and was killed a minute ago
        registry.ask_run(session, "b" * 64, kind="coverage", question=QUESTION.as_dict())
        registry.tell_run(session, "b" * 64, progress=0.5, step=Text("计算中", "Working"))
        dead = session.scalar(text("SELECT worker_id FROM procrastinate_register_worker_v1()"))
        session.execute(text("UPDATE procrastinate_workers SET last_heartbeat = now() - interval '1 minute'"))
        session.execute(text("UPDATE procrastinate_jobs SET status = 'doing', worker_id = :dead"), {"dead": dead})

    process = started(town.url, home)

    until(lambda: state(town, "b" * 64).state == "done")
    process.send_signal(signal.SIGTERM)
    assert process.wait(PATIENCE_S) == 0


def test_a_worker_told_to_stop_while_it_opens_its_queue_stops(town: Database, home: Path) -> None:
    with slow_to_connect(town, home) as (slow, connecting):
        process = started(slow, home)
        until(Settings(home=home).worker_socket.exists)
        until(lambda: connecting)

        process.send_signal(signal.SIGTERM)

        assert process.wait(PATIENCE_S) == 0
