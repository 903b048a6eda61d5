"""What tests of the read model stand on."""

from pathlib import Path

import pytest


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return where snapshots are kept."""
    return tmp_path / "home" / "snapshot"
