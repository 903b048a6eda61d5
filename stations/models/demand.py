"""The demand surfaces that were brought in; their cells lie in files."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, DateTime, func
from sqlalchemy.orm import Mapped, mapped_column

from stations.models.base import Base


class Demand(Base):
    """One surface: who needs a station, as one file or census tells. `hash` names its cells on disk."""

    __tablename__ = "demand"

    name: Mapped[str] = mapped_column(primary_key=True)
    hash: Mapped[str]
    kind: Mapped[str]
    unit_zh: Mapped[str]
    unit_en: Mapped[str]
    source: Mapped[str]
    method_zh: Mapped[str]
    method_en: Mapped[str]
    as_of: Mapped[date | None]
    total: Mapped[float]
    cells: Mapped[int]
    held: Mapped[int]
    held_weight: Mapped[float]
    imported_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())

    __table_args__ = (
        CheckConstraint("hash ~ '^[0-9a-f]{64}$'", name="hash"),
        CheckConstraint("total >= 0 AND cells >= 0 AND held >= 0", name="counts"),
    )
