"""What a station's hours and its operation say together."""

from datetime import datetime

from stations import hours
from stations.registry import StationView
from stations.vocabulary import SHOWN_OPERATION

SERVING = frozenset(SHOWN_OPERATION) - {"temporarily_closed"}


def opening_of(view: StationView, *, at: datetime) -> hours.Opening:
    """Return whether a station is open at an instant; one that is out of service is closed, until nobody knows when."""
    opening = hours.opening_at(view.hours_osm, at, calendar=hours.Calendar.packaged())
    if view.operation in SERVING:
        return opening
    return opening._replace(state="closed", until=None, next_open=None)
