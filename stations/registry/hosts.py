"""Published stations that outdoor workers are not sent to now: where one might be opened to them."""

from typing import NamedTuple

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from stations.models import Station
from stations.vocabulary import HOST_STAFF, SERVING_OPERATION, meant_for

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
    audience: str | None

    @property
    def is_serving(self) -> bool:
        """Whether it is in service."""
        return self.operation in SERVING_OPERATION

    @property
    def is_for_staff(self) -> bool:
        """Whether it is for its host's staff alone."""
        return meant_for(self.audience, public_facing=self.public_facing) == HOST_STAFF


def hosts(session: Session) -> list[HostRow]:
    """Return published stations that are not in service but may be, and those for staff alone, in order of id."""
    is_idle = Station.operation.in_(IDLE_OPERATION)
    may_be_for_staff = Station.operation.in_(SERVING_OPERATION) & or_(
        Station.audience == HOST_STAFF, ~Station.public_facing
    )
    found = (
        select(
            Station.id,
            Station.name,
            Station.geom.ST_X(),
            Station.geom.ST_Y(),
            Station.operation,
            Station.public_facing,
            Station.audience,
        )
        .where(Station.publication == "published", or_(is_idle, may_be_for_staff))
        .order_by(Station.id)
    )
    rows = (HostRow(*row) for row in session.execute(found))
    return [row for row in rows if row.is_for_staff or not row.is_serving]
