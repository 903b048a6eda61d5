"""The file that holds the fragments of some columns, one after another."""

import fcntl
import os
import weakref
from pathlib import Path


class FragmentFile:
    """A file that stays open, and locked against removal, for as long as it is used.

    It is read, not mapped: a process would seem to hold every page that it ever touched. `number` is its descriptor.
    """

    def __init__(self, number: int) -> None:
        self.number = number
        weakref.finalize(self, os.close, number)
        fcntl.flock(number, fcntl.LOCK_SH)

    @classmethod
    def of(cls, path: Path) -> "FragmentFile":
        """Return the file at a path."""
        return cls(os.open(path, os.O_RDONLY))

    @classmethod
    def in_memory(cls, content: bytes) -> "FragmentFile":
        """Return a file that lies on no disk."""
        number = os.memfd_create("fragments")
        with open(number, "wb", closefd=False) as file:
            file.write(content)
        return cls(number)

    def read(self, begin: int, end: int) -> bytes:
        """Return some of the bytes."""
        return os.pread(self.number, end - begin, begin)
