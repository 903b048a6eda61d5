"""Streets as a file has them: arrays of ways and of the points they run through, kept in a folder between processes."""

import json
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]


WORDS = "words.json"


class Ways(NamedTuple):
    """Streets: way `w` runs through the points `point[first[w]:first[w + 1]]`, in this order.

    `way_id` (ways, int64) in the order of the file; `kind` and `name` (ways, int32) are places in `words`, the values
    of `highway` and `name`, where "" stands for none. `passage` (ways, 3; uint8) is how walk, ebike and drive may use
    it, `drive_m_s` (ways, float64) how fast it is driven. `osm_node` (points, int64) ascends; `lon` and `lat`
    (float64, WGS84) are NaN where the file names a point and does not hold it. `box` is west, south, east, north as
    the file states it, NaN where it does not.
    """

    way_id: Array
    kind: Array
    name: Array
    passage: Array
    drive_m_s: Array
    first: Array
    point: Array
    osm_node: Array
    lon: Array
    lat: Array
    box: Array
    words: list[str]


def write(ways: Ways, folder: Path) -> None:
    """Write the arrays into a folder that exists."""
    for name, value in ways._asdict().items():
        if name != "words":
            np.save(folder / f"{name}.npy", value, allow_pickle=False)
    (folder / WORDS).write_text(json.dumps(ways.words), encoding="utf-8")


def read(folder: Path) -> Ways:
    """Return what was written there."""
    names = (name for name in Ways._fields if name != "words")
    arrays = {name: np.load(folder / f"{name}.npy", allow_pickle=False) for name in names}
    return Ways(**arrays, words=json.loads((folder / WORDS).read_text(encoding="utf-8")))
