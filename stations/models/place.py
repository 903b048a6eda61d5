"""The names that places are searched by."""

from sqlalchemy import CheckConstraint, ForeignKey, Identity, Index, Text, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from stations.models.base import Base


class PlaceName(Base):
    """One name, alias or address of a station or district, or the name of a street.

    Rows are written by triggers of those tables, so that no way of changing a name leaves an old one here; those of
    streets where they are brought in, one for each stretch of a name (`registry.streets`). `keys` and
    `grams` (see `stations.names`) are empty until `registry.refresh_names` has filled them in.
    """

    __tablename__ = "place_name"

    id: Mapped[int] = mapped_column(Identity(), primary_key=True)
    station_id: Mapped[int | None] = mapped_column(ForeignKey("station.id", ondelete="CASCADE"))
    district_id: Mapped[int | None] = mapped_column(ForeignKey("district.id", ondelete="CASCADE"))
    street_id: Mapped[int | None] = mapped_column(ForeignKey("street.id", ondelete="CASCADE"))
    role: Mapped[str]
    name: Mapped[str]
    keys: Mapped[str | None]
    grams: Mapped[list[str] | None] = mapped_column(ARRAY(Text))

    __table_args__ = (
        CheckConstraint("role IN ('name', 'alias', 'address')", name="role"),
        CheckConstraint("num_nonnulls(station_id, district_id, street_id) = 1", name="one_place"),
        CheckConstraint("(keys IS NULL) = (grams IS NULL)", name="keys"),
        Index(None, "station_id"),
        Index(None, "district_id"),
        Index(None, "street_id"),
        Index("place_name_grams_ix", "grams", postgresql_using="gin"),
        Index("place_name_pending_ix", "id", postgresql_where=text("keys IS NULL")),
    )
