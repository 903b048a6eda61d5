"""Opening hours in China: notices and OSM syntax read, and whether a place is open at an instant."""

from stations.hours.calendar import Calendar
from stations.hours.reading import HoursParse, read
from stations.hours.silence import unmentioned
from stations.hours.special import SpecialHours, with_special
from stations.hours.state import Interval, Opening, intervals, open_at_night, opening_at

__all__ = [
    "Calendar",
    "HoursParse",
    "Interval",
    "Opening",
    "SpecialHours",
    "intervals",
    "open_at_night",
    "opening_at",
    "read",
    "unmentioned",
    "with_special",
]
