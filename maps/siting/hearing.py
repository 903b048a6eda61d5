"""How far a search is: told to whoever waits for it, and may want it to end."""

from collections.abc import Callable
from time import monotonic

Heard = Callable[[float], None]
"""Is told again and again what share of the work is done, at most; it ends the search by raising."""


PAUSE_S = 0.5
"""How often one is told at most who is called far more often: to tell may cost a transaction."""


def now_and_then(heard: Heard, share: float) -> Callable[[object], None]:
    """Return what tells, whenever it is called and some time has passed, that the work stands at a share."""
    due_s = 0.0

    def tell(_: object) -> None:
        nonlocal due_s
        if monotonic() >= due_s:
            heard(share)
            due_s = monotonic() + PAUSE_S

    return tell


def unheard(_: float) -> None:
    """Let a search go on to its end."""
