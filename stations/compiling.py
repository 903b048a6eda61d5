"""Functions over arrays turned into machine code."""

import ctypes
import importlib
import mmap
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar, cast

from numpy.typing import NDArray

Array = NDArray[Any]

Record = Any
"""A row of a structured array: in machine code its fields are attributes, which no type of numpy's can say."""

OPTIONS: dict[str, Any] = {"nogil": True, "_nrt": False}
"""`_nrt` is named nowhere but in numba's own sources (core/extending.py shows it): no arrays are made or counted."""

BLAS = "scipy.linalg.cython_blas"
LIBRARY = ".so"

F = TypeVar("F", bound=Callable[..., object])


def compiled(function: F) -> F:
    """Return a function that runs as machine code, without the GIL, compiled at its first call.

    It may not make arrays, but only fill those it is given: then numba need not count who uses them, which cost more
    than all the rest. The code is kept for the next start beside the source, or in the user's cache folder where that
    may not be written.
    """
    from numba import njit  # takes a second to load, which whoever only reads arrays need not wait for

    try:
        return cast("F", njit(function, cache=True, **OPTIONS))
    except RuntimeError:  # numba found no folder to keep it in: compile at every start
        return cast("F", njit(function, **OPTIONS))


def has_to_be_compiled(function: Callable[..., object]) -> bool:
    """Return whether the machine code of a function could be kept, but was not since it was last changed."""
    dispatcher = cast("Any", function)
    if dispatcher.stats.cache_path is None:
        return False
    source = Path(dispatcher.py_func.__code__.co_filename)
    kept = Path(dispatcher.stats.cache_path).glob(f"{source.stem}.{dispatcher.py_func.__name__}-*.nbi")
    return all(index.stat().st_mtime < source.stat().st_mtime for index in kept)


def leave_blas_out() -> None:
    """Keep numba from loading SciPy's linear algebra, 12 MB in a process whose machine code multiplies no matrices.

    Afterwards `np.dot` cannot be compiled in this process; nothing else changes.
    """
    loaded: dict[str, Any] = cast("dict[str, Any]", sys.modules)
    if BLAS not in loaded:
        loaded[BLAS] = None  # what is None there cannot be imported, which numba takes for not installed
        importlib.import_module("numba.np.arraymath")
        del loaded[BLAS]


def tidy_up() -> None:
    """Give back what only loading and compiling needed: 130 MB of 280 after a start, more after compiling.

    What C libraries have freed; and pages of libraries that were never written to, which the kernel reads anew from the
    file as they are needed. Does nothing where there is no `/proc`.
    """
    if not Path("/proc/self/smaps").exists():
        return
    libc = ctypes.CDLL(None)
    if hasattr(libc, "malloc_trim"):  # GNU's
        libc.malloc_trim(0)
    for begin, end in _clean_mappings():
        libc.madvise(ctypes.c_void_p(begin), ctypes.c_size_t(end - begin), mmap.MADV_DONTNEED)


def _clean_mappings() -> Iterator[tuple[int, int]]:
    """Yield where libraries are mapped without any page that this process has written to: proc(5), smaps."""
    mapping = ""
    for line in Path("/proc/self/smaps").read_text().splitlines():
        first, *rest = line.split()
        if not first.endswith(":"):
            mapping = first if rest and LIBRARY in rest[-1] else ""
        elif mapping and first == "Private_Dirty:" and rest[0] == "0":
            begin, end = mapping.split("-")
            yield int(begin, 16), int(end, 16)
