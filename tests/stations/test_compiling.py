"""Functions over arrays turned into machine code, and kept."""

import importlib
import os
from pathlib import Path

import pytest

from stations.compiling import has_to_be_compiled

SOURCE = """
from stations.compiling import compiled

@compiled
def twice(number: int) -> int:
    return 2 * number
"""


def test_a_function_has_to_be_compiled_until_it_was_and_again_after_a_change(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = tmp_path / "doubling.py"
    source.write_text(SOURCE)
    monkeypatch.syspath_prepend(str(tmp_path))
    twice = importlib.import_module("doubling").twice

    before = has_to_be_compiled(twice)
    assert twice(21) == 42
    after = has_to_be_compiled(twice)
    os.utime(source, (2e9, 2e9))

    assert (before, after, has_to_be_compiled(twice)) == (True, False, True)
