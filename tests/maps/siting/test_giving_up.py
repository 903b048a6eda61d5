"""A search that is told to end, ends, also while HiGHS is at it."""

import numpy as np
import pytest
from scipy.sparse import csr_array

from maps.siting import core, hearing
from maps.siting.core import Program


class GivenUpError(Exception):
    """Somebody does not want the plan any more."""


def hard() -> Program:
    """Return a packing problem that takes HiGHS minutes."""
    random = np.random.default_rng(0)
    held = random.integers(1, 50, (40, 150)) * (random.random((40, 150)) < 0.5)
    return Program(
        gain=random.integers(10, 60, 150).astype(float),
        rows=csr_array(held.astype(float)),
        low=np.full(40, -np.inf),
        high=np.full(40, 600.0),
        is_whole=np.ones(150, np.bool_),
    )


def test_highs_ends_when_whoever_waits_gives_up() -> None:
    heard = []

    def give_up(share: float) -> None:
        heard.append(share)
        raise GivenUpError

    with pytest.raises(GivenUpError):
        core.maximise(hard(), np.zeros(150), most_nodes=10**9, tell=hearing.now_and_then(give_up, 0.8))

    assert heard == [0.8]


def test_who_is_called_at_every_node_tells_it_now_and_then(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = iter([10.0, 10.1, 10.2, 10.4, 10.7, 10.8, 10.9])
    monkeypatch.setattr(hearing, "monotonic", lambda: next(clock))
    heard: list[float] = []
    tell = hearing.now_and_then(heard.append, 0.5)

    for _ in range(4):
        tell(None)

    assert heard == [0.5, 0.5]
