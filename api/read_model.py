"""What the service answers couriers from, as far as it must know."""

from typing import Protocol

from stations.errors import DatabaseDown
from stations.read_model import Status
from stations.snapshot import Snapshot


class ReadModel(Protocol):
    """Something that holds the stations in service in memory: see `stations.read_model`."""

    @property
    def snapshot(self) -> Snapshot | None:
        """The stations, None before the first of them were read."""

    def status(self) -> Status:
        """Return where they came from, and how long ago they were surely in step with the database."""


def snapshot_of(read_model: ReadModel) -> Snapshot:
    """Return the stations; raise `DatabaseDown` before there are any."""
    snapshot = read_model.snapshot
    if snapshot is None:
        raise DatabaseDown(
            "站点数据正在载入，请稍后再试。", "The stations are still being read. Please try again shortly."
        )
    return snapshot
