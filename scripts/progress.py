"""Long work shown while it is done, on the error stream so that what is printed can be piped."""

from collections.abc import Iterator
from contextlib import contextmanager

from rich.progress import Progress as Bars

from scripts.output import errors
from stations.config import load
from stations.imports import Progress
from stations.language import Text


@contextmanager
def progress(label: Text) -> Iterator[Progress]:
    """Show a bar; yield what is to be called with how much is done, and of how much."""
    with Bars(console=errors, transient=True) as bars:
        task = bars.add_task(label.say(load().lang), total=None)

        def advance(done: int, total: int) -> None:
            bars.update(task, completed=done, total=total)

        yield advance
