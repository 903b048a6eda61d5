"""Every station in service in memory, as it was at one moment, replaced when something changes."""

from stations.snapshot.view import Snapshot

__all__ = ["Snapshot"]
