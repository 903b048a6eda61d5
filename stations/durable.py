"""What is on disk made to outlive the power."""

import os
from pathlib import Path


def sync(path: Path) -> None:
    """Make a file, or the names in a folder, outlive the power."""
    opened = os.open(path, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
