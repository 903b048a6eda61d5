"""Siting in a city of the registry: which places could become stations, and which of them should."""
