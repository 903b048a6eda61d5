"""`yizhan serve`: the service itself."""

import logging
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Event, Thread
from typing import TYPE_CHECKING, Annotated

import typer

from scripts import demo as demonstration
from scripts.output import complain, say
from scripts.session import cluster_of, open_database
from stations import config
from stations.config import Settings
from stations.errors import ClusterError, DatabaseDown, SetupError

if TYPE_CHECKING:
    from stations.database import Database
    from stations.read_model import ReadModel

ACCESS_LOGGED = {"debug", "info"}  # uvicorn would put the line of each request together even at other levels
LOOK_S, AGAIN_S = 0.5, 2.0  # how often the worker is looked after, and how long after one that died comes another
STATEMENT_TIMEOUT_S = 10.0  # no question of a courier's takes this long; one that does must not hold a connection


def run(
    port: Annotated[
        int | None, typer.Option(help="端口，默认取 PORT · Port; PORT unless given", min=1, max=65535)
    ] = None,
    *,
    demo: Annotated[bool, typer.Option("--demo", help="先载入示例数据 · Load the demonstration data first")] = False,
) -> None:
    """启动服务 · Serve the API and the pages.

    例 · Example: yizhan serve --port 8080
    """
    settings = config.load()
    listener = _listen(settings.host, port or settings.port)
    with _starting(settings):
        import uvicorn

        from api.access_log import PathOnly
        from api.app import create_app
        from api.quick import QuickNearest
    if demo:
        demonstration.ensure(settings)
    database = _open(settings)
    with _following(settings, database) as read_model:
        service = QuickNearest(create_app(settings, database, read_model))
        is_logged = settings.log_level in ACCESS_LOGGED
        configured = uvicorn.Config(service, log_level=settings.log_level, access_log=is_logged)
        logging.getLogger("uvicorn.access").addFilter(PathOnly())
        _greet(f"http://{settings.host}:{listener.getsockname()[1]}")
        with _known_to_stop(settings), _worker(settings, database.url):
            uvicorn.Server(configured).run(sockets=[listener])


@contextmanager
def _following(settings: Settings, database: "Database") -> Iterator["ReadModel"]:
    """Have the stations in memory kept in step with the database."""
    from stations.read_model import ReadModel

    read_model = ReadModel(database.url, settings.snapshot_dir, settings.calendar)
    read_model.start()
    if read_model.snapshot is None:
        say(
            "正在把站点读入内存；在此之前由 PostGIS 回答，慢一些。安装后的第一次启动要先编译，约需半分钟 …",
            "Reading the stations into memory; until then PostGIS answers, more slowly. "
            "The first start after an install compiles for half a minute ...",
        )
        read_model.wait_until_warm()
    try:
        yield read_model
    finally:
        read_model.stop()
        database.dispose()


@contextmanager
def _known_to_stop(settings: Settings) -> Iterator[None]:
    """Leave our number where `yizhan stop` finds it; ended by it, tidy up."""
    signal.signal(signal.SIGTERM, _leave)  # uvicorn raises the signal again once it has ended
    pid_file = settings.home / "serve.pid"
    settings.home.mkdir(parents=True, exist_ok=True)  # there is none yet beside a database of one's own
    pid_file.write_text(str(os.getpid()))
    try:
        yield
    finally:
        pid_file.unlink(missing_ok=True)


def _leave(*_: object) -> None:
    raise SystemExit


@contextmanager
def _worker(settings: Settings, url: str) -> Iterator[None]:
    """Have a worker beside the service, as long as it runs; after one that died comes another."""
    environment, over = os.environ | {"DATABASE_URL": url, "YIZHAN_HOME": str(settings.home)}, Event()

    def keep() -> None:
        while not over.is_set():
            process = subprocess.Popen([sys.executable, "-m", "scripts.main", "worker"], env=environment)
            while process.poll() is None and not over.wait(LOOK_S):
                pass
            process.terminate()  # nothing happens to one that has ended
            process.wait()
            over.wait(AGAIN_S)

    keeper = Thread(target=keep)
    keeper.start()
    try:
        yield
    finally:
        over.set()
        keeper.join()


@contextmanager
def _starting(settings: Settings) -> Iterator[None]:
    """Have the private PostGIS start meanwhile: both take seconds. Why it cannot is said by whoever needs it."""
    with ThreadPoolExecutor(1) as beside:
        if settings.database_url is None:
            beside.submit(cluster_of(settings).up)
        yield


def _open(settings: Settings) -> "Database":
    """Return the database; while it is down, what was kept on disk is enough to begin with."""
    from stations.database import Database
    from stations.snapshot import files

    try:
        return open_database(settings, statement_timeout_s=STATEMENT_TIMEOUT_S)
    except (DatabaseDown, ClusterError) as down:
        if files.newest(settings.snapshot_dir) is None:
            raise
        complain(down)
        say(
            "先用上次存下的站点回答，数据库恢复后自动跟上。",
            "Answering from the stations kept on disk; it catches up when the database is back.",
        )
        return Database(settings.database_url or cluster_of(settings).url(), statement_timeout_s=STATEMENT_TIMEOUT_S)


def _greet(address: str) -> None:
    say(
        f"驿站已启动，按 Ctrl+C 停止：\n  首页 {address}/\n  接口 {address}/docs\n  地图 {address}/maps",
        f"Yizhan is running, Ctrl+C stops it:\n  start {address}/\n  API   {address}/docs\n  maps  {address}/maps",
    )


def _listen(host: str, port: int) -> socket.socket:
    """Take the port before anything else is started, or say who is in the way."""
    listener = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen(2048)
    except OSError as error:
        listener.close()
        raise SetupError(
            f"不能使用 {host}:{port}（{error.strerror}）：请换一个端口，例如 PORT={port + 1} make run。",
            f"{host}:{port} cannot be used ({error.strerror}): choose another, for example PORT={port + 1} make run.",
            field="PORT",
        ) from None
    return listener
