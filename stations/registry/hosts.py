"""Published stations that nobody is sent to now, or that are not for everybody: where one might be opened."""

from typing import NamedTuple

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from stations.models import Station
from stations.vocabulary import SERVING_OPERATION

IDLE_OPERATION = ("proposed", "planned", "building", "temporarily_closed")
"""Operations of a station that is not in service, and not given up either."""


class HostRow(NamedTuple):
    """A station; `lon`, `lat` are WGS84."""

    id: int
    name: str
    lon: float
    lat: float
    operation: str
    public_facing: bool

    @property
    def is_serving(self) -> bool:
        """Whether it is in service."""
        return self.operation in SERVING_OPERATION


def hosts(session: Session) -> list[HostRow]:
    """Return published stations that are not in service but may be, and those not for the public, in order of id."""
    is_idle = Station.operation.in_(IDLE_OPERATION)
    is_private = Station.operation.in_(SERVING_OPERATION) & ~Station.public_facing
    found = (
        select(
            Station.id,
            Station.name,
            Station.geom.ST_X(),
            Station.geom.ST_Y(),
            Station.operation,
            Station.public_facing,
        )
        .where(Station.publication == "published", or_(is_idle, is_private))
        .order_by(Station.id)
    )
    return [HostRow(*row) for row in session.execute(found)]
