"""`yizhan worker`: coverage, plans and reports, worked out beside the service."""

import logging
import os
import signal
import sys

from scripts.output import say
from scripts.session import open_database
from stations import config


def run() -> None:
    """启动计算进程：覆盖、选址、报告 · Work out coverage, plans and reports.

    yizhan serve 会自动启动一个 · yizhan serve starts one by itself.

    例 · Example: yizhan worker
    """
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))  # until the queue has its own way of being told to stop
    settings = config.load()
    database = open_database(settings)
    from maps.worker import Worker

    logging.basicConfig(level=settings.log_level.upper(), format="%(levelname)s: %(name)s: %(message)s")
    say("计算进程已启动，按 Ctrl+C 停止。", "The worker is running, Ctrl+C stops it.")
    pid_file = settings.home / "worker.pid"
    pid_file.write_text(str(os.getpid()))
    try:
        Worker(settings, database).run()
    finally:
        pid_file.unlink(missing_ok=True)
        database.dispose()
