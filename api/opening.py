"""What a station's hours and its operation say together."""

from datetime import datetime
from functools import lru_cache
from typing import NamedTuple

from stations import hours
from stations.hours.state import ZONE
from stations.language import Text
from stations.registry import StationView
from stations.vocabulary import SERVING_OPERATION


class Moment(NamedTuple):
    """Hold the instant an answer speaks of, the calendar that knows its day, and how many days from it on are told."""

    at: datetime
    calendar: hours.Calendar
    ahead_days: int = 0


def opening_of(view: StationView, moment: Moment) -> hours.Opening:
    """Return whether a station is open at a moment; one that is out of service is closed, until nobody knows when."""
    opening = hours.opening_at(view.hours_in_effect, moment.at, calendar=moment.calendar)
    if view.operation in SERVING_OPERATION:
        return opening
    return opening._replace(state="closed", until=None, next_open=None)


def basis_of(view: StationView, moment: Moment) -> Text | None:
    """Return why a station's hours are what they are at a moment, None for one that is out of service."""
    if view.operation not in SERVING_OPERATION:
        return None
    return hours.opening_at(view.hours_in_effect, moment.at, calendar=moment.calendar).basis


def ahead_of(view: StationView, moment: Moment) -> tuple[hours.Interval, ...] | None:
    """Return when a station is open, or may be, from today in China on; None where no days ahead are asked for."""
    if not moment.ahead_days:
        return None
    if view.operation not in SERVING_OPERATION:
        return ()
    midnight = moment.at.astimezone(ZONE).replace(hour=0, minute=0, second=0, microsecond=0)
    return _ahead(view.hours_in_effect, midnight, moment.ahead_days, moment.calendar)


@lru_cache(maxsize=4096)  # few hours differ, and reading them is most of the work
def _ahead(hours_osm: str | None, start: datetime, days: int, calendar: hours.Calendar) -> tuple[hours.Interval, ...]:
    return tuple(hours.intervals(hours_osm, start, days, calendar))
