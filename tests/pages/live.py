"""The service, live on a port of loopback."""

import socket
import threading
import time
from types import TracebackType
from typing import Self

import uvicorn
from fastapi import FastAPI


class Service:
    """Serve an application in a thread while the context lasts; `off` and `on` are its bad signal."""

    def __init__(self, app: FastAPI) -> None:
        self.app = app
        self.port = 0
        self.on()

    @property
    def address(self) -> str:
        """Where it is reached, the same after every interruption."""
        return f"http://127.0.0.1:{self.port}"

    def on(self) -> None:
        """Start, and return once it answers."""
        self.listener = socket.socket()
        self.listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self.listener.bind(("127.0.0.1", self.port))
        self.port = self.listener.getsockname()[1]
        quiet = uvicorn.Config(self.app, log_level="critical", access_log=False, ws="none", timeout_graceful_shutdown=1)
        self.server = uvicorn.Server(quiet)
        self.thread = threading.Thread(target=self.server.run, kwargs={"sockets": [self.listener]}, daemon=True)
        self.thread.start()
        while not self.server.started:
            time.sleep(0.02)

    def off(self) -> None:
        """Stop, and wait for that."""
        self.server.should_exit = True
        self.thread.join()
        self.listener.close()

    def __enter__(self) -> Self:
        """Be a context."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop if it runs."""
        if self.thread.is_alive():
            self.off()
