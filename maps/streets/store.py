"""Networks kept on disk under their names; see `maps.shelf`."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import shapely

from maps.engine.arrays import Graph
from maps.shelf import Kept, Shelf
from maps.streets.network import ModeFacts, Network
from maps.streets.segments import PIECE_M
from stations.compiling import Array
from stations.language import Text
from stations.search import MODES

FORMAT = f"1, pieces of {PIECE_M:g} m, " + ", ".join(f"{code} {mode.speed_m_s:g} m/s" for code, mode in MODES.items())
"""Changes whenever an older network would be misread."""


def shelf(home: Path) -> Shelf:
    """Return where networks are kept."""
    return Shelf(folder=home / "streets", field="streets", what=Text("道路网", "streets"), format=FORMAT)


def save(home: Path, network: Network) -> Network:
    """Write a network, unless it is there already; return it with its hash. It has no name yet."""
    facts = {mode: facts._asdict() for mode, facts in network.facts.items()}
    own = shelf(home).put(_arrays(network), {"modes": facts, "left_out": network.left_out})
    return replace(network, hash=own)


def load(home: Path, name: str) -> Network:
    """Return the network of a name (or hash), mapped into memory and checked byte by byte.

    Raise `NotFound` for a name that nothing has, `FileError` for a network that is not as it was written.
    """
    return _network(shelf(home).get(name))


def _network(kept: Kept) -> Network:
    arrays, facts = kept.arrays, kept.facts
    return Network(
        hash=kept.hash,
        lon=arrays["lon"],
        lat=arrays["lat"],
        osm_node=arrays["osm_node"],
        graphs={mode: Graph(*(arrays[f"{mode}_{part}"] for part in Graph._fields)) for mode in MODES},
        island={mode: arrays[f"{mode}_island"] for mode in MODES},
        facts={mode: ModeFacts(**facts["modes"][mode]) for mode in MODES},
        left_out=facts["left_out"],
        extent=shapely.Polygon(arrays["extent"]),
    )


def _arrays(network: Network) -> Mapping[str, Array]:
    graphs = {
        f"{mode}_{part}": array for mode, graph in network.graphs.items() for part, array in graph._asdict().items()
    }
    return {
        "lon": network.lon,
        "lat": network.lat,
        "osm_node": network.osm_node,
        "extent": shapely.get_coordinates(network.extent),
        **graphs,
        **{f"{mode}_island": island for mode, island in network.island.items()},
    }
