"""Cells of a kept run as vector tiles."""
