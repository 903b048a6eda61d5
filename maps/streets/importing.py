"""Streets brought in: from an OSM file to a network on disk, and lines in PostGIS."""

from pathlib import Path

from sqlalchemy.orm import Session

from maps.osm import reading
from maps.streets import store
from maps.streets.building import build
from maps.streets.drawing import network_row, street_rows
from maps.streets.network import Network
from stations import registry

LICENCE = "© OpenStreetMap contributors, ODbL 1.0"
"""Said wherever streets are said to come from: whatever the file is called, it is of OpenStreetMap's data."""


def import_streets(session: Session, home: Path, path: Path, *, name: str) -> Network:
    """Bring in the streets of an OSM file under a name, in place of those that had it; the caller commits.

    The graphs are on disk and have their name before the lines are committed: both are whole at any moment, and for
    a moment may be of different files. Raise `FileError` for a file that cannot be used, `InputError` for the name.
    """
    store.shelf(home).check_name(name)
    ways = reading.read(path)
    network = store.save(home, build(ways))
    registry.put_streets(session, network_row(network, name=name, source=f"{path.name}, {LICENCE}"), street_rows(ways))
    store.shelf(home).name(name, network.hash)
    store.shelf(home).prune(registry.hashes_in_use(session, "streets"))
    return network
