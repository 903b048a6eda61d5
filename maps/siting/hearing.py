"""How far a search is: told to whoever waits for it, and may want it to end."""

from collections.abc import Callable

Heard = Callable[[float], None]
"""Is told again and again what share of the work is done, at most; it ends the search by raising."""


def unheard(_: float) -> None:
    """Let a search go on to its end."""
