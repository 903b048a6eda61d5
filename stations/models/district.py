"""Districts at any level, with their census."""

from datetime import date, datetime
from typing import Any

from geoalchemy2 import Geometry
from sqlalchemy import CheckConstraint, DateTime, Index, UniqueConstraint, func
from sqlalchemy.orm import Mapped, mapped_column

from stations.models.base import Base, one_of
from stations.vocabulary import CODE_SYSTEMS, DISTRICT_LEVELS


class District(Base):
    """An administrative area under one code system in one year; codes are text, never numbers.

    A code may stand in several systems or years (the statistical list has zones of its own); boundaries are versioned
    by adding rows.
    """

    __tablename__ = "district"

    id: Mapped[int] = mapped_column(primary_key=True)
    adcode: Mapped[str]
    name: Mapped[str]
    level: Mapped[str]
    parent_adcode: Mapped[str | None]
    code_system: Mapped[str]
    code_year: Mapped[int | None]
    boundary_source: Mapped[str]
    boundary_year: Mapped[int | None]
    area_km2: Mapped[float]
    geom: Mapped[Any] = mapped_column(Geometry("MULTIPOLYGON", srid=4326, spatial_index=False))
    updated_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())

    __table_args__ = (
        UniqueConstraint("adcode", "code_system", "code_year", postgresql_nulls_not_distinct=True),
        one_of("level", DISTRICT_LEVELS),
        one_of("code_system", CODE_SYSTEMS),
        CheckConstraint("adcode ~ '^[0-9A-Za-z_-]{1,32}$'", name="adcode"),
        CheckConstraint("area_km2 > 0", name="area"),
        Index("district_geom_ix", "geom", postgresql_using="gist"),
        Index(None, "parent_adcode"),
        Index(None, "name"),
    )


class Census(Base):
    """How many people live in a district, by one count on one date."""

    __tablename__ = "census"

    adcode: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(primary_key=True)
    as_of: Mapped[date] = mapped_column(primary_key=True)
    population: Mapped[int]
    source: Mapped[str]

    __table_args__ = (CheckConstraint("population >= 0", name="population"),)
