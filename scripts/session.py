"""How commands reach the database; SQLAlchemy is read only when one does, for it takes a second."""

from typing import TYPE_CHECKING

from stations.cluster import Cluster
from stations.config import Settings

if TYPE_CHECKING:
    from stations.database import Database


def open_database(settings: Settings, *, statement_timeout_s: float | None = None) -> "Database":
    """Return the database, its private cluster started and its tables those of this program, or say what is missing."""
    from stations import schema
    from stations.cluster import url_of
    from stations.database import Database

    database = Database(url_of(settings), statement_timeout_s=statement_timeout_s)
    schema.require_current(database)
    return database


def cluster_of(settings: Settings) -> Cluster:
    """Return the private cluster of the home folder, whether it runs or not."""
    return Cluster(settings.home)
