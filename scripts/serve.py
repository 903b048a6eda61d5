"""`yizhan serve`: the service itself."""

import os
import socket
from typing import Annotated

import typer

from scripts import demo as demonstration
from scripts.output import say
from scripts.session import open_database
from stations import config
from stations.errors import SetupError

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
    import uvicorn

    from api.app import create_app

    settings = config.load()
    listener = _listen(settings.host, port or settings.port)
    if demo:
        demonstration.ensure(settings)
    database = open_database(settings, statement_timeout_s=STATEMENT_TIMEOUT_S)
    address = f"http://{settings.host}:{listener.getsockname()[1]}"
    say(
        f"驿站已启动，按 Ctrl+C 停止：\n  首页 {address}/\n  接口 {address}/docs\n  地图 {address}/maps",
        f"Yizhan is running, Ctrl+C stops it:\n  start {address}/\n  API   {address}/docs\n  maps  {address}/maps",
    )
    pid_file = settings.home / "serve.pid"
    pid_file.write_text(str(os.getpid()))
    # No access log: its lines would hold the positions that couriers ask from.
    server = uvicorn.Server(
        uvicorn.Config(create_app(settings, database), log_level=settings.log_level, access_log=False)
    )
    try:
        server.run(sockets=[listener])
    finally:
        pid_file.unlink(missing_ok=True)
        database.dispose()


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
