"""`yizhan worker`: coverage, plans and reports, worked out beside the service."""

import fcntl
import logging
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from scripts.output import say
from scripts.session import open_database
from stations import config
from stations.config import Settings

NICENESS = 5  # couriers come first


def run() -> None:
    """启动计算进程：覆盖、选址、报告 · Work out coverage, plans and reports.

    yizhan serve 会自动启动一个 · yizhan serve starts one by itself.

    例 · Example: yizhan worker
    """
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))  # until the queue has its own way of being told to stop
    os.nice(NICENESS)
    settings = config.load()
    with _alone(settings):
        database = open_database(settings)
        from maps.worker.serving import Worker

        logging.basicConfig(level=settings.log_level.upper(), format="%(levelname)s: %(name)s: %(message)s")
        logging.getLogger("procrastinate").setLevel(logging.WARNING)
        say("计算进程已启动。", "The worker is running.")
        Worker(settings, database).run()
        database.dispose()


@contextmanager
def _alone(settings: Settings) -> Iterator[None]:
    """Wait until no other worker of this home runs, and leave our number where `yizhan stop` finds it."""
    settings.home.mkdir(parents=True, exist_ok=True)
    with (settings.home / "worker.pid").open("a+") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        file.truncate(0)
        file.write(str(os.getpid()))
        file.flush()
        yield
        file.truncate(0)
