"""Who may use a street, by its OSM tags: one row a class, and the tags that say otherwise.

After https://wiki.openstreetmap.org/wiki/Key:access and /wiki/OSM_tags_for_routing. An e-bike is a bicycle here, as
GB 17761-2018 has it. Not read: turn restrictions, barriers on points, conditional tags, lanes, `maxspeed` (a limit is
no speed).
"""

from collections.abc import Mapping
from typing import Literal, NamedTuple, get_args

Mode = Literal["walk", "ebike", "drive"]  # those of `stations.search`, which takes seconds to read

MODES: tuple[Mode, ...] = get_args(Mode)
FORWARD, BACKWARD = 1, 2
BOTH, CLOSED = FORWARD | BACKWARD, 0
KM_H = 1 / 3.6


class StreetClass(NamedTuple):
    """Who uses a class of street unless its tags say otherwise; `drive_km_h` is None where cars do not go.

    `from_zoom` is the zoom at which a map begins to show it.
    """

    walk: bool
    ebike: bool
    drive_km_h: float | None
    from_zoom: int


CLASSES: Mapping[str, StreetClass] = {
    # class                      on foot e-bike km/h  zoom
    "motorway": StreetClass(False, False, 80, 7),
    "motorway_link": StreetClass(False, False, 40, 10),
    "trunk": StreetClass(True, True, 50, 7),
    "trunk_link": StreetClass(True, True, 30, 10),
    "primary": StreetClass(True, True, 35, 9),
    "primary_link": StreetClass(True, True, 25, 11),
    "secondary": StreetClass(True, True, 30, 11),
    "secondary_link": StreetClass(True, True, 25, 12),
    "tertiary": StreetClass(True, True, 25, 12),
    "tertiary_link": StreetClass(True, True, 20, 12),
    "unclassified": StreetClass(True, True, 20, 13),
    "residential": StreetClass(True, True, 20, 13),
    "road": StreetClass(True, True, 20, 13),
    "living_street": StreetClass(True, True, 10, 13),
    "service": StreetClass(True, True, 10, 14),
    "track": StreetClass(True, True, 10, 14),
    "pedestrian": StreetClass(True, False, None, 13),
    "cycleway": StreetClass(True, True, None, 14),
    "path": StreetClass(True, True, None, 14),
    "footway": StreetClass(True, False, None, 14),
    "steps": StreetClass(True, False, None, 14),
    "bridleway": StreetClass(True, False, None, 14),
    "corridor": StreetClass(True, False, None, 14),
    "platform": StreetClass(True, False, None, 14),
}
"""By the value of `highway`; any other value (`construction`, `proposed`, ...) is no street.

Speeds by car are estimates for a Chinese city by day, waiting at lights included; that of the whole city is
`MODES["drive"]`. On foot and by e-bike every street is as fast as any other.
"""

GUEST_KM_H = 10
"""How fast a car goes where it is let in by name on a class that is not for cars."""

OPEN_VALUES = frozenset({"yes", "designated", "permissive", "destination", "official", "customers", "delivery"})
CLOSED_VALUES = frozenset(
    {"no", "private", "permit", "military", "emergency", "agricultural", "forestry", "use_sidepath", "dismount"}
)
OWN_KEYS: Mapping[Mode, tuple[str, ...]] = {
    "walk": ("foot",),
    "ebike": ("bicycle",),
    "drive": ("motorcar", "motor_vehicle"),
}
"""Keys that open what a class or a general key closes, and close what they open: the narrower first."""

GENERAL_KEYS: Mapping[Mode, tuple[str, ...]] = {
    "walk": ("access",),
    "ebike": ("vehicle", "access"),
    "drive": ("vehicle", "access"),
}
"""Keys that close only: `access=yes` does not bring cars onto a footway."""

ONE_WAY = {"yes": FORWARD, "true": FORWARD, "1": FORWARD, "-1": BACKWARD, "reverse": BACKWARD, "no": BOTH}
ROUND = frozenset({"roundabout", "circular"})
AGAINST = frozenset({"opposite", "opposite_lane", "opposite_track"})
CYCLEWAYS = ("cycleway", "cycleway:left", "cycleway:right")
NO_EBIKE_UP = frozenset({"steps"})


class Passage(NamedTuple):
    """Which ways a street may be used by each mode (CLOSED, FORWARD, BACKWARD, BOTH), and how fast it is driven."""

    walk: int
    ebike: int
    drive: int
    drive_m_s: float


NO_PASSAGE = Passage(CLOSED, CLOSED, CLOSED, GUEST_KM_H * KM_H)


def passage(tags: Mapping[str, str]) -> Passage:
    """Return how the street with these tags may be used; what is no street, and a ferry, is closed to all."""
    known = CLASSES.get(tags.get("highway", ""))
    if known is None or tags.get("route") == "ferry":
        return NO_PASSAGE
    motor_only = tags.get("motorroad") == "yes"
    return Passage(
        walk=_on_foot(tags) if _open(tags, "walk", by_class=known.walk and not motor_only) else CLOSED,
        ebike=_by_bicycle(tags) if _open(tags, "ebike", by_class=known.ebike and not motor_only) else CLOSED,
        drive=_by_car(tags) if _open(tags, "drive", by_class=known.drive_km_h is not None) else CLOSED,
        drive_m_s=(known.drive_km_h or GUEST_KM_H) * KM_H,
    )


def _open(tags: Mapping[str, str], mode: Mode, *, by_class: bool) -> bool:
    if mode == "ebike" and tags["highway"] in NO_EBIKE_UP:
        return False
    for key in OWN_KEYS[mode]:
        if (value := tags.get(key)) in OPEN_VALUES or value in CLOSED_VALUES:
            return value in OPEN_VALUES
    return by_class and not _closed_to_all(tags, mode)


def _closed_to_all(tags: Mapping[str, str], mode: Mode) -> bool:
    """Tell whether the narrowest general key that says anything says no."""
    said = [value for key in GENERAL_KEYS[mode] if (value := tags.get(key)) in OPEN_VALUES | CLOSED_VALUES]
    return bool(said) and said[0] in CLOSED_VALUES


def _on_foot(tags: Mapping[str, str]) -> int:
    return ONE_WAY.get(tags.get("oneway:foot", ""), BOTH)


def _by_bicycle(tags: Mapping[str, str]) -> int:
    if (own := ONE_WAY.get(tags.get("oneway:bicycle", ""))) is not None:
        return own
    against = any(tags.get(key) in AGAINST for key in CYCLEWAYS)
    return BOTH if against else _by_car(tags)


def _by_car(tags: Mapping[str, str]) -> int:
    if (said := ONE_WAY.get(tags.get("oneway", ""))) is not None:
        return said
    implied = tags.get("junction") in ROUND or tags["highway"] in {"motorway", "motorway_link"}
    return FORWARD if implied else BOTH
