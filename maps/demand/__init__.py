"""Demand: who needs a station, brought from files into cells of H3, kept, and found again by name."""

from maps.demand.areas import area_of, area_surface
from maps.demand.store import load
from maps.demand.surface import KINDS, UNITS, Demand, HeldRow, Meta

__all__ = ["KINDS", "UNITS", "Demand", "HeldRow", "Meta", "area_of", "area_surface", "load"]
