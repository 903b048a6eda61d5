"""Streets: OSM files made into graphs for walking, e-bikes and cars."""

from maps.streets.network import ISLAND_KM, ModeFacts, Network
from maps.streets.snapping import snap
from maps.streets.store import load

__all__ = ["ISLAND_KM", "ModeFacts", "Network", "load", "snap"]
