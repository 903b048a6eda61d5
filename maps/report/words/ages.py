"""How old the data behind a pack are, and how much of them nobody knows."""

from datetime import datetime
from typing import NamedTuple

from maps.report.contents import Contents

YEAR_DAYS = 365


class Ages(NamedTuple):
    """Of the stations in the district: how many there are, when they were verified, and for how many hours are missing.

    `old` were last verified more than a year before the stations were read.
    """

    stations: int
    never: int
    old: int
    newest: datetime | None
    oldest: datetime | None
    without_hours: int
    open_unknown: int
    need_unknown: int


def of(contents: Contents) -> Ages:
    """Return the ages of the stations of a pack."""
    stations = contents.inside
    dates = sorted(station.verified_at for station in stations if station.verified_at is not None)
    asked = contents.question.needs
    return Ages(
        stations=len(stations),
        never=len(stations) - len(dates),
        old=sum((contents.as_of - moment).days > YEAR_DAYS for moment in dates),
        newest=dates[-1] if dates else None,
        oldest=dates[0] if dates else None,
        without_hours=sum(station.hours is None for station in stations),
        open_unknown=sum(station.open == "unknown" for station in stations),
        need_unknown=sum(any(station.has[code] == "unknown" for code in asked) for station in stations),
    )
