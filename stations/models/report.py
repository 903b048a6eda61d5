"""What workers report about stations, and what became of it."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, DateTime, ForeignKey, Identity, Index, func
from sqlalchemy.orm import Mapped, mapped_column

from stations.models.base import Base, one_of
from stations.vocabulary import REPORT_STATUSES


class Report(Base):
    """One report about a station. It says nothing about who sent it: no position, no address, no account.

    `key` was made by the sender's device, so that the same report sent twice is one; `receipt` is what the answer is
    read by. A deleted station's reports stay, under the code it had.
    """

    __tablename__ = "report"

    id: Mapped[int] = mapped_column(Identity(), primary_key=True)
    key: Mapped[UUID] = mapped_column(unique=True)
    receipt: Mapped[str] = mapped_column(unique=True)
    station_id: Mapped[int | None] = mapped_column(ForeignKey("station.id", ondelete="SET NULL"))
    station_code: Mapped[str]
    kind: Mapped[str]
    text: Mapped[str | None]
    status: Mapped[str] = mapped_column(server_default="new")
    answer: Mapped[str | None]
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())
    answered_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))

    __table_args__ = (
        one_of("status", REPORT_STATUSES),
        CheckConstraint("kind ~ '^[a-z][a-z0-9_]*$'", name="kind"),
        CheckConstraint("char_length(text) BETWEEN 1 AND 500", name="text"),
        CheckConstraint("(answer IS NULL) = (answered_at IS NULL)", name="answered"),
        Index(None, "station_id"),
    )
