"""Streets as they are drawn; what is computed on lies in files."""

from datetime import datetime
from typing import Any

from geoalchemy2 import Geometry
from sqlalchemy import BigInteger, CheckConstraint, DateTime, ForeignKey, Identity, Index, func, text
from sqlalchemy.orm import Mapped, mapped_column

from stations.models.base import Base

FAR_ZOOM = 11
"""Streets that a map shows at this zoom or further out have an index of their own: they are few among many."""


class StreetNetwork(Base):
    """The streets of one file. `hash` names the graphs on disk; `extent` is where the data is known to lie."""

    __tablename__ = "street_network"

    id: Mapped[int] = mapped_column(Identity(), primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    hash: Mapped[str]
    source: Mapped[str]
    extent: Mapped[Any] = mapped_column(Geometry("POLYGON", srid=4326, spatial_index=False))
    imported_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())

    __table_args__ = (CheckConstraint("hash ~ '^[0-9a-f]{64}$'", name="hash"),)


class Street(Base):
    """A stretch of an OSM way; `class` is its `highway`, `from_zoom` the zoom at which a map begins to show it."""

    __tablename__ = "street"

    id: Mapped[int] = mapped_column(Identity(), primary_key=True)
    network_id: Mapped[int] = mapped_column(ForeignKey("street_network.id", ondelete="CASCADE"))
    osm_way: Mapped[int] = mapped_column(BigInteger)
    class_: Mapped[str] = mapped_column("class")
    name: Mapped[str | None]
    from_zoom: Mapped[int]
    geom: Mapped[Any] = mapped_column(Geometry("LINESTRING", srid=4326, spatial_index=False))

    __table_args__ = (
        Index(None, "network_id"),
        Index("street_geom_ix", "geom", postgresql_using="gist"),
        Index("street_far_ix", "geom", postgresql_using="gist", postgresql_where=text(f"from_zoom <= {FAR_ZOOM}")),
    )
