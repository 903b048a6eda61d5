"""The worker: it answers at its door at once, and does long work from the queue in PostgreSQL."""

import asyncio
import logging
import signal
from threading import Thread

import procrastinate
from sqlalchemy.engine import make_url

from maps.worker import jobs
from maps.worker.asks import ASKS
from maps.worker.door import Door
from maps.worker.jobs import JOBS, Job
from maps.worker.resident import Residents
from stations import registry
from stations.config import Settings
from stations.database import Database

HEARTBEAT_S = 2.0
STALLED_S = 10.0
LOOK_AGAIN_S = 5.0
STOPPING = (signal.SIGINT, signal.SIGTERM)

log = logging.getLogger(__name__)


class Worker:
    """Answer and work until told to stop."""

    def __init__(self, settings: Settings, database: Database) -> None:
        self._settings, self._database = settings, database
        self._residents = Residents(settings, database)

    def run(self) -> None:
        """Serve the door and the queue; return when the process is told to stop (SIGINT, SIGTERM)."""
        door = Door(self._settings.worker_socket, lambda ask, of: ASKS[ask](self._residents, of))
        Thread(target=door.serve_forever, name="door", daemon=True).start()
        try:
            asyncio.run(self._work())
        finally:
            door.shutdown()
            door.server_close()
            self._settings.worker_socket.unlink(missing_ok=True)

    def queue(self) -> procrastinate.App:
        """Return the queue with every job as a task."""
        url = make_url(self._database.url).set(drivername="postgresql").render_as_string(hide_password=False)
        app = procrastinate.App(connector=procrastinate.PsycopgConnector(conninfo=url, min_size=1, max_size=4))
        for kind in JOBS:
            app.task(name=kind, queue=registry.QUEUE)(self._do)
        return app

    def _do(self, run: str) -> None:
        jobs.do(Job(id=run, database=self._database, settings=self._settings, residents=self._residents), JOBS)

    async def _work(self) -> None:
        told = _told_to_stop()
        # Opening is never broken off: a pool cancelled while it connects does not end.
        async with self.queue().open_async() as app, asyncio.TaskGroup() as group:
            tasks = [group.create_task(work) for work in (_work_off(app), _take_up_again(app))]
            await told.wait()
            for task in tasks:
                task.cancel()


def _told_to_stop() -> asyncio.Event:
    """Return what is set at the first SIGINT or SIGTERM; the next one ends the process at once."""
    loop, told = asyncio.get_running_loop(), asyncio.Event()

    def tell() -> None:
        told.set()
        for number in STOPPING:
            loop.remove_signal_handler(number)

    for number in STOPPING:
        loop.add_signal_handler(number, tell)
    return told


async def _work_off(app: procrastinate.App) -> None:
    """Do one job after another; when cancelled, finish the one at hand."""
    await app.run_worker_async(
        queues=[registry.QUEUE],
        update_heartbeat_interval=HEARTBEAT_S,
        stalled_worker_timeout=STALLED_S,
        delete_jobs="successful",
        install_signal_handlers=False,
    )


async def _take_up_again(app: procrastinate.App) -> None:
    """Put back into the queue, again and again, what a worker was at that has not been heard of for STALLED_S."""
    while True:
        for job in await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=STALLED_S):
            log.warning("job %s was left by a worker that died: taking it up again", job.id)
            await app.job_manager.retry_job(job)
        await asyncio.sleep(LOOK_AGAIN_S)
