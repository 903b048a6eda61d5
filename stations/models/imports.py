"""Every import, and every row of it as it was written: nothing is lost."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, DateTime, ForeignKey, Index, func
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from stations.models.base import Base


class ImportRun(Base):
    """One file that was imported."""

    __tablename__ = "import_run"

    id: Mapped[int] = mapped_column(primary_key=True)
    source: Mapped[str]
    file_name: Mapped[str]
    file_sha256: Mapped[str]
    crs: Mapped[str]
    at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())


class ImportRow(Base):
    """One row of a file: what it said, what became of it, and why."""

    __tablename__ = "import_row"

    run_id: Mapped[int] = mapped_column(ForeignKey("import_run.id", ondelete="CASCADE"), primary_key=True)
    row_number: Mapped[int] = mapped_column(primary_key=True)
    outcome: Mapped[str]
    raw: Mapped[dict[str, Any]] = mapped_column(JSONB)
    reasons: Mapped[list[dict[str, Any]]] = mapped_column(JSONB)
    station_id: Mapped[int | None] = mapped_column(ForeignKey("station.id", ondelete="SET NULL"))

    __table_args__ = (
        CheckConstraint("outcome IN ('added', 'changed', 'unchanged', 'held', 'rejected')", name="outcome"),
        Index(None, "station_id"),
    )


class Derivation(Base):
    """By which rules stored facts were derived, to know when to derive them anew."""

    __tablename__ = "derivation"

    name: Mapped[str] = mapped_column(primary_key=True)
    fingerprint: Mapped[str]
