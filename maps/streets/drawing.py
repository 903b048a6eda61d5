"""Streets as lines, for the maps that PostGIS cuts."""

import numpy as np
import shapely

from maps.osm.tags import CLASSES
from maps.osm.ways import Ways
from maps.streets.network import Network
from stations.compiling import Array
from stations.registry import NetworkRow, StreetRow

BATCH = 5000


def network_row(network: Network, *, name: str, source: str) -> NetworkRow:
    """Return what is told of a network as a whole."""
    extent = shapely.set_srid(network.extent, 4326)
    return NetworkRow(name, network.hash, source, shapely.to_wkb(extent, hex=True, include_srid=True))


def street_rows(ways: Ways) -> list[list[StreetRow]]:
    """Return the streets in batches, in the order of the file; one with missing points is several lines."""
    way, line = _lines(ways)
    hexes = shapely.to_wkb(shapely.set_srid(line, 4326), hex=True, include_srid=True).tolist()
    rows = [_row(ways, at, geom) for at, geom in zip(way.tolist(), hexes, strict=True)]
    return [rows[start : start + BATCH] for start in range(0, len(rows), BATCH)]


def _row(ways: Ways, at: int, geom: str) -> StreetRow:
    kind = ways.words[ways.kind[at]]
    return StreetRow(int(ways.way_id[at]), kind, ways.words[ways.name[at]], CLASSES[kind].from_zoom, geom)


def _lines(ways: Ways) -> tuple[Array, Array]:
    """Return lines (shapely), and the way that each belongs to."""
    way = np.repeat(np.arange(len(ways.way_id)), np.diff(ways.first))
    degrees = np.column_stack([ways.lon[ways.point], ways.lat[ways.point]])
    is_held = np.isfinite(degrees).all(axis=1)
    begins = np.ones(len(way), bool)
    begins[1:] = (way[1:] != way[:-1]) | ~is_held[:-1]
    run = np.cumsum(begins)[is_held]
    is_line = np.bincount(run)[run] > 1
    _, first, which = np.unique(run[is_line], return_index=True, return_inverse=True)
    return way[is_held][is_line][first], shapely.linestrings(degrees[is_held][is_line], indices=which)
