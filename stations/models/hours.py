"""Opening hours beside the general ones: staffed, self-service, of one amenity, special days, alerts."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from stations.models.base import Base, one_of
from stations.vocabulary import HOURS_KINDS, HOURS_PARSE


class StationHours(Base):
    """One further set of hours of a station; special and alert hours must say when they expire."""

    __tablename__ = "station_hours"

    id: Mapped[int] = mapped_column(primary_key=True)
    station_id: Mapped[int] = mapped_column(ForeignKey("station.id", ondelete="CASCADE"))
    kind: Mapped[str]
    amenity: Mapped[str | None]
    raw: Mapped[str]
    osm: Mapped[str | None]
    parse: Mapped[str]
    valid_from: Mapped[date | None]
    valid_until: Mapped[date | None]

    __table_args__ = (
        one_of("kind", HOURS_KINDS),
        one_of("parse", HOURS_PARSE),
        CheckConstraint("kind NOT IN ('special', 'alert') OR valid_until IS NOT NULL", name="expires"),
        CheckConstraint("valid_until >= valid_from", name="period"),
        Index(None, "station_id"),
    )
