"""The feed of changes: which station was touched by which transaction."""

from sqlalchemy import BigInteger, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from stations.models.base import Base


class StationChange(Base):
    """The mark that a transaction leaves on every station it touched: its columns, amenities or hours.

    Written by triggers. `xid` is the transaction's own number, so rows can be read in an order to which nothing is
    ever added behind: see `registry.feed`. A deleted station keeps its mark, which is why there is no foreign key.
    """

    __tablename__ = "station_change"

    xid: Mapped[int] = mapped_column(
        BigInteger, primary_key=True, server_default=text("(pg_current_xact_id()::text)::bigint")
    )
    station_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)

    __table_args__ = (Index(None, "station_id"),)
