"""Organisations, and the dated roles they have at stations."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from stations.models.base import Base, one_of
from stations.vocabulary import ORGANISATION_KINDS, ORGANISATION_ROLES


class Organisation(Base):
    """A union, company, office or community; unions form a tree. Its adcode is jurisdiction, not geography."""

    __tablename__ = "organisation"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    kind: Mapped[str]
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"))
    adcode: Mapped[str | None]
    contact: Mapped[str | None]

    __table_args__ = (
        UniqueConstraint("name", "parent_id", postgresql_nulls_not_distinct=True),
        one_of("kind", ORGANISATION_KINDS),
        CheckConstraint("name <> ''", name="name"),
        CheckConstraint("parent_id <> id", name="tree"),
    )


class StationRole(Base):
    """What an organisation is to a station, from when to when."""

    __tablename__ = "station_role"

    id: Mapped[int] = mapped_column(primary_key=True)
    station_id: Mapped[int] = mapped_column(ForeignKey("station.id", ondelete="CASCADE"))
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    role: Mapped[str]
    valid_from: Mapped[date | None]
    valid_until: Mapped[date | None]

    __table_args__ = (
        UniqueConstraint("station_id", "organisation_id", "role", "valid_from", postgresql_nulls_not_distinct=True),
        one_of("role", ORGANISATION_ROLES),
        CheckConstraint("valid_until >= valid_from", name="period"),
        Index(None, "organisation_id"),
    )
