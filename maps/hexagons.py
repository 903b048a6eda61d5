"""Cells of H3 as numbers: which coarser cell each lies in, many at once."""

import numpy as np

from stations.compiling import Array

FINEST = 15
SIZE_AT, SIZE_BITS, DIGIT_BITS = 52, 4, 3
"""Where the size stands in a number, in how many bits, and the bits of a digit (h3geo.org: H3 index bit layout)."""


def parents(h3: Array, resolution: int) -> Array:
    """Return the cell (uint64) of a coarser resolution that each cell lies in, or itself at its own."""
    unused = np.uint64((1 << DIGIT_BITS * (FINEST - resolution)) - 1)
    old_size = np.uint64(((1 << SIZE_BITS) - 1) << SIZE_AT)
    found: Array = (h3.astype(np.uint64) & ~old_size) | np.uint64(resolution << SIZE_AT) | unused
    return found
