"""A task that kills the process it comes to."""

import os
import signal
from typing import Any

from maps.national import Task


def die() -> None:
    """Kill this process."""
    os.kill(os.getpid(), signal.SIGKILL)


class Deadly(Task):
    """A city for which there is too little memory, as it were."""

    def __reduce__(self) -> tuple[Any, ...]:
        """Return what another process does to read it: nothing any more."""
        return die, ()
