"""Real lists brought in: stations, districts, census; every row accounted for."""

from collections.abc import Callable

Progress = Callable[[int, int], None]
"""Called with how much is done, and of how much."""
