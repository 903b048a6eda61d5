"""What a search is asked of: the snapshot on disk, with what has changed since laid over it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from stations.compiling import Array
from stations.serving import Position
from stations.snapshot.columns import Columns


class Part(NamedTuple):
    """Some columns, and a byte for each of their rows that says whether it no longer counts."""

    columns: Columns
    gone: Array


@dataclass(frozen=True, eq=False, kw_only=True)
class Snapshot:
    """All stations in service as they were at one moment; never changed, but replaced by the next.

    `districts` maps adcodes to ids. `position` is where in the database's feed it stands, `version` names the snapshot
    on disk it rests on, built at `built_s`.
    """

    parts: Sequence[Part]
    districts: Mapping[str, Sequence[int]]
    position: Position
    version: str
    built_s: float

    @cached_property
    def stations(self) -> int:
        """How many stations there are."""
        return sum(len(part.columns) - int(part.gone.sum()) for part in self.parts)
