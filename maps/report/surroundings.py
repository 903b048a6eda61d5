"""What was kept with a run of the ground around a district and of its roads, read again."""

from collections.abc import Mapping
from typing import Any

import shapely
from shapely.geometry.base import BaseGeometry

from maps.report.contents import Road


def around(said: Mapping[str, Any] | None) -> tuple[str, Mapping[str, BaseGeometry]] | None:
    """Return the district above by name and the outlines of those in it by code; None where nothing is above."""
    if said is None:
        return None
    return said["name"], {code: shapely.geometry.shape(shape) for code, shape in said["shapes"].items()}


def beside(facts: Mapping[str, Any]) -> Mapping[str, str]:
    """Return the names of the districts in the one above by code; none of a run that an older version kept."""
    names: Mapping[str, str] = (facts["around"] or {}).get("names", {})
    return names


def roads(facts: Mapping[str, Any]) -> tuple[Road, ...]:
    """Return the chief roads, those that the words of gaps use first; none of a run that an older version kept."""
    return tuple(Road(road["name"], shapely.geometry.shape(road["line"])) for road in facts.get("roads", ()))
