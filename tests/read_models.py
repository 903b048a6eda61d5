"""Read models for tests of what stands above them."""

from time import time

import numpy as np

from stations import registry
from stations.database import Database
from stations.hours import Calendar
from stations.read_model import Status
from stations.registry import serving_rows
from stations.snapshot import Snapshot
from stations.snapshot.overlay import columns_of
from stations.snapshot.view import Part


class Fresh:
    """A read model that reads the whole registry anew at every question: slow, and always in step."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @property
    def snapshot(self) -> Snapshot:
        """Return the stations as they are now."""
        with self._database.transaction() as session:
            columns = columns_of(serving_rows(session), at_s=int(time()), calendar=Calendar.packaged())
            return Snapshot(
                parts=[Part(columns, np.zeros(len(columns), np.uint8))],
                districts=registry.district_numbers(session),
                position=registry.position(session),
                version="test",
                built_s=time(),
            )

    def status(self) -> Status:
        """Return that it is in step."""
        snapshot = self.snapshot
        return Status("database", True, 0.0, snapshot.stations, snapshot.version, snapshot.position.settled_xid)
