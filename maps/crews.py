"""Who does many cities: processes of this machine, or the workers of a Dask scheduler; one that dies loses nothing.

A city that is done is stored before its worker says so. Those that were under way when a worker died are tried again.
"""

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from importlib import import_module
from multiprocessing import get_context
from typing import Any

from maps.national import Outcome, Task, work
from stations.errors import SetupError
from stations.language import Text

TOGETHER = 2
"""So many pools may break before each city left is tried in one of its own, to find the city that kills it."""

KILLED = Text("计算进程被终止（可能内存不足）。", "Its process was killed; there may be too little memory.")


def processes() -> int:
    """Return how many cities are done at once: one a core, for that is also how many are in memory."""
    return len(os.sched_getaffinity(0))


def on_this_machine(tasks: Sequence[Task], count: int) -> Iterator[Outcome]:
    """Yield cities as they are done, by so many processes; a city whose process dies alone is given up, by name."""
    left = dict(enumerate(tasks))
    for _ in range(TOGETHER):
        yield from _in_one_pool(left, count)
    for number in list(left):
        alone = {number: left[number]}
        yield from _in_one_pool(alone, 1)
        if alone:
            yield Outcome(question=left[number].question, error=KILLED)


def _in_one_pool(left: dict[int, Task], count: int) -> Iterator[Outcome]:
    """Yield cities as they are done, taking them out of those left; return once all are or a process has died."""
    if not left:
        return
    with ProcessPoolExecutor(min(count, len(left)), mp_context=get_context("spawn")) as pool:
        under_way = {pool.submit(work, task): number for number, task in left.items()}
        for future in as_completed(under_way):
            if not isinstance(future.exception(), BrokenProcessPool):
                yield _outcome(left.pop(under_way[future]), future)


def on_dask(tasks: Sequence[Task], scheduler: str) -> Iterator[Outcome]:
    """Yield cities as they are done by the workers of a scheduler, which see the same database and home folder.

    Dask gives what a dead worker was at to another, three times.
    """
    dask: Any = import_module("distributed")  # half a second that nobody else need wait; its types are half there
    try:
        client = dask.Client(scheduler, set_as_default=False)
    except (OSError, ValueError) as fault:
        raise SetupError(
            f"无法连接 Dask 调度器 {scheduler}。", f"There is no Dask scheduler at {scheduler}.", field="scheduler"
        ) from fault
    with client:
        under_way = dict(zip(client.map(work, tasks, pure=False), tasks, strict=True))
        for future in dask.as_completed(under_way, loop=client.loop):
            yield _outcome(under_way[future], future)


def _outcome(task: Task, future: "Future[Outcome]") -> Outcome:
    """Return what came of a task; what nobody foresaw is told by its name, and the others go on."""
    fault = future.exception()
    if fault is None:
        return future.result()
    name = type(fault).__name__
    return Outcome(
        question=task.question, error=Text(f"计算意外中断（{name}）。", f"It broke off unexpectedly ({name}).")
    )
