"""The hours of special days, read from the registry and put over the general ones."""

import json
from datetime import date
from functools import lru_cache

from stations import hours

SPECIAL_HOURS = """
    json_agg(json_build_array(valid_from, valid_until, osm, raw) ORDER BY valid_from NULLS FIRST, id)
    FILTER (WHERE kind = 'special' AND amenity IS NULL AND valid_until >= current_date - 7)::text
"""
"""Aggregates rows of `station_hours`: the later beginning, the later in order, for it has the say. Of those that ended
more than a week ago nobody asks. An alert's hours are for when there is one, which nobody tells us: they are shown, but
change nothing."""


@lru_cache(maxsize=65_536)
def hours_in_effect(general: str | None, special: str | None) -> str | None:
    """Return canonical hours with those of special days, as `SPECIAL_HOURS` gives them, over them."""
    if special is None:
        return general
    return hours.with_special(general, tuple(_special(*each) for each in json.loads(special)))


def _special(first: str | None, last: str, canonical: str | None, raw: str) -> hours.SpecialHours:
    begin = None if first is None else date.fromisoformat(first)
    return hours.SpecialHours(begin, date.fromisoformat(last), canonical, raw)
